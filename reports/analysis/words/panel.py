"""Concepts as lists of phrases, by year and place (概念面板)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reports.analysis.on_demand import OnDemand

from .corpus import Corpus, Numbers
from .frequency import Groups
from .occurrences import Occurrences, occurrences_of_each


@dataclass(frozen=True, slots=True)
class Row:
    """A concept in the reports of a year and a place.

    ``occurrences`` of its phrases, those that overlap counted once; ``reports`` that have any of them, of ``held``
    reports with ``characters``.
    """

    concept: str
    region: str
    year: int | None
    occurrences: int
    reports: int
    held: int
    characters: int


def panel(corpus: Corpus, concepts: Mapping[str, Sequence[str]], by: str = "province") -> Sequence[Row]:
    """A row for each concept and each cell in which reports are held, none left out: 0 is a count here.

    Phrases are normalised and not empty; ``by`` is one of GROUPS. Raises ValueError otherwise.
    """
    groups = Groups(corpus, by)
    held = groups.held()
    phrases = list(dict.fromkeys(phrase for several in concepts.values() for phrase in several))
    found = dict(zip(phrases, occurrences_of_each(corpus, phrases), strict=True))
    counted = []
    for concept, several in concepts.items():
        counts = _together([found[phrase] for phrase in dict.fromkeys(several)], corpus.size)
        counted.append((concept, groups.sums(counts), groups.sums((counts > 0).astype(np.int64))))

    def row(place: int) -> Row:
        concept, often, reports = counted[place // len(held)]
        group, cell = held[place % len(held)]
        return Row(
            concept,
            cell.region,
            cell.year,
            int(often[group]),
            int(reports[group]),
            cell.reports,
            cell.characters,
        )

    return OnDemand(range(len(counted) * len(held)), row)


def _together(found: Sequence[Occurrences], size: int) -> Numbers:
    """How often any of the phrases stands in each report; of those that overlap one is counted."""
    if len(found) == 1:
        return found[0].per_report(size)
    reports = np.concatenate([np.zeros(0, np.int64), *(one.reports for one in found)])
    starts = np.concatenate([np.zeros(0, np.int64), *(one.starts for one in found)])
    ends = np.concatenate([np.zeros(0, np.int64), *(one.starts + one.width for one in found)])
    # A long way apart, so that reports don't touch.
    room = int(ends.max(initial=0)) + 1
    order = np.argsort(reports * room + starts, kind="stable")
    begin, end = (reports * room + starts)[order], (reports * room + ends)[order]
    free = np.concatenate((np.zeros(1, np.int64), np.maximum.accumulate(end)[:-1])) if len(end) else end
    return np.bincount(reports[order][begin >= free], minlength=size)
