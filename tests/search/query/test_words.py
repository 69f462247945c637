import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.query.words import MAX_QUERY_WORDS, query_words


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("人民调解委员会", ("人民调解", "委员会")),
        ("covid-19", ("covid", "19")),
        ("98%的镇", ("98%", "的", "镇")),
        ("了", ("了",)),
        ("5", ("5",)),
        ("，。!", ()),
        ("", ()),
    ],
)
def test_a_query_is_cut_into_its_words(term: str, words: tuple[str, ...]) -> None:
    assert query_words(term) == words


@given(st.text(st.sampled_from("枫桥经验人民调解委员会的了12%a-。\n\x00\ufffe"), max_size=200))
def test_every_word_stands_in_the_text(text: str) -> None:
    assert [word for word in query_words(text) if word not in text] == []


def test_a_pasted_page_gives_a_bounded_number_of_words() -> None:
    assert len(query_words("、".join(str(number) for number in range(500)))) == MAX_QUERY_WORDS
