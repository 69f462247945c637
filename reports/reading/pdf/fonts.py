"""The font that stands in for every font a PDF names and does not bring along.

PDFium looks for such fonts on the machine, measures their characters and passes over a text it has no measure for: a
lone 。 was lost where no Chinese font is installed, and everything stood a little differently where one is. Here every
machine has the same font, in which any character is one small shape well inside the room that the widths in the PDF
give it; so those widths alone say where a character stands. It is for measuring only, nothing is drawn with it.
The standard fonts, whose widths a PDF may leave out, are those that PDFium brings along.
"""

import ctypes
import struct
from collections.abc import Mapping
from functools import cache
from typing import Any

from pypdfium2 import raw

#: PDFium asks for them by these names, whatever they are called in the file (Arial, TimesNewRoman,Bold …);
#: for the other two of the fourteen, Symbol and ZapfDingbats, it does not ask. ISO 32000-1, 9.6.2.2.
_STANDARD = frozenset(
    f"{family}{style}".encode()
    for family, styles in {
        "Courier": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Helvetica": ("", "-Bold", "-Oblique", "-BoldOblique"),
        "Times": ("-Roman", "-Bold", "-Italic", "-BoldItalic"),
    }.items()
    for style in styles
)
#: In thousandths of the em: left, bottom, right and top of the shape, and the line's. Where a PDF does not say how high
#: its characters are, it is the shape that does.
_SHAPE = (50, -100, 200, 780)
_ASCENT, _DESCENT = 880, -120
_EM = 1000
#: PDFium's name for the font: any pointer but null.
_HANDLE = 1
#: What PDFium keeps a pointer to until the process ends.
_in_use: list[Any] = []


@cache
def use_measuring_font() -> None:
    """Have PDFium measure with it, in this process, from the first file on."""
    font = measuring_font()

    def map_font(
        _: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any
    ) -> int | None:
        return None if ctypes.cast(face, ctypes.c_char_p).value in _STANDARD else _HANDLE

    def font_data(_: Any, handle: int, table: int, buffer: Any, size: int) -> int:
        if table:
            # It asks for the head of a collection, which this is not; 0 stands for the whole file.
            return 0
        if buffer and size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    types = dict(raw.FPDF_SYSFONTINFO._fields_)
    info = raw.FPDF_SYSFONTINFO(
        version=1, MapFont=types["MapFont"](map_font), GetFontData=types["GetFontData"](font_data)
    )
    _in_use.append(info)
    raw.FPDF_SetSystemFontInfo(info)


def measuring_font() -> bytes:
    """A TrueType file in which every character of Unicode is the same rectangle."""
    left, bottom, right, top = _SHAPE
    across, up = (left, 0, right - left, 0), (bottom, top - bottom, 0, bottom - top)
    glyph = struct.pack(">5h 2H 4B 4h 4h", 1, *_SHAPE, 3, 0, *[1] * 4, *across, *up)
    return font_file(
        {
            # A subtable of format 13 gives all characters of a range one glyph.
            b"cmap": struct.pack(">2H 2HI 2H 6I", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0, 0x10FFFF, 1),
            b"glyf": glyph * 2,
            b"head": struct.pack(
                ">4I 2H 2q 4h 2H 3h", 0x10000, 0, 0, 0x5F0F3CF5, 0, _EM, 0, 0, *_SHAPE, 0, 8, 2, 1, 0
            ),
            b"hhea": struct.pack(">I 3h H 11h H", 0x10000, _ASCENT, _DESCENT, 0, _EM, *[0] * 11, 1),
            b"hmtx": struct.pack(">H 2h", _EM, left, left),
            b"loca": struct.pack(">3I", 0, len(glyph), 2 * len(glyph)),
            b"maxp": struct.pack(">I 14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        }
    )


def font_file(tables: Mapping[bytes, bytes]) -> bytes:
    """A TrueType file (ISO/IEC 14496-22) of these tables, without the checksums that nothing here looks at."""
    directory = struct.pack(">I 4H", 0x10000, len(tables), 0, 0, 0)
    content = b""
    for tag, table in sorted(tables.items()):
        offset = 12 + 16 * len(tables) + len(content)
        directory += struct.pack(">4s 3I", tag, 0, offset, len(table))
        content += table + bytes(-len(table) % 4)
    return directory + content
