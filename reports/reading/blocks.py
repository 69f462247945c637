"""Lines of text from blocks, line breaks and table cells, with the blanks a browser would show."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_INDENT = " \t\u00a0\u2002\u2003\u3000\u2009"
#: A row longer than this is a layout table, whose cells are blocks of their own.
_ROW_LENGTH = 1_000
#: Wider or higher is no cell that anybody made.
_COLUMNS_MAX, _ROWS_MAX, _WIDE_MAX = 60, 1_000, 300
#: In twips: no column is narrower, edges that are nearer are one.
_NARROW = 120
#: Words of a cell that reaches down several rows are repeated in each, up to this length and without figures.
_HEAD_LENGTH = 40
_FIGURE = re.compile("[0-9０-９]")
_YEAR = re.compile("20[0-9]{2}年?")


@dataclass
class _Cell:
    """A cell's lines and, of a merged one, how many columns and rows it takes up."""

    lines: list[str] = field(default_factory=list)
    columns: int = 1
    rows: int = 1
    from_above: bool = False


@dataclass
class _Table:
    """An open table: the cells of its row; ``nested`` once another table stands in the row."""

    cells: list[_Cell] = field(default_factory=list)
    #: Column → what reaches down from above: for how many rows more, and how wide.
    above: dict[int, _Cell] = field(default_factory=dict)
    merged: bool = False
    in_row: bool = False
    nested: bool = False
    #: Rows that say where their cells begin and end wait for the others: together they make the columns.
    waiting: list[tuple[list[_Cell], bool, Sequence[int]]] = field(default_factory=list)


class BlockWriter:
    """Gathers a document's text: words, line breaks and table cells in, lines out.

    Empty lines and the indent of paragraphs are dropped. A line end in the source between two full-width characters
    shows as nothing, any other run of blanks as one.
    """

    def __init__(self) -> None:
        self.preformatted = 0
        #: Stands before the next line that is not empty.
        self.marker = ""
        self._lines: list[str] = []
        self._pieces: list[str] = []
        self._tables: list[_Table] = []

    def text(self, text: str) -> None:
        """Running text; its line ends are blanks unless it is preformatted."""
        if self.preformatted and "\n" in text:
            first, *rest = text.split("\n")
            self._pieces.append(first)
            for line in rest:
                self.line_break()
                self._pieces.append(line)
        else:
            self._pieces.append(text)

    @property
    def open_line(self) -> str:
        """The last words of the line that is being written."""
        return "".join(self._pieces[-3:])[-20:]

    def line_break(self) -> None:
        """End the line that is being written; nothing happens when it is empty."""
        if not self._pieces:
            return
        line = _BLANKS.sub(_blank, "".join(self._pieces).translate(_ZERO_WIDTH))
        self._pieces.clear()
        line = line.replace("\u00a0", " ").strip(_INDENT)
        if line:
            self._put(self.marker + line)
            self.marker = ""

    def start_table(self) -> None:
        if self._tables:
            self._tables[-1].nested = True
        self._tables.append(_Table())

    def start_row(self) -> None:
        if self._tables:
            self._flush_row(self._tables[-1])
            self._tables[-1].in_row = True

    def start_cell(self, columns: int = 1, rows: int = 1, from_above: bool = False) -> None:
        """Begin a cell, over so many columns and rows; ``from_above``: the one above it reaches down to here.

        A cell that others go on from says ``rows=0``.
        """
        if self._tables and self._tables[-1].in_row:
            if columns == rows == 1 and not from_above:
                self._tables[-1].cells.append(_Cell())
            else:
                self._tables[-1].merged = True
                self._tables[-1].cells.append(
                    _Cell([], min(columns, _COLUMNS_MAX), min(rows, _ROWS_MAX), from_above)
                )

    def drop_cell(self) -> None:
        """Take back the cell just begun: for formats that mark where a cell ends, not where it begins."""
        if self._tables and self._tables[-1].cells:
            self._tables[-1].cells.pop()

    def end_row(self, edges: Sequence[int] = ()) -> None:
        """End a row. ``edges``: where its cells begin and end, from left to right in twips, for formats that say so
        and not how many columns a cell takes up."""
        if self._tables:
            self._flush_row(self._tables[-1], edges)

    def end_table(self) -> None:
        if self._tables:
            table = self._tables[-1]
            self._flush_row(table)
            for cells, layout in _in_columns(table.waiting):
                self._write_row(table, cells, layout)
            self._tables.pop()

    def finish(self) -> str:
        """All lines, joined by LF."""
        self.line_break()
        while self._tables:
            self.end_table()
        return "\n".join(self._lines)

    def _put(self, line: str) -> None:
        table = self._tables[-1] if self._tables else None
        if table is not None and table.in_row and table.cells:
            table.cells[-1].lines.append(line)
        elif len(self._tables) > 1 and self._tables[-2].cells:
            self._tables[-2].cells[-1].lines.append(line)
        else:
            self._lines.append(line)

    def _flush_row(self, table: _Table, edges: Sequence[int] = ()) -> None:
        """Write out the row being gathered, or have it wait for the table's others."""
        self.line_break()
        cells, table.cells = table.cells, []
        layout, table.nested, table.in_row = table.nested, False, False
        if not cells:
            return
        if edges or table.waiting:
            table.merged = True
            table.waiting.append((cells, layout, edges if len(edges) == len(cells) + 1 else ()))
        else:
            self._write_row(table, cells, layout)

    def _write_row(self, table: _Table, cells: list[_Cell], layout: bool) -> None:
        """Write a row as one line with bars, or cell by cell when it is layout."""
        filled = [cell.lines for cell in cells if cell.lines]
        length = sum(len(line) for lines in filled for line in lines)
        layout = layout or length > _ROW_LENGTH
        row = [cell.lines for cell in cells] if not table.merged else _laid_out(table, cells, layout)
        alone = len(filled) == 1 and sum(map(bool, row)) == 1 and not any(cell.from_above for cell in cells)
        if layout or alone:
            lines = [line for cell in filled for line in cell]
        elif filled:
            lines = [" | ".join(" ".join(cell) for cell in row).strip()]
        else:
            return
        # `table` is always the innermost open one; its rows are lines of the cell it stands in.
        if len(self._tables) > 1 and self._tables[-2].cells:
            self._tables[-2].cells[-1].lines.extend(lines)
        else:
            self._lines.extend(lines)


def _in_columns(
    rows: Sequence[tuple[list[_Cell], bool, Sequence[int]]],
) -> Iterator[tuple[list[_Cell], bool]]:
    """``rows`` with the columns their cells take up: an edge of any cell is one of the table's."""
    places: list[int] = []
    for edge in sorted({edge for _, _, edges in rows for edge in edges}):
        if not places or edge - places[-1] > _NARROW:
            places.append(edge)
    for cells, layout, edges in rows:
        at = [bisect_right(places, edge) - 1 for edge in edges]
        for cell, (start, end) in zip(cells, pairwise(at), strict=False):
            cell.columns = min(max(1, end - start), _COLUMNS_MAX)
        # A row may begin further to the right than others.
        before = [_Cell(columns=min(at[0], _COLUMNS_MAX))] if at and at[0] else []
        yield [*before, *cells], layout


def _laid_out(table: _Table, cells: list[_Cell], layout: bool) -> list[list[str]]:
    """The row by columns. What reaches across stands in its first column; what reaches down, in every row.

    A figure stands once, though, and so does what is too long for a row's head.
    """
    row: list[list[str]] = []
    blank = 0
    above = table.above
    for cell in [*cells, None]:
        while (reaching := above.get(len(row))) is not None and reaching.rows > 0 and len(row) <= _WIDE_MAX:
            reaching.rows -= 1
            row += [reaching.lines, *[[]] * (reaching.columns - 1)]
            blank = reaching.columns - 1
        if cell is None:
            break
        if len(row) > _WIDE_MAX:
            row.append(cell.lines)
            blank = 0
            continue
        lines, at = cell.lines, len(row)
        if cell.from_above:
            lines = lines or (above[at].lines if at in above else [])
        elif cell.rows != 1 and not layout:
            above[at] = _Cell(_as_head(lines), cell.columns, cell.rows - 1)
        else:
            above.pop(at, None)
        row += [lines, *[[]] * (cell.columns - 1)]
        blank = cell.columns - 1
    return row[: len(row) - blank]


def _as_head(lines: list[str]) -> list[str]:
    words = " ".join(lines)
    return lines if len(words) <= _HEAD_LENGTH and not _FIGURE.search(_YEAR.sub("", words)) else []


def _blank(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match[0] and start > 0 and end < len(text) and text[start - 1] >= "\u2e80" <= text[end]:
        return ""
    return " "
