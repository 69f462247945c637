"""The pages of regions: what is held of a place and of the places below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from reports import queries
from reports.analysis import coverage
from reports.models import Indicator, Metric, Region
from reports.queries import coverage as stored

from .coverage import grid
from .figures import meanings, wording_of
from .paging import paging

PAGE_SIZE = 20


def region_index(request: HttpRequest) -> HttpResponse:
    """``/regions/``: the provinces."""
    return render(request, "reports/regions.html", {"holdings": queries.holdings(None)})


def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """``/regions/<code>/``: a region of any level."""
    region = get_object_or_404(Region.objects.select_related("successor"), code=code)
    is_township = region.level == Region.Level.TOWNSHIP
    page = Paginator(queries.reports_of(region), PAGE_SIZE).get_page(request.GET.get("page"))
    holdings = [] if is_township else queries.holdings(region)
    context = {
        "region": region,
        "shelf": _grid(region) if region.level == Region.Level.COUNTY else {},
        "path": queries.region_path(region)[:-1],
        "held": [one for one in holdings if one.count],
        "not_held": [one.region for one in holdings if not one.count],
        "years": queries.years_of(region),
        "page": page,
        "paging": paging(page.number, page.paginator.num_pages, lambda number: f"?page={number}"),
        "series": series(queries.figures_of(region)) if is_township else None,
    }
    return render(request, "reports/region.html", context)


def _grid(county: Region) -> dict[str, Any]:
    """What the county holds of each township and year, the same as on the page of coverage; empty if nothing."""
    today = localdate()
    years = coverage.span(None, None, stored.held_span(), today.year)
    table = stored.table(county, years, today)
    return {"years": years, "grid": grid(table)} if table.coverage.cells.held else {}


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

    @property
    def meanings(self) -> list[Indicator]:
        return meanings(row.indicator for row in self.rows)


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
