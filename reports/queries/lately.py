"""What came into the archive last (新收), the figure that tells of it first, and what stands out in its county (居首)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max

from reports.models import Indicator, Metric, Report
from reports.models.access.rows import rows_by, rows_where
from reports.text.region_codes import COUNTY

from . import COMPARABLE, PUBLISHED
from .conditions import ANNUAL, Condition, any_of, is_comparable, lies_in
from .indicators import indicators_by_slug
from .once import once
from .samples import also_counted, counted

#: A report is the first of its county only beside so many others.
FEWEST = 5
#: Beyond so many times the second largest a figure is more likely misread than the largest.
_FAR = 10
#: What is told before all else.
TOLD_FIRST = (
    "disputes_mediated",
    "petitions_received",
    "legality_reviews",
    "inspections",
    "publicity_events",
)
_FIGURE = (
    "indicator_id", "unit", "value", "value_high", "approx", "bound", "per", "negated", "planned", "year", "start", "anchor",
)  # fmt: skip
#: A report's key → its comparable figures in the text's order, of each indicator and unit the first.
_Figures = dict[int, dict[tuple[str, str], Any]]


@dataclass(frozen=True)
class Lead:
    """A figure of a report, a row as named values, and the one of the body's report of the year before if there is one.

    ``others`` is how many other reports of the county and year have such a figure, each a smaller one; 0 where it is not
    the largest, or they are too few.
    """

    indicator: Indicator
    figure: Any
    before: Any | None
    others: int


def came_since(moment: datetime) -> int:
    """How many published reports that count came in since then."""
    return Report.objects.filter(PUBLISHED, counted(), released_at__gte=moment).count()


@dataclass(frozen=True)
class Held:
    """How many published reports count, and when the last of them came in; None without any."""

    count: int
    last: datetime | None


def held() -> Held:
    """What the archive holds; found out once a change of it."""

    def ask() -> Held:
        counted_ones = Report.objects.filter(PUBLISHED, counted())
        return Held(**counted_ones.aggregate(count=Count("pk"), last=Max("released_at")))

    return once("held", ask)


def leads(reports: Sequence[Report]) -> dict[int, Lead]:
    """The figure to tell first of each of some dozens of annual reports, by their keys; none of those without one.

    It sums up the year. One in which the report is the first of its county comes first, then those of
    :data:`TOLD_FIRST`, then the catalogue's order. Six queries at most.
    """
    annual = [
        one for one in reports if one.genre == Report.Genre.ANNUAL_REPORT and one.year and one.region_code
    ]
    figures = _figures((one.pk, one.year) for one in annual)
    before = _before(annual)
    largest = _largest(annual)
    catalogue = indicators_by_slug()
    found = {}
    for report in annual:
        choices = [
            Lead(
                indicator,
                row,
                before.get(report.pk, {}).get((slug, unit)),
                largest.get((report.pk, slug, unit), 0),
            )
            for (slug, unit), row in figures.get(report.pk, {}).items()
            if (indicator := catalogue[slug]).stock_or_flow == Indicator.Span.FLOW
            # A rate says little without what it is of.
            and indicator.family != Indicator.Family.RATE
        ]
        if choices:
            found[report.pk] = min(
                choices, key=lambda one: (not one.others, *_rank(one.indicator), one.before is None)
            )
    return found


def _rank(indicator: Indicator) -> tuple[int, int]:
    slug = indicator.slug
    return TOLD_FIRST.index(slug) if slug in TOLD_FIRST else len(TOLD_FIRST), indicator.position


def _figures(reports: Iterable[tuple[int, int | None]]) -> _Figures:
    years = dict(reports)
    found: _Figures = {}
    for pk, rows in rows_by(Metric, "report_id", list(years), _FIGURE, ("start", "pk")).items():
        for row in rows:
            if is_comparable(row, years[pk]):
                found.setdefault(pk, {}).setdefault((row.indicator_id, row.unit), row)
    return found


def _before(reports: Sequence[Report]) -> _Figures:
    """The figures of the bodies' reports of the year before, by the key of the later report."""
    later = {(one.region_code, one.year - 1): one.pk for one in reports if one.year and one.region_code}
    earlier: dict[tuple[str, int], tuple[int, int]] = {}
    for pk, code, year in _annual(later):
        if (code, year) in later:
            earlier.setdefault((code, year), (pk, year))
    figures = _figures(earlier.values())
    return {later[key]: figures.get(pk, {}) for key, (pk, _) in earlier.items()}


def _annual(wanted: Iterable[tuple[str, int]]) -> list[Any]:
    """The published annual reports that count of these places, what lies in them, and years: key, place and year, by key."""
    # All of each in one: so the database looks each up in an index, and reads none of the others.
    held = any_of(ANNUAL & lies_in(code) & Condition("report.year = %s", (year,)) for code, year in wanted)
    condition = f"{held.sql}{also_counted()} ORDER BY report.id"
    return rows_where(Report, ("pk", "region_code", "year"), condition, *held.values) if held.values else []


def _largest(reports: Sequence[Report]) -> dict[tuple[int, str, str], int]:
    """By report, indicator and unit of its largest figures in county and year: how many others there have one."""
    around = _annual({(one.region_code[:COUNTY], one.year) for one in reports if one.year})
    places = {pk: (code, year) for pk, code, year in around}
    figures = Metric.objects.filter(COMPARABLE, report__in=list(places), indicator__isnull=False)
    series: defaultdict[tuple[str, int | None, str, str], dict[str, tuple[Decimal, int]]] = defaultdict(dict)
    for indicator, unit, report, value in figures.order_by("report", "start").values_list(
        "indicator", "unit", "report", "value"
    ):
        code, year = places[report]
        series[code[:COUNTY], year, indicator, unit].setdefault(code, (value, report))
    found = {}
    for (_, _, indicator, unit), values in series.items():
        (most, report), *rest = sorted(values.values(), reverse=True)
        if len(rest) >= FEWEST and rest[0][0] < most <= _FAR * rest[0][0]:
            found[report, indicator, unit] = len(rest)
    return found
