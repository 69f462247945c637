"""How the characters of a .doc show ([MS-DOC] 2.6.1): hidden, white on white, tiny, or signs of a symbol font.

A run says it itself, through its character style, or its paragraph's style does; what stands nearest decides.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..unseen import Look
from .properties import settings_in
from .styles import Style

#: Where the FIB holds offset and size of the fonts.
_FONTS = 0x0112
_DELETED, _HIDDEN, _COLOUR, _TRUE_COLOUR, _SIZE = 0x0800, 0x083C, 0x2A42, 0x6870, 0x4A43
_HIGHLIGHT, _SHADE, _SHADE_80, _STYLE = 0x2A0C, 0xCA71, 0x4866, 0x4A30
_PARAGRAPH_SHADE, _PARAGRAPH_SHADE_80 = 0xC64D, 0x442D
_FONT, _SYMBOL, _PICTURE, _RAISED = 0x4A4F, 0x6A09, 0x6A03, 0x2A48
#: Of a hidden run: as its style says, and not as its style says.
_AS_STYLE, _NOT_AS_STYLE = 0x80, 0x81
_WHITE, _AUTOMATIC = 8, 0xFF
#: Half points; the smallest that anybody reads is far larger.
_TINY = 4
_CHAIN = 20
_PLAIN = Look()


@dataclass(frozen=True)
class Run:
    """What a run of characters says of itself: its look, and the sign or the symbol font that it stands in.

    ``picture`` is where the Data stream holds what an U+0001 in it stands for.
    """

    look: Look = _PLAIN
    style: int | None = None
    opposite: bool = False
    deleted: bool = False
    font: int | None = None
    symbol: tuple[int, int] | None = None
    picture: int | None = None
    raised: bool = False


PLAIN_RUN = Run()


def read_run(settings: bytes) -> Run:
    """What the settings of a run, or of a style's characters, say."""
    hidden: bool | None = None
    faint: bool | None = None
    tiny: bool | None = None
    backed: bool | None = None
    style: int | None = None
    font: int | None = None
    picture: int | None = None
    symbol: tuple[int, int] | None = None
    opposite = deleted = raised = False
    for code, operand in settings_in(settings):
        if code == _HIDDEN:
            opposite = operand[0] == _NOT_AS_STYLE
            hidden = operand[0] == 1 if operand[0] < _AS_STYLE else None
        elif code == _DELETED:
            deleted = operand[0] == 1
        elif code == _COLOUR:
            faint = operand[0] == _WHITE
        elif code == _TRUE_COLOUR and len(operand) == 4:
            faint = operand == b"\xff\xff\xff\0"
        elif code == _SIZE and len(operand) == 2:
            tiny = int.from_bytes(operand, "little") <= _TINY
        elif code == _HIGHLIGHT:
            backed = operand[0] not in (0, _WHITE)
        elif code in (_SHADE, _SHADE_80):
            backed = is_shaded(operand)
        elif code == _RAISED:
            raised = operand[0] == 1
        elif code == _STYLE and len(operand) == 2:
            style = int.from_bytes(operand, "little")
        elif code == _FONT and len(operand) == 2:
            font = int.from_bytes(operand, "little")
        elif code == _SYMBOL and len(operand) == 4:
            symbol = struct.unpack("<HH", operand)
        elif code == _PICTURE and len(operand) == 4:
            picture = int.from_bytes(operand, "little")
    return Run(Look(hidden, faint, tiny, backed), style, opposite, deleted, font, symbol, picture, raised)


def is_shaded(operand: bytes) -> bool:
    """Whether a shade (SHD with its length before it, or SHD80) gives text a background that white shows on."""
    if len(operand) == 2:
        (shade,) = struct.unpack("<H", operand)
        return shade not in (0, 0xFFFF) and (
            shade >> 5 & 0x1F not in (0, _WHITE) or shade >> 10 not in (0, 0x3F)
        )
    if len(operand) < 11:
        return False
    back, pattern = operand[5:9], int.from_bytes(operand[9:11], "little")
    return (back[3] != _AUTOMATIC and back[:3] != b"\xff\xff\xff") or pattern not in (0, 0xFFFF)


class Looks:
    """The styles of a document, asked how a run shows."""

    def __init__(self, styles: Sequence[Style]) -> None:
        self._styles = styles
        self._runs = [read_run(style.characters) for style in styles]
        self._found: dict[int, Look] = {}
        #: No style hides anything.
        self.plain = not any(one.look.hidden or one.look.faint or one.look.tiny for one in self._runs)

    def of_run(self, run: Run, style: int, settings: bytes) -> Look:
        """How a run shows in a paragraph of a style and with settings of its own."""
        own = run.look
        if self.plain and not (own.hidden or own.faint or own.tiny or run.opposite):
            return _PLAIN
        around = self._of_style(style)
        if run.style is not None:
            own = own.over(self._of_style(run.style))
        if run.opposite:
            own = Look(hidden=not around.hidden).over(own)
        shades = [
            operand
            for code, operand in settings_in(settings)
            if code in (_PARAGRAPH_SHADE, _PARAGRAPH_SHADE_80)
        ]
        if shades:
            around = Look(backed=is_shaded(shades[-1])).over(around)
        return own.over(around)

    def _of_style(self, number: int) -> Look:
        found = self._found.get(number)
        if found is None:
            found, at = _PLAIN, number
            for _ in range(_CHAIN):
                if at >= len(self._runs):
                    break
                found = found.over(self._runs[at].look)
                at = self._styles[at].parent
            self._found[number] = found
        return found


def read_fonts(document: bytes, table: bytes) -> Mapping[int, str]:
    """The names of the fonts by their numbers (SttbfFfn, 2.9.286). Raises struct.error or IndexError."""
    where, size = struct.unpack_from("<II", document, _FONTS)
    found: dict[int, str] = {}
    if not size:
        return found
    (count,) = struct.unpack_from("<H", table, where)
    at = where + 4
    for number in range(count):
        length = table[at] + 1
        name = table[at + 40 : at + length].decode("utf-16-le", "replace")
        found[number] = name.partition("\0")[0]
        at += length
    return found
