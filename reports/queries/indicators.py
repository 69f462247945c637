"""What the pages and the API of indicators (指标) read from the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import Greatest, RowNumber, Substr

from reports.analysis.wholes import RATES, wholes
from reports.models import Indicator, Metric, Region, Report
from reports.models.access.rows import rows_where

from . import COMPARABLE, HEAVY, within
from .conditions import ANNUAL, lies_in
from .once import once
from .samples import also_counted, counted

#: Characters of text around a figure that lists take along to show its sentence.
EXCERPT = 200


def indicators_by_slug() -> dict[str, Indicator]:
    """The whole catalogue; not to be changed."""
    return once("indicators", lambda: {one.slug: one for one in Indicator.objects.order_by("position")})


def indicator_figures(indicator: Indicator, region: str = "") -> QuerySet[Metric]:
    """The comparable figures of an indicator in published annual reports that tell their year.

    Those that count on a page of ``region``, wherever they are from.
    """
    return _figures(COMPARABLE, indicator, region)


def _figures(condition: Q, indicator: Indicator, region: str) -> QuerySet[Metric]:
    return Metric.objects.filter(
        condition,
        counted(region, "report__"),
        indicator=indicator,
        report__status=Report.Status.PUBLISHED,
        report__genre=Report.Genre.ANNUAL_REPORT,
        report__year__isnull=False,
    )


def told_figures(indicator: Indicator, region: str, *, planned: bool, parts: bool) -> QuerySet[Metric]:
    """The wholes of ``indicator_figures``, and of plans if ``planned``; if ``parts`` all that published reports tell."""
    if parts:
        told = Metric.objects.filter(
            counted(region, "report__"), indicator=indicator, report__status=Report.Status.PUBLISHED
        )
        return told if planned else told.filter(planned=False)
    if not planned:
        return whole(indicator_figures(indicator, region))
    return whole(_figures(COMPARABLE | Q(planned=True, per=""), indicator, region), "planned")


def indicator_units(indicator: Indicator, region: str = "") -> list[tuple[str, int]]:
    """The units an indicator is reported in and by how many reports, most first; as ``indicator_figures``."""
    units = (
        indicator_figures(indicator, region).values_list("unit").annotate(n=Count("report", distinct=True))
    )
    return list(units.order_by("-n", "unit"))


def whole(figures: QuerySet[Metric], *apart: str) -> QuerySet[Metric]:
    """Of each report the figure that stands for it in each indicator and unit, as :mod:`reports.analysis.wholes` has it.

    The largest, of rates the first: parts of a whole (其中) and what is told twice are left out. Figures that differ in
    one of the columns ``apart`` are no parts of each other.
    """
    decimal = DecimalField(max_digits=20, decimal_places=4)
    size = Case(When(unit__in=RATES, then=Value(0)), default=F("value"), output_field=decimal)
    place = Window(
        RowNumber(),
        partition_by=[F("report_id"), F("indicator_id"), F("unit"), *map(F, apart)],
        order_by=[size.desc(), F("start").asc(), F("pk").asc()],
    )
    return figures.annotate(place=place).filter(place=1)


def indicator_values(indicator: Indicator, unit: str, region: str = "") -> list[tuple[int, Decimal]]:
    """(year reported on, value) of every report with a figure in this unit, its whole, by year and value."""
    figures = indicator_figures(indicator, region).filter(unit=unit)
    if region:
        figures = figures.filter(within(region, "report__region_code"))
    rows = whole(figures).order_by("report__year", "value").values_list("report__year", "value")
    return [(year or 0, value) for year, value in rows]


def region_values(region: str, indicators: Iterable[str]) -> list[tuple[str, str, int, Decimal]]:
    """(indicator, unit, year reported on, value) of every report from a region with these, its wholes, in that order."""
    wanted = list(indicators)
    if not wanted:
        return []
    here = ANNUAL & lies_in(region)
    of_these = f"metric.indicator_id IN ({', '.join(['%s'] * len(wanted))})"
    comparable = "NOT metric.planned AND metric.per = '' AND metric.year = report.year"
    rows = rows_where(
        Metric,
        ("report_id", "indicator_id", "unit", "year", "value"),
        f"{here.sql}{also_counted(region)} AND {comparable} AND {of_these}"
        " ORDER BY metric.report_id, metric.start, metric.id",
        *here.values,
        *wanted,
        joined="JOIN reports_report report ON report.id = metric.report_id",
    )
    found = wholes(((row.report_id, row.indicator_id, row.unit), row.unit, row.value, row) for row in rows)
    return sorted((row.indicator_id, row.unit, row.year, row.value) for row in found.values())


def indicator_list(
    indicator: Indicator, unit: str, region: Region | None, year: int | None, sort: str
) -> QuerySet[Metric]:
    """The comparable figures of an indicator in a unit, a report's whole alone, newest year first unless sorted.

    ``sort`` is "", "value" or "-value". Just to be counted and cut into pages: :func:`in_full` reads a page.
    """
    figures = indicator_figures(indicator, region.code if region else "").filter(unit=unit)
    if region is not None:
        figures = figures.filter(within(region.code, "report__region_code"))
    if year is not None:
        figures = figures.filter(report__year=year)
    return whole(figures).order_by(sort or "-report__year", "report__region_code", "pk")


def in_chunks(figures: QuerySet[Metric], size: int = 500) -> Iterator[Metric]:
    """All of a queryset of figures in their order, with indicator, section, report and region, ``size`` at a time."""
    keys = list(figures.values_list("pk", flat=True))
    whole = Metric.objects.select_related("indicator", "section", "report__region")
    for start in range(0, len(keys), size):
        found = whole.defer(*(f"report__{name}" for name in HEAVY)).in_bulk(keys[start : start + size])
        yield from (found[key] for key in keys[start : start + size] if key in found)


def in_full(figures: Any) -> list[Metric]:
    """A page of a queryset of figures, with indicator, section, report and region, in their order.

    ``excerpt`` is the report's text from :data:`EXCERPT` characters before the figure to about as many after it. The
    keys are read first: a database that sorts would else carry all columns, texts included, through the sorting.
    """
    keys = list(figures.values_list("pk", flat=True))
    first = Greatest(F("start") - EXCERPT, 0) + 1
    found = (
        Metric.objects.select_related("indicator", "section", "report__region")
        .annotate(excerpt=Substr("report__text", first, 2 * EXCERPT + 300))
        .defer(*(f"report__{name}" for name in HEAVY))
        .in_bulk(keys)
    )
    return [found[key] for key in keys if key in found]
