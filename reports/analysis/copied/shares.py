"""How much of every report of an archive is copied, all at once (雷同占比).

The same as :func:`.lineage.reuse` says of each, held by a test, in some hundred microseconds a report: sentences are
arrays of numbers, and which reports have one is looked up, not asked of a database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.text.region_codes import COUNTY

from .lineage import Public, formula_from

Numbers = NDArray[np.int64]

#: The day of a report that has none.
NO_DAY = 0


@dataclass(frozen=True, slots=True)
class Holders:
    """The reports of an archive, a place each: body's code, county's code, year, day of publication as an ordinal.

    ``earliest`` is the first day that it can have been public on, see :attr:`.lineage.Public.earliest`.
    """

    body: Numbers
    county: Numbers
    year: Numbers
    day: Numbers
    earliest: Numbers


@dataclass(frozen=True, slots=True)
class Origin:
    """The report, by its place, that has most of another's sentences; ``kind`` is own, county or elsewhere."""

    holder: int
    kind: str
    earlier: bool
    sentences: int


@dataclass(frozen=True, slots=True)
class Share:
    """Of the report at a place: its sentences, those that stand in reports not known to be later, and where from."""

    holder: int
    sentences: int
    copied: int
    origins: tuple[Origin, ...]


def holders(bodies: list[str], public: list[Public]) -> Holders:
    """``bodies`` are codes of regions."""
    columns = (
        [int(body) for body in bodies],
        [int(body[:COUNTY]) for body in bodies],
        [one.year or 0 for one in public],
        [one.day.toordinal() if one.day else NO_DAY for one in public],
        [one.earliest.toordinal() if one.earliest else NO_DAY for one in public],
    )
    return Holders(*(np.array(column, dtype=np.int64) for column in columns))


def shares(holder: Numbers, masked: Numbers, among: Holders, bodies: int) -> Iterator[Share]:
    """Of every report that has sentences: ``holder`` is the place of each sentence's report, ``masked`` its masked hash.

    ``bodies`` is how many bodies the archive has reports of.
    """
    order = np.lexsort((holder, masked))
    _, group, sizes = np.unique(masked[order], return_inverse=True, return_counts=True)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    having = holder[order]
    groups = np.empty_like(group)
    groups[order] = group
    shared = _used_by_few(group, among.body[having], len(sizes), formula_from(bodies))
    by_holder = np.argsort(holder, kind="stable")
    places, firsts, counts = np.unique(holder[by_holder], return_index=True, return_counts=True)
    for place, first, count in zip(places.tolist(), firsts.tolist(), counts.tolist(), strict=True):
        own = groups[by_holder[first : first + count]]
        found = [having[starts[one] : starts[one + 1]] for one in own.tolist() if shared[one]]
        lines = np.repeat(np.arange(len(found)), [len(one) for one in found])
        others = np.concatenate(found) if found else np.empty(0, dtype=np.int64)
        yield _share(place, count, lines, others, among)


def _used_by_few(group: Numbers, body: Numbers, groups: int, enough: int) -> NDArray[np.bool_]:
    """Of each group of equal sentences whether it is no formula and more than one has it."""
    pairs = np.unique(np.stack((group, body), axis=1), axis=0)
    bodies = np.bincount(pairs[:, 0], minlength=groups) if len(pairs) else np.zeros(groups, dtype=np.int64)
    many: NDArray[np.bool_] = (np.bincount(group, minlength=groups) > 1) & (bodies < enough)
    return many


def _share(place: int, count: int, lines: Numbers, others: Numbers, among: Holders) -> Share:
    own_body = among.body[others] == among.body[place]
    # A day that is known is its own earliest.
    later = (among.earliest[others] > among.day[place]) & (among.day[place] != NO_DAY)
    kept = (others != place) & ~later & (~own_body | (among.year[others] < among.year[place]))
    lines, others = lines[kept], others[kept]
    if not len(others):
        return Share(place, count, 0, ())
    copied = len(np.unique(lines))
    # A sentence that stands twice in another report counts once for it.
    sources, often = np.unique(np.unique(np.stack((others, lines), axis=1), axis=0)[:, 0], return_counts=True)
    kinds = np.where(
        among.body[sources] == among.body[place],
        "own",
        np.where(among.county[sources] == among.county[place], "county", "elsewhere"),
    )
    origins = []
    for kind in ("own", "county", "elsewhere"):
        of_kind = np.flatnonzero(kinds == kind)
        if len(of_kind):
            best = of_kind[np.argmax(often[of_kind])]
            source = int(sources[best])
            earlier = bool(NO_DAY != among.day[source] < among.earliest[place])
            origins.append(Origin(source, kind, earlier, int(often[best])))
    return Share(place, count, copied, tuple(origins))
