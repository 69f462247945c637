"""Which words stand beside a phrase."""

from __future__ import annotations

import pytest

from reports.analysis.words.collocates import Collocates, collocates, near
from reports.analysis.words.corpus import Corpus
from reports.analysis.words.occurrences import occurrences

from .made import corpus


def _beside(texts: list[str], phrase: str, window: int = 5) -> dict[str, int]:
    some = corpus([("", 2020, text) for text in texts])
    found = collocates(some, occurrences(some, phrase), window=window, floor=1, sort="count")
    return {one.word: one.count for one in found.results}


@pytest.mark.parametrize(
    ("texts", "window", "expected"),
    [
        (["甲甲乙乙法治丙丙丁丁"], 1, {"乙乙": 1, "丙丙": 1}),
        (["甲甲乙乙法治丙丙丁丁"], 2, {"甲甲": 1, "乙乙": 1, "丙丙": 1, "丁丁": 1}),
        # Marks are no words, and do not take a place in the window; a sentence's end stops it.
        (["甲甲，法治、丙丙"], 1, {"甲甲": 1, "丙丙": 1}),
        (["甲甲。法治\n丙丙"], 5, {}),
        (["法治", "丙丙"], 5, {}),
        # A word cut through by the phrase belongs to it.
        (["甲法治丙丁丁"], 1, {"丁丁": 1}),
        # A place between two occurrences is one place.
        (["法治甲甲法治乙乙"], 1, {"甲甲": 1, "乙乙": 1}),
    ],
)
def test_words_within_the_window_and_the_sentence(
    texts: list[str], window: int, expected: dict[str, int]
) -> None:
    assert _beside([*texts, "某某其余" * 9], "法治", window) == expected


@pytest.mark.parametrize(
    ("word", "window", "expected"),
    [
        ("甲甲", 2, [(0, 2), (1, 4)]),
        ("甲甲", 3, [(0, 2), (1, 0), (1, 4)]),
        ("乙乙", 1, [(1, 0), (1, 4)]),
        ("丙丙", 20, []),
        ("没有", 5, []),
    ],
)
def test_occurrences_are_told_by_a_word_beside_them(
    word: str, window: int, expected: list[tuple[int, int]]
) -> None:
    some = corpus([("", 2020, "甲甲法治。丙丙")], [("", 2020, "法治乙乙法治甲甲")])
    found = near(some, occurrences(some, "法治"), word, window)
    assert list(zip(found.reports.tolist(), found.starts.tolist(), strict=True)) == expected


def test_words_that_are_no_more_frequent_there_than_elsewhere_are_left_out() -> None:
    some = corpus([("", 2020, "常常法治罕罕"), ("", 2020, "常常" * 50)])
    found = collocates(some, occurrences(some, "法治"), floor=1)
    assert [one.word for one in found.results] == ["罕罕"]
    assert (found.hits, found.places, found.words) == (1, 2, 53)


def test_parts_and_portions_add_up() -> None:
    rows = [("", 2020, "甲甲法治乙乙。"), ("", 2020, "法治甲甲丙丙"), ("", 2020, "丁丁" * 30)]
    whole, apart = corpus(rows), corpus(*[[row] for row in rows])

    def found(some: Corpus) -> Collocates:
        return collocates(some, occurrences(some, "法治"), floor=1)

    assert found(whole) == found(apart)


@pytest.mark.parametrize("window", [0, 21])
def test_a_window_that_is_not_to_be_had_is_refused(window: int) -> None:
    some = corpus([("", 2020, "法治")])
    with pytest.raises(ValueError, match="window"):
        collocates(some, occurrences(some, "法治"), window=window)


def test_an_unknown_order_is_refused() -> None:
    some = corpus([("", 2020, "法治")])
    with pytest.raises(ValueError, match="beauty"):
        collocates(some, occurrences(some, "法治"), sort="beauty")
