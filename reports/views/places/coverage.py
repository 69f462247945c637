"""Coverage (收录情况): of which bodies and years the archive holds the report, and which it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import pgettext

from reports import queries
from reports.analysis.coverage import NOT_HELD, STATES, Cells, Copy, Coverage, span
from reports.exports.coverage import BODY_HEADER, PLACE_HEADER, STATE_NAMES, body_rows, place_rows
from reports.exports.table import csv_lines
from reports.limits import throttled
from reports.models import Region
from reports.models.addresses import address
from reports.queries import coverage as stored
from reports.queries.coverage import Table
from reports.text.region_codes import short_code
from reports.wording.notices import not_taken
from reports.wording.sentence import Sentence
from reports.wording.translation import said

from ..charts import chart_file
from ..downloads import LARGE, csv_response
from ..shades import shade
from .coverage_charts import Address, places_chart, years_chart


@dataclass(frozen=True)
class Asked:
    """What an address asks for; ``notices`` say what of it could not be done."""

    region: Region | None
    years: tuple[int, ...]
    notices: tuple[str, ...]

    def address(self, region: Region | None = None, **more: str) -> str:
        """The parameters of the same years for another region (the country for None)."""
        code = {"region": region.code} if region is not None else {}
        return f"?{urlencode({**code, 'from': self.years[0], 'to': self.years[-1], **more})}"


def asked(params: Mapping[str, str], today: date, *, page: bool = False) -> Asked:
    """Years that cannot be read are left out and said; so is an unknown region by a ``page``. Raises Http404 for it else."""
    typed = params.get("region", "").strip()
    region = queries.region_of(short_code(typed)) if typed else None
    notices: list[str] = []
    if typed and region is None:
        if not page:
            raise Http404("没有这个地区。")
        notices.append(not_taken(typed, Sentence("地区代码")))
    first, last = (_year(params.get(name, "").strip(), notices) for name in ("from", "to"))
    held = stored.held_span(region)
    try:
        years = span(first, last, held, today.year)
    except ValueError as error:
        notices.append(error.args[0])
        years = span(None, None, held, today.year)
    return Asked(region, years, tuple(notices))


def _year(value: str, notices: list[str]) -> int | None:
    if value.isascii() and value.isdigit() and len(value) == 4:
        return int(value)
    if value:
        notices.append(Sentence("“%(value)s”不是年度，已略去。", value=value[:20]))
    return None


@dataclass(frozen=True)
class Bar:
    """The cells of a year as one bar of 100: where each state begins and how wide it is."""

    year: int
    cells: Cells
    parts: tuple[tuple[str, float, float], ...]


def bars(table: Coverage) -> list[Bar]:
    """A bar a year, the newest first."""
    found = []
    for year, cells in zip(table.years, table.by_year, strict=True):
        place, parts = 0.0, []
        for state in STATES[:-1]:
            width = getattr(cells, state) * 100 / cells.total if cells.total else 0.0
            parts.append((state, round(place, 2), round(width, 2)))
            place += width
        found.append(Bar(year, cells, tuple(parts)))
    return found[::-1]


@dataclass(frozen=True)
class GridCell:
    """A body's year: ``name`` is the state in words, ``address`` its report's, None where none is held.

    ``short`` is what a cell shows: the day of publication, else the state.
    """

    state: str
    name: str
    short: str
    address: str | None

    @property
    def rest(self) -> str:
        """What a cell says besides to whom can't see its colour."""
        return "" if self.name == self.short else f" {self.name}"


def grid(table: Table) -> list[tuple[Region, list[GridCell]]]:
    """The bodies of a table with a cell for each year; empty for a table of larger places."""
    if table.copies is None:
        return []
    names = {state: said(name) for state, name in STATE_NAMES.items()}
    not_held = GridCell(NOT_HELD, names[NOT_HELD], "", None)
    no_day = pgettext("格", "不详")

    def cell(copy: Copy | None) -> GridCell:
        if copy is None:
            return not_held
        name = names[copy.state]
        shown = month_and_day(copy.published, copy.year + 1) if copy.published else no_day
        return GridCell(copy.state, name, shown, address("report", copy.report))

    copies = table.copies
    return [
        (region, [cell(copies.get((code, year))) for year in table.coverage.years])
        for code, region in table.places.items()
    ]


def month_and_day(day: date, year: int) -> str:
    """3-05, of another year than ``year`` 22-3-05."""
    short = f"{day.month}-{day.day:02}"
    return short if day.year == year else f"{day.year % 100:02}-{short}"


@dataclass(frozen=True)
class PlaceRow:
    """A larger place: its address here, and for each year the cells with their shade (0 none held to 5 all held)."""

    region: Region
    address: str
    bodies: int
    years: tuple[tuple[Cells, int], ...]
    cells: Cells


def place_table(table: Table, address: Callable[[Region], str]) -> list[PlaceRow]:
    """The places of a table of larger places, each with its ``address``; empty for a table of bodies."""
    if table.copies is not None:
        return []
    return [
        PlaceRow(
            table.places[place.code],
            address(table.places[place.code]),
            place.bodies,
            tuple((cells, shade(cells.held, cells.total)) for cells in place.by_year),
            place.cells,
        )
        for place in table.coverage.places
    ]


def coverage_page(request: HttpRequest) -> HttpResponse:
    """``/coverage/?region=&from=&to=``."""
    today = localdate()
    state = asked(request.GET, today, page=True)
    table = stored.table(state.region, state.years, today)
    cells = table.coverage.cells
    path = [(place, state.address(place)) for place in queries.region_path(state.region)[:-1]]
    context = {
        "state": state,
        "region": state.region,
        "path": [(None, state.address()), *path] if state.region else [],
        "years": state.years,
        "coverage": table.coverage,
        "counts": {name: format(getattr(cells, name), ",") for name in (*STATES, "held", "total")},
        "bodies": format(table.coverage.bodies, ","),
        "bars": bars(table.coverage),
        "rows": place_table(table, state.address),
        "grid": grid(table),
        "apart": stored.apart(state.region, state.years, today),
        "chart": years_chart(table, *_addresses(state)),
        "places": places_chart(table, *_addresses(state)),
        "csv": reverse("coverage_csv") + state.address(state.region),
        "csv_bodies": reverse("coverage_csv") + state.address(state.region, level="township"),
    }
    return render(request, "reports/coverage.html", context)


def _addresses(state: Asked) -> tuple[str, Address]:
    """Of the page as asked for, and of the files of its charts."""
    query = state.address(state.region)
    return reverse("coverage") + query, lambda *file: reverse("coverage_chart", args=file) + query


def coverage_chart(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """``/coverage/<name>.csv`` and ``.svg``: the page's pictures (``years``, ``places``) with its parameters."""
    today = localdate()
    state = asked(request.GET, today)
    table = stored.table(state.region, state.years, today)
    charts = {
        "years": lambda: years_chart(table, *_addresses(state)),
        "places": lambda: places_chart(table, *_addresses(state)),
    }
    return chart_file(request, charts, name, ending)


@throttled("export")
def coverage_csv(request: HttpRequest) -> StreamingHttpResponse:
    """``/coverage.csv``: the page's table; with ``level=township`` a row for every body and year instead."""
    today = localdate()
    state = asked(request.GET, today)
    if request.GET.get("level") == Region.Level.TOWNSHIP:
        bodies = stored.body_copies(state.region, state.years, today)
        rows = body_rows(bodies, state.years, request.build_absolute_uri)
        return csv_response("coverage-townships", csv_lines(BODY_HEADER, rows), rows=LARGE)
    rows = place_rows(stored.table(state.region, state.years, today))
    return csv_response("coverage", csv_lines(PLACE_HEADER, rows), rows=0)
