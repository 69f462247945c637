"""The lines of a page, from the places of its characters. Lengths are points, y grows upwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

#: A gap wider than this many characters parts two columns or two cells.
_GAP = 2.0
#: A gap wider than this share of a character is a blank between Latin words.
_BLANK = 0.18
#: A column has at least this many lines, side by side with the other's.
_COLUMN_LINES = 6


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its text, its box, the size of its characters and the page's height.

    ``column`` is 0 where lines run across the page, 1 and 2 in the left and right of two columns.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    page_height: float
    column: int = 0


def lines_of(characters: Sequence[Character], width: float, height: float) -> list[PageLine]:
    """The lines of a page in reading order: from top to bottom, the left of two columns before the right."""
    pieces = [piece for row in _rows(characters) for piece in _pieces(row)]
    gutter = _gutter(pieces, width)
    if gutter is None:
        return [_line(row, height) for row in _rows(characters)]
    ordered: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    for piece in pieces:
        if piece[-1].right <= gutter:
            left.append(_line(piece, height, 1))
        elif piece[0].left >= gutter:
            right.append(_line(piece, height, 2))
        else:
            # What runs across both columns (a title, a table) parts what is above it from what is below.
            ordered += [*left, *right, _line(piece, height)]
            left, right = [], []
    return [*ordered, *left, *right]


def _rows(characters: Sequence[Character]) -> list[list[Character]]:
    """Characters whose boxes overlap in height by more than half, from top to bottom, each row from left to right."""
    rows: list[list[Character]] = []
    bands: list[tuple[float, float]] = []
    for character in sorted(characters, key=lambda c: -(c.top + c.bottom)):
        placed = False
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            bottom, top = bands[at]
            overlap = min(top, character.top) - max(bottom, character.bottom)
            if overlap > 0.5 * min(top - bottom, character.height):
                rows[at].append(character)
                placed = True
                break
        if not placed:
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


def _pieces(row: list[Character]) -> list[list[Character]]:
    """A row parted at wide gaps."""
    found = [[row[0]]]
    for before, character in pairwise(row):
        if character.left - before.right > _GAP * max(before.height, character.height):
            found.append([])
        found[-1].append(character)
    return found


def _gutter(pieces: Iterable[list[Character]], width: float) -> float | None:
    """Where two columns part: a place near the middle that hardly any line crosses and long lines stand beside."""
    spans = [(piece[0].left, piece[-1].right, len(piece)) for piece in pieces]
    best: tuple[int, float] | None = None
    for step in range(40, 61):
        at = width * step / 100
        left = [span for span in spans if span[1] <= at]
        right = [span for span in spans if span[0] >= at]
        crossing = len(spans) - len(left) - len(right)
        if min(len(left), len(right)) < _COLUMN_LINES or crossing > 0.2 * len(spans):
            continue
        # Cells of a table are short; lines of a column fill it.
        if min(median(span[2] for span in side) for side in (left, right)) < 8:
            continue
        if best is None or crossing < best[0]:
            best = crossing, at
    return best[1] if best else None


def _line(row: list[Character], page_height: float, column: int = 0) -> PageLine:
    text = row[0].text
    for before, character in pairwise(row):
        gap = character.left - before.right
        size = max(before.height, character.height)
        latin = before.text.isascii() and character.text.isascii()
        if gap > (_BLANK if latin else _GAP / 2) * size:
            text += " "
        text += character.text
    return PageLine(
        text=text,
        left=row[0].left,
        bottom=min(character.bottom for character in row),
        right=max(character.right for character in row),
        top=max(character.top for character in row),
        size=median(character.height for character in row),
        page_height=page_height,
        column=column,
    )
