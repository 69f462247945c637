"""What coverage (收录情况) reads from the database: bodies, and what is held of them, counted where the rows are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from reports.analysis.coverage import Copy, Coverage, Held, best_copies, coverage, deadlines, held_bodies
from reports.models import Region, Report
from reports.models.access.rows import Instances, answers, rows_where
from reports.parsing.place.gazetteer import is_sample_place
from reports.text.region_codes import TOWNSHIP

from . import within
from .conditions import ANNUAL, Condition, any_of, lies_in
from .once import once
from .samples import is_demo, without_sample_places


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

        def ask() -> list[tuple[str, int]]:
            found = bodies(region, today).annotate(prefix=Substr("code", 1, sizes[-1])).order_by()
            return list(found.values_list("prefix").annotate(count=Count("pk")))

        for prefix, count in once(("bodies", region.code if region else "", sizes[-1], today), ask):
            for place in _places_of(prefix, sizes, counts):
                counts[place] += count
    return {code: count for code, count in counts.items() if count}


def _places_of(prefix: str, sizes: Iterable[int], known: Iterable[str]) -> Iterator[str]:
    """The one of ``known`` that a code lies in; codes of one table differ in length (省直辖县 beside 市)."""
    return (prefix[:size] for size in sizes if prefix[:size] in known)


def _annual(region: Region | None) -> Condition:
    """Published annual reports of a region and below; samples in 示例省 alone."""
    held = ANNUAL if region is None else ANNUAL & lies_in(region.code)
    samples_count = is_demo() or (region is not None and is_sample_place(region.code))
    return held if samples_count else held & Condition("NOT report.sample")


def _on(years: Sequence[int]) -> Condition:
    return Condition("report.year BETWEEN %s AND %s", (years[0], years[-1]))


def _gone(today: date) -> Condition:
    """Those of places that exist no more."""
    ended = "SELECT code FROM reports_region WHERE valid_until IS NOT NULL AND valid_until <= %s"
    return Condition(f"report.region_code IN ({ended})", (today.isoformat(),))


def _placed(today: date) -> Condition:
    """Those that belong to a body that still exists."""
    return _OF_BODIES & ~_gone(today)


_OF_BODIES = Condition(f"LENGTH(report.region_code) = {TOWNSHIP}")


def _states(years: Sequence[int]) -> tuple[Condition, Condition]:
    """The reports that are on time, and those of which one cannot tell."""
    in_time: list[Condition] = []
    unknown = [Condition("report.published IS NULL")]
    for one in deadlines(years):
        there = Condition("report.year = %s", (one.year,))
        if one.region:
            there &= lies_in(one.region)
        for part in one.without:
            there &= ~lies_in(part)
        if one.due is None:
            unknown.append(there)
        else:
            in_time.append(there & Condition("report.published < %s", (one.due.isoformat(),)))
    return any_of(in_time or [Condition("FALSE")]), any_of(unknown)


def held_counts(
    rows: Sequence[Region], years: Sequence[int], region: Region | None, today: date
) -> list[Held]:
    """How many bodies of each of ``rows`` are held on each year, by state; the states as in ``best_copies``."""
    known = {row.code for row in rows}
    sizes = sorted({len(code) for code in known})
    if not sizes or not years:
        return []
    in_time, unknown = _states(years)
    not_late = any_of((in_time, unknown))
    held = _annual(region) & _placed(today) & _on(years)
    # A body is held, or held and not late, or held in time: each set holds the next, and their sizes tell the states.
    counted = answers(
        f"""
        SELECT SUBSTR(report.region_code, 1, {sizes[-1]}) AS prefix, report.year, COUNT(DISTINCT report.region_code),
            COUNT(DISTINCT CASE WHEN {not_late.sql} THEN report.region_code END),
            COUNT(DISTINCT CASE WHEN {in_time.sql} THEN report.region_code END)
        FROM reports_report report WHERE {held.sql} GROUP BY prefix, report.year
        """,  # noqa: S608  # conditions of ours
        *not_late.values,
        *in_time.values,
        *held.values,
    )
    found: dict[tuple[str, int], tuple[int, int, int]] = {}
    for prefix, year, all_held, all_not_late, on_time in counted:
        for place in _places_of(prefix, sizes, known):
            before = found.get((place, year), (0, 0, 0))
            found[place, year] = (before[0] + all_held, before[1] + all_not_late, before[2] + on_time)
    return [
        Held(place, year, on_time=on_time, late=held_ones - timely, unknown=timely - on_time)
        for (place, year), (held_ones, timely, on_time) in found.items()
    ]


def copies(
    region: Region | None, years: Sequence[int], today: date, among: tuple[str, str] | None = None
) -> Iterator[Copy]:
    """Each published annual report of a body on one of ``years``, by body and year, first stored first.

    ``among`` are the first and last code of the bodies that are asked for; None for all of the region's.
    """
    if not years:
        return
    found = _annual(region) & _placed(today) & _on(years)
    if among is not None:
        found &= Condition("report.region_code BETWEEN %s AND %s", among)
    ordered = f"{found.sql} ORDER BY report.region_code, report.year, report.id"
    for body, year, published, report in rows_where(Report, _COPY, ordered, *found.values):
        yield Copy(body, year, published, report)


_COPY = ("region_code", "year", "published", "public_id")


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

    def ask() -> tuple[int, int] | None:
        held = ANNUAL & Condition("report.sample") if is_sample else _annual(None)
        ((first, last),) = answers(
            f"SELECT MIN(report.year), MAX(report.year) FROM reports_report report WHERE {held.sql}",  # noqa: S608  # conditions of ours
            *held.values,
        )
        return None if first is None else (first, last)

    return once(("held_span", is_sample), ask)


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
    above = Condition(f"LENGTH(report.region_code) < {TOWNSHIP}")
    left_out = (above, _OF_BODIES & _gone(today), _placed(today) & ~_on(years))
    counts = ", ".join(f"COUNT(CASE WHEN {one.sql} THEN 1 END)" for one in left_out)
    held = _annual(region)
    ((above_bodies, gone, other_years),) = answers(
        f"SELECT {counts} FROM reports_report report WHERE {held.sql}",  # noqa: S608  # conditions of ours
        *(value for one in (*left_out, held) for value in one.values),
    )
    return Apart(above_bodies, gone, other_years)
