"""Two columns of a page: where they part, and which lines stand in them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

from .characters import Character

#: A gutter is wider than this share of a character; within a line, 。 and 、 leave less.
_GUTTER = 0.8
#: In points, whatever the size.
_LEAST = 3.0
#: A column has at least this many lines, which have this many characters: cells of a table are short.
_LINES, _LENGTH = 6, 8
#: The right column begins between these shares of the width.
_FROM, _TO = 0.3, 0.7
#: So many lines of the right column at least begin in one place; the others are indented.
_UNINDENTED = 3
#: Points within which beginnings of lines count as one place.
_SAME = 3.0


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands at one height of the page, from left to right: one line, or lines of two columns.

    ``ends[i]`` is how far the first i + 1 characters reach.
    """

    characters: Sequence[Character]
    lefts: Sequence[float]
    ends: Sequence[float]

    def parted(self, at: float) -> int | None:
        """How many characters stand left of ``at``; None when the strip runs across it."""
        count = bisect_left(self.lefts, at)
        if count and self.ends[count - 1] > at:
            return None
        if 0 < count < len(self.lefts) and not self._is_gap(count):
            return None
        return count

    def starts(self) -> Iterator[float]:
        """Where a line of the right column may begin."""
        yield self.lefts[0]
        for count in range(1, len(self.lefts)):
            if self.lefts[count] - self.ends[count - 1] > _LEAST and self._is_gap(count):
                yield self.lefts[count]

    def _is_gap(self, count: int) -> bool:
        beside = max(self.characters[count - 1].size, self.characters[count].size)
        return self.lefts[count] - self.ends[count - 1] >= _GUTTER * beside


def strip_of(row: Sequence[Character]) -> Strip:
    """``row`` is sorted from left to right."""
    return Strip(row, [c.left for c in row], list(accumulate((c.right for c in row), max)))


def columns_of(strips: Sequence[Strip], left: float, right: float) -> tuple[float, list[range]] | None:
    """Where the columns part, and the runs of strips that stand in them; None without columns.

    ``strips`` go down the page, or a column of it, which reaches from ``left`` to ``right``.
    """
    starts = Counter(
        round(start / _SAME)
        for strip in strips
        for start in strip.starts()
        if _FROM * (right - left) < start - left < _TO * (right - left)
    )
    best: tuple[int, float, list[range]] | None = None
    for place, count in starts.items():
        if count + starts[place - 1] + starts[place + 1] < _UNINDENTED:
            continue
        at = (place - 0.5) * _SAME - 1
        runs = _runs(strips, at)
        lines = sum(map(len, runs))
        if lines and (best is None or lines > best[0]):
            best = lines, at, runs
    return best[1:] if best else None


def _runs(strips: Sequence[Strip], at: float) -> list[range]:
    """The runs of strips none of which crosses ``at`` and that are two columns there."""
    found: list[range] = []
    start = 0
    sides: tuple[list[int], list[int]] = [], []
    for number in range(len(strips) + 1):
        strip = strips[number] if number < len(strips) else None
        count = strip.parted(at) if strip else None
        if strip and count is not None:
            for side, length in zip(sides, (count, len(strip.lefts) - count), strict=True):
                if length:
                    side.append(length)
            continue
        if all(len(side) >= _LINES and median(side) >= _LENGTH for side in sides):
            found.append(range(start, number))
        start, sides = number + 1, ([], [])
    return found
