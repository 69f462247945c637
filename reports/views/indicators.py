"""The pages of indicators (指标): definition, spread by year, and every figure in its sentence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from reports.analysis.distribution import Axis, Spread, axis_for, spread
from reports.analysis.wording import number
from reports.exports.table import csv_lines
from reports.exports.tables import METRIC_HEADER, metric_row
from reports.models import Indicator, Metric, Region
from reports.queries import indicators as queries
from reports.search import Criteria, search

from .exports import csv_response
from .figures import FigureRow, figure_row
from .paging import paging

PAGE_SIZE = 20
SORTS = {"": "年度从新到旧", "-value": "数值从大到小", "value": "数值从小到大"}

_ENOUGH = 4
#: Of a box's width, so that it can be seen where the quartiles fall together.
_NARROWEST = 0.8


def indicator_index(request: HttpRequest) -> HttpResponse:
    """``/indicators/``: the catalogue by kind of unit, with how many reports have a figure of each."""
    counts = {value.value: value.count for value in search(Criteria(page_size=1)).facets["indicator"]}
    families: dict[str, list[tuple[Indicator, int]]] = {str(label): [] for label in Indicator.Family.labels}
    for indicator in Indicator.objects.order_by("position"):
        label = Indicator.Family(indicator.family).label
        families[str(label)].append((indicator, counts.get(indicator.slug, 0)))
    return render(request, "reports/indicators.html", {"families": families})


@dataclass(frozen=True)
class YearSpread:
    """A year's figures, as words and as places on the common axis (0–100).

    ``box`` is lowest, left edge of the box, median, width of the box, highest; ``quartiles`` is empty where there are
    too few figures for any.
    """

    year: int
    spread: Spread
    median: str
    quartiles: str
    range: str
    box: tuple[float, float, float, float, float]


def year_spreads(values: Iterable[tuple[int, Decimal]], percent: bool) -> tuple[list[YearSpread], Axis]:
    """``values`` are (year, value) ordered by year; newest year first in the result."""
    rows = list(values)
    axis = axis_for([value for _, value in rows], percent)
    years = []
    for year, group in groupby(rows, key=lambda row: row[0]):
        one = spread(value for _, value in group)
        low, q1, middle, q3, high = (axis.place(v) for v in (one.low, one.q1, one.median, one.q3, one.high))
        width = max(q3 - q1, _NARROWEST)
        years.append(
            YearSpread(
                year,
                one,
                number(round(one.median, 1)),
                f"{number(round(one.q1, 1))}—{number(round(one.q3, 1))}" if one.n >= _ENOUGH else "",
                f"{number(one.low)}—{number(one.high)}" if one.high > one.low else number(one.low),
                (low, round(min(q1, 100 - width), 1), middle, round(width, 1), high),
            )
        )
    return years[::-1], axis


def indicator_page(request: HttpRequest, slug: str) -> HttpResponse:
    """``/indicators/<slug>/?unit=&region=&year=&sort=``: one unit at a time, unlike units are never mixed."""
    asked = Asked.of(request, slug)
    spreads, axis = _spreads(
        asked.state, asked.indicator, asked.unit, asked.region.code if asked.region else ""
    )
    count = sum(one.spread.n for one in spreads if asked.year in (None, one.year))
    page = _Counted(asked.figures(), count).get_page(request.GET.get("page"))

    context = {
        "indicator": asked.indicator,
        "units": asked.units,
        "unit": asked.unit,
        "region": asked.region,
        "year": asked.year,
        "sort": asked.sort,
        "download": f"{reverse('indicator_csv', args=[slug])}{asked.query()}",
        "sorts": SORTS,
        "provinces": _places(asked.region),
        "spreads": spreads,
        "axis": axis,
        "largest": number(axis.largest),
        "page": page,
        "figures": [_row(metric) for metric in queries.in_full(page.object_list)],
        "paging": paging(page.number, page.paginator.num_pages, lambda number: asked.query(page=number)),
    }
    return render(request, "reports/indicator.html", context)


def indicator_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """``/indicators/<slug>/figures.csv``: all figures that the page with the same parameters pages through."""
    asked = Asked.of(request, slug)
    rows = (metric_row(metric, request.build_absolute_uri) for metric in queries.in_chunks(asked.figures()))
    return csv_response(slug, csv_lines(METRIC_HEADER, rows))


@dataclass(frozen=True)
class Asked:
    """What the parameters of an indicator's page ask for; what is not understood is left out."""

    state: Hashable
    indicator: Indicator
    units: list[tuple[str, int]]
    unit: str
    region: Region | None
    year: int | None
    sort: str

    @classmethod
    def of(cls, request: HttpRequest, slug: str) -> Asked:
        """Raises Http404 for an unknown indicator."""
        indicator = get_object_or_404(Indicator, slug=slug)
        state = queries.state_of_reports()
        units = _units(state, indicator)
        names = [unit for unit, _ in units]
        unit, year, sort = (request.GET.get(name, "") for name in ("unit", "year", "sort"))
        return cls(
            state=state,
            indicator=indicator,
            units=units,
            unit=unit if unit in names else (names[0] if names else ""),
            region=Region.objects.filter(code=request.GET.get("region") or None).first(),
            year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            sort=sort if sort in SORTS else "",
        )

    def figures(self) -> QuerySet[Metric]:
        return queries.indicator_list(self.indicator, self.unit, self.region, self.year, self.sort)

    def query(self, page: int | None = None) -> str:
        """The same state as a query string, the question mark included; with a page of it."""
        held = {
            "unit": self.unit,
            "region": self.region.code if self.region else "",
            "year": self.year,
            "sort": self.sort,
            "page": page,
        }
        return f"?{urlencode({name: value for name, value in held.items() if value})}"


class _Counted(Paginator):
    """Pages of figures of which it is known how many there are: tens of thousands are not counted again."""

    def __init__(self, figures: QuerySet[Metric], count: int) -> None:
        super().__init__(figures, PAGE_SIZE)
        self._count = count

    @property
    def count(self) -> int:
        return self._count


@lru_cache(maxsize=256)
def _units(state: Hashable, indicator: Indicator) -> list[tuple[str, int]]:
    return queries.indicator_units(indicator)


@lru_cache(maxsize=512)
def _spreads(state: Hashable, indicator: Indicator, unit: str, region: str) -> tuple[list[YearSpread], Axis]:
    """As of one state of the reports: a common indicator has tens of thousands of figures."""
    return year_spreads(queries.indicator_values(indicator, unit, region), unit == "%")


def _row(metric: Metric) -> FigureRow:
    """``metric`` as queries.in_full gives it."""
    excerpt: str = vars(metric)["excerpt"]
    return figure_row(metric, excerpt, max(metric.start - queries.EXCERPT, 0))


def _places(region: Region | None) -> list[Region]:
    """The provinces, and the region chosen if it is another."""
    places = list(Region.objects.filter(level=Region.Level.PROVINCE))
    if region is not None and region not in places:
        places.insert(0, region)
    return places
