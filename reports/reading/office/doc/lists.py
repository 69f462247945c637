"""Automatic numbering of a .doc: its lists and the styles that use them ([MS-DOC] 2.9.131–2.9.150, 2.9.260 and on).

A paragraph names a list by its place in the table of list overrides (LFO), itself or through its style; an override
leads to a list (LST) of nine levels. What is found is counted by :class:`reports.reading.office.numbering.Numbering`.
"""

import struct
from collections.abc import Iterator, Sequence

from ..numbering import Level, Numbering
from .properties import settings_in
from .styles import Style

#: Where the FIB holds offset and size of the lists and the list overrides.
_LISTS, _OVERRIDES = 0x02E2, 0x02EA
_LST, _LVL, _LFO, _LFO_LEVEL = 28, 28, 16, 8
_SIMPLE, _LEGAL, _NO_RESTART, _HAS_START, _HAS_LEVEL = 0x01, 0x04, 0x08, 0x10, 0x20
_BULLET, _NONE = 23, 255
_LIST, _LEVEL = 0x460B, 0x260A
#: MSONFC ([MS-OSHARED] 2.2.1.3) → the name of ECMA-376.
_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital",
    11: "japaneseCounting", 14: "decimalFullWidth", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle",
    19: "decimalFullWidth2", 22: "decimalZero", _BULLET: "bullet", 26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle",
    30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting", 35: "taiwaneseCountingThousand",
    37: "chineseCounting", 38: "chineseLegalSimplified", 39: "chineseCountingThousand", _NONE: "none",
}  # fmt: skip


class Settings:
    """What a paragraph or a style says of its list: its override's number (0 for none) and its level."""

    def __init__(self, data: bytes) -> None:
        self.list: int | None = None
        self.level: int | None = None
        for code, operand in settings_in(data):
            if code == _LIST and len(operand) >= 2:
                self.list = int.from_bytes(operand[:2], "little", signed=True)
            elif code == _LEVEL:
                self.level = operand[0]


def read_lists(document: bytes, table: bytes, styles: Sequence[Style]) -> Numbering:
    """The lists of a document, its styles by their numbers. Raises struct.error or IndexError for broken tables."""
    found = Numbering()
    where, size = struct.unpack_from("<II", document, _LISTS)
    if not size:
        return found
    (count,) = struct.unpack_from("<H", table, where)
    # The levels of all lists stand behind the table of lists, beyond its size.
    at = where + 2 + _LST * count
    for number in range(count):
        start = where + 2 + _LST * number
        (name,) = struct.unpack_from("<i", table, start)
        levels = found.lists[str(name)] = {}
        for level in range(1 if table[start + 26] & _SIMPLE else 9):
            levels[level], at = _level(table, at)
    where, size = struct.unpack_from("<II", document, _OVERRIDES)
    if size:
        _read_overrides(found, table, where)
    found.styles = dict(_listed(styles))
    return found


def _level(table: bytes, at: int) -> tuple[Level, int]:
    """The level at ``at`` of the table stream, and where the next one begins."""
    start, number_format, flags = struct.unpack_from("<iBB", table, at)
    places = table[at + 6 : at + 15]
    characters, paragraph, restart = struct.unpack_from("<BBB", table, at + 24)
    at += _LVL + characters + paragraph
    (length,) = struct.unpack_from("<H", table, at)
    raw = list(table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace").replace("%", "％"))
    for place in places:
        if 0 < place <= len(raw) and raw[place - 1] < "\x09":
            raw[place - 1] = f"%{ord(raw[place - 1]) + 1}"
    level = Level(
        start=start,
        format=_FORMATS.get(number_format, "decimal"),
        text="".join(raw),
        legal=bool(flags & _LEGAL),
        restart=restart if flags & _NO_RESTART else None,
    )
    return level, at + 2 + 2 * length


def _read_overrides(found: Numbering, table: bytes, where: int) -> None:
    """Add the overrides, numbered from 1; what they change of their lists follows all of them."""
    (count,) = struct.unpack_from("<I", table, where)
    if _LFO * count > len(table):
        raise struct.error("more list overrides than there is room for")
    at = where + 4 + _LFO * count
    for number in range(count):
        (name,) = struct.unpack_from("<i", table, where + 4 + _LFO * number)
        reference = str(number + 1)
        found.references[reference] = str(name)
        at += 4
        for _ in range(table[where + 4 + _LFO * number + 12]):
            start, flags = struct.unpack_from("<iI", table, at)
            at += _LFO_LEVEL
            if flags & _HAS_LEVEL:
                own, at = _level(table, at)
                start = own.start
            if flags & _HAS_START:
                found.overrides.setdefault(reference, {})[min(flags & 0xF, 8)] = start


def _listed(styles: Sequence[Style]) -> Iterator[tuple[str, tuple[str, int]]]:
    """Style → (list override, level), of those that have a list, themselves or from the style they are based on."""
    own = [Settings(style.paragraph) if style.is_paragraph else None for style in styles]
    for number in range(len(own)):
        reference: int | None = None
        level: int | None = None
        style = number
        for _ in range(20):
            settings_of = own[style] if style < len(own) else None
            if settings_of is None:
                break
            reference = settings_of.list if reference is None else reference
            level = settings_of.level if level is None else level
            style = styles[style].parent
        if reference:
            yield str(number), (str(reference), level or 0)
