"""Rich text (.rtf), as Word, WPS and many office systems export it: its text with paragraphs and table rows.

Read by the Rich Text Format specification 1.9.1. List markers stand in the file as text (``\\listtext``) and are kept.
"""

import re
from dataclasses import dataclass, replace

from reports.text.remarks import Remark

from ...blocks import BlockWriter
from ...superscripts import superscript
from ...types import SourceText, UnreadableFile
from ..eq_fields import eq_text, is_eq
from ..symbols import UNKNOWN, in_font, is_symbol_font
from .heads import Colours, FormField, Styles
from .tables import Rows
from .words import (
    BREAKS,
    CHARACTERS,
    CHARSETS,
    CODE_PAGES,
    FORMULA_SIGNS,
    KNOWN,
    PARTS,
    READ_ALL_THE_SAME,
    ROW_WORDS,
    SKIPPED,
)

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.S,
)
_COMMENTS = Remark("comments_left_out")
_UNSEEN = Remark("unseen_left_out")
#: Half points; the smallest that anybody reads is far larger.
_TINY = 4
#: More characters are raised by mistake.
_RAISED = 12
_SEMICOLON = ord(";")
_DEPTH_MAX = 500


@dataclass(frozen=True)
class _State:
    """What a group inherits and ends with it."""

    skipped: bool = False
    hidden: bool = False
    encoding: str = ""
    #: How many characters stand after a \\u for readers that do not know it.
    fallback: int = 1
    in_fonts: bool = False
    in_table: bool = False
    #: In the marker of a list, which a tab parts from its paragraph.
    in_marker: bool = False
    #: In a note, which is read at the end.
    in_note: bool = False
    #: The words of the group are no text but a ``font``'s name or a shape's property: its ``sn`` or ``sv``.
    gathers: str = ""
    #: The symbol font whose letters stand for signs.
    signs: str = ""
    #: White, of two points or less, on a background; and as the paragraph has one.
    faint: bool = False
    tiny: bool = False
    backed: bool = False
    paragraph_backed: bool = False
    #: The style of the text hides it, and the text itself says nothing.
    style_hides: bool = False
    raised: bool = False
    #: The group is of the head: its ``colours`` or ``styles``; or describes a ``form``'s field.
    part: str = ""


def read_rtf(data: bytes) -> SourceText:
    """The text of an .rtf. Raises :class:`UnreadableFile` for one nested beyond measure."""
    reader = _Reader()
    for token in _TOKEN.finditer(data, data.index(b"{")):
        reader.take(token)
    return SourceText(
        text=reader.finish(),
        media_type="application/rtf",
        notes=tuple(reader.notes),
        partial=tuple(reader.partial),
    )


class _Reader:
    def __init__(self) -> None:
        self.notes: dict[Remark, None] = {}
        self.partial: dict[str, None] = {}
        self._body, self._endnotes = BlockWriter(), BlockWriter()
        self._gathered: list[str] = []
        self._property = ""
        self._symbol_fonts: dict[int, str] = {}
        self._colours, self._styles = Colours(), Styles()
        self._rows = Rows(self._body, self._colours.is_white)
        self._form = FormField()
        #: The value of a form's field, which follows its code.
        self._value = ""
        self._state = _State()
        self._outer: list[_State] = []
        self._code_page = "gb18030"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._surrogate = ""
        self._to_skip = 0
        self._ignorable = False

    def finish(self) -> str:
        self._flush()
        return "\n".join(filter(None, (self._body.finish(), self._endnotes.finish())))

    @property
    def _writer(self) -> BlockWriter:
        return self._endnotes if self._state.in_note else self._body

    def take(self, token: re.Match[bytes]) -> None:
        word, number, byte, symbol, brace, text = token.groups()
        if word:
            self._word(word.decode(), int(number) if number else None, number is not None)
        elif byte:
            self._byte(int(byte, 16))
        elif symbol:
            self._symbol(symbol)
        elif brace:
            self._brace(brace)
        elif text:
            for code in text:
                self._byte(code)

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._ignorable = False
        self._to_skip = 0
        if brace == b"{":
            self._outer.append(self._state)
            if len(self._outer) > _DEPTH_MAX:
                raise UnreadableFile("hostile", Remark("file_too_deep"))
        elif self._outer:
            ended, self._state = self._state, self._outer.pop()
            if ended.gathers and ended.gathers != self._state.gathers:
                self._end_gathering(ended.gathers)
            if ended.in_note and not self._state.in_note:
                self._endnotes.line_break()
            if ended.part == "form" and self._state.part != "form":
                self._value = self._form.value()
            if self._value and not self._state.skipped:
                value, self._value = self._value, ""
                self._put(value)

    def _end_gathering(self, kind: str) -> None:
        """A font's name, or a property of a shape, is complete."""
        words = "".join(self._gathered).strip()
        self._gathered.clear()
        if kind == "font":
            name = words.rstrip(";")
            if is_symbol_font(name):
                self._symbol_fonts[self._font] = name
        elif kind == "sn":
            self._property = words
        elif kind == "code":
            if is_eq(words):
                shown = eq_text(words)
                if shown is None:
                    self.partial["field"] = None
                self._value = shown or ""
        elif kind == "ffl":
            self._form.entries.append(words)
        elif self._property == "gtextUNICODE" and words:
            # WordArt: its words are a property of the shape.
            self._writer.line_break()
            self._writer.text(words)
            self._writer.line_break()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._ignorable = True
        elif symbol in b"\\{}":
            self._byte(symbol[0])
        elif symbol == b"~":
            self._put("\u00a0")
        elif symbol == b"_":
            self._put("-")
        elif symbol in (b"\r", b"\n"):
            self._break()

    def _word(self, word: str, number: int | None, given: bool) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        ignorable, self._ignorable = self._ignorable, False
        if word not in KNOWN and not ignorable and not self._state.part:
            return
        part = self._state.part
        if part:
            self._take_part(part, word, number)
        elif word == "fonttbl":
            self._state = replace(self._state, in_fonts=True, skipped=True)
        elif word in PARTS:
            self._state = replace(self._state, part=PARTS[word], skipped=True)
            self._form = FormField()
        elif word in ("sn", "sv"):
            self._gathered.clear()
            self._state = replace(self._state, skipped=False, gathers=word)
        elif word == "footnote" and not self._state.skipped:
            self._endnotes.line_break()
            self._state = replace(self._state, in_note=True, in_table=False)
        elif word in SKIPPED or (ignorable and word not in READ_ALL_THE_SAME):
            if word == "annotation":
                self.notes[_COMMENTS] = None
            elif word == "object" and not self._state.skipped:
                self.partial["embedded_document"] = None
            gathers = "code" if word == "fldinst" else self._state.gathers
            if word == "fldinst":
                self._gathered.clear()
            self._state = replace(self._state, skipped=True, gathers=gathers)
        elif word == "bin" and number:
            self._to_skip = number
        elif word == "ansicpg" and number:
            self._code_page = CODE_PAGES.get(number, "cp1252" if number == 1252 else "gb18030")
        elif word == "f" and number is not None:
            self._font = number
            if self._state.in_fonts:
                self._gathered.clear()
                self._state = replace(self._state, gathers="font")
            else:
                signs = self._symbol_fonts.get(number, "")
                self._state = replace(self._state, encoding=self._fonts.get(number, ""), signs=signs)
        elif word == "fcharset" and number is not None and self._state.in_fonts:
            self._fonts[self._font] = CHARSETS.get(number, "")
        elif word == "uc" and number is not None:
            self._state = replace(self._state, fallback=max(0, min(number, 20)))
        elif word in ("v", "deleted", "mvf"):
            self._state = replace(self._state, hidden=not given or number != 0, style_hides=False)
        elif word == "plain":
            self._state = replace(
                self._state,
                hidden=False,
                encoding="",
                signs="",
                faint=False,
                tiny=False,
                backed=False,
                raised=False,
            )
        elif word == "nestrow":
            # Stands in a group that is for readers that know of tables in tables.
            self._rows.end_nested_row()
        elif not self._state.skipped and not self._look(word, number):
            self._layout(word, number)

    def _take_part(self, part: str, word: str, number: int | None) -> None:
        """A word of the head, or of the code of a form's field."""
        if word == "ffl":
            self._gathered.clear()
            self._state = replace(self._state, gathers="ffl")
        elif part == "form":
            self._form.take(word, number)
        elif part == "styles":
            self._styles.take(word, number)
        else:
            self._colours.take(word, number)

    def _look(self, word: str, number: int | None) -> bool:
        """Whether a word says how text looks; only what makes a difference is kept."""
        state = self._state
        if word == "cf":
            if (faint := self._colours.is_white(number or 0)) != state.faint:
                self._state = replace(state, faint=faint)
        elif word == "fs":
            if (tiny := number is not None and number <= _TINY) != state.tiny:
                self._state = replace(state, tiny=tiny)
        elif word in ("super", "nosupersub", "up"):
            self._state = replace(state, raised=word != "nosupersub" and number != 0)
        elif word in ("highlight", "chcbpat", "cb"):
            self._state = replace(state, backed=bool(number) and not self._colours.is_white(number or 0))
        elif word == "cbpat":
            self._state = replace(
                state, paragraph_backed=bool(number) and not self._colours.is_white(number or 0)
            )
        elif word in ("s", "cs"):
            if self._styles.hiding and (hides := self._styles.hides(word, number or 0)) != state.style_hides:
                self._state = replace(state, style_hides=hides)
        else:
            return False
        return True

    def _layout(self, word: str, number: int | None) -> None:
        if word == "pard":
            self._state = replace(
                self._state, in_table=False, paragraph_backed=False, style_hides=self._styles.hides("s", 0)
            )
        elif word == "intbl":
            self._state = replace(self._state, in_table=True)
            if not self._state.in_note:
                self._rows.begin()
        elif word in ROW_WORDS:
            self._rows.define(word, number)
        elif word == "cell":
            if not self._state.in_note:
                self._rows.end_cell()
        elif word == "row":
            if not self._state.in_note:
                self._rows.end_row()
        elif word == "itap" and (number or 0) > 1 and not self._state.in_note:
            self._state = replace(self._state, in_table=True)
            self._rows.begin_nested()
        elif word == "nestcell":
            self._rows.end_nested_cell()
        elif word == "shptxt":
            self._state = replace(self._state, paragraph_backed=True)
        elif word in ("listtext", "pntext"):
            self._state = replace(self._state, in_marker=True)
        elif word in BREAKS:
            self._break()
        elif word in FORMULA_SIGNS:
            self._put(FORMULA_SIGNS[word])
        elif word in CHARACTERS and not self._state.in_marker:
            self._put(CHARACTERS[word])

    def _break(self) -> None:
        self._flush()
        if self._state.skipped:
            return
        self._writer.line_break()
        if self._rows.is_open and not self._state.in_table and not self._state.in_note:
            self._rows.end()

    def _unicode(self, number: int) -> None:
        self._flush()
        self._to_skip = self._state.fallback
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._surrogate = chr(code)
            return
        if self._surrogate:
            pair = (self._surrogate + chr(code)).encode("utf-16-le", "surrogatepass")
            self._surrogate = ""
            self._put(pair.decode("utf-16-le", "replace"))
        else:
            self._put(chr(code) if code < 0xD800 or code > 0xDFFF else "\ufffd")

    def _byte(self, code: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif self._state.gathers or (not self._state.skipped and not self._state.hidden):
            self._bytes.append(code)
        elif code == _SEMICOLON and self._state.part:
            self._end_entry()

    def _end_entry(self) -> None:
        if self._state.part == "colours":
            self._colours.end_entries(1)
        elif self._state.part == "styles":
            self._styles.begin()

    def _put(self, text: str) -> None:
        self._flush()
        if self._state.gathers:
            self._gathered.append(text)
        elif not self._state.skipped and not self._state.hidden:
            self._show(in_font(self._state.signs, text) if self._state.signs else text)

    def _show(self, text: str) -> None:
        state = self._state
        if self._rows.is_between and not state.in_table and not state.in_note:
            self._rows.end()
        if state.style_hides or state.tiny or (state.faint and not self._is_backed()):
            self._leave_out(text)
            return
        if UNKNOWN in text and self._state.signs:
            self.partial["symbol"] = None
        if state.raised and len(text) <= _RAISED:
            text = superscript(self._writer.open_line, text)
        self._writer.text(text)

    def _is_backed(self) -> bool:
        state = self._state
        return state.backed or state.paragraph_backed or (state.in_table and self._rows.is_shaded)

    def _leave_out(self, text: str) -> None:
        """Text that does not show. Whether that of a style which hides does, programs don't agree: its text may say so
        itself, and then it need not say the contrary."""
        if text.strip():
            if self._state.style_hides:
                self.partial["hidden_text"] = None
            else:
                self.notes[_UNSEEN] = None

    def _flush(self) -> None:
        """Decode the bytes gathered: two-byte characters come as two \\' in a row."""
        if self._bytes:
            encoding = "latin-1" if self._state.signs else self._state.encoding or self._code_page
            text = self._bytes.decode(encoding, errors="replace")
            self._bytes.clear()
            self._put(text)
