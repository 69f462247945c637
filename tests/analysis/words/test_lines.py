"""Lines around a phrase: what they show, their order, and which are alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.words.lines import SIDE, SORTS, lines, spans
from reports.analysis.words.occurrences import occurrences

from .made import corpus

Row = tuple[str, int | None, str]
ROWS = (
    [("990101001", 2021, "甲法治乙"), ("990101002", 2020, "丙\n乙法治甲。法治")],
    [("980101001", 2022, "甲法治乙")],
)


SOME = corpus(*ROWS)


def _lines(
    parts: Sequence[Sequence[Row]],
    phrase: str,
    sort: str = "right",
    start: int = 0,
    end: int = 10**6,
    **options: bool,
) -> list[tuple[int, str, str, int]]:
    """The lines ``[start, end)``: report, left, right, and how many are alike; the phrase is checked."""
    some = corpus(*parts)
    texts = [text for one in parts for _, _, text in one]
    whole = lines(some, occurrences(some, phrase), sort, **options)
    found = spans(whole, whole.numbers(start, end))
    shown = []
    for report, *offsets, same in zip(
        *(found.reports.tolist(), found.begins.tolist(), found.starts.tolist()),
        *(found.ends.tolist(), found.behinds.tolist(), found.same.tolist()),
        strict=True,
    ):
        text, (begin, first, last, behind) = texts[report], offsets
        assert text[first:last] == phrase
        shown.append((report + 1, text[begin:first], text[last:behind], same))
    return shown


def _shown(sort: str, *, grouped: bool = False) -> list[tuple[int, str, str, int]]:
    return _lines(ROWS, "法治", sort, grouped=grouped)


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


def test_each_side_has_twenty_characters() -> None:
    row = ("", 2020, "一" * 30 + "法治" + "二" * 30)
    assert _lines([[row]], "法治") == [(1, "一" * 20, "二" * 20, 1)]


def test_half_of_a_pair_of_surrogates_is_left_out() -> None:
    row = ("", 2020, "𬇙" * 11 + "一法治二" + "𬇙" * 11)
    assert _lines([[row]], "法治") == [(1, "𬇙" * 9 + "一", "二" + "𬇙" * 9, 1)]


def test_a_page_past_the_end_is_empty() -> None:
    assert _lines(ROWS, "法治", "right", 10, 20) == []


LETTERS = st.text(alphabet="法治甲乙\n𬇙", max_size=60)


@given(
    st.lists(st.tuples(st.sampled_from(["99", "98"]), st.sampled_from([2020, 2021]), LETTERS), max_size=6),
    st.sampled_from(SORTS),
    st.booleans(),
    st.integers(0, 5),
)
def test_lines_are_those_of_a_plain_scan(rows: list[Row], sort: str, grouped: bool, start: int) -> None:
    whole = _plain(rows, sort, grouped=grouped)
    assert _lines([rows[:2], rows[2:]], "法", sort, grouped=grouped) == whole
    assert (
        _lines([rows[:2], rows[2:]], "法", sort, start, start + 3, grouped=grouped)
        == whole[start : start + 3]
    )


def _plain(rows: list[Row], sort: str, *, grouped: bool) -> list[tuple[int, str, str, int]]:
    made = []
    for number, (region, year, text) in enumerate(rows, 1):
        for hit in re.finditer("法", text):
            left = _units(text[: hit.start()].split("\n")[-1])[-SIDE:]
            right = _units(text[hit.end() :].split("\n")[0])[:SIDE]
            first = {"right": right, "left": left[::-1], "year": [], "region": [int(region)]}[sort]
            made.append(((first, year, int(region), number, hit.start()), number, left, right))
    made.sort()
    alike = Counter(str(line[2:]) for line in made)
    seen: set[str] = set()
    shown = []
    for _, number, left, right in made:
        sides = str((left, right))
        if not grouped or sides not in seen:
            shown.append((number, _text(left), _text(right), alike[sides]))
        seen.add(sides)
    return shown


def _units(text: str) -> list[int]:
    return np.frombuffer(text.encode("utf-16-le"), "<u2").tolist()


def _text(units: list[int]) -> str:
    return str(np.array(units, "<u2").tobytes(), "utf-16-le", "ignore")


def test_a_phrase_that_stands_nowhere_has_no_lines() -> None:
    found = lines(SOME, occurrences(SOME, "没有"), grouped=True)
    assert (len(found), found.total) == (0, 0)


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(ValueError, match="alphabet"):
        lines(SOME, occurrences(SOME, "法治"), "alphabet")


@pytest.mark.parametrize("grouped", [False, True])
def test_the_reports_of_lines_that_are_alike_are_told_whether_grouped_or_not(grouped: bool) -> None:
    found = lines(SOME, occurrences(SOME, "法治"), "right", grouped=grouped)
    numbers = found.numbers(0, len(found))
    several, which = found.alike(numbers)
    alike = [several[one].tolist() for one in which]
    assert [len(one) for one in alike] == found.same(numbers).tolist()
    assert [found.found.reports[number] in one for number, one in zip(numbers, alike, strict=True)] == [
        True
    ] * len(found)
    assert sorted(one.tolist() for one in several) == [[0, 2], [1], [1]]
