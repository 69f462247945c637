"""Ruled tables of PDFs: rows with bars, in which each figure keeps its subject."""

from itertools import pairwise

import pytest

from reports.reading.pdf.document import read_pdf
from tests.reading.pdfs import Drawn, Line, paragraphs, pdf, rule, ruled

BEFORE, AFTER = (
    "本年度行政执法情况如下表所示，各项数据均经核对，与台账记录一致，未发现漏报错报。",
    "二、存在不足",
)
XS, YS = (90, 250, 340, 430), (700, 670, 640, 610)
CELLS = [["种类", "件数", "同比"], ["警告", "4件", "+2件"], ["罚款", "9件", "-1件"]]
ROWS = ["种类 | 件数 | 同比", "警告 | 4件 | +2件", "罚款 | 9件 | -1件"]


def cells(rows: list[list[str]], xs: tuple[float, ...] = XS, ys: tuple[float, ...] = YS) -> list[Line]:
    return [
        (x + 4, top - 20, 14, text)
        for row, top in zip(rows, ys, strict=False)
        for text, x in zip(row, xs, strict=False)
        if text
    ]


def rows_of(*drawn: Line | Drawn | str, more: tuple[list[Line | str], ...] = ()) -> list[str]:
    """The lines of a file between the paragraphs that stand above and below its table."""
    pages: list[list[Line | Drawn | str]] = [[*paragraphs([BEFORE]), *drawn]]
    pages += [list(page) for page in more]
    pages[-1] += paragraphs([AFTER, BEFORE], top=500)
    lines = read_pdf(pdf(pages)).text.split("\n")
    assert [lines[0], *lines[-2:]] == [BEFORE, AFTER, BEFORE]
    return lines[1:-2]


def thin(xs: tuple[float, ...], ys: tuple[float, ...]) -> str:
    """The lines as filled rectangles, a piece for each cell, as browsers draw borders."""
    pieces = [f"{x} {low} 0.75 {high - low} re f\n" for x in xs for high, low in pairwise(ys)]
    pieces += [f"{x} {y} {to - x} 0.75 re f\n" for y in ys for x, to in pairwise(xs)]
    return "".join(pieces)


def boxes(xs: tuple[float, ...], ys: tuple[float, ...]) -> str:
    """A stroked rectangle for each cell."""
    return "".join(
        f"{x} {low} {to - x} {high - low} re S\n" for x, to in pairwise(xs) for high, low in pairwise(ys)
    )


RULES = {
    "strokes": ruled(XS, YS),
    "rectangles": thin(XS, YS),
    "boxes": boxes(XS, YS),
    "open sides": ruled(XS[1:3], YS) + "".join(rule(90, y, 430, y) for y in YS),
    "dashes": f"[3 2] 0 d {ruled(XS, YS)} [] 0 d\n",
    "dots": "".join(f"{x} {y} 1 1 re f\n" for x in XS for y in range(610, 701, 3))
    + "".join(f"{x} {y} 1 1 re f\n" for y in YS for x in range(90, 431, 3)),
    "room between the cells": boxes((87, 433), (703, 607))
    + "".join(
        f"{x} {low} {to - x} {high - low} re S\n"
        for x, to in ((90, 248), (250, 338), (340, 430))
        for high, low in ((700, 672), (670, 642), (640, 610))
    ),
    "one path": "0.5 w " + ruled(XS, YS).replace("0.5 w ", "").replace(" S\n", " ") + "S\n",
    "moved": f"q 1 0 0 1 10 0 cm {ruled([x - 10 for x in XS], YS)} Q\n",
}


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_a_row_is_a_line_whatever_its_lines_are_drawn_with(rules: str) -> None:
    assert rows_of(rules, *cells(CELLS)) == ROWS


def test_a_name_beside_several_rows_stands_in_each_and_a_figure_once() -> None:
    rules = ruled(XS, (700, 610)) + "".join(rule(250, y, 340, y) for y in YS)
    rules += rule(90, 670, 250, 670) + rule(340, 670, 430, 670)
    drawn = cells([["种类", "件数", "合计"], ["", "4件", ""], ["", "9件", ""]])
    assert rows_of(rules, *drawn, (94, 635, 14, "行政处罚"), (344, 635, 14, "13件")) == [
        "种类 | 件数 | 合计",
        "行政处罚 | 4件 | 13件",
        "行政处罚 | 9件 |",
    ]


def test_a_cell_over_several_columns_stands_once() -> None:
    rules = ruled((90, 430), YS) + rule(250, 700, 250, 610) + rule(340, 670, 340, 610)
    assert rows_of(rules, *cells([["种类", "办理情况"], *CELLS[1:]])) == ["种类 | 办理情况", *ROWS[1:]]


def test_what_stands_behind_a_cell_over_several_columns_keeps_its_column() -> None:
    rules = ruled((90, 430), YS) + rule(250, 670, 250, 610) + rule(340, 700, 340, 610)
    drawn = cells([["办理情况", "", "同比"], *CELLS[1:]])
    assert rows_of(rules, *drawn) == ["办理情况 |  | 同比", *ROWS[1:]]


def test_tables_beside_each_other_are_read_one_after_the_other() -> None:
    xs, other = (90, 190, 270), (300, 400, 480)
    left, right = [["种类", "件数"], ["警告", "4件"]], [["村名", "户数"], ["清河村", "9户"]]
    ys, lower = (700, 670, 640), (698, 668, 638)
    drawn = [*cells(left, xs, ys), *cells(right, other, lower)]
    assert rows_of(ruled(xs, ys), ruled(other, lower), *drawn) == [
        "种类 | 件数", "警告 | 4件", "村名 | 户数", "清河村 | 9户",
    ]  # fmt: skip


def framed(x: float, texts: list[str], top: float = 700) -> list[Line | str]:
    lines: list[Line | str] = [(x + 4, top - 20 - 24 * at, 14, text) for at, text in enumerate(texts)]
    return [ruled((x, x + 200), (top, top - 80)), *lines]


def test_frames_beside_each_other_are_read_one_after_the_other() -> None:
    left = framed(90, ["调解矛盾纠纷三十五件，群众", "满意度不断提高。", "一、调解"])
    right = framed(300, ["开展法治宣传十二场次，发放", "资料八百份。", "二、普法"], 701)
    assert rows_of(*left, *right) == [
        "调解矛盾纠纷三十五件，群众满意度不断提高。", "一、调解",
        "开展法治宣传十二场次，发放资料八百份。", "二、普法",
    ]  # fmt: skip


def test_a_frame_beside_text_is_read_by_itself() -> None:
    texts = enumerate(("右边的一段文字", "不在框里。"))
    beside: list[Line] = [(310, 682 - 20 * at, 14, text) for at, text in texts]
    told = ["左边的框里的文字", "右边的一段文字", "不在框里。"]
    assert rows_of(*framed(90, ["左边的框", "里的文字"]), *beside) == told


def parted(first: list[str], second: list[str], lines: int = 3) -> tuple[list[Line | str], list[Line | str]]:
    """The last row of a page and the first of the next: a name, a text of several lines and a figure."""
    top = 700 - 30 * lines

    def row(name: str, *texts: str, high: float) -> list[Line | str]:
        drawn: list[Line | str] = [(94, 680, 14, name)] if name else []
        drawn += [(254, 680 - 20 * at, 14, text) for at, text in enumerate(texts[:-1])]
        return [
            ruled((90, 250, 370, 430), (700, high)),
            *drawn,
            *([(374, 680, 14, texts[-1])] if texts[-1] else []),
        ]

    return row(*first, high=top), row(*second, high=top)


FULL = ["依法对占道经营的", "摊贩作出处理责令"]
PARTED = {
    "goes on": (["罚款", *FULL, "4件"], ["", "限期改正到位。", ""],
                ["罚款 | 依法对占道经营的摊贩作出处理责令限期改正到位。 | 4件"]),
    "ended": (["罚款", FULL[0], "摊贩作出了处理。", "4件"], ["", "另行责令改正。", ""],
              ["罚款 | 依法对占道经营的摊贩作出了处理。 | 4件", "另行责令改正。"]),
    "not full": (["罚款", FULL[0], "摊贩", "4件"], ["", "责令改正", ""],
                 ["罚款 | 依法对占道经营的摊贩 | 4件", "责令改正"]),
    "another row": (["罚款", *FULL, "4件"], ["警告", "限期改正到位。", "9件"],
                    ["罚款 | 依法对占道经营的摊贩作出处理责令 | 4件", "警告 | 限期改正到位。 | 9件"]),
    "figures below each other": (["罚款", *FULL, "4件"], ["", "9件", ""],
                                 ["罚款 | 依法对占道经营的摊贩作出处理责令 | 4件", "9件"]),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "rows"), PARTED.values(), ids=PARTED)
def test_a_row_parted_by_the_end_of_a_page_is_one_where_that_is_sure(
    first: list[str], second: list[str], rows: list[str]
) -> None:
    before, after = parted(first, second)
    assert rows_of(*before, more=(after,)) == rows


def test_lines_broken_by_a_narrow_cell_are_one_and_others_are_not() -> None:
    xs, ys = (90, 180, 340), (700, 650, 600)
    drawn: list[Line] = [
        (92, 684, 14, "对乱倒垃圾的"),
        (92, 664, 14, "处罚"),
        (184, 684, 14, "12件"),
        (184, 664, 14, "3人"),
        (92, 634, 14, "调解"),
        (184, 634, 14, "48"),
        (184, 614, 14, "12"),
    ]
    assert rows_of(ruled(xs, ys), *drawn) == ["对乱倒垃圾的处罚 | 12件 3人", "调解 | 48 12"]


def test_cells_that_hold_a_text_each_are_read_one_after_the_other() -> None:
    text = "我镇认真履行法治建设职责依法行政水平稳步提升调解工作"
    drawn: list[Line] = [(92, 684, 14, "主要举措"), (92, 664, 14, "方面"), (92, 560, 14, "不足")]
    drawn += [(184, 688 - 9 * row, 8, text) for row in range(44)]
    page = [ruled((90, 180, 410), (700, 280)), *drawn, *paragraphs([AFTER, BEFORE], top=240)]
    lines = read_pdf(pdf([page])).text.split("\n")
    assert [lines[0], "".join(lines[1:-2]), *lines[-2:]] == ["主要举措方面 不足", text * 44, AFTER, BEFORE]


def test_a_head_repeated_over_the_page_is_read_once() -> None:
    first = [ruled(XS, (700, 670, 640)), *cells(CELLS[:2])]
    second: list[Line | str] = [ruled(XS, (700, 670, 640)), *cells([CELLS[0], CELLS[2]])]
    assert rows_of(*first, more=(second,)) == ROWS


NO_TABLES = {
    "frame of the page": rule(50, 50, 545, 50) + ruled((50, 545), (800, 50)),
    "line under words": rule(90, 640, 200, 640),
    "box in two": ruled((85, 520), (700, 630, 560)),
    "lines across between paragraphs": rule(90, 690, 430, 690)
    + rule(90, 636, 430, 636)
    + rule(90, 560, 430, 560),
    "wave": "90 600 m 120 640 160 560 200 600 c S\n",
    "white lines": f"1 G {ruled(XS, YS)} 0 G\n",
}


@pytest.mark.parametrize("rules", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_changes_nothing(rules: str) -> None:
    assert rows_of(rules, *paragraphs(["（一）调解48件", BEFORE], top=660)) == ["（一）调解48件", BEFORE]


def test_a_table_on_a_page_that_lies_on_its_side_has_its_rows() -> None:
    sideways = [Drawn((x, y, size, text), angle=90) for x, y, size, text in ((50, 120, 14, BEFORE),)]
    # Seen from the right side of the sheet, x goes up and y to the left.
    rules = ruled([595 - y for y in (200, 170, 140)], [100, 200, 300])
    turned = [
        Drawn((595 - (200 - 20 - 30 * row), 104 + 100 * column, 14, text), angle=90)
        for row, texts in enumerate(CELLS[1:])
        for column, text in enumerate(texts[:2])
    ]
    text = read_pdf(pdf([[*sideways, rules, *turned]])).text
    assert text.split("\n") == [BEFORE, "警告 | 4件", "罚款 | 9件"]
