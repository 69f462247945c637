"""Lines around a phrase: what they show, their order, and which are alike."""

from __future__ import annotations

import pytest

from reports.analysis.words.lines import Line, lines, page
from reports.analysis.words.occurrences import occurrences

from .made import corpus

SOME = corpus(
    [("990101001", 2021, "甲法治乙"), ("990101002", 2020, "丙\n乙法治甲。法治")],
    [("980101001", 2022, "甲法治乙")],
)


def _shown(sort: str, *, grouped: bool = False) -> list[tuple[int, str, str, int]]:
    found = lines(SOME, occurrences(SOME, "法治"), sort, grouped=grouped)
    return [(one.pk, one.left, one.right, one.same) for one in page(SOME, found, 0, 10)]


FIRST, SECOND, THIRD, LAST = (
    (1, "甲", "乙", 2),
    (2, "乙", "甲。法治", 1),
    (2, "乙法治甲。", "", 1),
    (3, "甲", "乙", 2),
)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("right", [THIRD, FIRST, LAST, SECOND]),
        ("left", [THIRD, SECOND, FIRST, LAST]),
        ("year", [SECOND, THIRD, FIRST, LAST]),
        ("region", [LAST, FIRST, SECOND, THIRD]),
    ],
)
def test_lines_are_in_the_order_asked_for(sort: str, expected: list[tuple[int, str, str, int]]) -> None:
    assert _shown(sort) == expected


def test_lines_that_are_alike_become_one() -> None:
    assert _shown("right", grouped=True) == [THIRD, FIRST, SECOND]


def test_a_line_says_where_it_stands_and_stays_in_its_paragraph() -> None:
    found = lines(SOME, occurrences(SOME, "法治"), "year")
    assert page(SOME, found, 0, 1) == [Line(2, "乙", "法治", "甲。法治", 3, 5, 1)]


def test_each_side_has_twenty_characters() -> None:
    some = corpus([("", 2020, "一" * 30 + "法治" + "二" * 30)])
    shown = page(some, lines(some, occurrences(some, "法治")), 0, 1)[0]
    assert (shown.left, shown.right) == ("一" * 20, "二" * 20)


def test_a_page_past_the_end_is_empty() -> None:
    assert page(SOME, lines(SOME, occurrences(SOME, "法治")), 10, 20) == []


def test_a_phrase_that_stands_nowhere_has_no_lines() -> None:
    found = lines(SOME, occurrences(SOME, "没有"), grouped=True)
    assert (len(found), found.total) == (0, 0)


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(ValueError, match="alphabet"):
        lines(SOME, occurrences(SOME, "法治"), "alphabet")
