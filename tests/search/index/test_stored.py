"""The way back from the index's text to the report's is the one that normalising gives."""

from hypothesis import given
from hypothesis import strategies as st

from reports.search.index.stored import Stored, pack_way, way_back
from reports.text.normalise import normalise, of_paragraphs, searchable
from reports.text.soft_ends import soft_ends

SAID = (
    "　　坚持把依法行政贯穿各项工作始终，健全机制，压实责任，加强学习。全年开展普法宣传活动１2场次，发放宣传资料８００份，"
    "受教育群众900人次，covid test 20次，修订制度9项，完成《普法清单》，调解矛盾纠纷１３6件，其中涉及土地的12件。"
)
#: Broken inside words, figures and brackets.
BROKEN = "".join(SAID[at : at + 22] + "\n  " for at in range(0, len(SAID), 22))
TEXTS = st.tuples(
    st.sampled_from(("", BROKEN, BROKEN * 2)),
    st.text(st.sampled_from("法治 \n\tＡ㈠ﬁe\u0301調é가ㄱ\u1100\u1161\u00ad123 ab①½"), max_size=80),
).map("".join)
SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 90)), max_size=3)


def test_the_lines_are_broken_ones() -> None:
    assert searchable(BROKEN, ()).text == normalise(SAID).text


@given(TEXTS, SPANS)
def test_what_is_stored_leads_back_to_the_same_characters(text: str, spans: list[tuple[int, int]]) -> None:
    made = searchable(text, spans)
    stored = Stored(1, made.text, pack_way(made, spans, soft_ends(text))).normalised(text)
    assert (stored.source, stored.text) == (made.source, made.text)
    places = range(len(made.text))
    at_once = of_paragraphs(text, spans, soft_ends(text), mapped=True)
    assert (at_once, at_once.pack()) == (made, made.pack())
    spans_made = [made.span(place, place + 1) for place in places]
    assert [stored.span(place, place + 1) for place in places] == spans_made
    way = way_back(pack_way(made, spans, soft_ends(text)))
    assert [way.span(place, place + 1) for place in places] == spans_made
