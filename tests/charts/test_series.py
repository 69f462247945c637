"""Panels of several series: a line each on one scale, signs that hide none."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from reports.charts.drawing import Dot, Line, Link, Text
from reports.charts.panels import Point
from reports.charts.series import Series, panel_of, spread_out


def series(sign: str, *values: int | None, kind: str = "told") -> Series:
    points = tuple(None if value is None else Point(Decimal(value), f"{value}%") for value in values)
    return Series(points, sign, kind)


YEARS = range(2019, 2023)
FEET = ["n 1"] * 4


def test_a_line_joins_years_that_follow_each_other_and_no_others() -> None:
    drawing = panel_of(YEARS, FEET, [series("①", 10, 20, None, 40)], 0, Decimal(100))
    assert sum(isinstance(mark, Line) and "trend" in mark.kind for mark in drawing.marks) == 1
    assert sum(isinstance(mark, Dot) for mark in drawing.marks) == 3


def test_only_the_series_that_is_told_has_numbers_and_each_has_its_sign() -> None:
    several = [series("①", 10, 20, 30, 40, kind="line-1"), series("②", 1, 2, 3, 4)]
    words = [
        mark.words for mark in panel_of(YEARS, FEET, several, 1, Decimal(100)).marks if isinstance(mark, Text)
    ]
    assert [word for word in words if word.endswith("%")] == ["1%", "2%", "3%", "4%"]
    assert sorted(word for word in words if word in "①②") == ["①", "②"]


def test_what_is_told_is_drawn_on_top_and_a_single_one_has_no_sign() -> None:
    several = [series("①", 1, 1, 1, 1), series("②", 2, 2, 2, 2, kind="line-2")]
    dots = [mark for mark in panel_of(YEARS, FEET, several, 0, Decimal(2)).marks if isinstance(mark, Dot)]
    assert [dot.kind for dot in dots] == ["point line-2"] * 4 + ["point told"] * 4
    alone = panel_of(YEARS, FEET, several[:1], 0, Decimal(2))
    assert [mark for mark in alone.marks if isinstance(mark, Text) and mark.words == "①"] == []


def test_the_same_value_stands_at_the_same_height_in_every_panel() -> None:
    low = panel_of(YEARS, FEET, [series("①", 5, 5, 5, 5)], 0, Decimal(50))
    high = panel_of(YEARS, FEET, [series("①", 5, 50, 5, 5)], 0, Decimal(50))
    heights = [[mark.y for mark in one.marks if isinstance(mark, Dot)] for one in (low, high)]
    assert heights[0][0] == heights[1][0] == heights[1][2]


def test_a_point_with_an_address_is_a_link() -> None:
    point = Point(Decimal(1), "1%", href="/words/lines/", aloud="2019 年")
    drawing = panel_of([2019], ["n 1"], [Series((point,), "①", "told")], 0, Decimal(1))
    assert [(one.href, one.words) for one in drawing.marks if isinstance(one, Link)] == [
        ("/words/lines/", "2019 年")
    ]


@pytest.mark.parametrize("heights", [[5.0, 5.0, 5.0], [1.0, 1.5, 6.0], [3.0]])
def test_signs_stand_apart_in_the_order_of_their_lines(heights: list[float]) -> None:
    several = [(height, series(str(place), 1)) for place, height in enumerate(heights)]
    placed = spread_out(several)
    assert len(placed) == len(heights)
    assert all(lower - upper >= 1 for (lower, _), (upper, _) in pairwise(placed))
    assert placed[0][0] == max(heights)
