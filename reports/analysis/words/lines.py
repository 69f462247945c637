"""A line for each place where a phrase stands, the phrase in the middle (用例, KWIC)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Mask, Numbers, Part
from .occurrences import Occurrences

#: Code units shown on each side: four times as many as are compared at once.
SIDE = 20
SORTS = ("right", "left", "year", "region")
_LINE_END = 10
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Units = NDArray[np.uint16]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines in order, of which those that are asked for are sorted when they are; ``len`` tells how many there are.

    ``reports`` and ``starts`` are as in :class:`Occurrences` but in the order of ties, ``width`` of the phrase in code
    units. ``keys`` are what the lines are sorted by first, the column that counts most last; without columns they are
    in order. ``hashes`` tell which lines are alike, ``all_hashes`` in order those of the lines that are left out too;
    ``every_hash`` and ``every_report`` are of all lines, in the order of ties.
    """

    reports: Numbers
    starts: Numbers
    width: int
    keys: NDArray[np.uint64]
    hashes: Hashes
    all_hashes: Hashes
    every_hash: Hashes
    every_report: Numbers

    def __len__(self) -> int:
        return len(self.reports)

    @property
    def total(self) -> int:
        """How many lines there are when none is left out."""
        return len(self.all_hashes)

    def places(self, start: int, end: int) -> Numbers:
        """Where the lines ``[start, end)`` stand in ``reports`` and ``starts``."""
        end = min(end, len(self))
        if start >= end or not self.keys.shape[1]:
            return np.arange(start, max(start, end))
        # All that are before or behind these in what counts most need not be sorted.
        most = self.keys[:, -1]
        low, high = np.partition(most, (start, end - 1))[[start, end - 1]]
        among = np.flatnonzero((most >= low) & (most <= high))
        order: Numbers = among[np.lexsort(self.keys[among].T)]
        before = int(np.count_nonzero(most < low))
        return order[start - before : end - before]

    def same(self, places: Numbers) -> Numbers:
        """How many lines are like each of those at ``places`` in what stands on both sides, itself included."""
        ends = np.searchsorted(self.all_hashes, self.hashes[places], "right")
        return ends - np.searchsorted(self.all_hashes, self.hashes[places], "left")

    def reports_alike(self, places: Numbers) -> list[Numbers]:
        """The report of every line that is like each of those at ``places``, itself included, in the order of ties."""
        wanted = self.hashes[places]
        among = np.flatnonzero(np.isin(self.every_hash, wanted))
        among = among[np.argsort(self.every_hash[among], kind="stable")]
        found = self.every_hash[among]
        bounds = zip(
            np.searchsorted(found, wanted, "left"), np.searchsorted(found, wanted, "right"), strict=True
        )
        return [self.every_report[among[begin:end]] for begin, end in bounds]


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
    """``found`` in the order asked for; ties by year, by place, by report and from front to back.

    ``sort`` "right" is by the characters behind the phrase, "left" by those before it, read backwards from it. Grouped,
    of lines that are alike on both sides only the first is left. Raises ValueError for another sort.
    """
    if sort not in SORTS:
        raise ValueError(f"Lines are sorted by one of {', '.join(SORTS)}, not by {sort!r}.")
    left, right = contexts(corpus, found)
    by_report = [corpus.pks, corpus.regions, corpus.years, *([corpus.regions] if sort == "region" else ())]
    rank = np.empty(corpus.size, np.int64)
    rank[np.lexsort(by_report)] = np.arange(corpus.size)
    order = np.argsort(rank[found.reports] << 32 | found.starts)
    hashes = _hashed(left, right)[order]
    all_hashes, every_hash, every_report = np.sort(hashes), hashes, found.reports[order]
    if grouped:
        first = np.sort(np.unique(hashes, return_index=True)[1])
        order, hashes = order[first], hashes[first]
    keys = {"right": right[:, ::-1], "left": left}.get(sort, left[:, :0])
    return Lines(
        found.reports[order],
        found.starts[order],
        found.width,
        _fours(np.take(keys, order, axis=0)),
        hashes,
        all_hashes,
        every_hash,
        every_report,
    )


def spans(corpus: Corpus, found: Lines, start: int, end: int) -> Spans:
    """The lines ``[start, end)``, fewer where there are fewer."""
    places = found.places(start, end)
    shown = Occurrences(found.reports[places], found.starts[places], found.width)
    # Texts are read part by part: in the corpus' own order, then put back.
    order = np.argsort(shown.reports, kind="stable")
    own = Occurrences(shown.reports[order], shown.starts[order], found.width)
    left, right = contexts(corpus, own)
    # Half of a pair of surrogates at the far end is left out.
    before = np.count_nonzero((left != 0) & (left & 0xFC00 != 0xDC00), axis=1)
    behind = np.count_nonzero((right != 0) & (right & 0xFC00 != 0xD800), axis=1)
    starts, ends = np.empty((2, own.count), np.int64)
    for some, part, reports in _in_parts(corpus, own):
        starts[some] = part.characters(reports, own.starts[some])
        ends[some] = part.characters(reports, own.starts[some] + found.width)
    back = np.argsort(order)
    return Spans(
        shown.reports,
        (starts - before)[back],
        starts[back],
        ends[back],
        (ends + behind)[back],
        found.same(places),
    )


def contexts(corpus: Corpus, found: Occurrences) -> tuple[Units, Units]:
    """The SIDE code units before and behind each occurrence; 0 beyond the ends of its paragraph."""
    left, right = np.zeros((2, found.count, SIDE), np.uint16)
    for some, part, reports in _in_parts(corpus, found):
        low, high = part.starts[reports], part.ends[reports]
        begins = found.starts[some] + low - SIDE
        whole = _within(part.text, begins, 2 * SIDE + found.width, low, high)
        left[some], right[some] = whole[:, :SIDE], whole[:, -SIDE:]
    # What stands beyond a line end belongs to another paragraph.
    across = (left == _LINE_END).any(axis=1)
    left[across] *= ~np.logical_or.accumulate((left[across] == _LINE_END)[:, ::-1], axis=1)[:, ::-1]
    across = (right == _LINE_END).any(axis=1)
    right[across] *= ~np.logical_or.accumulate(right[across] == _LINE_END, axis=1)
    return left, right


def _in_parts(corpus: Corpus, found: Occurrences) -> list[tuple[slice, Part, Numbers]]:
    """Of each part that has any of ``found``: which they are, the part, their reports as numbers in it."""
    pieces = []
    for base, part in corpus.placed():
        begin, end = np.searchsorted(found.reports, (base, base + part.size)).tolist()
        if begin < end:
            pieces.append((slice(begin, end), part, found.reports[begin:end] - base))
    return pieces


def _within(text: Units, begins: Numbers, width: int, low: Numbers, high: Numbers) -> Units:
    """The ``width`` code units from each of ``begins`` on; 0 for those outside its ``[low, high)``."""
    if len(text) < width:
        text = np.concatenate((text, np.zeros(width, np.uint16)))
    # A window of the text as one value is copied at once.
    windows = np.ndarray(len(text) - width + 1, f"V{2 * width}", text, strides=text.strides)
    rows: Units = windows[np.clip(begins, 0, len(windows) - 1)].view("<u2").reshape(-1, width)
    cut = np.flatnonzero((begins < low) | (begins + width > high))
    places = begins[cut, None] + np.arange(width)
    kept: Mask = (places >= low[cut, None]) & (places < high[cut, None])
    rows[cut] = np.where(kept, text[np.clip(places, 0, len(text) - 1)], 0)
    return rows


def _fours(units: Units) -> NDArray[np.uint64]:
    """Four code units a number, in which the last counts most."""
    return np.ascontiguousarray(units, "<u2").view("<u8")


def _hashed(left: Units, right: Units) -> Hashes:
    """A number for what stands on both sides of each line, alike for lines that are alike.

    A polynomial in an odd multiplier modulo 2⁶⁴: of a million lines two that differ share one about once in 10⁷ times.
    """
    value = np.zeros(len(left), np.uint64)
    for column in (*_fours(left).T, *_fours(right).T):
        value = (value + column) * _MULTIPLIER
        value ^= value >> np.uint64(29)
    return value
