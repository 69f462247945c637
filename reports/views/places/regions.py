"""The pages of regions: what is held of a place and of the places below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from reports import queries
from reports.analysis import coverage
from reports.models import Region
from reports.queries import coverage as stored
from reports.queries.copied import copied_reports

from ..charts import Chart, chart_file, share_of
from ..paging import paging
from ..provinces import NOT_IN_GAZETTEER
from .coverage import grid, place_table
from .coverage_charts import places_chart
from .series import panels, series, series_chart
from .trends import trends, trends_chart

PAGE_SIZE = 20


def region_index(request: HttpRequest) -> HttpResponse:
    """``/regions/``: the provinces."""
    holdings = queries.holdings(None)
    most = max((one.count for one in holdings), default=0)
    rows = [(one, share_of(one.count, most)[1]) for one in holdings]
    listed = {one.region.code for one in holdings}
    unlisted = [name for code, name in NOT_IN_GAZETTEER.items() if code not in listed] if holdings else []
    return render(request, "reports/regions.html", {"holdings": rows, "unlisted": unlisted})


def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """``/regions/<code>/``: a region of any level."""
    region = get_object_or_404(Region.objects.select_related("successor"), code=code)
    is_township = region.level == Region.Level.TOWNSHIP
    years = _years(region)
    count = sum(count for _, count, _ in years)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "region": region,
        "path": queries.region_path(region)[:-1],
        "years": years,
        "count": count,
        "copied": copied_reports(region),
        "reports": queries.reports_of(region, PAGE_SIZE * (page.number - 1), PAGE_SIZE) if count else [],
        "paging": paging(page.number, page.paginator.num_pages, lambda number: f"?page={number}"),
        **(_figures(region) if is_township else _below(region)),
    }
    return render(request, "reports/region.html", context)


def _figures(township: Region) -> dict[str, Any]:
    """What the township's own reports say in figures, year by year."""
    found = series(queries.figures_of(township, plans=True))
    drawn = panels(found)
    return {"series": found, "panels": drawn, "chart": series_chart(township, found, drawn)}


def _below(region: Region) -> dict[str, Any]:
    """What is held of the places below, the same as on the page of coverage, and how their figures move.

    ``shelf`` is the table of coverage where anything is held; ``held`` and ``not_held`` are the places it leaves out.
    """
    today = localdate()
    table = stored.table(region, coverage.span(None, None, stored.held_span(region), today.year), today)
    shelf: dict[str, Any] = {}
    if table.coverage.cells.held:
        query = f"?region={region.code}"
        page = reverse("coverage") + query
        shelf = {
            "years": table.coverage.years,
            "grid": grid(table),
            "rows": place_table(table, Region.get_absolute_url),
            "chart": places_chart(table, page, lambda *file: reverse("coverage_chart", args=file) + query),
        }
    rest = queries.holdings_of([one for one in table.rows if not shelf or one.code not in table.places])
    return {
        "shelf": shelf,
        "held": [one for one in rest if one.count],
        "not_held": [one.region for one in rest if not one.count],
        "trends": trends(region),
    }


def _years(region: Region) -> list[tuple[int | None, int, float]]:
    """Each year's reports and their share of the fullest year's."""
    counted = queries.years_of(region)
    most = max((count for _, count in counted), default=0)
    return [(year, *share_of(count, most)) for year, count in counted]


def region_chart(request: HttpRequest, code: str, name: str, ending: str) -> HttpResponseBase:
    """``/regions/<code>/<name>.csv`` and ``.svg``: the page's charts."""
    region = get_object_or_404(Region, code=code)
    charts: dict[str, Callable[[], Chart | None]] = {}
    if region.level == Region.Level.TOWNSHIP:
        charts["series"] = lambda: _figures(region)["chart"]
    else:
        charts["trends"] = lambda: trends_chart(region)
    return chart_file(request, charts, name, ending)
