"""A line for each place where a phrase stands, the phrase in the middle (用例, KWIC)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Numbers
from .occurrences import Occurrences

#: Characters shown on each side.
SIDE = 20
SORTS = ("right", "left", "year", "region")
_LINE_END = 10
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Lines:
    """Lines in order: ``reports`` and ``starts`` as in :class:`Occurrences`, ``width`` of the phrase in code units.

    ``same`` is how many lines are alike in what stands on both sides, the line itself included; grouped, only the
    first of those is here.
    """

    reports: Numbers
    starts: Numbers
    width: int
    same: Numbers
    #: How many lines there are when none is left out.
    total: int

    def __len__(self) -> int:
        return len(self.reports)


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the spelling that search compares; ``start`` and ``end`` are code units of the report's text."""

    pk: int
    left: str
    hit: str
    right: str
    start: int
    end: int
    same: int


def lines(corpus: Corpus, found: Occurrences, sort: str = "right", *, grouped: bool = False) -> Lines:
    """``found`` in the order asked for; ties by year, by place, by report and from front to back.

    ``sort`` "right" is by the characters behind the phrase, "left" by those before it, read backwards from it.
    Raises ValueError for another sort.
    """
    if sort not in SORTS:
        raise ValueError(f"Lines are sorted by one of {', '.join(SORTS)}, not by {sort!r}.")
    left, right = contexts(corpus, found)
    keys: dict[str, Sequence[NDArray[np.generic]]] = {
        "right": [_sortable(right)],
        "left": [_sortable(left[:, ::-1])],
        "year": [corpus.years[found.reports]],
        "region": [corpus.regions[found.reports]],
    }
    ties = [
        found.starts,
        corpus.pks[found.reports],
        corpus.regions[found.reports],
        corpus.years[found.reports],
    ]
    order = np.lexsort((*ties, *keys[sort]))
    _, group, sizes = np.unique(_hashed(left, right), return_inverse=True, return_counts=True)
    same = sizes[group] if len(group) else np.zeros(0, np.int64)
    if grouped and len(order):
        _, first = np.unique(group[order], return_index=True)
        order = order[np.sort(first)]
    return Lines(found.reports[order], found.starts[order], found.width, same[order], found.count)


def contexts(corpus: Corpus, found: Occurrences) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """The SIDE code units before and behind each occurrence; 0 beyond the ends of its paragraph."""
    left, right = np.zeros((2, found.count, SIDE), np.uint16)
    steps = np.arange(SIDE)
    for base, part in corpus.placed():
        begin, end = np.searchsorted(found.reports, (base, base + part.size))
        if begin == end:
            continue
        reports = found.reports[begin:end] - base
        starts = found.starts[begin:end] + part.starts[reports]
        before = starts[:, None] - SIDE + steps
        behind = starts[:, None] + found.width + steps
        left[begin:end] = _within(part.text, before, before >= part.starts[reports][:, None])
        right[begin:end] = _within(part.text, behind, behind < part.ends[reports][:, None])
    # What stands beyond a line end belongs to another paragraph.
    left *= ~np.logical_or.accumulate((left == _LINE_END)[:, ::-1], axis=1)[:, ::-1]
    right *= ~np.logical_or.accumulate(right == _LINE_END, axis=1)
    return left, right


def _within(text: NDArray[np.uint16], places: Numbers, kept: NDArray[np.bool_]) -> NDArray[np.uint16]:
    return np.where(kept, text[np.clip(places, 0, max(0, len(text) - 1))], 0).astype(np.uint16)


def _sortable(units: NDArray[np.uint16]) -> NDArray[np.bytes_]:
    """Each row as one value that sorts as its code units do."""
    rows = np.ascontiguousarray(units.astype(">u2"))
    return rows.view(f"S{2 * units.shape[1]}").ravel()


def _hashed(left: NDArray[np.uint16], right: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """A number for what stands on both sides of each line, alike for lines that are alike.

    A polynomial in an odd multiplier modulo 2⁶⁴: of a million lines two that differ share one about once in 10⁷ times.
    """
    value = np.zeros(len(left), np.uint64)
    for column in (*left.T, *right.T):
        value = (value + column) * _MULTIPLIER
        value ^= value >> np.uint64(29)
    return value


def page(corpus: Corpus, found: Lines, start: int, end: int) -> list[Line]:
    """The lines ``[start, end)`` as texts."""
    shown = Occurrences(found.reports[start:end], found.starts[start:end], found.width)
    # Contexts are read part by part: in the corpus' own order, then put back.
    order = np.argsort(shown.reports, kind="stable")
    left, right = contexts(corpus, Occurrences(shown.reports[order], shown.starts[order], shown.width))
    back = np.argsort(order, kind="stable")
    hits = _hits(corpus, shown)
    return [
        Line(int(pk), _text(before), hit, _text(behind), begin, begin + found.width, alike)
        for pk, before, hit, behind, begin, alike in zip(
            corpus.pks[shown.reports].tolist(),
            left[back],
            hits,
            right[back],
            shown.starts.tolist(),
            found.same[start:end].tolist(),
            strict=True,
        )
    ]


def _hits(corpus: Corpus, shown: Occurrences) -> list[str]:
    if not shown.count:
        return []
    number, report = corpus.located(int(shown.reports[0]))
    part = corpus.texts.parts[number]
    start = int(part.starts[report] + shown.starts[0])
    return [part.cut(start, start + shown.width)] * shown.count


def _text(units: NDArray[np.uint16]) -> str:
    kept = units[units != 0]
    # Half of a pair of surrogates at the far end is left out.
    return str(kept.tobytes(), "utf-16-le", "ignore")
