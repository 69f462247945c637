"""Excel workbooks (XLSX), sent while they are made: a sheet that says what the table is, and the table with its types.

XlsxWriter makes the workbook with an empty table; its rows are then written into the sheet on the way out. So the first
bytes go at once, nothing lies on a disk, and a million rows take no more memory than one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from math import isfinite
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from .sink import Sink
from .typed import Column, Kind, Table

#: Rows of a sheet below its head, and characters of a cell (Excel specifications and limits).
MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767
#: Ends a text that a cell has no room for.
CUT = "〔截断〕"
_FORMATS: dict[Kind, str] = {
    "string": "@",
    "integer": "#,##0",
    "year": "0",
    "number": "General",
    "date": "yyyy-mm-dd",
}
#: Widths in digits.
_WIDTHS: dict[Kind, int] = {"string": 24, "integer": 12, "year": 10, "number": 12, "date": 12}
_SHEET = "xl/worksheets/sheet2.xml"
_STYLE = re.compile(r'<col [^>]*style="(\d+)"')
#: Rows that are written together.
_BLOCK = 500
#: Day 0 of the calendar that all spreadsheets use.
_FIRST_DAY = date(1899, 12, 30)
#: What XML has no place for or changes, and a text that would be read as the escape of such a character.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x(?=[0-9A-Fa-f]{4}_)")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def xlsx_pieces(table: Table) -> Iterator[bytes]:
    """The bytes of a workbook, in pieces. Raises ValueError for more rows than a sheet has."""
    if table.count > MOST_ROWS:
        raise ValueError(f"A sheet has {MOST_ROWS:,} rows below its head, not {table.count:,}.")
    return _pieces(table)


def _pieces(table: Table) -> Iterator[bytes]:
    sink = Sink()
    with ZipFile(_without_rows(table)) as made, ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=3) as book:
        for name in made.namelist():
            if name != _SHEET:
                book.writestr(name, made.read(name))
        head, tail = made.read(_SHEET).decode().split("</sheetData>")
        with book.open(_SHEET, "w") as sheet:
            sheet.write(head.encode())
            for rows in _written(table, [int(style) for style in _STYLE.findall(head)]):
                sheet.write(rows.encode())
                yield sink.taken()
            sheet.write(f"</sheetData>{tail}".encode())
    yield sink.taken()


def _without_rows(table: Table) -> io.BytesIO:
    """The workbook with the sheet that explains the table, and the table's head alone."""
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"title": table.title})
        bold, wrapped = book.add_format({"bold": True, "valign": "top"}), book.add_format(_WRAPPED)
        explained = book.add_worksheet(_("说明"))
        explained.set_column(0, 0, 20)
        explained.set_column(1, 1, 90)
        definitions = [(one.name, one.definition) for one in table.columns if one.definition]
        headed = [("", ""), (_("栏"), _("含义")), *definitions] if definitions else []
        for row, (name, value) in enumerate((*table.about, *headed)):
            explained.write_string(row, 0, name, bold)
            explained.write_string(row, 1, value[:MOST_CHARACTERS], wrapped)
        sheet = book.add_worksheet(_("表"))
        for number, column in enumerate(table.columns):
            form = book.add_format({"num_format": _FORMATS[column.kind]})
            sheet.set_column(number, number, _WIDTHS[column.kind], form)
            sheet.write_string(0, number, column.name, bold)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, table.count, len(table.columns) - 1)
    return made


_WRAPPED = {"text_wrap": True, "valign": "top"}


def _written(table: Table, styles: Sequence[int]) -> Iterator[str]:
    """The rows as they stand in the sheet, some at a time."""
    cells = [
        _cell(xl_col_to_name(number), style, column)
        for number, (column, style) in enumerate(zip(table.columns, styles, strict=True))
    ]
    rows = enumerate(table.rows, 2)
    while block := "".join(_row(number, values, cells) for number, values in islice(rows, _BLOCK)):
        yield block


def _row(number: int, values: Iterable[Any], cells: Sequence[Callable[[int, Any], str]]) -> str:
    written = [
        cell(number, value) for cell, value in zip(cells, values, strict=True) if value not in (None, "")
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(letters: str, style: int, column: Column) -> Callable[[int, Any], str]:
    """Writes a value of a column into the row of a number; a text that is no number stays one whatever its column."""

    def write(row: int, value: Any) -> str:
        begin = f'<c r="{letters}{row}" s="{style}"'
        if not isinstance(value, int | float | Decimal | date):
            return f'{begin} t="inlineStr"><is><t xml:space="preserve">{_text(str(value))}</t></is></c>'
        if isinstance(value, date):
            value = (value - _FIRST_DAY).days
        elif not isfinite(value):
            return write(row, str(value))
        elif isinstance(value, Decimal):
            value = f"{value.normalize():f}"
        return f"{begin}><v>{value}</v></c>"

    return write


def _text(value: str) -> str:
    """``value`` as XML, cut with a sign where a cell has no room for it."""
    # Characters are counted as UTF-16 has them.
    if len(value) > MOST_CHARACTERS // 2 and len(value.encode("utf-16-le", "replace")) > 2 * MOST_CHARACTERS:
        room = 2 * (MOST_CHARACTERS - len(CUT))
        value = value.encode("utf-16-le", "replace")[:room].decode("utf-16-le", "ignore") + CUT
    escaped = value.translate(_MARKUP)
    return _ILLEGAL.sub(_escaped, escaped) if _ILLEGAL.search(escaped) else escaped


def _escaped(found: re.Match[str]) -> str:
    """A character as Office Open XML writes those that XML lacks (ECMA-376, ST_Xstring); half of a pair is no character."""
    if found[0] == "_x":
        return "_x005F_x"
    return "\ufffd" if "\ud800" <= found[0] <= "\udfff" else f"_x{ord(found[0]):04X}_"
