"""Rich text (.rtf), as Word, WPS and many office systems export it: its text with paragraphs and table rows.

Read by the Rich Text Format specification 1.9.1. List markers stand in the file as text (``\\listtext``) and are kept.
"""

import re
from dataclasses import dataclass, replace

from ..blocks import BlockWriter
from ..types import SourceText, UnreadableFile

_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
_SKIPPED_WORDS = (
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    "listtable listoverridetable rsidtbl generator xmlnstbl themedata colorschememapping latentstyles datastore "
    "fldinst nonshppict revtbl filetbl annotation atnid atnauthor ftnsep ftnsepc mmathPr pgptbl"
)
_SKIPPED = frozenset(_SKIPPED_WORDS.split())
#: Destinations marked as ignorable whose text is the document's all the same.
_READ_ALL_THE_SAME = frozenset(("shpinst", "shptxt"))
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


def read_rtf(data: bytes) -> SourceText:
    """The text of an .rtf. Raises :class:`UnreadableFile` for one nested beyond measure."""
    reader = _Reader()
    for token in _TOKEN.finditer(data, data.index(b"{")):
        reader.take(token)
    return SourceText(text=reader.finish(), media_type="application/rtf")


class _Reader:
    def __init__(self) -> None:
        self._writer = BlockWriter()
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
        return self._writer.finish()

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
                raise UnreadableFile("hostile", "文件的结构嵌套过深，不像正常文档，没有读取。")
        elif self._outer:
            self._state = self._outer.pop()

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
        elif word in _SKIPPED or (ignorable and word not in _READ_ALL_THE_SAME):
            self._state = replace(self._state, skipped=True)
        elif word == "bin" and number:
            self._to_skip = number
        elif word == "ansicpg" and number:
            self._code_page = _CODE_PAGES.get(number, "cp1252" if number == 1252 else "gb18030")
        elif word == "f" and number is not None:
            self._font = number
            if not self._state.in_fonts:
                self._state = replace(self._state, encoding=self._fonts.get(number, ""))
        elif word == "fcharset" and number is not None and self._state.in_fonts:
            self._fonts[self._font] = _CHARSETS.get(number, "")
        elif word == "uc" and number is not None:
            self._state = replace(self._state, fallback=max(0, min(number, 20)))
        elif word in ("v", "deleted"):
            self._state = replace(self._state, hidden=not given or number != 0)
        elif word == "plain":
            self._state = replace(self._state, hidden=False, encoding="")
        elif not self._state.skipped:
            self._layout(word)

    def _layout(self, word: str) -> None:
        if word == "pard":
            self._state = replace(self._state, in_table=False)
        elif word == "intbl":
            self._state = replace(self._state, in_table=True)
            self._open_row()
        elif word == "cell":
            self._open_row()
            self._writer.line_break()
            self._writer.start_cell()
        elif word == "row":
            self._writer.line_break()
            if self._in_row:
                self._writer.drop_cell()
                self._writer.end_table()
                self._in_row = False
        elif word in ("listtext", "pntext"):
            self._state = replace(self._state, in_marker=True)
        elif word in _BREAKS:
            self._break()
        elif word in _CHARACTERS and not self._state.in_marker:
            self._put(_CHARACTERS[word])

    def _open_row(self) -> None:
        """Begin a row: each is a table of its own, for RTF has rows and no tables."""
        if not self._in_row:
            self._in_row = True
            self._writer.start_table()
            self._writer.start_row()
            self._writer.start_cell()

    def _break(self) -> None:
        self._flush()
        if self._state.skipped:
            return
        self._writer.line_break()
        if self._in_row and not self._state.in_table:
            self._writer.end_table()
            self._in_row = False

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
        elif not self._state.skipped and not self._state.hidden:
            self._bytes.append(code)

    def _put(self, text: str) -> None:
        self._flush()
        if not self._state.skipped and not self._state.hidden:
            self._writer.text(text)

    def _flush(self) -> None:
        """Decode the bytes gathered: two-byte characters come as two \\' in a row."""
        if self._bytes:
            encoding = self._state.encoding or self._code_page
            text = self._bytes.decode(encoding, errors="replace")
            self._bytes.clear()
            self._writer.text(text)
