"""Figures in the cells of tables (表格), whose units stand in a column's or row's head or above the table.

A table is two lines or more with bars or tabs between their cells. A cell counts when it is a numeral, with its unit
or with one told elsewhere, and nothing else; a column of ordinals, dates or telephone numbers counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from .numbers import Figure, find_figures
from .subjects import squeeze
from .units import unit_pattern

#: A longer cell is a paragraph that a layout table holds.
_LONGEST = 60
_BARS = re.compile(r"[|｜]|\t+")
_BRACKETED = re.compile(
    r"[（(](?:单位[:：])?([^（()）]{1,6})[）)]$|[/／,，](?:单位[:：])?([^/／,，（()）]{1,3})$"
)
#: 单位：件 above a table, or in its caption.
_CAPTION = re.compile(r"(?:计量)?单位\s*[:：]\s*([^\s，,。；;）)]{1,6})")
_UNIT_HEAD = re.compile(r"(?:计量)?单位$")
_NO_COUNT = re.compile(
    r"序号|编号|号码|日期|时间|年月|电话|手机|代码|邮编|文号|排名|名次|得分|分值|权重|备注|姓名|职务|^号$|^年份$|^年度$"
)
_CHANGE = re.compile(r"同比|环比|增长|增减|增幅|降幅|变化|[比较]上年|[比较]去年|占比|比重")
_PLAN = re.compile(r"计划|目标|任务数|应[完达]")
#: Heads that leave it to the row to say what is counted.
_ANY_COUNT = re.compile(
    r"^(?:数量|数值|数据|数字|数|数目|总数|总量|合计|总计|累计|小计|全年|本年|今年|去年|上年|完成量|情况|内容|"
    r"(?:实际)?完成|结果|20\d\d年?度?)*$"
)
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数|全[镇乡县区街]道?)$")
_YEAR = re.compile(r"(20\d\d)年?度?|(去年|上年)")


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A numeral in a cell that ends at ``end``. ``row`` and ``column`` are the heads, units and blanks left
    out, "" where they say nothing.

    ``part`` says that the column's head tells what is counted and the row only whose: a part of the column's total.
    ``year`` is the one the column is of, if it tells one, ``before`` the year before the report's.
    """

    figure: Figure
    end: int
    unit: str
    row: str
    column: str
    part: bool
    planned: bool
    year: int | None
    before: bool

    @property
    def subject(self) -> str:
        return self.row + self.column


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    text: str


def cell_figures(text: str, begin: int, finish: int) -> Iterator[CellFigure]:
    """The figures of all tables between ``begin`` and ``finish``, in order."""
    if "|" not in text and "\t" not in text and "｜" not in text:
        return
    lines, position = [], begin
    for line in text[begin:finish].split("\n"):
        lines.append((position, line))
        position += len(line) + 1
    above = ""
    for tabled, group in groupby(lines, key=lambda line: bool(_BARS.search(line[1].strip()))):
        if tabled:
            yield from _table([_cells(*line) for line in group], above)
        else:
            above = "".join(line for _, line in list(group)[-2:])


def _cells(start: int, line: str) -> list[_Cell]:
    """The cells of a row, empty ones too; bars at both ends stand outside of them, and blanks before a tab too."""
    line = line.rstrip()
    cells, at = [], 0
    for end, after in [*(bar.span() for bar in _BARS.finditer(line)), (len(line), len(line))]:
        inner = line[at:end].strip()
        cells.append(_Cell(start + at + line[at:end].find(inner), inner))
        at = after
    begun = line.lstrip(" \u3000")[:1]
    if not cells[0].text and (begun == "\t" or (begun in ("|", "｜") and line[-1:] in ("|", "｜"))):
        cells = cells[1:] if begun == "\t" else cells[1:-1]
    return cells


def _table(rows: list[list[_Cell]], above: str) -> Iterator[CellFigure]:
    if len(rows) < 2 or max((len(cell.text) for row in rows for cell in row), default=0) > _LONGEST:
        return
    caption = _CAPTION.findall(above)
    common = _unit(caption[0]) if len(set(caption)) == 1 else None
    heads: list[str] = []
    if not any(_numeral(cell) for cell in rows[0]):
        heads = [squeeze(cell.text) for cell in rows[0]]
        rows = rows[1:]
        while rows and _goes_on(heads, rows[0]):
            heads = [squeeze(cell.text) or head for cell, head in zip(rows[0], heads, strict=True)]
            rows = rows[1:]
    labels = _labels(rows, heads)
    totals = any(map(_TOTAL.match, labels))
    for row, label in zip(rows, labels, strict=True):
        if not heads or len(row) == len(heads):
            yield from _row(row, label, heads, common, several=len(rows) > 1, totals=totals)


def _goes_on(heads: list[str], row: list[_Cell]) -> bool:
    """Whether the heads of columns go on in this row: 行政处罚 over two columns, 警告 and 罚款 below it."""
    if len(row) != len(heads) or any(map(_numeral, row)):
        return False
    words = [squeeze(cell.text) for cell in row]
    split = any(words[at] and heads[at - 1] and heads[at] in ("", heads[at - 1]) for at in range(1, len(row)))
    return split and all(words[at] or heads[at] for at in range(len(row)))


def _labels(rows: list[list[_Cell]], heads: list[str]) -> list[str]:
    """What each row is about. Where one cell heads several rows, the next cell's words tell them apart."""
    first = [_label(row, heads) for row in rows]
    found = []
    for at, (row, label) in enumerate(zip(rows, first, strict=True)):
        if label and label in (*first[at - 1 : at], *first[at + 1 : at + 2]):
            place = next(number for number, cell in enumerate(row) if squeeze(cell.text) == label)
            label += _label(row[place + 1 :], heads[place + 1 :])
        found.append(label)
    return found


def _row(
    row: list[_Cell], label: str, heads: list[str], common: str | None, *, several: bool, totals: bool
) -> Iterator[CellFigure]:
    label, row_unit = _head(label)
    own = next(
        (_unit(cell.text) for cell, head in zip(row, heads, strict=False) if _UNIT_HEAD.search(head)), None
    )
    total = bool(_TOTAL.match(label))
    for number, cell in enumerate(row):
        figure, cell_unit = _numeral(cell) or (None, None)
        head = heads[number] if heads else ""
        if figure is None or _NO_COUNT.search(head) or _CHANGE.search(head) or _NO_COUNT.search(label):
            continue
        column, column_unit = _head(head)
        unit = cell_unit or own or column_unit or row_unit or common
        if unit is None or not (label or column):
            continue
        said = "" if _ANY_COUNT.match(column) else column
        year = _YEAR.search(head)
        yield CellFigure(
            figure,
            cell.start + len(cell.text),
            unit,
            "" if total else label,
            said,
            part=bool(said and (column_unit or cell_unit) and not own and (several or totals) and not total),
            planned=bool(_PLAN.search(head)),
            year=int(year[1]) if year and year[1] else None,
            before=bool(year and year[2]),
        )


def _label(row: list[_Cell], heads: list[str]) -> str:
    """The words that say what a row is about: its first cell that is neither number nor ordinal nor unit."""
    for number, cell in enumerate(row):
        head = heads[number] if number < len(heads) else ""
        if cell.text and not _numeral(cell) and not _NO_COUNT.search(head) and not _UNIT_HEAD.search(head):
            return squeeze(cell.text)
    return ""


def _numeral(cell: _Cell) -> tuple[Figure, str | None] | None:
    """The figure that a cell is, in Arabic numerals, and the unit behind it."""
    one = next(find_figures(cell.text), None) if cell.text else None
    if one is None or one.start or one.chinese or one.quantity.percent:
        return None
    rest = cell.text[one.end :].strip()
    unit = _unit(rest) if rest else None
    if rest and unit is None:
        return None
    return replace(one, start=cell.start, end=cell.start + one.end), unit


def _head(words: str) -> tuple[str, str | None]:
    """A head without its unit, and the unit: 调解纠纷（件） → 调解纠纷, 件."""
    match = _BRACKETED.search(words)
    unit = _unit(match[1] or match[2]) if match else None
    return (words[: match.start()], unit) if match and unit else (words, None)


def _unit(words: str) -> str | None:
    words = squeeze(words).replace("％", "%")
    scaled = re.fullmatch("[万亿](?=[元人件份次])(.+)", words)
    whole = unit_pattern().fullmatch(scaled[1] if scaled else words)
    return words if whole else None
