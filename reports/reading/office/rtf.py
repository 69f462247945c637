"""Rich text (.rtf), as Word, WPS and many office systems export it: its text with paragraphs and table rows.

Read by the Rich Text Format specification 1.9.1. List markers stand in the file as text (``\\listtext``) and are kept.
"""

import re
from dataclasses import dataclass, replace

from reports.text.remarks import Remark

from ..blocks import BlockWriter
from ..types import SourceText, UnreadableFile
from .symbols import UNKNOWN, in_font, is_symbol_font

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.S,
)
_SKIPPED_WORDS = (
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    "listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping latentstyles datastore "
    "mmathPict mfPr msSupPr msSubPr msSubSupPr mdPr mradPr mnaryPr mfuncPr mctrlPr mrPr moMathParaPr mmPr meqArrPr "
    "fldinst nonshppict shprslt revtbl filetbl annotation atnid atnauthor ftnsep ftnsepc mmathPr pgptbl"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
#: Destinations marked as ignorable whose text is the document's all the same.
_READ_ALL_THE_SAME = frozenset(("shpinst", "shptxt", "moMath", "moMathPara"))
#: Parts of a formula before which a sign stands in a line.
_FORMULA_SIGNS = {"mden": "/", "msup": "^", "msub": "_", "mrad": "√"}
_COMMENTS = Remark("comments_left_out")
_BREAKS = frozenset(("par", "line", "sect", "page", "column"))
_CHARACTERS = {
    "tab": " ",
    "emspace": "\u3000",
    "enspace": " ",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}
#: \\fcharset → encoding; 134 is GB 2312, 136 Big5.
_CHARSETS = {134: "gb18030", 136: "big5hkscs", 128: "cp932", 129: "cp949"}
_CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 932: "cp932"}
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


@dataclass
class _Definition:
    """A cell of the row to come: whether it goes on from above, or others go on from it."""

    from_above: bool = False
    reaches_down: bool = False


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
        self._defined: list[_Definition] = []
        self._defining = _Definition()
        self._cell = 0
        self._table_open = False
        self._state = _State()
        self._outer: list[_State] = []
        self._code_page = "gb18030"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._surrogate = ""
        self._to_skip = 0
        self._ignorable = False
        self._in_row = False

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
            if ended.gathers and not self._state.gathers:
                self._end_gathering(ended.gathers)
            if ended.in_note and not self._state.in_note:
                self._endnotes.line_break()

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
        if word == "fonttbl":
            self._state = replace(self._state, in_fonts=True, skipped=True)
        elif word in ("sn", "sv"):
            self._gathered.clear()
            self._state = replace(self._state, skipped=False, gathers=word)
        elif word == "footnote" and not self._state.skipped:
            self._endnotes.line_break()
            self._state = replace(self._state, in_note=True, in_table=False)
        elif word in _SKIPPED or (ignorable and word not in _READ_ALL_THE_SAME):
            if word == "annotation":
                self.notes[_COMMENTS] = None
            elif word == "object" and not self._state.skipped:
                self.partial["embedded_document"] = None
            self._state = replace(self._state, skipped=True)
        elif word == "bin" and number:
            self._to_skip = number
        elif word == "ansicpg" and number:
            self._code_page = _CODE_PAGES.get(number, "cp1252" if number == 1252 else "gb18030")
        elif word == "f" and number is not None:
            self._font = number
            if self._state.in_fonts:
                self._gathered.clear()
                self._state = replace(self._state, gathers="font")
            else:
                signs = self._symbol_fonts.get(number, "")
                self._state = replace(self._state, encoding=self._fonts.get(number, ""), signs=signs)
        elif word == "fcharset" and number is not None and self._state.in_fonts:
            self._fonts[self._font] = _CHARSETS.get(number, "")
        elif word == "uc" and number is not None:
            self._state = replace(self._state, fallback=max(0, min(number, 20)))
        elif word in ("v", "deleted"):
            self._state = replace(self._state, hidden=not given or number != 0)
        elif word == "plain":
            self._state = replace(self._state, hidden=False, encoding="", signs="")
        elif not self._state.skipped:
            self._layout(word)

    def _layout(self, word: str) -> None:
        if word == "pard":
            self._state = replace(self._state, in_table=False)
        elif word == "intbl":
            self._state = replace(self._state, in_table=True)
            self._open_row()
        elif word == "trowd":
            self._defined, self._defining = [], _Definition()
        elif word in ("clvmgf", "clvmrg"):
            self._defining = _Definition(word == "clvmrg", word == "clvmgf")
        elif word == "cellx":
            self._defined.append(self._defining)
            self._defining = _Definition()
        elif word == "cell":
            self._open_row()
            self._writer.line_break()
            self._cell += 1
            self._start_cell()
        elif word == "row":
            self._writer.line_break()
            if self._in_row:
                self._writer.drop_cell()
                self._writer.end_row()
                self._in_row = False
        elif word in ("listtext", "pntext"):
            self._state = replace(self._state, in_marker=True)
        elif word in _BREAKS:
            self._break()
        elif word in _FORMULA_SIGNS:
            self._put(_FORMULA_SIGNS[word])
        elif word in _CHARACTERS and not self._state.in_marker:
            self._put(_CHARACTERS[word])

    def _open_row(self) -> None:
        """Begin a row: RTF has no tables, rows that follow each other are one."""
        if not self._in_row and not self._state.in_note:
            self._in_row = True
            if not self._table_open:
                self._writer.start_table()
                self._table_open = True
            self._writer.start_row()
            self._cell = 0
            self._start_cell()

    def _start_cell(self) -> None:
        defined = self._defined[self._cell] if self._cell < len(self._defined) else _Definition()
        rows = 0 if defined.reaches_down or defined.from_above else 1
        self._writer.start_cell(rows=rows, from_above=defined.from_above)

    def _break(self) -> None:
        self._flush()
        if self._state.skipped:
            return
        self._writer.line_break()
        if self._table_open and not self._state.in_table and not self._state.in_note:
            self._writer.end_table()
            self._in_row = self._table_open = False

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

    def _put(self, text: str) -> None:
        self._flush()
        if self._state.gathers:
            self._gathered.append(text)
        elif not self._state.skipped and not self._state.hidden:
            self._show(in_font(self._state.signs, text) if self._state.signs else text)

    def _show(self, text: str) -> None:
        if UNKNOWN in text and self._state.signs:
            self.partial["symbol"] = None
        self._writer.text(text)

    def _flush(self) -> None:
        """Decode the bytes gathered: two-byte characters come as two \\' in a row."""
        if self._bytes:
            encoding = "latin-1" if self._state.signs else self._state.encoding or self._code_page
            text = self._bytes.decode(encoding, errors="replace")
            self._bytes.clear()
            self._put(text)
