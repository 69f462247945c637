"""How often phrases stand in the reports of each year and place (提法年表)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from reports.text.region_codes import DIGITS

from .corpus import CODE_DIGITS, NO_YEAR, Corpus, Numbers, code_text
from .occurrences import Occurrences, occurrences_of_each

#: What counts can be told apart by; "year" alone tells no places apart.
GROUPS = ("year", *DIGITS)


@dataclass(frozen=True, slots=True)
class Held:
    """What the corpus holds of a year (None for unknown) and a place ("" for all): reports, and characters read."""

    year: int | None
    region: str
    reports: int
    characters: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a phrase stands in the reports of a year and a place, and in how many of them."""

    year: int | None
    region: str
    occurrences: int
    reports: int


@dataclass(frozen=True, slots=True)
class First:
    """The earliest report that has a phrase: its row in the database and its year."""

    pk: int
    year: int


@dataclass(frozen=True, slots=True)
class PhraseFrequency:
    """A phrase in all reports that are looked at, and by year and place: only cells in which it stands."""

    phrase: str
    occurrences: int
    reports: int
    first: First | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Frequency:
    """``phrases`` in the order asked for, and ``held``, which their cells are shares of.

    ``left_out`` are characters of those reports that were not counted in.
    """

    phrases: tuple[PhraseFrequency, ...]
    held: tuple[Held, ...]
    left_out: int


def frequency(corpus: Corpus, phrases: Sequence[str], by: str = "year") -> Frequency:
    """Count ``phrases`` (normalised, not empty) by year and, when ``by`` is a level of places, by place too.

    Sums over all cells equal the totals; a report without a year or without a place at that level has a cell of its
    own. Raises ValueError for a ``by`` that is not in GROUPS.
    """
    if by not in GROUPS:
        raise ValueError(f"Counts are by one of {', '.join(GROUPS)}, not by {by!r}.")
    groups = Groups(corpus, by)
    found = occurrences_of_each(corpus, phrases)
    return Frequency(
        tuple(_count(corpus, groups, *pair) for pair in zip(phrases, found, strict=True)),
        tuple(held for _, held in groups.held()),
        int(corpus.left_out[corpus.within].sum()),
    )


class Groups:
    """The cells that reports fall into, as numbers."""

    def __init__(self, corpus: Corpus, by: str) -> None:
        digits = DIGITS.get(by, 0)
        places = corpus.regions // 10 ** (CODE_DIGITS - digits) if digits else np.zeros(corpus.size, np.int64)
        # Codes of a higher level than asked for end in zeros: such a report belongs to none of these places.
        if digits:
            above = digits - 2 if digits <= DIGITS["county"] else DIGITS["county"]
            places = np.where(places % 10 ** (digits - above) == 0, 0, places)
        keys = places * 10_000 + (corpus.years - NO_YEAR)
        self._corpus, self._digits = corpus, digits
        self.keys, self.number = np.unique(keys, return_inverse=True)

    @cached_property
    def cells(self) -> list[tuple[int | None, str]]:
        """The year and the place of each cell."""
        filled = 10 ** (CODE_DIGITS - self._digits)
        return [
            (
                year + NO_YEAR if year else None,
                code_text(place * filled, self._digits) if self._digits else "",
            )
            for place, year in (divmod(key, 10_000) for key in self.keys.tolist())
        ]

    def sums(self, values: Numbers) -> Numbers:
        """The sum of a value a report over the reports of each cell that are looked at."""
        sums = np.bincount(self.number, weights=values * self._corpus.within, minlength=len(self.keys))
        return sums.astype(np.int64)

    def held(self) -> list[tuple[int, Held]]:
        """What is held in each cell that holds any report looked at, with the cell's number."""
        reports = self.sums(np.ones(self._corpus.size, np.int64)).tolist()
        characters = self.sums(self._corpus.lengths).tolist()
        return [
            (group, Held(*self.cells[group], reports[group], characters[group]))
            for group in range(len(self.keys))
            if reports[group]
        ]


def _count(corpus: Corpus, groups: Groups, phrase: str, found: Occurrences) -> PhraseFrequency:
    counts = found.per_report(corpus.size)
    often, reports = groups.sums(counts).tolist(), groups.sums((counts > 0).astype(np.int64)).tolist()
    return PhraseFrequency(
        phrase=phrase,
        occurrences=int(counts.sum()),
        reports=int(np.count_nonzero(counts)),
        first=_first(corpus, counts),
        cells=tuple(
            Cell(*groups.cells[group], often[group], reports[group])
            for group in np.flatnonzero(often).tolist()
        ),
    )


def _first(corpus: Corpus, counts: Numbers) -> First | None:
    """The report of the earliest year that has the phrase; of several in that year the one stored first."""
    having = np.flatnonzero((counts > 0) & (corpus.years != NO_YEAR))
    if not len(having):
        return None
    earliest = having[np.lexsort((corpus.pks[having], corpus.years[having]))[0]]
    return First(int(corpus.pks[earliest]), int(corpus.years[earliest]))
