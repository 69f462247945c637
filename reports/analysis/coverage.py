"""What the archive holds of what there should be (收录情况): bodies × years, each such pair a cell.

A body (乡镇街道) owes one annual report a year. A cell is on time (按时), late (晚于期限), held without one's being able
to tell (不详: no date of publication, or no rule yet that named a day), or not held (未收录). Not held says something of
this archive, never of the body: it may well have published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reports.wording.sentence import Sentence

from .review.rulesets import RULES, rule_sets, rules_for
from .review.timeliness import timeliness

ON_TIME, LATE, UNKNOWN, NOT_HELD = STATES = ("on_time", "late", "unknown", "not_held")
#: Years that are shown when none are asked for: the latest that the archive holds.
YEARS = 10
#: Years that may be asked for at once.
MOST_YEARS = 30
FIRST_YEAR, LAST_YEAR = 1990, 2100

# Of several reports of one body on one year the best counts: published in time is in time, and a copy without a date
# may have been. Late is only what is late in every copy.
_BEST_FIRST = (ON_TIME, UNKNOWN, LATE)


@dataclass(frozen=True, slots=True)
class Cells:
    """How many cells are in each state."""

    on_time: int = 0
    late: int = 0
    unknown: int = 0
    not_held: int = 0

    @property
    def held(self) -> int:
        return self.on_time + self.late + self.unknown

    @property
    def total(self) -> int:
        return self.held + self.not_held

    def __add__(self, other: Cells) -> Cells:
        return Cells(
            self.on_time + other.on_time,
            self.late + other.late,
            self.unknown + other.unknown,
            self.not_held + other.not_held,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """How many bodies of a place are held on a year, by state: no body is counted twice."""

    place: str
    year: int
    on_time: int = 0
    late: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A row: a place with its number of bodies and the cells of each of the years, in their order."""

    code: str
    bodies: int
    by_year: tuple[Cells, ...]

    @property
    def cells(self) -> Cells:
        return sum(self.by_year, Cells())


@dataclass(frozen=True)
class Coverage:
    """The cells of ``places`` on ``years``; they add up to ``bodies`` × ``len(years)``."""

    years: tuple[int, ...]
    places: tuple[Place, ...]

    @property
    def bodies(self) -> int:
        return sum(place.bodies for place in self.places)

    @property
    def cells(self) -> Cells:
        return sum((place.cells for place in self.places), Cells())

    @property
    def by_year(self) -> tuple[Cells, ...]:
        return tuple(
            sum((place.by_year[number] for place in self.places), Cells())
            for number in range(len(self.years))
        )


def coverage(bodies: Mapping[str, int], years: Sequence[int], held: Iterable[Held]) -> Coverage:
    """Rows in the order of ``bodies`` (place → how many bodies); what is held of other places or years is left out.

    Raises ValueError where more is held of a place and year than it has bodies.
    """
    found = {(one.place, one.year): one for one in held}
    return Coverage(
        tuple(years),
        tuple(
            Place(
                code,
                count,
                tuple(_cells(count, found.get((code, year)) or Held(code, year)) for year in years),
            )
            for code, count in bodies.items()
        ),
    )


def _cells(bodies: int, held: Held) -> Cells:
    missing = bodies - held.on_time - held.late - held.unknown
    if missing < 0:
        raise ValueError(f"{held.place} has {bodies} bodies, and more are held on {held.year}: {held}")
    return Cells(held.on_time, held.late, held.unknown, missing)


@dataclass(frozen=True, slots=True)
class Copy:
    """A published annual report as far as it matters here; ``report`` is its public id."""

    body: str
    year: int
    published: date | None
    report: str

    @property
    def state(self) -> str:
        return timeliness(self.year, self.published, rules_for(self.year, self.body)).status


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day before which a year's reports of a region must be public, but for the regions of ``without``.

    ``region`` is "" for the country; ``due`` None where no rule named a day.
    """

    year: int
    region: str
    without: tuple[str, ...]
    due: date | None


def deadlines(years: Iterable[int], folder: Path = RULES) -> list[Deadline]:
    """Every body and year lies under exactly one of them."""
    regions = sorted({"", *(rules.region for rules in rule_sets(folder).values())})
    found = []
    for year in years:
        for region in regions:
            below = tuple(other for other in regions if other != region and other.startswith(region))
            rules = rules_for(year, region, folder)
            found.append(Deadline(year, region, below, rules.due_date(year) if rules else None))
    return found


def best_copies(copies: Iterable[Copy]) -> dict[tuple[str, int], Copy]:
    """For each body and year the report that stands in its cell: of the best state, of these the first given."""
    best: dict[tuple[str, int], Copy] = {}
    for copy in copies:
        other = best.get((copy.body, copy.year))
        if other is None or _BEST_FIRST.index(copy.state) < _BEST_FIRST.index(other.state):
            best[copy.body, copy.year] = copy
    return best


def held_bodies(copies: Iterable[Copy]) -> list[Held]:
    """Each body a place of its own, as :func:`coverage` takes it."""
    return [Held(copy.body, copy.year, **{copy.state: 1}) for copy in best_copies(copies).values()]


def span(
    first: int | None, last: int | None, held: tuple[int, int] | None, this_year: int
) -> tuple[int, ...]:
    """The years from ``first`` to ``last``; what is not asked for comes from what the archive holds.

    ``held`` are the first and last year it holds; years to come are misread ones and do not stretch the span. Raises
    ValueError with a sentence for the reader.
    """
    for year in (first, last):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(
                Sentence("年度应在 %(first)s 至 %(last)s 之间。", first=FIRST_YEAR, last=LAST_YEAR)
            )
    if first is not None and last is not None and first > last:
        raise ValueError(Sentence("起始年度晚于截止年度。"))
    known = held or (this_year - 1, this_year - 1)
    default_last = min(known[1], this_year)
    end = last if last is not None else max(default_last, first or default_last)
    begin = first if first is not None else min(end, max(known[0], end - YEARS + 1))
    if end - begin >= MOST_YEARS:
        raise ValueError(Sentence("一次最多看 %(most)s 年。", most=MOST_YEARS))
    return tuple(range(begin, end + 1))
