"""The pages of regions: what is held of a place and of the places below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from reports import queries
from reports.analysis import coverage
from reports.models import Region
from reports.parsing.place.gazetteer import is_sample_place
from reports.queries import coverage as stored
from reports.queries.copied import copied_reports
from reports.queries.coverage import Table
from reports.search.answer.places import all_places

from ..charts import Chart, chart_file, share_of
from ..paging import paging
from ..provinces import NOT_IN_GAZETTEER
from .coverage import grid, place_table
from .coverage_charts import places_chart
from .series import panels, series, series_chart
from .trends import trends, trends_chart

PAGE_SIZE = 20


#: Places of a search that are listed, and so many that it says there are more.
FOUND = 60


def region_index(request: HttpRequest) -> HttpResponse:
    """``/regions/``: the provinces, of a single one what lies in it; ``?q=`` the places so named, reports first."""
    if typed := request.GET.get("q", "").strip():
        held = queries.holdings_of(all_places(typed, FOUND + 1))
        found = sorted(held[:FOUND], key=lambda one: -one.count)
        context = {"typed": typed, "found": found, "more": len(held) > FOUND}
        return render(request, "reports/regions.html", context)
    holdings = queries.holdings(None)
    listed = {one.region.code for one in holdings}
    # A gazetteer of invented places alone stands for no country.
    is_country = any(not is_sample_place(code) for code in listed)
    unlisted = [name for code, name in NOT_IN_GAZETTEER.items() if code not in listed] if is_country else []
    held = [one for one in holdings if one.count]
    context = {
        "holdings": _ranked(holdings),
        "empty": [one for one in holdings if not one.count],
        "unlisted": unlisted,
        "count": sum(one.count for one in held),
        "below": _ranked(queries.holdings(held[0].region)) if len(held) == 1 else [],
    }
    return render(request, "reports/regions.html", context)


def _ranked(holdings: list[queries.Holding]) -> list[tuple[queries.Holding, float]]:
    """The places that hold reports, each with its share of the fullest."""
    most = max((one.count for one in holdings), default=0)
    return [(one, share_of(one.count, most)[1]) for one in holdings if one.count]


def region_page(request: HttpRequest, code: str) -> HttpResponse:
    """``/regions/<code>/``: a region of any level."""
    region = queries.region_of(code)
    if region is None:
        raise Http404("没有这个地区。")
    is_township = region.level == Region.Level.TOWNSHIP
    years = queries.years_of(region)
    count = sum(count for _, count in years)
    page = Paginator(range(count), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "region": region,
        "path": queries.region_path(region)[:-1],
        "bars": _bars(years),
        "count": count,
        "copied": copied_reports(region),
        "reports": queries.reports_of(region, PAGE_SIZE * (page.number - 1), PAGE_SIZE) if count else [],
        "paging": paging(page.number, page.paginator.num_pages, lambda number: f"?page={number}"),
        **(
            _not_held(region)
            if is_township and not count
            else _figures(region)
            if is_township
            else _below(region)
        ),
    }
    return render(request, "reports/region.html", context)


def _figures(township: Region) -> dict[str, Any]:
    """What the township's own reports say in figures, year by year."""
    found = series(queries.figures_of(township, plans=True))
    drawn = panels(found)
    return {"series": found, "panels": drawn, "chart": series_chart(township, found, drawn)}


#: Reports of the county that are listed where a township has none.
_NEARBY = 8


def _not_held(township: Region) -> dict[str, Any]:
    """Where to go on from a township without reports: its county's grid, and the newest reports of its neighbours.

    ``county`` is None for a township that stands alone; ``shelf`` is empty where nothing of the county is held either.
    """
    county = township.parent
    if county is None:
        return {"county": None}
    shelf, _table = _shelf(county)
    nearby = queries.reports_of(county, 0, _NEARBY) if shelf else []
    beside = queries.listed_regions(county).filter(valid_until__isnull=True).exclude(pk=township.pk)
    return {"county": county, "county_shelf": shelf, "nearby": nearby, "beside": [] if shelf else beside}


def _shelf(region: Region) -> tuple[dict[str, Any], Table]:
    """The table of coverage of the places below as the page shows it, empty where nothing is held; and its rows."""
    today = localdate()
    table = stored.table(region, coverage.span(None, None, stored.held_span(region), today.year), today)
    if not table.coverage.cells.held:
        return {}, table
    query = f"?region={region.code}"
    page = reverse("coverage") + query
    shelf = {
        "years": table.coverage.years,
        "grid": grid(table),
        "rows": place_table(table, Region.get_absolute_url),
        "chart": places_chart(table, page, lambda *file: reverse("coverage_chart", args=file) + query),
    }
    return shelf, table


def _below(region: Region) -> dict[str, Any]:
    """What is held of the places below, the same as on the page of coverage, and how their figures move.

    ``shelf`` is the table of coverage where anything is held; ``held`` and ``not_held`` are the places it leaves out.
    """
    shelf, table = _shelf(region)
    rest = queries.holdings_of([one for one in table.rows if not shelf or one.code not in table.places])
    return {
        "shelf": shelf,
        "bodies": table.coverage.bodies,
        "held": [one for one in rest if one.count],
        "not_held": [one.region for one in rest if not one.count],
        "trends": trends(region),
    }


@dataclass(frozen=True)
class YearBar:
    """A year and how many reports are held on it; ``height`` is 0–100 of the fullest year's."""

    year: int
    count: int
    height: int

    @property
    def top(self) -> int:
        return 100 - self.height


#: Columns that have room beside a page's main part, the latest years.
_MOST_YEARS = 10


def _bars(years: Iterable[tuple[int | None, int]]) -> list[YearBar]:
    """A bar for each year from the first to the last, also for those with none."""
    counts = {year: count for year, count in years if year is not None}
    if not counts:
        return []
    most = max(counts.values())
    shown = range(max(min(counts), max(counts) - _MOST_YEARS + 1), max(counts) + 1)
    return [YearBar(year, counts.get(year, 0), round(counts.get(year, 0) * 100 / most)) for year in shown]


def region_chart(request: HttpRequest, code: str, name: str, ending: str) -> HttpResponseBase:
    """``/regions/<code>/<name>.csv`` and ``.svg``: the page's charts."""
    region = get_object_or_404(Region, code=code)
    charts: dict[str, Callable[[], Chart | None]] = {}
    if region.level == Region.Level.TOWNSHIP:
        charts["series"] = lambda: _figures(region)["chart"]
    else:
        charts["trends"] = lambda: trends_chart(region)
    return chart_file(request, charts, name, ending)
