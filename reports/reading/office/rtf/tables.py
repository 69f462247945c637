"""Rows and cells of an .rtf. It has no tables: rows that follow each other are one."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...blocks import BlockWriter


@dataclass(frozen=True)
class _Cell:
    """A cell of the row to come: where it ends, in twips, what it is merged with, whether it has a background."""

    end: int = 0
    from_above: bool = False
    reaches_down: bool = False
    from_left: bool = False
    shaded: bool = False


_PLAIN = _Cell()


class Rows:
    """Writes the rows of a document's text; ``is_white`` tells of a colour of its table."""

    def __init__(self, writer: BlockWriter, is_white: Callable[[int], bool]) -> None:
        self.is_open = False
        self._writer = writer
        self._is_white = is_white
        self._left = 0
        self._defined: list[_Cell] = []
        self._defining = _PLAIN
        self._cell = 0
        self._in_row = False
        #: In a table in a cell, and in a row of it.
        self._nested = self._in_nested_row = False

    @property
    def is_between(self) -> bool:
        """Whether a row may follow, or what stands behind the table."""
        return self.is_open and not self._in_row

    @property
    def is_shaded(self) -> bool:
        """Whether the open cell has a background."""
        return self._in_row and self._definition().shaded

    def define(self, word: str, number: int | None) -> None:
        """What is said of the next cell of the row to come, up to where it ends (``cellx``)."""
        if word == "trowd":
            self._defined, self._defining, self._left = [], _PLAIN, 0
        elif word == "trleft":
            self._left = number or 0
        elif word == "clvmgf":
            self._defining = replace(self._defining, reaches_down=True)
        elif word == "clvmrg":
            self._defining = replace(self._defining, from_above=True)
        elif word == "clmrg":
            self._defining = replace(self._defining, from_left=True)
        elif word == "clcbpat":
            self._defining = replace(self._defining, shaded=bool(number) and not self._is_white(number or 0))
        elif word == "cellx":
            self._defined.append(replace(self._defining, end=number or 0))
            self._defining = _PLAIN

    def begin(self) -> None:
        """Begin a row, and with it a table, where none is open."""
        if self._in_row:
            return
        self._in_row = True
        if not self.is_open:
            self._writer.start_table()
            self.is_open = True
        self._writer.start_row()
        self._cell = 0
        self._start_cell()

    def end_cell(self) -> None:
        self.begin()
        self._end_nested()
        self._writer.line_break()
        self._cell += 1
        self._start_cell()

    def end_row(self) -> None:
        self._end_nested()
        self._writer.line_break()
        if self._in_row:
            if not self._definition().from_left:
                self._writer.drop_cell()
            self._writer.end_row(self._edges())
            self._in_row = False

    def end(self) -> None:
        """End the table."""
        self._end_nested()
        self._writer.end_table()
        self._in_row = self.is_open = False

    def begin_nested(self) -> None:
        """Text of a cell of a table in a cell follows."""
        self.begin()
        if not self._nested:
            self._writer.line_break()
            self._writer.start_table()
            self._nested = True
        if not self._in_nested_row:
            self._writer.start_row()
            self._writer.start_cell()
            self._in_nested_row = True

    def end_nested_cell(self) -> None:
        self.begin_nested()
        self._writer.line_break()
        self._writer.start_cell()

    def end_nested_row(self) -> None:
        if self._in_nested_row:
            self._writer.drop_cell()
            self._writer.end_row()
            self._in_nested_row = False

    def _end_nested(self) -> None:
        if self._nested:
            self.end_nested_row()
            self._writer.end_table()
            self._nested = False

    def _definition(self) -> _Cell:
        return self._defined[self._cell] if self._cell < len(self._defined) else _PLAIN

    def _start_cell(self) -> None:
        defined = self._definition()
        if not defined.from_left:
            rows = 0 if defined.reaches_down or defined.from_above else 1
            self._writer.start_cell(rows=rows, from_above=defined.from_above)

    def _edges(self) -> list[int]:
        """Where the cells of the row begin and end, those that are merged with the one on their left left aside."""
        if self._cell != len(self._defined):
            return []
        ends = [cell.end for cell in self._defined]
        shown = [
            end for end, after in zip(ends, [*self._defined[1:], _PLAIN], strict=True) if not after.from_left
        ]
        edges = [self._left, *shown]
        return edges if edges == sorted(edges) else []
