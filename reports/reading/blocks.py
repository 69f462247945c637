"""Lines of text from blocks, line breaks and table cells, with the blanks a browser would show."""

import re
from dataclasses import dataclass, field

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BLANKS = re.compile(r"[ \t\n\f\r]+")
_INDENT = " \t\u00a0\u2002\u2003\u3000\u2009"
#: A row longer than this is a layout table, whose cells are blocks of their own.
_ROW_LENGTH = 1_000


@dataclass
class _Table:
    """An open table: the rows' cells, each a list of lines; ``nested`` once another table stands in the row."""

    cells: list[list[str]] = field(default_factory=list)
    in_row: bool = False
    nested: bool = False


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

    def start_cell(self) -> None:
        if self._tables and self._tables[-1].in_row:
            self._tables[-1].cells.append([])

    def drop_cell(self) -> None:
        """Take back the cell just begun: for formats that mark where a cell ends, not where it begins."""
        if self._tables and self._tables[-1].cells:
            self._tables[-1].cells.pop()

    def end_row(self) -> None:
        if self._tables:
            self._flush_row(self._tables[-1])

    def end_table(self) -> None:
        if self._tables:
            self._flush_row(self._tables[-1])
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
            table.cells[-1].append(line)
        elif len(self._tables) > 1 and self._tables[-2].cells:
            self._tables[-2].cells[-1].append(line)
        else:
            self._lines.append(line)

    def _flush_row(self, table: _Table) -> None:
        """Write out the row being gathered: as one line with bars, or cell by cell when it is layout."""
        self.line_break()
        cells, table.cells = table.cells, []
        layout, table.nested, table.in_row = table.nested, False, False
        filled = [cell for cell in cells if cell]
        length = sum(len(line) for cell in cells for line in cell)
        if len(filled) == 1 or layout or length > _ROW_LENGTH:
            lines = [line for cell in filled for line in cell]
        elif filled:
            lines = [" | ".join(" ".join(cell) for cell in cells).strip()]
        else:
            return
        # `table` is always the innermost open one; its rows are lines of the cell it stands in.
        if len(self._tables) > 1 and self._tables[-2].cells:
            self._tables[-2].cells[-1].extend(lines)
        else:
            self._lines.extend(lines)


def _blank(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match[0] and start > 0 and end < len(text) and text[start - 1] >= "\u2e80" <= text[end]:
        return ""
    return " "
