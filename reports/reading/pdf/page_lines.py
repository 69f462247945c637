"""The lines of a page, from the places of its characters. Lengths are points, y grows upwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from .characters import Character
from .columns import Strip, columns_of, strip_of
from .loose_tables import loose_tables

#: A gap wider than this many characters is a blank between Chinese ones.
_CHINESE_BLANK = 1.0
#: A gap wider than this share of a character is a blank between Latin words.
_BLANK = 0.18
#: Characters taller than this many of the usual ones run into the next line.
_TALL = 1.3
#: What is lower than this share of another character is a mark beside it.
_MARK = 0.8
#: What is wider than this many characters may be parted all the same.
_UNIT = 4
#: Cannot begin a line, so the character before goes with them to the next; cannot end one, so the next comes along.
_CLOSING = frozenset("。，、；：！？）》〉」』】〕”’％%…—·,.;:!?)]}")
_OPENING = frozenset("（《〈「『【〔“‘([{")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its text, its box, the size of its characters and the page's height.

    ``column`` is 0 where lines run across the page, 1 and 2 in the left and right of two columns, and within column n
    2n + 1 and 2n + 2; cells that hold a text of their own have numbers below 0. ``unit`` is how wide
    the piece at its beginning is that no line end may part. ``begins`` and ``ends``: whatever stands before or behind
    it is another paragraph, as with the row of a table. ``unsure``: it is of a table whose rows or columns are not clear.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page_height: float
    column: int = 0
    unit: float = 0.0
    begins: bool = False
    ends: bool = False
    unsure: bool = False


#: What stands at one height, and the line it is when that is known.
_Item = tuple[Strip, PageLine | None]


def lines_of(
    characters: Sequence[Character], width: float, height: float, others: Sequence[PageLine] = ()
) -> list[PageLine]:
    """The lines of a page in reading order: from top to bottom, the left of columns before the right.

    ``others`` are lines of the page that are known already, as those of a table; they keep their order where they
    stand at one height.
    """
    return _ordered(_items(characters, others), 0, width, height)


def _ordered(
    items: Sequence[_Item], left: float, right: float, height: float, column: int = 0
) -> list[PageLine]:
    """The lines of a page, or of a column of it: each column is looked at for columns again."""
    columns = columns_of([strip for strip, _ in items], left, right)
    if columns is None:
        return _lines(items, height, column)
    gutter, runs = columns
    ordered: list[PageLine] = []
    done = 0
    for run in [*runs, range(len(items), len(items))]:
        ordered += _lines(items[done : run.start], height, column)
        sides: tuple[list[_Item], list[_Item]] = [], []
        for strip, known in items[run.start : run.stop]:
            count = strip.parted(gutter) or 0
            for side, part in zip(sides, (strip.characters[:count], strip.characters[count:]), strict=True):
                if part:
                    side.append((strip_of(part), known))
        ordered += _ordered(sides[0], left, gutter, height, 2 * column + 1)
        ordered += _ordered(sides[1], gutter, right, height, 2 * column + 2)
        done = run.stop
    return ordered


def _lines(items: Sequence[_Item], height: float, column: int) -> list[PageLine]:
    """The lines of what stands below each other, those of tables without any lines as rows with bars."""
    rows = [strip.characters if known is None else () for strip, known in items]
    tables, unsure = loose_tables(rows)
    lines: list[PageLine] = []
    for at, (strip, known) in enumerate(items):
        line = known or line_of(strip.characters, height, column)
        if at in tables:
            text = " | ".join(line_of(cell, height).text for cell in tables[at])
            line = replace(line, text=text, begins=True, ends=True)
        lines.append(replace(line, unsure=True) if at in unsure else line)
    return lines


def _items(characters: Sequence[Character], others: Sequence[PageLine]) -> list[_Item]:
    """What stands on the page from top to bottom: strips, and the lines that are known with the strips they fill."""
    items: list[_Item] = [(strip_of(row), None) for row in rows_of(characters)]
    if not others:
        return items
    filled = [Character(line.text, line.left, line.bottom, line.right, line.top) for line in others]
    items += [(strip_of([block]), line) for block, line in zip(filled, others, strict=True)]
    # Sorting is stable: what stands at one height stays in its order.
    return sorted(items, key=lambda item: -max(c.top for c in item[0].characters))


def rows_of(characters: Sequence[Character]) -> list[list[Character]]:
    """Characters whose boxes overlap in height by more than half, from top to bottom, each row from left to right."""
    rows: list[list[Character]] = []
    bands: list[tuple[float, float]] = []
    tall: float | None = None
    for character in sorted(characters, key=lambda c: -(c.top + c.bottom)):
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            bottom, top = bands[at]
            overlap = min(top, character.top) - max(bottom, character.bottom)
            if overlap > 0.5 * min(top - bottom, character.height):
                rows[at].append(character)
                if top - bottom < _MARK * character.height:
                    # The row's height is not that of a mark it was begun with.
                    tall = tall or _TALL * median(c.size for c in characters)
                    if character.height <= tall:
                        bands[at] = character.bottom, character.top
                break
        else:
            rows.append([character])
            bands.append((character.bottom, character.top))
    return [_without_doubles(sorted(row, key=lambda c: c.left)) for row in rows]


def _without_doubles(row: list[Character]) -> list[Character]:
    """``row`` without characters printed twice in nearly the same place, which is how some programs make bold."""
    kept: list[Character] = []
    for character in row:
        before = kept[-1] if kept else None
        doubled = (
            before is not None
            and before.text == character.text
            and character.left - before.left < 0.3 * (before.right - before.left)
        )
        if not doubled:
            kept.append(character)
    return kept


def line_of(row: Sequence[Character], page_height: float, column: int = 0) -> PageLine:
    """The line that ``row`` is, its characters sorted from left to right."""
    text = row[0].text
    for before, character in pairwise(row):
        gap = character.left - before.right
        size = max(before.height, character.height)
        latin = before.text.isascii() and character.text.isascii()
        if gap > (_BLANK if latin else _CHINESE_BLANK) * size:
            text += " "
        text += character.text
    return PageLine(
        text=text,
        left=row[0].left,
        bottom=min(character.bottom for character in row),
        right=max(character.right for character in row),
        top=max(character.top for character in row),
        size=_size(row),
        page_height=page_height,
        column=column,
        unit=_unit(row),
    )


def _size(row: Sequence[Character]) -> float:
    """The size of most characters of ``row``; where boxes differ, marks and flat characters don't count."""
    heights = [character.height for character in row]
    size = median(heights)
    if size < _MARK * max(heights):
        letters = [c.size for c in row if c.text not in _CLOSING and c.text not in _OPENING]
        return median(letters or heights)
    return size


def _unit(row: Sequence[Character]) -> float:
    """How wide the piece at the beginning of ``row`` is that a line end doesn't part, as GB/T 15834 has it."""
    count = 1
    while count < len(row) and (
        row[count].text in _CLOSING
        or row[count - 1].text in _OPENING
        or (_is_figure(row[count - 1].text) and _is_figure(row[count].text))
    ):
        count += 1
    size = max(c.size for c in row[:count])
    width = row[count - 1].right - row[0].left
    if count > 1 and not row[count - 1].text.isascii():
        # A mark takes a whole place, however small its shape.
        width = max(width, row[count - 2].right - row[0].left + size)
    return min(width, _UNIT * size)


def _is_figure(text: str) -> bool:
    return text.isascii() and (text.isalnum() or text in ".,%-")
