"""What the review screen shows of a report beside its form."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reports.models import Indicator, Metric, Region, Report, Section, Topic
from reports.models.parsed import evidence_in_words
from reports.parsing.types import INJECTED
from reports.queries import HEAVY
from reports.store.asking.asked import questions_of
from reports.store.carried import place_in_words
from reports.store.corrections import DUPLICATE_OF
from reports.store.history import history
from reports.store.same import published_beside
from reports.wording.questions import in_words

from .. import finding
from ..names import flag_name
from ..queue import QUEUE_NAMES, standing
from .annotated import Mark, pieces
from .candidates import candidates, is_unsure, searched
from .difference import difference

#: Reports shown of those that a search for the other one finds.
_OTHERS = 20

_LABELS = {
    "title": "标题",
    "issuer": "发布机关",
    "region": "地区",
    "year": "年度",
    "published": "发布日期",
    "signed": "成文日期",
    "genre": "文种",
    "index_no": "索引号",
    "doc_no": "文号",
    DUPLICATE_OF: "与这篇报告重复，编号",
}


def review(report: Report, queue: str, asked: Mapping[str, str]) -> dict[str, Any]:
    """The context of the screen: the text in marked pieces, and all that was read of it, leading into the text.

    ``queue`` is the one that is being worked off; ``asked`` what is searched for on the screen: ``place``, ``other``.
    """
    draft = report.status == Report.Status.DRAFT
    sections = list(report.sections.order_by("start", "level").prefetch_related("topics"))
    metrics = list(report.metrics.select_related("indicator").order_by("start"))
    flags = list(report.flags.order_by("start"))
    marks = [
        *(Mark(span.start, span.end, "furniture") for span in report.furniture.all()),
        *(
            Mark(
                flag.start,
                flag.end,
                "injected" if flag.kind == INJECTED else "flagged",
                f"f-{flag.pk}",
            )
            for flag in flags
            if flag.start is not None and flag.end is not None
        ),
        *(Mark(section.start, section.heading_end, "heading", f"s-{section.path}") for section in sections),
        *(Mark(metric.start, metric.end, "figure", f"m-{metric.pk}") for metric in metrics),
        *(
            Mark(span["start"], span["end"], "evidence", f"e-{name}-{number}")
            for name, spans in report.evidence.items()
            for number, span in enumerate(spans)
        ),
    ]
    return {
        "report": report,
        "pieces": pieces(report.text, marks),
        "evidence": _evidence(report),
        "corrections": _corrections(report),
        "flags": [(flag, flag_name(flag.kind)) for flag in flags],
        "sections": [(section, {topic.pk for topic in section.topics.all()}) for section in sections],
        "roles": Section.Role.choices,
        "topics": list(Topic.objects.all()),
        "indicators": list(Indicator.objects.all()),
        "metrics": [(metric, _shown(metric)) for metric in metrics],
        "others": _others(report, asked.get("other", "").strip()),
        "standing": published_beside(report) if draft else None,
        "queue": queue,
        "queue_name": QUEUE_NAMES[queue] if queue else "",
        "at": standing(queue, report) if draft else None,
        "questions": [in_words([one]) for one in questions_of([report.pk])[report.pk]] if draft else [],
        "unsure": draft and is_unsure(report),
        "candidates": candidates(report) if draft and is_unsure(report) else None,
        "place": (place := asked.get("place", "").strip()),
        "places": searched(place) if place else None,
        "other": asked.get("other", "").strip(),
        "history": history(report),
        "changes": difference(report.supersedes.text, report.text) if report.supersedes else [],
    }


def _evidence(report: Report) -> list[dict[str, Any]]:
    """For each field that rests on the text: its label and the passages, with their ids in the text, and why."""
    return [
        {
            "label": _LABELS.get(name, name),
            "spans": [
                {
                    # What rests on the file's address or its meta tags stands nowhere in the text.
                    "anchor": f"e-{name}-{number}" if span["end"] > span["start"] else "",
                    "text": span["text"],
                    "why": span["why"],
                }
                for number, span in enumerate(spans)
            ],
        }
        for name, spans in evidence_in_words(report).items()
        if spans
    ]


def _corrections(report: Report) -> list[tuple[str, dict[str, Any]]]:
    """Label of what was corrected, and its value in words with who set it when."""
    return [
        (
            _LABELS.get(name) or place_in_words(name, correction),
            {
                "key": name,
                "lost": correction.get("lost", False),
                "value": _said(name, correction["value"]),
                "by": correction["by"],
                "at": datetime.fromisoformat(correction["at"]),
            },
        )
        for name, correction in report.corrections.items()
    ]


def _said(name: str, value: Any) -> str:
    """A corrected value as the reviewer reads it; "" for a section's, which the outline shows."""
    if name.startswith("section@"):
        return ""
    if value in (None, ""):
        return "（空）"
    if name == "region":
        return str(Region.objects.filter(code=value).first() or value)
    if name == "genre":
        return str(Report.Genre(value).label)
    if name.startswith("metric@"):
        return str(Indicator.objects.filter(pk=value).first() or value)
    return str(value)


def _shown(metric: Metric) -> str:
    """The value as understood, with its unit and bound: 不少于 18000 人."""
    value = f"{metric.value.normalize():f}"
    if metric.value_high is not None:
        value += f"—{metric.value_high.normalize():f}"
    bound = f"{metric.get_bound_display()} " if metric.bound else ""
    rate = f"每{metric.per} " if metric.per else ""
    return f"{rate}{bound}{'约 ' if metric.approx and not metric.bound else ''}{value} {metric.unit}".strip()


def _others(report: Report, typed: str) -> list[Report]:
    """The other reports held of the same region and year, then those that a search finds: what this may belong to."""
    held = Report.objects.exclude(pk=report.pk).select_related("region").defer(*HEAVY)
    found: list[Report] = []
    if report.region_code and report.year is not None:
        found += held.filter(region_code=report.region_code, year=report.year).order_by("pk")
    if typed:
        known = {one.pk for one in found}
        matching = finding.found(held, typed).exclude(pk__in=known).exclude(status=Report.Status.WITHDRAWN)
        found += matching.order_by("-year", "-pk")[:_OTHERS]
    return found
