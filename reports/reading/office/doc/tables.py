"""The rows of a .doc's tables: where their cells begin and end, and which are merged ([MS-DOC] 2.6.3)."""

import struct
from dataclasses import dataclass, field

from .look import is_shaded
from .properties import TABLE_DEFINITION, settings_in

_VERTICAL_MERGE, _MERGE = 0xD62B, 0x5624
_SHADES, _SHADES_80 = (0xD612, 0xD616, 0xD60C), 0xD609
_CELL, _SHADE, _SHADE_80 = 20, 10, 2
#: Of a cell (TCGRF): goes on from the one on its left, goes on from the one above, begins what goes on below.
_FROM_LEFT, _FROM_ABOVE, _REACHES_DOWN = 1, 1, 3


@dataclass(frozen=True)
class Row:
    """A row: the edges of its cells from left to right in twips, and the numbers of cells that are merged.

    ``shaded``: some cell has a background that white text shows on.
    """

    edges: tuple[int, ...] = ()
    from_left: frozenset[int] = frozenset()
    from_above: frozenset[int] = frozenset()
    reaches_down: frozenset[int] = frozenset()
    shaded: bool = False

    def shown_edges(self, count: int) -> tuple[int, ...]:
        """The edges of the cells that show, of a row of ``count`` cells; nothing where they are not known."""
        if len(self.edges) != count + 1:
            return ()
        return tuple(edge for at, edge in enumerate(self.edges) if at not in self.from_left)


@dataclass
class _Found:
    edges: tuple[int, ...] = ()
    from_left: set[int] = field(default_factory=set)
    from_above: set[int] = field(default_factory=set)
    reaches_down: set[int] = field(default_factory=set)


def read_row(settings: bytes) -> Row:
    """What the paragraph that ends a row says of it."""
    found, shaded = _Found(), False
    for code, operand in settings_in(settings):
        if code == TABLE_DEFINITION:
            found = _defined(operand)
        elif code == _VERTICAL_MERGE and len(operand) == 3:
            for cells, value in ((found.from_above, _FROM_ABOVE), (found.reaches_down, _REACHES_DOWN)):
                cells.discard(operand[1])
                if operand[2] == value:
                    cells.add(operand[1])
        elif code == _MERGE and len(operand) == 2:
            found.from_left.update(range(operand[0] + 1, operand[1]))
        elif code in _SHADES:
            shaded = shaded or any(
                is_shaded(b"\n" + operand[at : at + _SHADE]) for at in range(1, len(operand), _SHADE)
            )
        elif code == _SHADES_80:
            shaded = shaded or any(
                is_shaded(operand[at : at + _SHADE_80]) for at in range(1, len(operand), _SHADE_80)
            )
    return Row(
        found.edges,
        frozenset(found.from_left),
        frozenset(found.from_above),
        frozenset(found.reaches_down),
        shaded,
    )


def _defined(operand: bytes) -> _Found:
    found = _Found()
    count = operand[2] if len(operand) > 2 else 0
    if len(operand) < 3 + 2 * (count + 1):
        return found
    found.edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    for number in range(count):
        at = 3 + 2 * (count + 1) + _CELL * number
        if at + 2 > len(operand):
            break
        (flags,) = struct.unpack_from("<H", operand, at)
        across, down = flags & 3, flags >> 5 & 3
        if across == _FROM_LEFT and number:
            found.from_left.add(number)
        if down == _FROM_ABOVE:
            found.from_above.add(number)
        elif down == _REACHES_DOWN:
            found.reaches_down.add(number)
    return found
