"""Counts by year and place, and panels of concepts."""

from __future__ import annotations

import pytest

from reports.analysis.words.frequency import Cell, First, Held, frequency
from reports.analysis.words.panel import Row, panel

from .made import corpus

SOME = corpus(
    [
        ("990101001", 2020, "枫桥经验枫桥经验"),
        ("990101002", 2021, "枫桥"),
        ("990201001", 2021, "新时代枫桥经验"),
    ],
    [("9902", 2021, "网格"), ("", None, "枫桥经验")],
)


def test_counts_by_year() -> None:
    found = frequency(SOME, ["枫桥经验", "网格"])
    assert [(one.occurrences, one.reports, one.first) for one in found.phrases] == [
        (4, 3, First(1, 2020)),
        (1, 1, First(4, 2021)),
    ]
    assert found.phrases[0].cells == (Cell(None, "", 1, 1), Cell(2020, "", 2, 1), Cell(2021, "", 1, 1))
    assert found.held == (Held(None, "", 1, 4), Held(2020, "", 1, 8), Held(2021, "", 3, 11))


@pytest.mark.parametrize(
    ("by", "regions"),
    [
        ("province", ["", "99", "99"]),
        ("city", ["", "9901", "9902"]),
        ("county", ["", "990101", "990201"]),
        ("township", ["", "990101001", "990201001"]),
    ],
)
def test_counts_by_place(by: str, regions: list[str]) -> None:
    found = frequency(SOME, ["枫桥经验"], by)
    assert [cell.region for cell in found.phrases[0].cells] == regions


@pytest.mark.parametrize("by", ["year", "province", "city", "county", "township"])
def test_sums_over_cells_are_the_totals(by: str) -> None:
    found = frequency(SOME, ["枫桥"], by)
    phrase = found.phrases[0]
    assert sum(cell.occurrences for cell in phrase.cells) == phrase.occurrences == 5
    assert sum(cell.reports for cell in phrase.cells) == phrase.reports == 4
    assert sum(held.reports for held in found.held) == SOME.size


def test_a_place_above_the_level_asked_for_has_no_cell_at_it() -> None:
    held = frequency(SOME, [], "county").held
    assert [(one.region, one.reports) for one in held] == [
        ("", 1),
        ("", 1),
        ("990101", 1),
        ("990101", 1),
        ("990201", 1),
    ]


def test_the_first_report_is_the_earliest_year_then_the_first_stored() -> None:
    some = corpus([("", 2021, "法"), ("", 2019, "法"), ("", 2019, "法"), ("", None, "法")])
    assert frequency(some, ["法"]).phrases[0].first == First(2, 2019)


def test_a_way_of_counting_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="village"):
        frequency(SOME, ["法"], "village")


def test_a_panel_has_a_row_for_every_cell_held() -> None:
    rows = panel(SOME, {"枫桥": ["枫桥经验", "新时代枫桥经验"], "网格": ["网格"]}, "province")
    assert list(rows) == [
        Row("枫桥", "", None, 1, 1, 1, 4),
        Row("枫桥", "99", 2020, 2, 1, 1, 8),
        Row("枫桥", "99", 2021, 1, 1, 3, 11),
        Row("网格", "", None, 0, 0, 1, 4),
        Row("网格", "99", 2020, 0, 0, 1, 8),
        Row("网格", "99", 2021, 1, 1, 3, 11),
    ]


def test_overlapping_phrases_of_a_concept_count_once() -> None:
    some = corpus([("", 2020, "人民调解委员会与人民调解")])
    rows = panel(some, {"调解": ["人民调解", "调解委员会", "人民调解委员会"]}, "year")
    assert [row.occurrences for row in rows] == [2]
