"""Coverage: of which bodies and years the archive holds the report."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from reports.analysis.coverage import Cells, span
from reports.models import Region
from reports.queries import coverage as stored
from reports.queries.coverage import Table

from . import present, schemas
from .parameters import KnownRegion, Page, PageSize, Year

router = Router()


class CoverageFilter(Schema):
    region: KnownRegion = Field("", description="code of a region of any level; the country without it")
    from_: Year | None = Field(
        None, alias="from", description="first year; by default from what the archive holds"
    )
    to: Year | None = Field(None, description="last year")
    page: Page = 1
    page_size: PageSize = Field(100, description="rows a page; the cells are always of all rows")


class CellsOut(Schema):
    on_time: int
    late: int
    unknown: int = Field(description="held, with its date of publication unknown")
    not_held: int = Field(description="not in this archive, which is not to say not published")


class CoverageYear(CellsOut):
    year: int
    report: str | None = Field(description="id of the report held, where the row is a single body")


class CoverageRow(Schema):
    region: schemas.RegionRef
    level: str
    bodies: int
    cells: CellsOut
    years: list[CoverageYear]


class CoverageOut(Schema):
    bodies: int = Field(description="townships and subdistricts of the region")
    years: int = Field(description="how many years; the rows say which")
    cells: CellsOut = Field(description="they add up to bodies × years")
    rows: list[CoverageRow] = Field(description="the places right below the region, by code")


@router.get(
    "",
    response={200: CoverageOut, 404: schemas.Problem, 422: schemas.Problem},
    summary="What is held, by body and year",
)
def coverage(request: HttpRequest, response: HttpResponse, filters: Query[CoverageFilter]) -> dict[str, Any]:
    """Published annual reports alone.

    Reports that are placed at a county or higher stand in no cell. Where there are more rows than one page holds, the
    `Link` header (RFC 8288) leads to the next.
    """
    today = localdate()
    region = get_object_or_404(Region, code=filters.region) if filters.region else None
    try:
        years = span(filters.from_, filters.to, stored.held_span(region), today.year)
    except ValueError as error:
        raise HttpError(422, str(error)) from error
    table = stored.table(region, years, today)
    rows = _rows(table)
    first = (filters.page - 1) * filters.page_size
    if first + filters.page_size < len(rows):
        following = request.GET.dict() | {"page": filters.page + 1}
        address = request.build_absolute_uri(f"{request.path}?{urlencode(following)}")
        response["Link"] = f'<{address}>; rel="next"'
    return {
        "bodies": table.coverage.bodies,
        "years": len(years),
        "cells": asdict(table.coverage.cells),
        "rows": rows[first : first + filters.page_size],
    }


def _rows(table: Table) -> list[dict[str, Any]]:
    return [
        {
            "region": present.region_ref(table.places[place.code]),
            "level": table.places[place.code].level,
            "bodies": place.bodies,
            "cells": asdict(place.cells),
            "years": [
                _year(table, place.code, year, cells)
                for year, cells in zip(table.coverage.years, place.by_year, strict=True)
            ],
        }
        for place in table.coverage.places
    ]


def _year(table: Table, code: str, year: int, cells: Cells) -> dict[str, Any]:
    copy = (table.copies or {}).get((code, year))
    return asdict(cells) | {"year": year, "report": copy and copy.report}
