"""Copied text (雷同): which sentences of a report stand elsewhere in the archive too, and where.

Elsewhere is any report of another body, and those of the same body on earlier years. What stands there word for
word is ``exact``, what differs in figures and names of places alone is ``alike``. A sentence that many bodies use is
a ``formula`` (套话) and no sign of copying: it is counted apart. That a sentence is the same says neither who wrote
it first nor that anything is wrong; :func:`direction` says only which report was public first, where that is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from ..compared_sentences import Print

#: A formula is used by half of the bodies in the archive, but at least by so many …
FEWEST_BODIES = 5
#: … and never need more than these: what so many bodies write, nobody copied from one of the others.
MOST_BODIES = 50

Kind = Literal["exact", "alike", "formula", "own"]
Relation = Literal["own_town", "other_town"]
#: Whether another report was public before this one (较早), after it (较晚), or not known to be either (不详).
Direction = Literal["earlier", "later", "unknown"]


@dataclass(frozen=True, slots=True)
class Public:
    """Since when a report on ``year`` is public: since ``day``, None where that is not known."""

    day: date | None
    year: int | None

    @property
    def earliest(self) -> date | None:
        """No report is public before the middle of the year it is on, those on half a year included."""
        return self.day or (date(self.year, 7, 1) if self.year else None)


def direction(own: Public, other: Public) -> Direction:
    """Of another report, as seen from the own one; unknown of one day, and where the day that is missing could decide."""
    if own.day and other.day:
        return "unknown" if own.day == other.day else "earlier" if other.day < own.day else "later"
    if own.day and other.earliest and own.day < other.earliest:
        return "later"
    if other.day and own.earliest and other.day < own.earliest:
        return "earlier"
    return "unknown"


def formula_from(bodies: int) -> int:
    """From how many bodies on a sentence is a formula, in an archive with reports of ``bodies``."""
    return min(max(FEWEST_BODIES, bodies // 2 + 1), MOST_BODIES)


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence in another report; ``body`` is its region's code as a number."""

    report: int
    start: int
    hash: int
    masked: int
    body: int
    year: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence and where else it stands: the exact places first, then by year. Empty for formulas and own ones."""

    print: Print
    kind: Kind
    elsewhere: tuple[Standing, ...] = ()

    @property
    def reports(self) -> int:
        """In how many other reports it stands."""
        return len({one.report for one in self.elsewhere})

    @property
    def bodies(self) -> int:
        """How many bodies these reports are of."""
        return len({one.body for one in self.elsewhere})


@dataclass(frozen=True, slots=True)
class Source:
    """Another report with ``sentences`` of this one's, exact or alike, and the share of all they are."""

    report: int
    sentences: int
    share: float
    relation: Relation
    direction: Direction


@dataclass(frozen=True)
class Reuse:
    """The readings of all sentences of a report that are long enough to be compared, in order.

    ``directions`` are of the reports that have sentences of it.
    """

    readings: tuple[Reading, ...]
    body: int | None
    directions: Mapping[int, Direction] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return len(self.readings)

    @cached_property
    def _kinds(self) -> Counter[Kind]:
        return Counter(reading.kind for reading in self.readings)

    def count(self, *kinds: Kind) -> int:
        return sum(self._kinds[kind] for kind in kinds)

    @property
    def share(self) -> float:
        """Sentences that stand elsewhere word for word, of all; formulas left aside. 0 to 1."""
        return self._of_all(self.count("exact"))

    @property
    def masked_share(self) -> float:
        """Sentences that stand elsewhere word for word or but for figures and names; never below :attr:`share`."""
        return self._of_all(self.count("exact", "alike"))

    @property
    def formula_share(self) -> float:
        """Sentences that are formulas, of all; none of them is in the other shares."""
        return self._of_all(self.count("formula"))

    def share_from(self, relation: Relation) -> float:
        """Sentences that stand, exact or alike, in reports of the own body or in those of others."""
        return self._of_all(
            sum(
                any(self._relation(one) == relation for one in reading.elsewhere) for reading in self.readings
            )
        )

    def direction_of(self, reading: Reading) -> Direction | None:
        """Earlier where any report that has the sentence is, later where all are; None for what stands nowhere."""
        found = {self.directions.get(one.report, "unknown") for one in reading.elsewhere}
        if not found:
            return None
        return "earlier" if "earlier" in found else "unknown" if "unknown" in found else "later"

    @cached_property
    def _directions(self) -> Counter[Direction | None]:
        return Counter(map(self.direction_of, self.readings))

    def count_by(self, direction: Direction) -> int:
        """Sentences by :meth:`direction_of`; the three counts add up to those exact or alike."""
        return self._directions[direction]

    def share_by(self, direction: Direction) -> float:
        return self._of_all(self.count_by(direction))

    def sources(self) -> list[Source]:
        """The reports that have sentences of this one, those with most first."""
        counts: Counter[int] = Counter()
        relations: dict[int, Relation] = {}
        for reading in self.readings:
            counts.update({one.report for one in reading.elsewhere})
            relations |= {one.report: self._relation(one) for one in reading.elsewhere}
        return [
            Source(
                report,
                count,
                self._of_all(count),
                relations[report],
                self.directions.get(report, "unknown"),
            )
            for report, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        ]

    def _relation(self, standing: Standing) -> Relation:
        return "own_town" if standing.body == self.body else "other_town"

    def _of_all(self, count: int) -> float:
        return round(count / self.total, 4) if self.total else 0.0


def reuse(
    own: Sequence[Print],
    standings: Iterable[Standing],
    formulas: Collection[int],
    *,
    body: int | None,
    year: int | None,
    directions: Mapping[int, Direction] | None = None,
) -> Reuse:
    """What of a report's sentences stands elsewhere.

    ``standings`` are the sentences of other reports with the same masked hash, ``formulas`` the masked hashes that
    too many bodies use. ``body`` and ``year`` are the report's; places of its own body count only on earlier years.
    """
    places: defaultdict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        if one.body != body or (year is not None and one.year < year):
            places[one.masked].append(one)
    readings = tuple(_reading(one, places.get(one.masked, ()), formulas) for one in own)
    return Reuse(readings, body, directions or {})


def _reading(own: Print, places: Iterable[Standing], formulas: Collection[int]) -> Reading:
    if own.masked in formulas:
        return Reading(own, "formula")
    elsewhere = sorted(places, key=lambda one: (one.hash != own.hash, one.year, one.body, one.report))
    if not elsewhere:
        return Reading(own, "own")
    return Reading(own, "exact" if elsewhere[0].hash == own.hash else "alike", tuple(elsewhere))
