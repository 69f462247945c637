"""Bars of shares and grids of squares."""

import pytest

from reports.charts.drawing import Rect, Text
from reports.charts.rows import Row, Square, grid, share_rows


def test_the_parts_of_a_row_lie_end_to_end_on_a_bar_of_one_length():
    drawing = share_rows(
        [Row("甲", (("on_time", 0.5), ("late", 0.25), ("unknown", 0)), "3 / 4"), Row("乙", (), "0 / 4")]
    )
    whole, on_time, late, other = (mark for mark in drawing.marks if isinstance(mark, Rect))
    assert (whole.width, on_time.width, late.width) == (other.width, whole.width / 2, whole.width / 4)
    assert (on_time.x, late.x) == (whole.x, on_time.x + on_time.width)
    assert [mark.words for mark in drawing.marks if isinstance(mark, Text)] == ["甲", "3 / 4", "乙", "0 / 4"]


@pytest.mark.parametrize(("kind", "letters"), [("shade-5", "onfill"), ("late", "onfill"), ("shade-1", "")])
def test_words_in_a_square_stand_out_from_it(kind, letters):
    drawing = grid(["2023"], [("甲", [Square(kind, "12")])])
    assert drawing.marks[-1] == Text(drawing.marks[-1].x, drawing.marks[-1].y, "12", letters, "middle")


def test_squares_stand_under_their_heads():
    drawing = grid(["2022", "2023"], [("甲", [Square("late"), Square("not_held")])])
    squares = [mark for mark in drawing.marks if isinstance(mark, Rect)]
    heads = [mark.x for mark in drawing.marks if isinstance(mark, Text) and mark.words.startswith("20")]
    assert [square.x + square.width / 2 for square in squares] == pytest.approx(heads)


def test_a_legend_names_the_colours_above_what_they_colour():
    plain, named = (share_rows([Row("甲", (), "")], legend) for legend in ((), [("late", "晚于期限")]))
    assert [mark.words for mark in named.marks if isinstance(mark, Text)] == ["晚于期限", "甲", ""]
    assert named.height > plain.height


def test_long_names_push_the_bars_to_the_right_up_to_a_point():
    starts = [share_rows([Row("字" * letters, (), "")]).marks[1].x for letters in (2, 17, 60)]
    assert starts == [8, pytest.approx(31.6), 45]
