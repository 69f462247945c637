"""Rows of the archive in the shapes of the API."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from reports.analysis.copied.lineage import Reuse
from reports.analysis.review.checklist import review
from reports.models import Metric, Region, Report, Section
from reports.models.parsed import evidence_in_words
from reports.queries import parsed_of, public_ids
from reports.queries.copied import reuse_of
from reports.queries.review import hints_of

#: Other reports named as having sentences of one.
SOURCES = 200


def number(value: Any) -> str | None:
    """A stored decimal without the zeros of its column; None stays None."""
    return None if value is None else format(value.normalize(), "f")


def region_ref(region: Region | None) -> dict[str, Any] | None:
    if region is None:
        return None
    return {"code": region.code, "name": region.name, "full_name": region.full_name}


def report_summary(request: HttpRequest, report: Report) -> dict[str, Any]:
    """The head of a report; expects ``region`` to be loaded."""
    return {
        "id": report.public_id,
        "title": report.title,
        "url": request.build_absolute_uri(report.get_absolute_url()),
        "region": region_ref(report.region),
        "year": report.year,
        "published": report.published,
        "issuer": report.issuer,
        "sample": report.sample,
    }


def section_out(section: Section) -> dict[str, Any]:
    """A section; expects ``sectiontopic_set`` to be prefetched."""
    return {
        "id": section.anchor,
        "path": section.path,
        "level": section.level,
        "marker": section.marker,
        "heading": section.heading,
        "start": section.start,
        "end": section.end,
        "role": next(iter(section.roles), None),
        "roles": section.roles,
        "topics": [one.topic_id for one in section.sectiontopic_set.all()],
    }


def metric_out(metric: Metric, paths: Mapping[int, str]) -> dict[str, Any]:
    """A figure; ``paths`` are the paths of sections by their keys, "0" being the preamble."""
    return {
        "id": metric.anchor,
        "text": metric.text,
        "start": metric.start,
        "end": metric.end,
        "figure": metric.figure,
        "figure_start": metric.figure_start,
        "value": number(metric.value),
        "value_high": number(metric.value_high),
        "unit": metric.unit or None,
        "approx": metric.approx,
        "bound": metric.bound or None,
        "subject": metric.subject,
        "section": paths.get(metric.section_id or 0, "0"),
        "indicator": metric.indicator_id,
        "year": metric.year,
        "per": metric.per or None,
        "planned": metric.planned,
        "negated": metric.negated,
    }


def section_paths(report: Report) -> dict[int, str]:
    """The paths of a report's sections by their keys; expects ``sections`` to be prefetched."""
    return {section.pk: section.path for section in report.sections.all()}


def reuse_out(found: Reuse) -> dict[str, Any]:
    """What of a report stands elsewhere; of its sources the :data:`SOURCES` that have most."""
    sources = found.sources()[:SOURCES]
    ids = public_ids(source.report for source in sources)
    return {
        "share": found.share,
        "masked_share": found.masked_share,
        "formula_share": found.formula_share,
        "sources": [asdict(source) | {"report": ids[source.report]} for source in sources],
    }


def report_out(request: HttpRequest, report: Report) -> dict[str, Any]:
    """A whole report, as ``queries.report_in_full`` gives it."""
    source = report.source
    paths = section_paths(report)
    parsed = parsed_of(report)
    reviewed = review(parsed)
    return report_summary(request, report) | {
        "status": report.status,
        "title_derived": report.title_derived,
        "genre": report.genre,
        "signed": report.signed,
        "index_no": report.index_no,
        "doc_no": report.doc_no,
        "region_confidence": report.region_confidence,
        "parser_version": report.parser_version,
        "evidence": evidence_in_words(report),
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "media_type": source.media_type,
            "size": source.size,
            "url": source.url,
            "download": request.build_absolute_uri(reverse("original", args=[report.public_id])),
        },
        "sections": [section_out(section) for section in report.sections.all()],
        "items": report.items,
        "metrics": [metric_out(metric, paths) for metric in report.metrics.all()],
        "flags": [
            {"kind": flag.kind, "start": flag.start, "end": flag.end, "note": flag.note}
            for flag in report.flags.all()
        ],
        "checklist": [
            {"item": one.item, "present": one.present, "start": one.start, "end": one.end}
            for one in reviewed.findings
        ],
        "rules": {
            "id": reviewed.rules.id,
            "name": reviewed.rules.name,
            "clause": reviewed.rules.clause,
            "binding": reviewed.binding,
        },
        "timeliness": {"due": reviewed.timeliness.due, "status": reviewed.timeliness.status},
        "hints": [
            {"kind": hint.kind, "sentence": hint.sentence, "spans": hint.spans} for hint in hints_of(parsed)
        ],
        "reuse": reuse_out(reuse_of(report, parsed)),
    }
