"""What coverage (收录情况) reads from the database: bodies, and what is held of them, counted where the rows are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Length, Substr

from reports.analysis.coverage import Copy, Coverage, Held, best_copies, coverage, deadlines, held_bodies
from reports.models import Region, Report
from reports.models.access.rows import Instances
from reports.parsing.place.gazetteer import is_sample_place
from reports.text.region_codes import TOWNSHIP

from . import PUBLISHED, within
from .once import once
from .samples import is_demo, without_sample_places

ANNUAL = PUBLISHED & Q(genre=Report.Genre.ANNUAL_REPORT)


def _ended(today: date) -> Q:
    return Q(valid_until__isnull=False, valid_until__lte=today)


def bodies(region: Region | None, today: date) -> QuerySet[Region]:
    """The townships of a region (of the country for None) that exist on the day ``today``, by code."""
    found = Region.objects.filter(~_ended(today), level=Region.Level.TOWNSHIP)
    return without_sample_places(found) if region is None else found.filter(within(region.code, "code"))


def places(region: Region | None) -> list[Region]:
    """The rows of a region's table: what lies right below it, a township itself; by code."""
    if region is not None and region.level == Region.Level.TOWNSHIP:
        return [region]
    if region is not None:
        return _REGIONS.where("region.parent_id = %s ORDER BY region.code", region.pk)
    return list(without_sample_places(Region.objects.filter(parent=None).order_by("code")))


_REGIONS = Instances(Region)


def body_counts(rows: Sequence[Region], region: Region | None, today: date) -> dict[str, int]:
    """How many bodies each of ``rows`` has, in their order; those without any are left out."""
    counts = dict.fromkeys((row.code for row in rows), 0)
    sizes = sorted({len(code) for code in counts})
    if all(row.level == Region.Level.TOWNSHIP for row in rows):
        # They are the bodies themselves.
        counts = {row.code: int(row.valid_until is None or row.valid_until > today) for row in rows}
    elif sizes:
        found = bodies(region, today).annotate(prefix=Substr("code", 1, sizes[-1])).order_by()
        counted = found.values_list("prefix").annotate(count=Count("pk"))
        name = ("bodies", region.code if region else "", sizes[-1], today)
        for prefix, count in once(name, lambda: list(counted)):
            for place in _places_of(prefix, sizes, counts):
                counts[place] += count
    return {code: count for code, count in counts.items() if count}


def _places_of(prefix: str, sizes: Iterable[int], known: Iterable[str]) -> Iterator[str]:
    """The one of ``known`` that a code lies in; codes of one table differ in length (省直辖县 beside 市)."""
    return (prefix[:size] for size in sizes if prefix[:size] in known)


def _reports(region: Region | None) -> QuerySet[Report]:
    """Published annual reports of a region and below; samples in 示例省 alone."""
    found = Report.objects.filter(ANNUAL)
    here = found if region is None else found.filter(within(region.code))
    samples_count = is_demo() or (region is not None and is_sample_place(region.code))
    return here if samples_count else here.filter(sample=False)


def _placed(region: Region | None, today: date) -> QuerySet[Report]:
    """Those of them that belong to a body that still exists."""
    gone = Region.objects.filter(_ended(today), level=Region.Level.TOWNSHIP)
    sized = _reports(region).annotate(size=Length("region_code"))
    return sized.filter(size=TOWNSHIP).exclude(region_code__in=gone.values("code"))


def _states(years: Sequence[int]) -> tuple[Q, Q]:
    """The reports that are on time, and those of which one cannot tell."""
    in_time, unknown = Q(pk__in=[]), Q(published__isnull=True)
    for one in deadlines(years):
        there = Q(year=one.year)
        if one.region:
            there &= within(one.region)
        for part in one.without:
            there &= ~within(part)
        if one.due is None:
            unknown |= there
        else:
            in_time |= there & Q(published__lt=one.due)
    return in_time, unknown


def held_counts(
    rows: Sequence[Region], years: Sequence[int], region: Region | None, today: date
) -> list[Held]:
    """How many bodies of each of ``rows`` are held on each year, by state; the states as in ``best_copies``."""
    known = {row.code for row in rows}
    sizes = sorted({len(code) for code in known})
    if not sizes or not years:
        return []
    in_time, unknown = _states(years)
    # A body is held, or held and not late, or held in time: each set holds the next, and their sizes tell the states.
    counted = (
        _placed(region, today)
        .filter(year__gte=years[0], year__lte=years[-1])
        .annotate(prefix=Substr("region_code", 1, sizes[-1]))
        .order_by()
        .values_list("prefix", "year")
        .annotate(
            held=Count("region_code", distinct=True),
            not_late=Count("region_code", distinct=True, filter=in_time | unknown),
            in_time=Count("region_code", distinct=True, filter=in_time),
        )
    )
    found: dict[tuple[str, int], tuple[int, int, int]] = {}
    for prefix, year, held, not_late, on_time in counted:
        for place in _places_of(prefix, sizes, known):
            before = found.get((place, year), (0, 0, 0))
            found[place, year] = (before[0] + held, before[1] + not_late, before[2] + on_time)
    return [
        Held(place, year, on_time=on_time, late=held - not_late, unknown=not_late - on_time)
        for (place, year), (held, not_late, on_time) in found.items()
    ]


def copies(
    region: Region | None, years: Sequence[int], today: date, among: tuple[str, str] | None = None
) -> Iterator[Copy]:
    """Each published annual report of a body on one of ``years``, by body and year, first stored first.

    ``among`` are the first and last code of the bodies that are asked for; None for all of the region's.
    """
    if not years:
        return
    found = _placed(region, today).filter(year__gte=years[0], year__lte=years[-1])
    if among is not None:
        found = found.filter(region_code__range=among)
    rows = found.order_by("region_code", "year", "pk").values_list(
        "region_code", "year", "published", "public_id"
    )
    for body, year, published, report in rows.iterator():
        yield Copy(body, year or 0, published, report)


def body_copies(
    region: Region | None, years: Sequence[int], today: date, at_a_time: int = 500
) -> Iterator[tuple[str, str, dict[int, Copy]]]:
    """The code and full name of each body, by code, with the reports in its cells by year.

    So many bodies at a time: little is in memory, and nothing stays open while a reader takes his time.
    """
    found = bodies(region, today).order_by("code").values_list("code", "full_name")
    last = ""
    while part := list(found.filter(code__gt=last)[:at_a_time]):
        first, last = part[0][0], part[-1][0]
        best: dict[str, dict[int, Copy]] = {}
        for (body, year), copy in best_copies(copies(region, years, today, (first, last))).items():
            best.setdefault(body, {})[year] = copy
        for code, full_name in part:
            yield code, full_name, best.get(code, {})


def held_span(region: Region | None) -> tuple[int, int] | None:
    """The first and last year that the archive holds an annual report on; None when it holds none.

    Of all of the archive whatever the ``region``, so that tables stand side by side; samples for one in 示例省 alone.
    """
    is_sample = region is not None and is_sample_place(region.code)
    held = Report.objects.filter(ANNUAL, sample=True) if is_sample else _reports(None)
    found = once(("held_span", is_sample), lambda: held.aggregate(first=Min("year"), last=Max("year")))
    return None if found["first"] is None else (found["first"], found["last"])


@dataclass(frozen=True)
class Table:
    """The coverage of a region by the places right below it.

    ``rows`` are all places right below it, ``places`` those of ``coverage.places``, by code. ``copies`` has the report of
    each cell, by body and year, where the places are bodies themselves; else it is None.
    """

    region: Region | None
    rows: list[Region]
    places: dict[str, Region]
    coverage: Coverage
    copies: dict[tuple[str, int], Copy] | None


def table(region: Region | None, years: Sequence[int], today: date) -> Table:
    """Three queries whatever the region."""
    rows = places(region)
    counts = body_counts(rows, region, today)
    found = None
    if all(row.level == Region.Level.TOWNSHIP for row in rows):
        found = best_copies(copies(region, years, today))
        held = held_bodies(found.values())
    else:
        held = held_counts(rows, years, region, today)
    named = {row.code: row for row in rows if row.code in counts}
    return Table(region, rows, named, coverage(counts, years, held), found)


@dataclass(frozen=True, slots=True)
class Apart:
    """Published annual reports that stand in no cell of a table, each counted once.

    ``above``: placed at a county or higher only; ``gone``: the body no longer exists; ``other_years``: on years not
    shown.
    """

    above: int
    gone: int
    other_years: int

    @property
    def total(self) -> int:
        return self.above + self.gone + self.other_years


def apart(region: Region | None, years: Sequence[int], today: date) -> Apart:
    """What the table of ``region`` and ``years`` leaves out."""
    gone = Q(region_code__in=Region.objects.filter(_ended(today)).values("code"))
    placed = Q(size=TOWNSHIP) & ~gone
    shown = Q(year__gte=years[0], year__lte=years[-1])
    counts = (
        _reports(region)
        .annotate(size=Length("region_code"))
        .aggregate(
            above=Count("pk", filter=Q(size__lt=TOWNSHIP)),
            gone=Count("pk", filter=Q(size=TOWNSHIP) & gone),
            other_years=Count("pk", filter=placed & ~shown),
        )
    )
    return Apart(**counts)
