"""The way back from the index's text to the report's is the one that normalising gives."""

from hypothesis import given
from hypothesis import strategies as st

from reports.search.index.stored import Stored, pack_way
from reports.text.normalise import searchable

TEXTS = st.text(st.sampled_from("法治 \n\tＡ㈠ﬁe\u0301調é가ㄱ\u1100\u1161\u00ad123 ab①½"), max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 90)), max_size=3)


@given(TEXTS, SPANS)
def test_what_is_stored_leads_back_to_the_same_characters(text: str, spans: list[tuple[int, int]]) -> None:
    made = searchable(text, spans)
    stored = Stored(1, made.text, pack_way(made, spans)).normalised(text)
    assert (stored.source, stored.text) == (made.source, made.text)
    places = range(len(made.text))
    assert [stored.span(place, place + 1) for place in places] == [
        made.span(place, place + 1) for place in places
    ]
