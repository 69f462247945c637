"""What a person set by hand (人工更正), laid over each new reading of a report."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from reports.models import Region, Report
from reports.parsing.types import Metric, ParsedReport, Section

#: Field name, or key of a section or metric, → {"value", "by", "at"}.
Corrections = dict[str, dict[str, Any]]

#: The fields a person can set; `region` holds a code, dates are `YYYY-MM-DD` or None.
FIELDS = ("region", "year", "title", "issuer", "published", "signed", "genre", "index_no", "doc_no")
#: What is kept beside them of a report that was set aside as a duplicate: the public id of the other one.
DUPLICATE_OF = "duplicate_of"
_DATES = ("published", "signed")


def apply_corrections(report: Report) -> None:
    """Lay ``report.corrections`` over its fields (without saving). A corrected region is sure."""
    for name, correction in report.corrections.items():
        value = correction["value"]
        if name == "region":
            region = Region.objects.filter(code=value).first() if value else None
            if region is not None:
                report.region, report.region_confidence = region, 1.0
                report.region_name = report.region_name or region.name
            elif not value:
                report.region, report.region_confidence = None, 0.0
        elif name in _DATES:
            setattr(report, name, date.fromisoformat(value) if value else None)
        elif name in FIELDS:
            setattr(report, name, value)
        if name == "title":
            report.title_derived = False


def section_key(heading_start: int, heading: str) -> str:
    """The key of a section's corrections: where its heading stands and what it says, so that no other is meant."""
    return f"section@{heading_start}:{heading[:60]}"


def metric_key(figure_start: int, figure: str, subject: str = "") -> str:
    """The key of a metric's correction: where its figure stands and what it says.

    ``subject`` tells apart what one figure is said of (参考率、合格率均达100%); other figures have none in their keys.
    """
    return f"metric@{figure_start}:{figure}" + (f":{subject}" if subject else "")


def lay_over(parsed: ParsedReport, corrections: Corrections) -> ParsedReport:
    """``parsed`` with the roles and topics of sections and the indicators of metrics that a person set.

    A correction whose section or figure the new reading no longer has is kept on record and changes nothing.
    """
    if not any("@" in name for name in corrections):
        return parsed
    figures = Counter(metric.figure_start for metric in parsed.metrics)
    return replace(
        parsed,
        sections=tuple(_section(section, corrections) for section in parsed.sections),
        metrics=tuple(
            _metric(metric, corrections, shared=figures[metric.figure_start] > 1) for metric in parsed.metrics
        ),
    )


def _section(section: Section, corrections: Corrections) -> Section:
    found = corrections.get(section_key(section.heading_start, section.heading))
    if found is None:
        return section
    topics = tuple(found["value"]["topics"])
    kept = tuple(words for words in section.topic_evidence if words.topic in topics)
    return replace(section, roles=tuple(found["value"]["roles"]), topics=topics, topic_evidence=kept)


def _metric(metric: Metric, corrections: Corrections, *, shared: bool) -> Metric:
    key = metric_key(metric.figure_start, metric.figure, metric.subject if shared else "")
    found = corrections.get(key)
    return metric if found is None else replace(metric, indicator=found["value"] or None)
