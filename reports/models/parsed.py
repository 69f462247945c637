"""A stored report in the one shape that everything else takes: a :class:`~reports.parsing.types.ParsedReport`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from reports.parsing import types
from reports.parsing.anchors import Anchor, Anchors
from reports.parsing.place.gazetteer import gazetteer
from reports.text.remarks import Remark, from_stored, words

from .access.rows import rows_by
from .annotations.flag import Flag
from .annotations.furniture import Furniture
from .annotations.metric import Metric
from .annotations.section import Section, SectionTopic
from .region import Region
from .report import Report

#: The fields whose spans stand in ``Report.evidence`` beside those that are told from the text as a whole.
_VALUES = ("title", "issuer", "index_no", "doc_no")


def with_annotations(reports: QuerySet[Report]) -> QuerySet[Report]:
    """``reports`` with all that :func:`parsed_of` reads: six queries however many there are."""
    return reports.select_related("region").prefetch_related(
        Prefetch(
            "sections",
            Section.objects.prefetch_related(
                Prefetch("sectiontopic_set", SectionTopic.objects.order_by("pk"))
            ).order_by("start", "pk"),
        ),
        Prefetch("metrics", Metric.objects.select_related("indicator").order_by("start", "pk")),
        "flags",
        Prefetch("furniture", Furniture.objects.order_by("start", "pk")),
    )


def parsed_of(report: Report) -> types.ParsedReport:
    """A report loaded by :func:`with_annotations` as the parser gave it, with what a person corrected; no query.

    Rows don't tell ``hints`` and the bounds of the body, nor what the gazetteer doesn't list: of a place that is known
    only down to its county ``name`` is the name as written, and ``township`` is None. A report always has a title:
    ``derived`` where it has none of its own. Texts longer than their columns are cut.
    """
    sections = list(report.sections.all())
    topics = {one.pk: list(one.sectiontopic_set.all()) for one in sections}
    return _parsed(report, sections, topics, report.metrics.all(), report.flags.all(), report.furniture.all())


@dataclass(frozen=True)
class Read:
    """A stored report with the anchors of its sections and figures, in their order."""

    parsed: types.ParsedReport
    anchors: Anchors


def parsed_of_many(reports: Collection[Report]) -> dict[int, types.ParsedReport]:
    """The same of many reports, loaded with their regions, by key: five queries, and no instances of what hangs on them.

    Where a thousand reports are read one after another, as for the index, those take most of the time.
    """
    return {pk: read.parsed for pk, read in read_many(reports).items()}


def read_many(reports: Collection[Report]) -> dict[int, Read]:
    """The same with their anchors."""
    keys = [report.pk for report in reports]
    sections = rows_by(Section, "report_id", keys, _SECTION, ("start", "pk"))
    own = [one.pk for rows in sections.values() for one in rows]
    topics: dict[int, list[Any]] = {}
    for start in range(0, len(own), _TOGETHER):
        here = own[start : start + _TOGETHER]
        topics |= rows_by(SectionTopic, "section_id", here, ("topic_id", "evidence"), ("pk",))
    metrics = rows_by(Metric, "report_id", keys, _METRIC, ("start", "pk"))
    flags = rows_by(Flag, "report_id", keys, _FLAG, ("pk",))
    furniture = rows_by(Furniture, "report_id", keys, _SPAN, ("start", "pk"))
    found = {}
    for report in reports:
        pk = report.pk
        anchors = Anchors(
            [Anchor(one.anchor, one.former_anchor) for one in sections[pk]],
            [Anchor(one.anchor, one.former_anchor) for one in metrics[pk]],
        )
        parsed = _parsed(report, sections[pk], topics, metrics[pk], flags[pk], furniture[pk])
        found[pk] = Read(parsed, anchors)
    return found


_SPAN = ("start", "end", "kind")
_FLAG = ("pk", *_SPAN, "remark")
#: SQLite takes some hundreds of parameters in a query.
_TOGETHER = 500
_SECTION = (
    "pk",
    "path",
    "level",
    "marker",
    "heading",
    "heading_start",
    "heading_end",
    "start",
    "end",
    "roles",
    "anchor",
    "former_anchor",
)
_METRIC = (
    "text", "start", "end", "figure", "figure_start", "value", "value_high", "unit", "approx", "bound", "subject",
    "section_id", "indicator_id", "year", "per", "planned", "negated",
    "anchor", "former_anchor",
)  # fmt: skip


def _parsed(
    report: Report,
    sections: Sequence[Any],
    topics: Mapping[int, Sequence[Any]],
    metrics: Iterable[Any],
    flags: Iterable[Any],
    furniture: Iterable[Any],
) -> types.ParsedReport:
    """Rows, or tuples that have their names; ``topics`` are those of sections by key."""
    paths = {section.pk: section.path for section in sections}
    return types.ParsedReport(
        text=report.text,
        title=_value(report, "title") or types.Value(report.title, None, None, derived=True),
        issuer=_value(report, "issuer"),
        index_no=_value(report, "index_no"),
        doc_no=_value(report, "doc_no"),
        year=report.year,
        published=report.published,
        signed=report.signed,
        genre=report.genre,
        region=_region(report),
        evidence={
            name: _evidence(spans)
            for name, spans in report.evidence.items()
            if name not in (*_VALUES, "region")
        },
        furniture=tuple(types.Furniture(one.start, one.end, one.kind) for one in furniture),
        flags=tuple(
            types.Flag(one.kind, one.start, one.end, from_stored(one.remark))
            for one in sorted(flags, key=lambda one: one.pk)
        ),
        sections=tuple(_section(one, topics.get(one.pk, ())) for one in sections),
        items=tuple(_item(one) for one in report.items),
        metrics=tuple(metric_of(one, paths) for one in metrics),
    )


def stored_anchors(report: Report) -> Anchors:
    """The anchors of the sections and figures of ``parsed_of(report)``, in their order; no query either."""
    return Anchors(
        [Anchor(one.anchor, one.former_anchor) for one in report.sections.all()],
        [Anchor(one.anchor, one.former_anchor) for one in report.metrics.all()],
    )


def hidden_spans(reports: Iterable[Report]) -> dict[int, list[tuple[int, int]]]:
    """:attr:`ParsedReport.hidden` of each of many reports, by key, for lists: two queries, no other annotations."""
    keys = [report.pk for report in reports]
    injected = Flag.objects.filter(
        report__in=keys, kind=types.INJECTED, start__isnull=False, end__isnull=False
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for rows in (injected, Furniture.objects.filter(report__in=keys)):
        for pk, start, end in rows.values_list("report_id", "start", "end"):
            found.setdefault(pk, []).append((start or 0, end or 0))
    return {pk: sorted(spans) for pk, spans in found.items()}


def _value(report: Report, name: str) -> types.Value | None:
    """A field with the place where the text has it, None where it is blank."""
    value = getattr(report, name)
    if not value:
        return None
    place = next(iter(_evidence(report.evidence.get(name, []))), None)
    if place is None:
        derived = report.title_derived if name == "title" else name not in report.corrections
        return types.Value(value, None, None, derived)
    return types.Value(value, place.start, place.end, name == "title" and report.title_derived)


def _evidence(spans: Iterable[dict[str, Any]]) -> tuple[types.Evidence, ...]:
    return tuple(
        types.Evidence(one["start"], one["end"], one.get("text", ""), _why(one))
        for one in spans
        if one.get("start") is not None and one.get("end") is not None
    )


def _why(span: Mapping[str, Any]) -> Remark:
    return from_stored(span["why"]) if span.get("why") else words("")


def evidence_in_words(report: Report) -> dict[str, list[dict[str, Any]]]:
    """``Report.evidence`` with ``why`` as a :class:`~reports.text.remarks.Remark`, that of no words where nothing is."""
    return {name: [{**span, "why": _why(span)} for span in spans] for name, spans in report.evidence.items()}


def _region(report: Report) -> types.Region | None:
    row = report.region
    evidence = _evidence(report.evidence.get("region", []))
    name = report.region_name or None
    if row is None:
        if name is None and not evidence:
            return None
        nowhere = (None,) * 6
        return types.Region(None, name, *nowhere, None, report.region_confidence, evidence)
    names = {unit.level: unit.name for unit in gazetteer().ancestors(row.code)} | {str(row.level): row.name}
    return types.Region(
        code=row.code,
        name=name,
        gazetteer_name=row.name,
        level=str(row.level),
        province=names.get(Region.Level.PROVINCE),
        city=names.get(Region.Level.CITY),
        county=names.get(Region.Level.COUNTY),
        township=names.get(Region.Level.TOWNSHIP),
        full_name=row.full_name,
        confidence=report.region_confidence,
        evidence=evidence,
    )


def _section(row: Any, topics: Sequence[Any]) -> types.Section:
    return types.Section(
        path=row.path,
        level=row.level,
        marker=row.marker,
        heading=row.heading,
        heading_start=row.heading_start,
        heading_end=row.heading_end,
        start=row.start,
        end=row.end,
        roles=tuple(row.roles),
        topics=tuple(one.topic_id for one in topics),
        topic_evidence=tuple(
            types.TopicEvidence(one.topic_id, start, end) for one in topics for start, end in one.evidence
        ),
    )


def _item(item: dict[str, Any]) -> types.Item:
    return types.Item(
        item.get("section", "0"), item.get("marker", ""), item["start"], item["end"], item.get("depth", 1)
    )


def metric_of(row: Any, paths: Mapping[int, str]) -> types.Metric:
    """A stored figure as the parser gave it; ``paths`` are those of sections by their keys."""
    return types.Metric(
        text=row.text,
        start=row.start,
        end=row.end,
        figure=row.figure,
        figure_start=row.figure_start,
        value=row.value,
        value_high=row.value_high,
        unit=row.unit or None,
        approx=row.approx,
        bound=row.bound or None,
        subject=row.subject,
        section=paths.get(row.section_id or 0, "0"),
        indicator=row.indicator_id,
        year=row.year,
        per=row.per or None,
        planned=row.planned,
        negated=row.negated,
    )
