"""One body's reports year by year."""

from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from reports import queries
from reports.analysis.across.compare import Part
from reports.analysis.across.over_time import ANSWERS, Change, Said, SectionPair, changes, reading_of
from reports.models import Region, Report
from reports.queries.texts import latest_years

from . import present, schemas

router = Router()


class SectionPlace(Schema):
    report: str
    path: str
    title: str


class SectionPairOut(Schema):
    kind: Literal["new", "gone", "same", "figures", "changed"]
    earlier: SectionPlace | None
    later: SectionPlace | None
    kept: int = Field(
        description="of the `total` comparable sentences of the later, how many stood in the earlier report already"
    )
    total: int


class Sentence(Schema):
    report: str
    section: str = Field(description="path of the section, “0” in the preamble")
    start: int
    end: int
    text: str


class RepeatedOut(Schema):
    kind: Literal["same", "figures", "near"]
    earlier: Sentence
    later: Sentence


class AnswerOut(Sentence):
    share: float = Field(description="how much of the content of the plan's best fitting clause it has")


class PromiseOut(Schema):
    plan: Sentence
    answers: list[AnswerOut] = Field(description="empty means not found, never not done")


class ChangeOut(Schema):
    earlier: int
    later: int
    too_long: bool = Field(description="the texts are too long to be compared")
    kept: int = Field(
        description="of the later report's `total` comparable sentences, how many stand in the earlier too, word for word"
        " or but for figures and names of places; `total` is the number that `reuse` counts shares of"
    )
    total: int
    sections: list[SectionPairOut]
    repeated_plans: list[RepeatedOut]
    promises: list[PromiseOut] | None = Field(
        description="null where the report of the next year is not held"
    )


class YearOut(Schema):
    year: int
    report: schemas.ReportSummary
    figures: list[schemas.MetricOut]


class ChangeHistory(Schema):
    region: schemas.RegionRef
    threshold: float = Field(description="least share of an answer")
    years: list[YearOut]
    changes: list[ChangeOut]


@router.get(
    "/{code}/change",
    response={200: ChangeHistory, 404: schemas.Problem, 422: schemas.Problem},
    summary="A township's reports year by year",
)
def change(request: HttpRequest, code: str) -> dict[str, Any]:
    """A machine's reading of the latest twelve years held: figures; sections new, gone and kept; plans announced again
    and what the next report says on the same matter.
    """
    region = get_object_or_404(Region, code=code)
    if region.level != Region.Level.TOWNSHIP:
        raise HttpError(422, "历年变化只按乡镇街道看。")
    reports = latest_years(queries.texts_of(region))
    figures: dict[int, list[dict[str, Any]]] = {}
    paths = {key: path for report in reports.values() for key, path in present.section_paths(report).items()}
    for metric in queries.figures_of(region):
        figures.setdefault(metric.report_id, []).append(present.metric_out(metric, paths))
    return {
        "region": present.region_ref(region),
        "threshold": ANSWERS,
        "years": [
            {
                "year": year,
                "report": present.report_summary(request, report),
                "figures": figures.get(report.pk, []),
            }
            for year, report in reports.items()
        ],
        "changes": [
            _change(one, reports[one.earlier], reports[one.later])
            for one in changes(
                {year: reading_of(queries.parsed_of(report)) for year, report in reports.items()}
            )
        ],
    }


def _change(one: Change, earlier: Report, later: Report) -> dict[str, Any]:
    return {
        "earlier": one.earlier,
        "later": one.later,
        "too_long": one.too_long,
        "kept": one.kept,
        "total": one.total,
        "sections": [_pair(pair, earlier, later) for pair in one.sections],
        "repeated_plans": [
            {"kind": plan.kind, "earlier": _said(plan.earlier, earlier), "later": _said(plan.later, later)}
            for plan in one.repeated
        ],
        "promises": None
        if one.promises is None
        else [
            {
                "plan": _said(promise.plan, earlier),
                "answers": [
                    _said(answer.said, later) | {"share": answer.share} for answer in promise.answers
                ],
            }
            for promise in one.promises
        ],
    }


def _pair(pair: SectionPair, earlier: Report, later: Report) -> dict[str, Any]:
    return {
        "kind": pair.kind,
        "earlier": _place(pair.earlier, earlier),
        "later": _place(pair.later, later),
        "kept": pair.kept,
        "total": pair.total,
    }


def _place(part: Part | None, report: Report) -> dict[str, Any] | None:
    if part is None:
        return None
    return {"report": report.public_id, "path": part.path, "title": part.title}


def _said(said: Said, report: Report) -> dict[str, Any]:
    return {
        "report": report.public_id,
        "section": said.path,
        "start": said.start,
        "end": said.end,
        "text": said.text,
    }
