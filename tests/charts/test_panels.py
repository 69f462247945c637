"""Small panels: a series over the years."""

from decimal import Decimal

from reports.charts.drawing import Dot, Drawing, Line, Text
from reports.charts.panels import PanelYear, Point, panel


def point(value: int, words: str = "", **more) -> Point:
    return Point(Decimal(value), words or str(value), **more)


def lines(drawing: Drawing, kind: str) -> list[Line]:
    return [mark for mark in drawing.marks if isinstance(mark, Line) and mark.kind == kind]


def dots(drawing: Drawing) -> list[Dot]:
    return [mark for mark in drawing.marks if isinstance(mark, Dot)]


def words(drawing: Drawing) -> list[str]:
    return [mark.words for mark in drawing.marks if isinstance(mark, Text)]


def test_years_that_follow_each_other_are_joined_and_a_gap_stays_a_gap():
    years = [PanelYear(2020, (point(1),)), PanelYear(2021, (point(2),)), PanelYear(2022, ())]
    drawing = panel([*years, PanelYear(2023, (point(4),))])
    (join,) = lines(drawing, "trend")
    first, second, last = dots(drawing)
    assert ((join.x1, join.y1), (join.x2, join.y2)) == ((first.x, first.y), (second.x, second.y))
    assert last.x - second.x == 2 * (second.x - first.x)
    assert words(drawing) == ["1", "2", "4", "2020", "2021", "2022", "2023"]


def test_points_rise_from_zero_in_proportion():
    drawing = panel([PanelYear(2020, (point(5),)), PanelYear(2021, (point(10),))])
    (base,) = lines(drawing, "axis")
    low, high = dots(drawing)
    assert base.y1 - high.y == 2 * (base.y1 - low.y)
    assert panel([PanelYear(2020, (point(50),))], percent=True).marks[1] != drawing.marks[1]


def test_what_is_not_exact_or_only_planned_is_marked_and_a_plan_joins_nothing():
    drawing = panel([PanelYear(2020, (point(3, mark="hollow"),)), PanelYear(2021, (point(5, mark="plan"),))])
    assert [dot.kind for dot in dots(drawing)] == ["point hollow", "point plan"]
    assert lines(drawing, "trend") == []


def test_several_figures_of_a_year_stand_apart_the_highest_that_is_no_plan_labelled():
    drawing = panel([PanelYear(2020, (point(3), point(4), point(9, "计划9", mark="plan")))])
    assert len({(dot.x, dot.y) for dot in dots(drawing)}) == 3
    assert words(drawing) == ["4", "2020"]


def test_a_range_is_a_line_to_its_upper_end():
    drawing = panel([PanelYear(2020, (point(3, "3—6", high=Decimal(6)),))])
    (line,) = lines(drawing, "whisker")
    (dot,) = dots(drawing)
    assert (line.x1, line.y2) == (dot.x, dot.y)
    assert line.y1 < line.y2


def test_of_many_years_some_are_named_and_what_stands_below_goes_with_them():
    drawing = panel([PanelYear(year, (), f"n = {year - 2012}") for year in range(2013, 2025)])
    assert words(drawing)[:4] == ["2013", "n = 1", "2015", "n = 3"]
    assert len(words(drawing)) == 12
