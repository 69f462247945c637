"""Where a phrase stands in a corpus (出现): a scan of all its texts.

The scan compares whole arrays, a stretch at a time that stays in the processor's cache for all phrases: about 30 ms
for one in 40,000 reports.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .corpus import Corpus, Numbers, Part

#: Code units that are compared at once.
_STRETCH = 1 << 19


@dataclass(frozen=True, eq=False)
class Occurrences:
    """Where a phrase stands, report by report and from front to back.

    ``reports`` are numbers in the corpus, one for each occurrence; ``starts`` offsets in the report's own text, in code
    units of UTF-16, and ``width`` how many of them the phrase has.
    """

    reports: Numbers
    starts: Numbers
    width: int

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.reports)

    def per_report(self, size: int) -> Numbers:
        """How often the phrase stands in each of the ``size`` reports of the corpus."""
        return np.bincount(self.reports, minlength=size)


def occurrences(corpus: Corpus, phrase: str) -> Occurrences:
    """Where ``phrase`` (normalised, not empty) stands in the reports that are looked at.

    Counted as ``str.count`` counts: one that overlaps the one before is left out. Raises ValueError for an empty phrase.
    """
    return occurrences_of_each(corpus, [phrase])[0]


def occurrences_of_each(corpus: Corpus, phrases: Sequence[str]) -> list[Occurrences]:
    """:func:`occurrences` of each of ``phrases``, in one pass over the texts."""
    if not all(phrases):
        raise ValueError("A phrase has at least one character.")
    units = [_units(phrase) for phrase in phrases]
    found: list[list[tuple[Numbers, Numbers]]] = [[] for _ in phrases]
    for base, part in corpus.placed():
        for number, starts in enumerate(_scan(part, units)):
            report = np.searchsorted(part.ends, starts, side="right")
            # Texts stand side by side: what runs from one into the next is none.
            kept = (starts + len(units[number]) <= part.ends[report]) & corpus.within[base + report]
            starts, report = starts[kept], report[kept]
            if _overlaps(phrases[number]):
                apart = _without_overlaps(starts, len(units[number]))
                starts, report = starts[apart], report[apart]
            found[number].append((report + base, starts - part.starts[report]))
    return [
        Occurrences(_joined([a for a, _ in pieces]), _joined([b for _, b in pieces]), len(unit))
        for pieces, unit in zip(found, units, strict=True)
    ]


def _joined(arrays: Sequence[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *arrays])


def _units(phrase: str) -> NDArray[np.uint16]:
    return np.frombuffer(phrase.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def _scan(part: Part, phrases: Sequence[NDArray[np.uint16]]) -> list[Numbers]:
    """Where each of ``phrases`` stands in the part's text, by the two neighbouring code units of it that are rarest."""
    rarest = [_rarest(part.frequency[units]) for units in phrases]
    found: list[list[Numbers]] = [[] for _ in phrases]
    for begin in range(0, len(part.text), _STRETCH):
        for number, units in enumerate(phrases):
            end = min(begin + _STRETCH, len(part.text) - len(units) + 1)
            if end <= begin:
                continue
            first = rarest[number]
            here = part.text[begin + first : end + first] == units[first]
            if len(units) > 1:
                here &= part.text[begin + first + 1 : end + first + 1] == units[first + 1]
            starts = np.flatnonzero(here) + begin
            for offset, unit in enumerate(units):
                if offset not in (first, first + 1) and len(starts):
                    starts = starts[part.text[starts + offset] == unit]
            if len(starts):
                found[number].append(starts)
    return [_joined(starts) for starts in found]


def _rarest(frequency: Numbers) -> int:
    """The first of the two neighbours that are together the rarest; 0 of a single one."""
    return int(np.argmin(frequency[:-1] * frequency[1:])) if len(frequency) > 1 else 0


def _overlaps(phrase: str) -> bool:
    """Whether the phrase can overlap itself: its beginning is its end too."""
    return any(phrase.startswith(phrase[start:]) for start in range(1, len(phrase)))


def _without_overlaps(starts: Numbers, width: int) -> list[int]:
    """The places in ``starts`` of those that don't overlap the one kept before."""
    kept, free = [], -1
    for place, start in enumerate(starts.tolist()):
        if start >= free:
            kept.append(place)
            free = start + width
    return kept
