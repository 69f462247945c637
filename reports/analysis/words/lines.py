"""A line for each place where a phrase stands, the phrase in the middle (用例, KWIC)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Numbers, Part
from .occurrences import Occurrences

#: Code units shown on each side: a multiple of those that are compared at once.
SIDE = 20
_TOGETHER = 4
SORTS = ("right", "left", "year", "region")
_LINE_END = 10
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Units = NDArray[np.uint16]
Fours = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Lines:
    """``found`` as lines in the order asked for, of which those that are asked for are sorted when they are.

    Numbers of lines are places in ``found``. Ties are by year, by place, by report and from front to back. ``grouped``,
    of lines that are alike on both sides only the first in that order is one; ``len`` tells how many there are.
    """

    corpus: Corpus
    found: Occurrences
    sort: str
    grouped: bool

    def __len__(self) -> int:
        return len(self._kept) if self.grouped else self.total

    @property
    def total(self) -> int:
        """How many lines there are when none is left out."""
        return self.found.count

    def numbers(self, start: int, end: int) -> Numbers:
        """The lines ``[start, end)``, fewer where there are fewer."""
        end = min(end, len(self))
        if start >= end:
            return np.zeros(0, np.int64)
        lines: Numbers = self._kept if self.grouped else np.arange(self.total)
        if self.sort not in ("right", "left"):
            order = _between([self._ties(lines)], np.arange(len(lines)), start, end)
            return lines[order]
        # Of all but these few the characters next to the phrase tell that they are before or behind.
        first = self._first[lines]
        low, high = np.partition(first, (start, end - 1))[[start, end - 1]]
        before = int(np.count_nonzero(first < low))
        among: Numbers = lines[(first >= low) & (first <= high)]
        keys = [*_keys(self._beside(among, self.sort), self.sort), self._ties(among)]
        order = _between(keys, np.arange(len(among)), start - before, end - before)
        return among[order]

    def same(self, lines: Numbers) -> Numbers:
        """How many lines are like each of ``lines`` in what stands on both sides, itself included."""
        _, begins, ends = self._alike(lines)
        return ends - begins

    def alike(self, lines: Numbers) -> tuple[list[Numbers], list[int]]:
        """The reports of all lines that are alike, in the order of ties, and which of these lists each line is in."""
        near, begins, ends = self._alike(lines)
        begins, opens, which = np.unique(begins, return_index=True, return_inverse=True)
        found = []
        for begin, end in zip(begins.tolist(), ends[opens].tolist(), strict=True):
            several = np.sort(near[begin:end])
            found.append(self.found.reports[several[np.argsort(self._ties(several))]])
        return found, which.tolist()

    def _alike(self, lines: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Lines of which ``[begins[i], ends[i])`` are those that are like the i-th of ``lines``."""
        near, hashes = self._near(lines)
        wanted = hashes[np.searchsorted(near, lines)]
        order = np.argsort(hashes)
        hashes = hashes[order]
        return near[order], np.searchsorted(hashes, wanted), np.searchsorted(hashes, wanted, "right")

    def _near(self, lines: Numbers) -> tuple[Numbers, Fours]:
        """In order lines among which all are that are like any of ``lines``, and for each what tells those apart."""
        if self.grouped:
            return np.arange(self.total), self._hashes
        near = np.flatnonzero(np.isin(self._first, np.unique(self._first[lines])))
        return near, self._hashed(near)

    def _ties(self, lines: Numbers) -> Numbers:
        """What tells the order of ``lines``, numbers in order, when nothing else does."""
        reports, corpus = self.found.reports[lines], self.corpus
        opens = np.diff(reports, prepend=-1) != 0
        held = reports[opens]
        keys = [corpus.pks[held], corpus.regions[held], corpus.years[held]]
        order = np.lexsort((*keys, keys[1]) if self.sort == "region" else keys)
        rank = np.empty(len(held), np.int64)
        rank[order] = np.arange(len(held))
        ties: Numbers = rank[np.cumsum(opens) - 1] << 32 | self.found.starts[lines]
        return ties

    @cached_property
    def _first(self) -> Fours:
        """Of every line what it is sorted by first: the characters next to the phrase, behind it if by no side."""
        side = "left" if self.sort == "left" else "right"
        return _keys(_beside(self.corpus, self.found, side, _TOGETHER), side)[0]

    @cached_property
    def _hashes(self) -> Fours:
        return self._hashed(np.arange(self.total))

    @cached_property
    def _kept(self) -> Numbers:
        """In order the first of all lines that are alike."""
        order = np.argsort(self._hashes)
        opens = np.diff(self._hashes[order], prepend=self._hashes[order[:1]] ^ np.uint64(1)) != 0
        ties = self._ties(np.arange(self.total))[order]
        least = np.minimum.reduceat(ties, np.flatnonzero(opens)) if len(ties) else ties
        return np.sort(order[ties == least[np.cumsum(opens) - 1]])

    def _beside(self, lines: Numbers, side: str) -> Units:
        some = Occurrences(self.found.reports[lines], self.found.starts[lines], self.found.width)
        return _beside(self.corpus, some, side, SIDE)

    def _hashed(self, lines: Numbers) -> Fours:
        """A number for what stands on both sides of each of ``lines``, alike for lines that are alike.

        A polynomial in an odd multiplier modulo 2⁶⁴: of a million lines two that differ share one about once in 10⁷ times.
        """
        value = np.zeros(len(lines), np.uint64)
        for side in ("left", "right"):
            for column in self._beside(lines, side).view("<u8").T:
                value += column
                value *= _MULTIPLIER
                value ^= value >> np.uint64(29)
        return value


@dataclass(frozen=True, eq=False)
class Spans:
    """Some lines: a report and four offsets each, in characters of the report's text as the corpus has it.

    The line is ``[begins, behinds)`` and its phrase ``[starts, ends)``; ``same`` is as :meth:`Lines.same` tells it.
    """

    reports: Numbers
    begins: Numbers
    starts: Numbers
    ends: Numbers
    behinds: Numbers
    same: Numbers


def lines(corpus: Corpus, found: Occurrences, sort: str = "right", *, grouped: bool = False) -> Lines:
    """A line for each of ``found``.

    ``sort`` "right" is by the characters behind the phrase, "left" by those before it, read backwards from it; then and
    by year or region ties are as :class:`Lines` has them. Raises ValueError for another sort.
    """
    if sort not in SORTS:
        raise ValueError(f"Lines are sorted by one of {', '.join(SORTS)}, not by {sort!r}.")
    return Lines(corpus, found, sort, grouped)


def spans(of: Lines, numbers: Numbers) -> Spans:
    """Where the lines of these numbers stand."""
    # Texts are read part by part: in the corpus' own order, then put back.
    order = np.argsort(numbers)
    reports, own = of.found.reports[numbers[order]], of.found.starts[numbers[order]]
    shown = Occurrences(reports, own, of.found.width)
    left, right = (_beside(of.corpus, shown, side, SIDE) for side in ("left", "right"))
    # Half of a pair of surrogates at the far end is left out.
    before = np.count_nonzero((left != 0) & (left & 0xFC00 != 0xDC00), axis=1)
    behind = np.count_nonzero((right != 0) & (right & 0xFC00 != 0xD800), axis=1)
    starts, ends = np.empty((2, shown.count), np.int64)
    for some, part, here in _in_parts(of.corpus, shown):
        starts[some] = part.characters(here, own[some])
        ends[some] = part.characters(here, own[some] + shown.width)
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    return Spans(
        reports[back],
        (starts - before)[back],
        starts[back],
        ends[back],
        (ends + behind)[back],
        of.same(numbers),
    )


def _beside(corpus: Corpus, found: Occurrences, side: str, size: int) -> Units:
    """The ``size`` code units on one side of each occurrence, "left" or "right"; 0 beyond the ends of its paragraph."""
    left = side == "left"
    units = np.zeros((found.count, size), np.uint16)
    kept = np.full(found.count, size, np.int64)
    for some, part, reports in _in_parts(corpus, found):
        starts = found.starts[some]
        begins = part.starts[reports] + starts + (-size if left else found.width)
        room = starts if left else (part.ends - part.starts)[reports] - starts - found.width
        np.minimum(kept[some], room, out=kept[some])
        units[some] = _windows(part.text, begins, size)
    # What stands beyond a line end belongs to another paragraph.
    rows, columns = np.divmod(np.flatnonzero(units == _LINE_END), size)
    np.minimum.at(kept, rows, size - 1 - columns if left else columns)
    cut = np.flatnonzero(kept < size)
    inside = np.arange(size) < np.arange(size)[:, None]
    units[cut] *= (inside[:, ::-1] if left else inside)[kept[cut]]
    return units


def _in_parts(corpus: Corpus, found: Occurrences) -> list[tuple[slice, Part, Numbers]]:
    """Of each part that has any of ``found``: which they are, the part, their reports as numbers in it."""
    pieces = []
    for base, part in corpus.placed():
        begin, end = np.searchsorted(found.reports, (base, base + part.size)).tolist()
        if begin < end:
            pieces.append((slice(begin, end), part, found.reports[begin:end] - base))
    return pieces


def _windows(text: Units, begins: Numbers, width: int) -> Units:
    """The ``width`` code units from each of ``begins`` on; outside the text any."""
    if len(text) < width:
        text = np.concatenate((text, np.zeros(width, np.uint16)))
    # A window of the text as one value is copied at once.
    windows = np.ndarray(len(text) - width + 1, f"V{2 * width}", text, strides=text.strides)
    rows: Units = windows[np.clip(begins, 0, len(windows) - 1)].view("<u2").reshape(-1, width)
    out = np.flatnonzero((begins < 0) | (begins >= len(windows)))
    rows[out] = text.take(begins[out, None] + np.arange(width), mode="clip")
    return rows


def _keys(units: Units, side: str) -> list[Fours]:
    """What lines with ``units`` on a side are sorted by, four of them a number: first that next to the phrase."""
    nearest_last = units if side == "left" else units[:, ::-1]
    fours = np.ascontiguousarray(nearest_last, "<u2").view("<u8")
    return list(fours.T[::-1])


def _between(keys: Sequence[NDArray[Any]], rows: Numbers, start: int, end: int) -> Numbers:
    """``rows`` of ``keys``, sorted by the first of these, then the second and so on: those at ``[start, end)``.

    Only rows are sorted that stand there, and those that are not told apart from them.
    """
    if start >= end or not keys:
        return rows[start : max(start, end)]
    if len(rows) <= 2 * (end - start):
        order: Numbers = rows[np.lexsort([key[rows] for key in reversed(keys)])]
        return order[start:end]
    values, others = keys[0][rows], keys[1:]
    low, high = np.partition(values, (start, end - 1))[[start, end - 1]]
    first, last = rows[values == low], rows[values == high]
    start, end = (place - int(np.count_nonzero(values < low)) for place in (start, end))
    if low == high:
        return _between(others, first, start, end)
    middle = rows[(values > low) & (values < high)]
    behind = end - len(first) - len(middle)
    return np.concatenate(
        (
            _between(others, first, start, len(first)),
            _between(keys, middle, 0, len(middle)),
            _between(others, last, 0, behind),
        )
    )
