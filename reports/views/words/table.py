"""Phrases counted by year and place (提法年表): the numbers, and the measures they are shown by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from reports.analysis.words.frequency import Frequency
from reports.wording.sentence import Sentence

#: How numbers are shown; the first by itself.
MEASURES = {"": Sentence("占报告"), "million": Sentence("每百万字"), "count": Sentence("次数")}
#: With fewer reports a year is shown pale, and no sentence is built on it.
ENOUGH = 50
#: The day, month and day, by which nearly all reports of the year before have come.
_IN = (4, 1)


@dataclass(frozen=True)
class Cell:
    """A phrase in the reports of a year and place: how often, in how many, of how many held with how many characters."""

    occurrences: int = 0
    reports: int = 0
    held: int = 0
    characters: int = 0

    def __add__(self, other: Cell) -> Cell:
        return Cell(
            self.occurrences + other.occurrences,
            self.reports + other.reports,
            self.held + other.held,
            self.characters + other.characters,
        )

    @property
    def share(self) -> Decimal | None:
        """Of the reports held, in per cent; None of none."""
        return _rate(self.reports, self.held, 100)

    @property
    def million(self) -> Decimal | None:
        """Occurrences in a million characters; None of none."""
        return _rate(self.occurrences, self.characters, 1_000_000)

    @property
    def enough(self) -> bool:
        return self.held >= ENOUGH

    def by(self, measure: str) -> Decimal | None:
        """The number that a measure of MEASURES shows; None where nothing is held."""
        if measure == "count":
            return Decimal(self.occurrences) if self.held else None
        return self.million if measure == "million" else self.share


def _rate(part: int, whole: int, of: int) -> Decimal | None:
    return round(Decimal(part) * of / whole, 1) if whole else None


Key = TypeVar("Key", int | None, str)
#: Year (None for unknown) and code of a place ("" for unknown) → Cell.
Cells = dict[tuple[int | None, str], Cell]


def tables(found: Frequency) -> list[Cells]:
    """For each phrase the cells in which reports are held."""
    held = {(one.year, one.region): Cell(0, 0, one.reports, one.characters) for one in found.held}
    made = []
    for phrase in found.phrases:
        cells = dict(held)
        for one in phrase.cells:
            key = one.year, one.region
            cells[key] = Cell(one.occurrences, one.reports, held[key].held, held[key].characters)
        made.append(cells)
    return made


def by_year(cells: Cells) -> dict[int | None, Cell]:
    """Sums over all places by year; years without one last."""
    years = _sums((year, cell) for (year, _place), cell in cells.items())
    return dict(sorted(years.items(), key=lambda item: (item[0] is None, item[0])))


def by_place(cells: Cells) -> dict[str, Cell]:
    """Sums over all years by place, those of which most is held first; reports without a place last."""
    places = _sums((place, cell) for (_year, place), cell in cells.items())
    return dict(sorted(places.items(), key=lambda item: (not item[0], -item[1].held, item[0])))


def in_places(cells: Cells, codes: Iterable[str]) -> dict[str, dict[int | None, Cell]]:
    """The cells of each of these places by year."""
    places: dict[str, dict[int | None, Cell]] = {code: {} for code in codes}
    for (year, place), cell in cells.items():
        if place in places:
            places[place][year] = cell
    return places


def _sums(cells: Iterable[tuple[Key, Cell]]) -> dict[Key, Cell]:
    """The sum of the cells of each key: of many, in plain numbers."""
    sums: dict[Key, list[int]] = {}
    for key, cell in cells:
        own = sums.setdefault(key, [0, 0, 0, 0])
        own[0] += cell.occurrences
        own[1] += cell.reports
        own[2] += cell.held
        own[3] += cell.characters
    return {key: Cell(*own) for key, own in sums.items()}


def total(cells: Iterable[Cell]) -> Cell:
    return sum(cells, Cell())


def span(years: Iterable[int | None]) -> range:
    """From the first year to the last, those between included."""
    known = [year for year in years if year is not None]
    return range(min(known), max(known) + 1) if known else range(0)


def full_years(years: Iterable[int | None], today: date) -> Iterator[int]:
    """Those of the years of which nearly all reports have come by ``today``."""
    last = today.year - (1 if (today.month, today.day) >= _IN else 2)
    return (year for year in years if year is not None and year <= last)
