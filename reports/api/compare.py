"""Two to four reports side by side."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponsePermanentRedirect
from ninja import Query, Router
from ninja.errors import HttpError

from reports import queries
from reports.analysis.across.compare import FigureRow, PartRow, Value, by_role, by_topic, figure_rows
from reports.models import Indicator, Metric, Report, Section, Topic
from reports.models.public_ids import is_number, is_public_id
from reports.queries.parts import parts_of
from reports.views.moved import with_ids

from . import present, schemas

router = Router()
MOST = 4


@router.get(
    "",
    response={200: schemas.Comparison, 404: schemas.Problem, 422: schemas.Problem},
    summary="Compare two to four reports",
)
def compare(request: HttpRequest, id: Query[list[str]]) -> Any:
    """Columns follow the order of `id`. An empty cell means not found in that report, never zero."""
    if moved := with_ids(request):
        return HttpResponsePermanentRedirect(moved)
    if wrong := [one[:20] for one in id if not (is_public_id(one) or is_number(one))]:
        raise HttpError(422, f"“{wrong[0]}”不是报告编号。")
    asked = list(dict.fromkeys(id))
    if not 2 <= len(asked) <= MOST:
        raise HttpError(422, f"一次对比 2 至 {MOST} 篇不同的报告，收到 {len(asked)} 篇。")
    found = queries.reports_to_compare(asked, annotated=True)
    if missing := [one for one in asked if one not in found]:
        raise HttpError(404, f"没有编号为 {'、'.join(missing)} 的已发布报告。")
    reports = [found[one] for one in asked]
    positions = {indicator.slug: indicator.position for indicator in Indicator.objects.all()}
    rows = figure_rows([_values(report) for report in reports], lambda slug: positions[slug])
    paths = {key: path for report in reports for key, path in present.section_paths(report).items()}
    parts = [parts_of(queries.parsed_of(report)) for report in reports]
    topics = [topic.slug for topic in Topic.objects.all()]
    return {
        "reports": [present.report_summary(request, report) for report in reports],
        "figures": [_figure_row(row, paths) for row in rows],
        "by_role": [_part_row(row) for row in by_role(parts, Section.Role.values)],
        "by_topic": [_part_row(row) for row in by_topic(parts, topics)],
    }


def _values(report: Report) -> list[Value[Metric]]:
    return [
        Value(
            indicator=metric.indicator_id,
            unit=metric.unit,
            value=metric.value,
            item=metric,
            per=metric.per,
            planned=metric.planned,
        )
        for metric in report.metrics.all()
        if metric.indicator_id
    ]


def _figure_row(row: FigureRow[Metric], paths: Mapping[int, str]) -> dict[str, Any]:
    return {
        "indicator": row.indicator,
        "unit": row.unit or None,
        "per": row.per or None,
        "planned": row.planned,
        "cells": [[present.metric_out(value.item, paths) for value in cell] for cell in row.cells],
    }


def _part_row(row: PartRow) -> dict[str, Any]:
    return {"key": row.key, "cells": [[part.path for part in cell] for cell in row.cells]}
