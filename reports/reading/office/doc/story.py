"""One story of a .doc (its main text, its notes, its text boxes) written out as lines."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from reports.text.remarks import Remark

from ...blocks import BlockWriter
from ...superscripts import superscript
from ..eq_fields import eq_text, is_eq
from ..numbering import Numbering
from ..symbols import UNKNOWN, in_font, is_symbol_font, sign
from .lists import Settings
from .look import PLAIN_RUN, Looks, Run, read_run
from .properties import Properties
from .shapes import picture_words
from .tables import Row, read_row

#: A character of the text and the FC after it.
Placed = tuple[str, int]
_DROPPED = re.compile("[\x00-\x06\x08\x0f-\x12\x16-\x1d\x1f]")
#: What ends a paragraph, a cell or a row.
_ENDS = "\r\x07\x0c"
#: The bounds of fields, what stands for a picture, and line breaks.
_CONTROL = re.compile("([\x01\x0b\x0e\x13\x14\x15])")
_WORDS = re.compile("[^\\s\x00-\x1f]")
#: More characters are raised by mistake.
_RAISED = 12
_UNSEEN = Remark("unseen_left_out")


@dataclass
class Formats:
    """What all stories of a document share: how its text is formatted, and what is to be said of it."""

    properties: Properties = field(default_factory=Properties)
    looks: Looks = field(default_factory=lambda: Looks(()))
    fonts: Mapping[int, str] = field(default_factory=dict)
    #: The Data stream.
    data: bytes = b""
    notes: dict[Remark, None] = field(default_factory=dict)
    partial: dict[str, None] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _runs: list[tuple[int, int, Run]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Keep the runs that may not show as they stand."""
        known: dict[bytes, Run] = {}
        for start, end, settings in self.properties.runs:
            run = known.setdefault(settings, read_run(settings))
            if self._matters(run):
                self._runs.append((start, end, run))
                self._starts.append(start)

    def _matters(self, run: Run) -> bool:
        look = run.look
        if not self.looks.plain and (run.style is not None or look.hidden is False or look.faint is False):
            return True
        if look.hidden or look.faint or look.tiny or run.opposite or run.deleted or run.raised:
            return True
        return run.symbol is not None or run.picture is not None or is_symbol_font(self.font(run))

    def font(self, run: Run) -> str:
        return self.fonts.get(run.font, "") if run.font is not None else ""

    def _run_at(self, fc: int) -> Run:
        at = bisect_right(self._starts, fc) - 1
        return self._runs[at][2] if at >= 0 and fc < self._runs[at][1] else PLAIN_RUN

    def segments(self, characters: Sequence[Placed]) -> Iterator[tuple[str, Run]]:
        """The text of characters parted by their runs."""
        if not self._runs:
            yield "".join([character for character, _ in characters]), PLAIN_RUN
            return
        for run, group in groupby(characters, key=lambda placed: self._run_at(placed[1] - 1)):
            yield "".join([character for character, _ in group]), run

    def row(self, fc: int) -> Row:
        """The row that the paragraph before ``fc`` stands in."""
        end = self.properties.row_end(fc)
        if end is None:
            return Row()
        try:
            return read_row(self.properties.paragraphs.get(end, (0, b""))[1])
        except (struct.error, IndexError):
            return Row()


class Story:
    """Writes a story; a cell and a row end with U+0007, a field shows its result and not its code."""

    def __init__(
        self, formats: Formats, numbering: Numbering, word_art: Mapping[int, str] | None = None
    ) -> None:
        self._formats = formats
        self._numbering = numbering
        #: The words of shapes by the place of the character they hang on.
        self._word_art = dict(word_art or {})
        self._writer = BlockWriter()
        #: The open fields, True once their result has begun.
        self._fields: list[bool] = []
        self._codes: list[str] = []
        self._in_table = False
        self._row: Row | None = None
        self._cell = 0

    def read(self, characters: Sequence[Placed]) -> str:
        """The lines of the text."""
        properties = self._formats.properties
        begin = 0
        for at, (character, fc) in enumerate(characters):
            if character not in "\r\x07\x0c":
                continue
            self._enter(fc in properties.in_table, fc)
            if self._row is not None and properties.row_end(fc) == fc:
                self._end_row()
            else:
                self._paragraph(characters[begin : at + 1], begin)
                if character == "\x07" and self._row is not None:
                    self._cell += 1
                    self._start_cell(self._row)
            begin = at + 1
        self._paragraph(characters[begin:], begin)
        return self._writer.finish()

    # Tables

    def _enter(self, tabled: bool, fc: int) -> None:
        """Begin or end a table before the paragraph that ends before ``fc``, or begin its next row."""
        if tabled and not self._in_table:
            self._writer.start_table()
        elif self._in_table and not tabled:
            self._writer.end_table()
            self._row = None
        self._in_table = tabled
        if tabled and self._row is None:
            self._start_row(fc)

    def _start_row(self, fc: int) -> None:
        self._row, self._cell = self._formats.row(fc), 0
        self._writer.start_row()
        self._start_cell(self._row)

    def _start_cell(self, row: Row) -> None:
        at = self._cell
        if at in row.from_left:
            return
        merged = at in row.from_above or at in row.reaches_down
        self._writer.start_cell(rows=0 if merged else 1, from_above=at in row.from_above)

    def _end_row(self) -> None:
        row = self._row or Row()
        if self._cell not in row.from_left:
            self._writer.drop_cell()
        self._writer.end_row(row.shown_edges(self._cell))
        self._row = None

    # Paragraphs

    def _paragraph(self, paragraph: Sequence[Placed], begin: int) -> None:
        """A paragraph's shown characters; ``begin`` is the place of the first in the story."""
        if not paragraph:
            return
        style, settings = self._formats.properties.paragraphs.get(paragraph[-1][1], (0, b""))
        own = Settings(settings)
        reference = None if own.list is None else str(own.list)
        marker = self._numbering.counted(str(style), reference, own.level)
        segments = list(self._formats.segments(paragraph))
        if marker and any(_WORDS.search(text) for text, _ in segments):
            self._writer.text(marker)
        for text, run in segments:
            state = self._state(run, style, settings)
            for piece in _CONTROL.split(text):
                self._piece(piece, run, state)
        self._writer.line_break()
        for cp in range(begin, begin + len(paragraph)) if self._word_art else ():
            if words := self._word_art.pop(cp, ""):
                self._lines(words)

    def _state(self, run: Run, style: int, settings: bytes) -> str:
        """Why a run is not read, or ""."""
        look = self._formats.looks.of_run(run, style, settings)
        if run.deleted or look.hidden:
            return "hidden"
        backed = look.backed or (self._row is not None and self._row.shaded)
        return "unseen" if (look.faint and not backed) or look.tiny else ""

    def _piece(self, piece: str, run: Run, state: str) -> None:
        """A control character, or text between two of them."""
        fields = self._fields
        if piece == "\x13":
            fields.append(False)
            self._codes.append("")
        elif piece == "\x14":
            if fields:
                fields[-1] = True
        elif piece == "\x15":
            if fields:
                self._end_field(self._codes.pop(), fields.pop())
        elif piece == "\x01":
            # The value of a form's field stands in its code.
            if run.picture is not None and not state and all(fields[:-1]):
                self._lines(picture_words(self._formats.data, run.picture), in_line=True)
        elif not all(fields) or state == "hidden" or not piece:
            if fields and not fields[-1]:
                self._codes[-1] += piece
        elif state:
            if _WORDS.search(piece):
                self._formats.notes[_UNSEEN] = None
        elif piece in "\x0b\x0e":
            self._writer.line_break()
        elif run.symbol is not None:
            shown = sign(self._formats.fonts.get(run.symbol[0], ""), run.symbol[1])
            self._sign(shown * len(piece.rstrip(_ENDS)))
        else:
            text = _DROPPED.sub("", piece.rstrip(_ENDS).replace("\x1e", "-"))
            if run.raised and len(text) <= _RAISED:
                text = superscript(self._writer.open_line, text)
            font = self._formats.font(run)
            if font and is_symbol_font(font):
                self._sign(in_font(font, text))
            else:
                self._writer.text(text)

    def _end_field(self, code: str, has_result: bool) -> None:
        if has_result or not is_eq(code) or not all(self._fields):
            return
        shown = eq_text(code)
        if shown is None:
            self._formats.partial["field"] = None
        self._writer.text(shown or "")

    def _sign(self, text: str) -> None:
        if UNKNOWN in text:
            self._formats.partial["symbol"] = None
        self._writer.text(text)

    def _lines(self, words: str, in_line: bool = False) -> None:
        for number, line in enumerate(words.split("\n")):
            if number or not in_line:
                self._writer.line_break()
            self._writer.text(line)
        if words and not in_line:
            self._writer.line_break()
