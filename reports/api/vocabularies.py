"""Topics and indicators, and an indicator's values."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from reports import queries
from reports.models import Indicator, Metric, Topic
from reports.queries.indicators import EXCERPT, in_full, told_figures
from reports.queries.samples import left_out
from reports.search import Criteria, Resting, search
from reports.text.sentences import sentence_at

from . import present, schemas
from .parameters import KnownRegion, Page, PageSize, Year, on_page

router = Router()


def _report_counts(facet: str) -> dict[str, int]:
    """Published reports a value of ``facet``, counted by the index."""
    found = search(Criteria(samples=left_out(), page_size=1))
    if found.resting:
        raise Resting
    return {one.value: one.count for one in found.facets[facet]}


@router.get("/topics", response=list[schemas.TopicOut], summary="Topics of sections")
def topics(request: HttpRequest) -> list[dict[str, Any]]:
    """In the order of the vocabulary, with the number of published reports that have a section on each."""
    counts = _report_counts("topic")
    return [
        {"slug": topic.slug, "name": topic.name, "report_count": counts.get(topic.slug, 0)}
        for topic in Topic.objects.all()
    ]


def _indicator(indicator: Indicator, counts: dict[str, int]) -> dict[str, Any]:
    return {
        "slug": indicator.slug,
        "name": indicator.name,
        "family": indicator.family,
        "stock_or_flow": indicator.stock_or_flow,
        "definition": indicator.definition,
        "caveat": indicator.caveat,
        "report_count": counts.get(indicator.slug, 0),
    }


@router.get("/indicators", response=list[schemas.IndicatorOut], summary="Indicators")
def indicators(request: HttpRequest) -> list[dict[str, Any]]:
    """In the order of the vocabulary. Values of unlike families are never one series."""
    counts = _report_counts("indicator")
    return [_indicator(indicator, counts) for indicator in Indicator.objects.all()]


def _evidence(request: HttpRequest, metric: Metric) -> dict[str, Any]:
    """Sentence and address of a figure as :func:`in_full` gives it."""
    excerpt: str = vars(metric)["excerpt"]
    base = max(metric.start - EXCERPT, 0)
    sentence = sentence_at(excerpt, metric.start - base, metric.end - base)
    return {
        "sentence": excerpt[sentence.start : sentence.end],
        "sentence_start": base + sentence.start,
        "url": request.build_absolute_uri(f"{metric.report.get_absolute_url()}#{metric.anchor}"),
    }


class ValueFilter(Schema):
    region: KnownRegion = Field("", description="code of a region of any level")
    year: Year | None = Field(None, description="year the figure is of")
    unit: str | None = Field(None, description="unit as written")
    planned: bool = Field(False, description="figures of next year's plan too")
    parts: bool = Field(
        False,
        description="all that the reports tell: parts of a whole (其中), rates (每月), figures of other years, other genres",
    )
    page: Page = 1
    page_size: PageSize = 50


@router.get(
    "/indicators/{slug}/values",
    response={200: schemas.IndicatorValues, 404: schemas.Problem},
    summary="The figures of an indicator",
)
def values(request: HttpRequest, slug: str, filters: Query[ValueFilter]) -> dict[str, Any]:
    """Newest year first: of each annual report and unit one figure, the whole, as the indicator's page and CSV have it.

    The whole is the largest of the figures of the year reported on, of percentages the first; with `planned` a report
    has one for its plan too. With `parts` all figures are given. Figures are the issuers' own claims; units are kept as
    written and must not be added up.

    Samples are left out unless `region` is 示例省 (99) or lies in it, or the archive holds nothing else.
    """
    indicator = get_object_or_404(Indicator, pk=slug)
    metrics = told_figures(indicator, filters.region, planned=filters.planned, parts=filters.parts)
    metrics = metrics.order_by("-year", "report__region_code", "report_id", "start")
    if filters.region:
        metrics = metrics.filter(queries.within(filters.region, "report__region_code"))
    if filters.year is not None:
        metrics = metrics.filter(year=filters.year)
    if filters.unit is not None:
        metrics = metrics.filter(unit=filters.unit)
    found = in_full(on_page(metrics, filters.page, filters.page_size))
    paths = {metric.section.pk: metric.section.path for metric in found if metric.section}
    return {
        "indicator": _indicator(indicator, _report_counts("indicator")),
        "count": metrics.count(),
        "page": filters.page,
        "page_size": filters.page_size,
        "results": [
            present.metric_out(metric, paths)
            | _evidence(request, metric)
            | {"report": present.report_summary(request, metric.report)}
            for metric in found
        ],
    }
