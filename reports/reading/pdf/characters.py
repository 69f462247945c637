"""The characters of a page: where each stands, and how it is drawn."""

import ctypes
from dataclasses import dataclass
from math import atan2
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from .ink import colour_of, contrast

#: Characters of a line end that PDFium takes for a word's hyphen.
_HYPHEN = 0x02
_INVISIBLE = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = raw.FPDF_TEXTRENDERMODE_STROKE


@dataclass(frozen=True, slots=True)
class Style:
    """How characters are drawn.

    ``angle`` is that of their base line in radians, anticlockwise; ``contrast`` tells how far they stand out from
    white, from 0 (not at all) to 1; ``drawn`` is False for a text layer behind a picture.
    """

    angle: float = 0.0
    contrast: float = 1.0
    drawn: bool = True


PLAIN = Style()


class Character(NamedTuple):
    """A character (sometimes two that take one place) and its box in points, y upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    style: Style = PLAIN

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def size(self) -> float:
        """The longer side: some fonts say no more of a 一 than how high its stroke is."""
        return max(self.top - self.bottom, self.right - self.left)

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def characters_of(
    text: pypdfium2.PdfTextPage, origin: tuple[float, float]
) -> tuple[list[Character], list[Style]]:
    """The characters of a page but for blanks, in the order of its content, and the styles they are drawn in.

    ``origin`` is the page's lower left corner.
    """
    found: list[Character] = []
    styles = _Styles(text.raw)
    handle, box = text.raw, raw.FS_RECTF()
    place = ctypes.byref(box)
    # Asked for each of many thousand characters, so that looking up a name counts.
    code_at, box_at, has_error = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_GetLooseCharBox,
        raw.FPDFText_HasUnicodeMapError,
    )
    x, y = origin
    half = 0
    for index in range(text.count_chars()):
        code = code_at(handle, index)
        if code == _HYPHEN:
            code = ord("-")
        if code <= 0x20 or code == 0xA0:
            continue
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if not box_at(handle, index, place):
            continue
        if has_error(handle, index) == 1:
            code = 0xFFFD
        left, right, low, high = box.left, box.right, box.bottom, box.top
        if right <= left:
            continue
        style = styles.at(index)
        if high < low:
            low, high = high, low
        shown = chr(code) if code < 0xD800 else _whole(half, code)
        found.append(Character(shown, left - x, low - y, right - x, high - y, style))
        half = 0
    return found, styles.met


class _Styles:
    """The styles of a page's characters, asked for in the order of its content."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._matrix = raw.FS_MATRIX()
        self._matrix_place = ctypes.byref(self._matrix)
        self._object = 0
        self._style = PLAIN
        #: What PDFium says of an object → its style: often each character is an object of its own, drawn as all are.
        self._known: dict[tuple[float, float, int, bytes], Style] = {}
        self._styles: dict[Style, None] = {}

    @property
    def met(self) -> list[Style]:
        return list(self._styles)

    def at(self, index: int) -> Style:
        """That of a character; one of no object, as a hyphen that PDFium adds, has that of the one before."""
        drawn = raw.FPDFText_GetTextObject(self._text, index)
        if drawn and (address := ctypes.addressof(drawn.contents)) != self._object:
            self._object = address
            matrix = self._matrix
            if not raw.FPDFText_GetMatrix(self._text, index, self._matrix_place):
                matrix.a = matrix.b = 0.0
            mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
            key = matrix.a, matrix.b, mode, colour_of(drawn, stroke=mode == _STROKED)
            self._style = self._known.get(key) or self._new(key)
        return self._style

    def _new(self, key: tuple[float, float, int, bytes]) -> Style:
        a, b, mode, colour = key
        style = Style(round(atan2(b, a), 3), contrast(colour), mode not in _INVISIBLE)
        self._known[key] = style
        self._styles[style] = None
        return style


def _whole(half: int, code: int) -> str:
    """One character from one or, beyond the first 65,536, from the two halves that PDFium gives."""
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((half - 0xD800) << 10) + code - 0xDC00) if half else "\ufffd"
    return chr(code) if code <= 0x10FFFF else "\ufffd"
