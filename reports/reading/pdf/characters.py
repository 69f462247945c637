"""The characters of a page: where each stands, and how it is drawn."""

import ctypes
from dataclasses import dataclass
from math import atan2
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from .ink import contrast_of

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
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = origin
    last, style = 0, PLAIN
    styles: dict[tuple[float, float, bool], Style] = {}
    half = 0
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code == _HYPHEN:
            code = ord("-")
        if code <= 0x20 or code == 0xA0:
            continue
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        if raw.FPDFText_HasUnicodeMapError(text, index) == 1:
            code = 0xFFFD
        left, right, low, high = box.left, box.right, box.bottom, box.top
        if right <= left:
            continue
        drawn = raw.FPDFText_GetTextObject(text, index)
        if drawn and (address := ctypes.addressof(drawn.contents)) != last:
            last = address
            mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
            angle = 0.0
            if raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)) and (matrix.a or matrix.b):
                angle = round(atan2(matrix.b, matrix.a), 3)
            key = angle, contrast_of(drawn, stroke=mode == _STROKED), mode not in _INVISIBLE
            if key not in styles:
                styles[key] = Style(*key)
            style = styles[key]
        if high < low:
            low, high = high, low
        shown = chr(code) if code < 0xD800 else _whole(half, code)
        found.append(Character(shown, left - x, low - y, right - x, high - y, style))
        half = 0
    return found, list(styles.values())


def _whole(half: int, code: int) -> str:
    """One character from one or, beyond the first 65,536, from the two halves that PDFium gives."""
    if 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((half - 0xD800) << 10) + code - 0xDC00) if half else "\ufffd"
    return chr(code) if code <= 0x10FFFF else "\ufffd"
