"""The pages of regions: what is held of a place and of the places below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reports import queries
from reports.models import Indicator, Metric, Region, Report

from .figures import wording_of
from .paging import paging

PAGE_SIZE = 20
#: Columns of a county's shelf.
YEARS = 10


def region_index(request: HttpRequest) -> HttpResponse:
    """``/regions/``: the provinces."""
    return render(request, "reports/regions.html", {"holdings": queries.holdings(None)})


def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """``/regions/<code>/``: a region of any level."""
    region = get_object_or_404(Region.objects.select_related("successor"), code=code)
    is_township = region.level == Region.Level.TOWNSHIP
    page = Paginator(queries.reports_of(region), PAGE_SIZE).get_page(request.GET.get("page"))
    holdings = [] if is_township else queries.holdings(region)
    is_county = region.level == Region.Level.COUNTY
    context = {
        "region": region,
        "shelf": shelf(region, [one.region for one in holdings]) if is_county else None,
        "path": queries.region_path(region)[:-1],
        "held": [one for one in holdings if one.count],
        "not_held": [one.region for one in holdings if not one.count],
        "years": queries.years_of(region),
        "page": page,
        "paging": paging(page.number, page.paginator.num_pages, lambda number: f"?page={number}"),
        "series": series(queries.figures_of(region)) if is_township else None,
    }
    return render(request, "reports/region.html", context)


@dataclass(frozen=True)
class Shelf:
    """Which townships of a county (县) have reports on which years; a cell holds the report of that year or None."""

    years: tuple[int, ...]
    rows: tuple[tuple[Region, tuple[Report | None, ...]], ...]


def shelf(county: Region, townships: Iterable[Region]) -> Shelf:
    """The latest :data:`YEARS` years from the first to the last that the county holds, gaps included."""
    held: dict[tuple[str, int], Report] = {}
    for report in queries.annual_reports(county):
        held.setdefault((report.region_id or "", report.year or 0), report)
    years = [year for _, year in held]
    span = tuple(range(max(min(years), max(years) - YEARS + 1), max(years) + 1)) if years else ()
    rows = ((one, tuple(held.get((one.code, year)) for year in span)) for one in townships)
    return Shelf(span, tuple(rows))


@dataclass(frozen=True)
class SeriesRow:
    """An indicator in one unit: for each year of the table the figures of that year, with their places."""

    indicator: Indicator
    unit: str
    cells: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Series:
    """What one body reported year by year. A cell holds (wording without unit, address) pairs; empty is 未见."""

    years: tuple[int, ...]
    rows: tuple[SeriesRow, ...]


def series(figures: Iterable[Metric]) -> Series:
    """Figures lined up by indicator and unit; unlike units never share a row."""
    table: dict[tuple[str, str], dict[int, list[tuple[str, str]]]] = {}
    indicators: dict[str, Indicator] = {}
    years: set[int] = set()
    for metric in figures:
        year = metric.report.year
        if metric.indicator is None or year is None:
            continue
        indicators[metric.indicator.slug] = metric.indicator
        years.add(year)
        wording = wording_of(metric)
        words = f"{wording.prefix}{wording.number}{wording.suffix}"
        address = f"{metric.report.get_absolute_url()}#{metric.anchor}"
        cells = table.setdefault((metric.indicator.slug, metric.unit), {})
        cells.setdefault(year, []).append((words, address))
    ordered = tuple(sorted(years))
    rows = tuple(
        SeriesRow(indicators[slug], unit, tuple(tuple(cells.get(year, ())) for year in ordered))
        for (slug, unit), cells in table.items()
    )
    return Series(ordered, rows)
