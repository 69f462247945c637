"""Columns by year: bars, points and boxes."""

from decimal import Decimal

import pytest

from reports.analysis.distribution import Axis, spread
from reports.charts.drawing import Dot, Drawing, Line, Rect, Text
from reports.charts.years import MOST_YEARS, Column, YearValues, bars, beside, spreads
from reports.wording.figure import number

TEN = Axis(Decimal(10), False)
HEADS = ("n =", "中位数")


def year(number: int, *values: int | str) -> YearValues:
    own = tuple(Decimal(value) for value in values)
    return YearValues(number, spread(own), own)


def kinds(drawing: Drawing, kind: type) -> list[str]:
    return [mark.kind for mark in drawing.marks if isinstance(mark, kind)]


def words(drawing: Drawing) -> list[str]:
    return [mark.words for mark in drawing.marks if isinstance(mark, Text)]


def test_bars_stand_on_zero_and_are_as_long_as_their_values():
    drawing = bars([Column("2021", Decimal(10), "10"), Column("2022", Decimal(5), "5")], TEN, (), "未见")
    long, short = (mark for mark in drawing.marks if isinstance(mark, Rect))
    assert long.y + long.height == pytest.approx(short.y + short.height)
    assert long.height == pytest.approx(2 * short.height)
    assert long.width == short.width


def test_a_column_without_value_says_so_and_has_no_bar():
    drawing = bars([Column("2021", None, "", ("0",))], TEN, ("n =",), "未见")
    assert kinds(drawing, Rect) == []
    assert words(drawing)[-4:] == ["n =", "未见", "2021", "0"]


@pytest.mark.parametrize(
    ("values", "points", "boxes", "medians"),
    [((1,), 1, 0, 0), ((1, 2), 2, 0, 0), ((1, 2, 3, 4), 4, 0, 0), ((1, 2, 3, 4, 5), 5, 1, 1)],
)
def test_few_figures_are_points_and_more_have_a_box(values, points, boxes, medians):
    drawing = spreads([year(2021, *values)], TEN, HEADS, "未见")
    assert len(kinds(drawing, Dot)) == points
    assert kinds(drawing, Rect) == ["box"] * boxes
    assert kinds(drawing, Line).count("median") == medians


def test_years_without_figures_keep_their_column():
    drawing = spreads([year(2020, 3), year(2022, 1, "2.5")], TEN, HEADS, "未见")
    feet = words(drawing)[words(drawing).index("中位数") + 1 :]
    assert feet == ["2020", "1", "3", "未见", "2021", "0", "2022", "2", "1.8"]


def test_the_latest_years_are_drawn():
    drawing = spreads([year(1990, 3), *(year(one, 3) for one in range(2001, 2025))], TEN, HEADS, "未见")
    labels = [word for word in words(drawing) if len(word) == 4]
    assert labels == [str(one) for one in range(2025 - MOST_YEARS, 2025)]
    assert drawing.wide


def test_near_points_stand_beside_one_another():
    assert beside([1, 1.2, 1.4, 3, 1.5], 50, 2) == [(50, 1), (52, 1.2), (48, 1.4), (50, 3), (50, 1.5)]


def test_a_box_of_equal_figures_can_still_be_seen():
    box = next(m for m in spreads([year(2021, *[4] * 6)], TEN, HEADS, "").marks if isinstance(m, Rect))
    assert box.height == 0.15


def test_axis_and_medians_are_worded_as_asked():
    drawing = spreads(
        [year(2021, 4)], Axis(Decimal(4), False), HEADS, "", said=lambda value: f"~{number(value)}"
    )
    assert [word for word in words(drawing) if word.startswith("~")] == [
        "~0",
        "~1",
        "~2",
        "~3",
        "~4",
        "~4",
    ]
