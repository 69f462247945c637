"""Tables of PDFs without lines down, or without any: rows with bars where that is clear, else a flag."""

import pytest

from reports.reading.pdf.document import read_pdf
from tests.reading.pdf.test_tables import AFTER, BEFORE, CELLS, ROWS, cells, rows_of
from tests.reading.pdfs import Drawn, Line, paragraphs, pdf, rule


def across(ys: tuple[float, ...]) -> str:
    return "".join(rule(90, y, 430, y) for y in ys)


def test_rows_between_lines_across_are_parted_where_all_leave_room() -> None:
    wide = [["对乱倒垃圾的", "4件"], ["罚款", "9件"]]
    drawn = [*cells(wide, (90, 340), (690, 640)), (94, 654, 14, "处罚")]
    assert rows_of(across((700, 650, 610)), *drawn) == ["对乱倒垃圾的 处罚 | 4件", "罚款 | 9件"]


def test_lines_across_drawn_a_piece_for_each_cell_say_where_the_columns_are() -> None:
    # The text of the first column reaches nearly to the second.
    pieces = "".join(rule(90, y, 340, y) + rule(340, y, 430, y) for y in (700, 670, 640))
    drawn = cells([["对乱倒垃圾和占道经营等行为警告合计", "4件"], ["罚款", "9件"]], (90, 340))
    assert rows_of(pieces, *drawn) == ["对乱倒垃圾和占道经营等行为警告合计 | 4件", "罚款 | 9件"]


Row = tuple[float, list[str]]
XS = (94, 254, 344)


def rows(*drawn: Row) -> list[Line]:
    """Rows at a height each, without any lines."""
    return [(x, y, 14, text) for y, texts in drawn for x, text in zip(XS, texts, strict=False) if text]


HEAD: Row = (682, ["种类", "件数", "同比"])
THREE = across((700, 674, 560))
WRAPPED: list[Row] = [(650, ["对乱倒垃圾和占", "4件", "+2件"]), (632, ["道经营的处罚", "", ""])]
CENTRED: list[Row] = [
    (650, ["对乱倒垃圾和占", "", ""]),
    (641, ["", "4件", "+2件"]),
    (632, ["道经营的处罚", "", ""]),
]
LONG = "对乱倒垃圾和占道经营的处罚 | 4件 | +2件"
#: Rows below the head of a table of three lines → what they are read as.
CLEAR: dict[str, tuple[list[Row], list[str]]] = {
    "all cells filled": ([(650, CELLS[1]), (630, CELLS[2])], ROWS[1:]),
    "one row": ([(650, CELLS[1])], ROWS[1:2]),
    "a cell is empty": ([(650, CELLS[1]), (630, ["罚款", "", "-1件"])], [ROWS[1], "罚款 |  | -1件"]),
    "a name of two lines": ([*WRAPPED, (602, CELLS[2]), (572, CELLS[1])], [LONG, ROWS[2], ROWS[1]]),
    "figures beside the middle": ([*CENTRED, (602, CELLS[2]), (572, CELLS[1])], [LONG, ROWS[2], ROWS[1]]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "told"), CLEAR.values(), ids=CLEAR)
def test_rows_of_a_table_of_three_lines_are_told_apart(body: list[Row], told: list[str]) -> None:
    assert rows_of(THREE, *rows(HEAD, *body)) == [ROWS[0], *told]


def test_a_head_over_several_columns_keeps_its_column() -> None:
    drawn: list[Line] = [(94, 682, 14, "种类"), (300, 682, 14, "办理情况"), (480, 682, 14, "备注")]
    drawn += [(x, y, 14, text) for y, row in ((650, ["警告", "4件", "+2件", "无"]), (630, ["罚款", "9件", "-1件", "无"]))
              for x, text in zip((94, 280, 370, 480), row, strict=True)]  # fmt: skip
    drawn += [
        (x, 610, 14, text) for x, text in zip((94, 280, 370, 480), ["没收", "1件", "0件", "无"], strict=True)
    ]
    lines = "".join(rule(90, y, 520, y) for y in (700, 674, 600))
    assert rows_of(lines, *drawn) == [
        "种类 | 办理情况 |  | 备注", "警告 | 4件 | +2件 | 无", "罚款 | 9件 | -1件 | 无", "没收 | 1件 | 0件 | 无",
    ]  # fmt: skip


def test_a_line_below_some_columns_parts_the_head() -> None:
    drawn = [*rows((650, CELLS[1]), (630, CELLS[2])), (94, 680, 14, "种类"), (276, 690, 14, "办理情况")]
    drawn += [(254, 668, 14, "件数"), (344, 668, 14, "同比")]
    lines = across((710, 664, 620)) + rule(250, 686, 430, 686)
    assert rows_of(lines, *drawn) == ["种类 | 办理情况", "种类 | 件数 | 同比", *ROWS[1:]]


UNSURE: dict[str, list[Line | Drawn | str]] = {
    "names of two lines, all at one distance": [
        THREE, *rows(HEAD, (650, ["对乱倒垃圾的", "4件", "+2件"]), (630, ["处罚", "", ""]),
                     (610, CELLS[2]), (590, ["警告", "1件", "0件"])),
    ],
    "no lines, in no columns": [
        *rows((680, CELLS[1]), (660, CELLS[2])),
        (94, 640, 14, "没收"), (200, 640, 14, "3件"), (270, 640, 14, "1件"), (94, 620, 14, "拘留"), (300, 620, 14, "1件"),
        (380, 620, 14, "1件"), (94, 600, 14, "其他"), (180, 600, 14, "7件"), (440, 600, 14, "1件"),
    ],
    "no lines, cells of two lines beside one": [
        *rows((680, ["法治讲座", "", "120人"]), (652, ["模拟法庭", "", "60人"])),
        (254, 688, 14, "12"), (254, 672, 14, "场"), (254, 660, 14, "3"), (254, 644, 14, "场"),
    ],
    "no lines, a name going on below": rows(
        HEAD, (662, CELLS[1]), (642, CELLS[2]), (622, ["对乱倒垃圾的", "4件", "+2件"]), (602, ["处罚", "", ""])
    ),
}  # fmt: skip


@pytest.mark.parametrize("drawn", UNSURE.values(), ids=UNSURE)
def test_a_table_whose_rows_or_columns_are_not_clear_is_flagged(drawn: list[Line | Drawn | str]) -> None:
    source = read_pdf(pdf([[*paragraphs([BEFORE]), *drawn, *paragraphs([AFTER, BEFORE], top=520)]]))
    assert source.partial == ("table",)
    # Figures never run into each other or into a name.
    assert not {"4件+2件", "9件-1件", "垃圾的4件"} & set(source.text.replace("\n", " ").split(" "))


def test_tables_of_one_width_on_a_page_are_two() -> None:
    second = [[text.replace("罚款", "没收") for text in row] for row in CELLS]
    drawn = [*rows(HEAD, (654, CELLS[1]), (634, CELLS[2]))]
    drawn += [
        (x, y, 14, text)
        for y, row in zip((582, 554, 534), second, strict=True)
        for x, text in zip(XS, row, strict=True)
    ]
    between: Line = (94, 606, 14, "以下为上一年的情况，供对照。")
    lines = across((700, 674, 626)) + across((600, 574, 526))
    assert rows_of(lines, *drawn, between) == [*ROWS, between[3], *ROWS[:2], "没收 | 9件 | -1件"]


LOOSE: dict[str, tuple[list[Line], list[str]]] = {
    "three columns": (rows(HEAD, (662, CELLS[1]), (642, CELLS[2])), ROWS),
    "a figure of each name": (
        rows((682, ["种类", "件数"]), (662, ["警告", "4件"]), (642, ["罚款", "9件"]), (622, ["没收", "1件"])),
        ["种类 | 件数", "警告 | 4件", "罚款 | 9件", "没收 | 1件"],
    ),
    "little room behind the longest name": (
        [(x, y, 14, text) for y, row in ((682, ["种类", "件数", "同比"]), (662, ["对占道经营的罚款", "9件", "+1件"]),
                                         (642, ["警告", "4件", "+2件"]), (622, ["没收", "1件", "+3件"]))
         for x, text in zip((94, 216, 256), row, strict=True)],
        ["种类 | 件数 | 同比", "对占道经营的罚款 | 9件 | +1件", "警告 | 4件 | +2件", "没收 | 1件 | +3件"],
    ),
    "set to the right": ([(x + (28 - 7 * len(text) if x > 100 else 0), y, 14, text) for x, y, _, text in
                          rows(HEAD, (662, CELLS[1]), (642, CELLS[2]))], ROWS),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "told"), LOOSE.values(), ids=LOOSE)
def test_rows_without_any_lines_are_rows_where_all_leave_the_same_room(
    drawn: list[Line], told: list[str]
) -> None:
    assert rows_of(*drawn) == told


NO_TABLES: dict[str, tuple[list[Line | Drawn | str], list[str]]] = {
    "table of contents": ([(94, 682, 14, "一、主要举措"), (440, 682, 14, "3"), (94, 662, 14, "二、存在不足"),
                           (440, 662, 14, "5"), (94, 642, 14, "三、下步打算"), (440, 642, 14, "7")],
                          ["一、主要举措 3", "二、存在不足 5", "三、下步打算 7"]),
    "two rows": (list(rows((662, CELLS[1]), (642, CELLS[2]))), ["警告 4件 +2件", "罚款 9件 -1件"]),
    "items with blanks": (
        [(94, y, 14, text) for y, text in ((682, "1. 调解 12 件"), (662, "2. 走访 35 件"), (642, "3. 宣讲 48 件"))],
        ["1.调解12件", "2.走访35件", "3.宣讲48件"],
    ),
    "names beside each other": ([(x, y, 14, text) for y, names in ((682, "张李"), (662, "王赵"), (642, "孙周"))
                                 for x, text in ((94, f"{names[0]}某"), (254, f"{names[1]}某"))],
                                ["张某 李某", "王某 赵某", "孙某 周某"]),
    "lines across around a head": ([across((690, 630, 600)), (200, 650, 22, "青山镇人民政府"), (200, 610, 14, "青政发")],
                                   ["青山镇人民政府", "青政发"]),
}  # fmt: skip


@pytest.mark.parametrize(("drawn", "told"), NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_stays_lines_and_raises_no_flag(
    drawn: list[Line | Drawn | str], told: list[str]
) -> None:
    assert rows_of(*drawn) == told
    assert read_pdf(pdf([[*paragraphs([BEFORE]), *drawn]])).partial == ()
