"""Regions: find them, walk down, see where reports are."""

from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from reports.models import Region
from reports.parsing.place.gazetteer import is_sample_place
from reports.queries import report_counts
from reports.queries.samples import only_samples, without_sample_places

from . import present, schemas
from .parameters import KnownRegion, Page, PageSize, on_page, one_of

router = Router()


class RegionFilter(Schema):
    q: str = Field("", description="part of a name, or the beginning of its pinyin or its initials")
    parent: KnownRegion = Field("", description="code of the unit directly above")
    level: Annotated[str, one_of(*Region.Level.values)] = Field(
        "", description="province, city, county or township"
    )
    page: Page = 1
    page_size: PageSize = 50


def _region_out(region: Region, count: int) -> dict[str, Any]:
    return (present.region_ref(region) or {}) | {
        "level": region.level,
        "parent": region.parent.code if region.parent else None,
        "report_count": count,
    }


@router.get("", response=schemas.RegionList, summary="Find regions")
def list_regions(request: HttpRequest, filters: Query[RegionFilter]) -> dict[str, Any]:
    """By code. Without parameters: the provinces.

    The invented places of the samples (示例省, 99) are found by name or parent, and listed while only samples are held.
    """
    regions = Region.objects.select_related("parent")
    if filters.parent:
        regions = regions.filter(parent__code=filters.parent)
    if filters.level:
        regions = regions.filter(level=filters.level)
    if filters.q:
        word = filters.q.strip().lower()
        regions = regions.filter(
            Q(name__contains=word) | Q(pinyin__startswith=word) | Q(initials__startswith=word)
        )
    if not (filters.q or is_sample_place(filters.parent) or only_samples()):
        regions = without_sample_places(regions)
    if not (filters.q or filters.parent or filters.level):
        regions = regions.filter(parent=None)
    shown = on_page(regions, filters.page, filters.page_size)
    counts = report_counts([region.code for region in shown])
    return {
        "count": regions.count(),
        "page": filters.page,
        "page_size": filters.page_size,
        "results": [_region_out(region, counts[region.code]) for region in shown],
    }


@router.get(
    "/{code}",
    response={200: schemas.RegionDetail, 404: schemas.Problem},
    summary="One region and what is below",
)
def region(request: HttpRequest, code: str) -> dict[str, Any]:
    """`children` are the units directly below that have published reports."""
    found = get_object_or_404(Region, code=code)
    path = [found]
    while path[0].parent is not None:
        path.insert(0, path[0].parent)
    children = list(found.children.select_related("parent"))
    counts = report_counts([code, *(child.code for child in children)])
    return _region_out(found, counts[code]) | {
        "path": [present.region_ref(one) for one in path],
        "children": [_region_out(child, counts[child.code]) for child in children if counts[child.code]],
    }
