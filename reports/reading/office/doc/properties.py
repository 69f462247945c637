"""The formatting of a .doc's text: which paragraphs stand in tables, and the settings of paragraphs and runs
([MS-DOC] 2.8–2.9).

Formatting is kept in pages of 512 bytes (FKP) of the WordDocument stream, found through a table (PlcBte) in the table
stream. All positions are byte offsets into the WordDocument stream (FC).
"""

import struct
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Where the FIB holds offset and size of the two tables.
_CHARACTERS, _PARAGRAPHS = 0x00FA, 0x0102
_PAGE = 512
_BX = {_CHARACTERS: 1, _PARAGRAPHS: 13}
_IN_TABLE, _ROW_END = 0x2416, 0x2417
#: Settings that lie in the Data stream, as there was no room for them: those of a paragraph, and of a table's row.
_ELSEWHERE = (0x6646, 0x646B)
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
TABLE_DEFINITION = 0xD608


@dataclass(frozen=True)
class Properties:
    """``in_table`` and ``row_ends`` hold the FC after each such paragraph, the latter in order."""

    in_table: frozenset[int] = frozenset()
    row_ends: tuple[int, ...] = ()
    #: Start, end and settings of each run that has any, in order.
    runs: tuple[tuple[int, int, bytes], ...] = field(default=())
    #: The FC after each paragraph with settings → its style and settings.
    paragraphs: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def row_end(self, fc: int) -> int | None:
        """The FC after the row that the paragraph before ``fc`` stands in."""
        at = bisect_left(self.row_ends, fc)
        return self.row_ends[at] if at < len(self.row_ends) else None


def read_properties(document: bytes, table: bytes, data: bytes = b"") -> Properties:
    """The properties of a document's text. Raises struct.error or IndexError when the tables lead nowhere."""
    in_table, row_ends, paragraphs = set(), set(), {}
    for _, end, settings in _runs(document, table, _PARAGRAPHS):
        # The style's number stands before a paragraph's own settings.
        own = settings[2:]
        for code, operand in settings_in(own):
            if code in _ELSEWHERE and len(operand) == 4:
                own += _elsewhere(data, int.from_bytes(operand, "little"))
        paragraphs[end] = int.from_bytes(settings[:2], "little"), own
        for code, operand in settings_in(own):
            if code == _IN_TABLE and operand[0]:
                in_table.add(end)
            elif code == _ROW_END and operand[0]:
                row_ends.add(end)
    runs = tuple(sorted(_runs(document, table, _CHARACTERS)))
    return Properties(frozenset(in_table), tuple(sorted(row_ends)), runs, paragraphs)


def _elsewhere(data: bytes, where: int) -> bytes:
    if where + 2 > len(data):
        return b""
    (size,) = struct.unpack_from("<H", data, where)
    return data[where + 2 : where + 2 + size]


def _runs(document: bytes, table: bytes, kind: int) -> Iterator[tuple[int, int, bytes]]:
    """Start, end and settings of each run of text that has any of its own."""
    where, size = struct.unpack_from("<II", document, kind)
    places = table[where : where + size]
    count = max(0, (len(places) - 4) // 8)
    for number in range(count):
        (page_number,) = struct.unpack_from("<I", places, 4 * (count + 1) + 4 * number)
        start = (page_number & 0x3FFFFF) * _PAGE
        page = document[start : start + _PAGE]
        runs = page[_PAGE - 1]
        bounds = struct.unpack_from(f"<{runs + 1}I", page)
        for run in range(runs):
            offset = 2 * page[4 * (runs + 1) + _BX[kind] * run]
            if offset:
                yield bounds[run], bounds[run + 1], _kept(page, offset, kind)


def _kept(page: bytes, offset: int, kind: int) -> bytes:
    """The settings at ``offset`` of a page; their length is counted in bytes or, for paragraphs, in pairs of them."""
    length = page[offset]
    if kind == _CHARACTERS:
        return page[offset + 1 : offset + 1 + length]
    if length:
        return page[offset + 1 : offset + 2 * length]
    return page[offset + 2 : offset + 2 + 2 * page[offset + 1]]


def settings_in(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and operand of each setting (Prl); the operand of one of variable length begins with that length.

    What is cut off ends them.
    """
    at = 0
    while at + 3 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        size = _OPERAND_SIZES.get(code >> 13)
        if size is None:
            wide = 2 if code == TABLE_DEFINITION else 1
            size = 1 + int.from_bytes(data[at + 2 : at + 2 + wide], "little")
        if at + 2 + size > len(data):
            return
        yield code, data[at + 2 : at + 2 + size]
        at += 2 + size
