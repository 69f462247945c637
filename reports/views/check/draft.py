"""A draft as its reader's page shows it: everything is made from the text and nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe

from reports.analysis.review.checklist import review
from reports.models import Indicator, Metric, Region, Report, Section
from reports.parsing import parse_report
from reports.parsing.types import ParsedReport
from reports.queries.copied import reuse_of_text
from reports.queries.peers import Typical, peers_of
from reports.queries.review import hints_of
from reports.reading import SourceText
from reports.search.answer.facets import FLAG_LABELS
from reports.text.quotations import figure_ids, section_ids
from reports.wording.figure import number
from reports.wording.markup import blocks_html
from reports.wording.sentence import Sentence
from reports.wording.translation import reader
from reports.wording.typeset import Annotations, Heading, ListItem, Shared, typeset

from ..figures.figures import FigureRow, figure_marks, figure_rows, meanings
from ..report.copied import laid_out
from ..report.hints import finding_rows, hint_rows

#: What is too large for the archive's columns is no figure of a township.
_LARGEST = 10**16


@dataclass(frozen=True)
class DraftFigure:
    """A figure of the draft beside what its peers report, None where too few do."""

    row: FigureRow
    typical: Typical | None

    @property
    def median(self) -> str:
        return number(self.typical.median) if self.typical else ""


def draft_context(source: SourceText) -> dict[str, Any]:
    """What the result page shows of a text; reads the database, writes nothing. A constant number of queries."""
    parsed = parse_report(source.text, meta=source.meta, partial=source.partial).in_series()
    code = parsed.region.code if parsed.region else None
    # A township that is missing among the rows still has its county.
    above = {code[:length] for length in (2, 4, 6, len(code))} if code else set()
    path = sorted(Region.objects.filter(code__in=above), key=lambda one: len(one.code))
    region = path[-1] if path else None
    reviewed = review(parsed)
    sections = _sections(parsed)
    metrics = _metrics(parsed)
    anchors = {(metric.start, metric.end): metric.anchor for metric in metrics}
    annual = parsed.genre == Report.Genre.ANNUAL_REPORT
    hints = hints_of(parsed)
    rows = hint_rows(hints, parsed.text, anchors, sections)
    used = {metric.indicator_id for metric in metrics if metric.indicator_id}
    peers = peers_of(path, parsed.year, used)
    typical = peers.typical if peers else {}
    reuse = laid_out(reuse_of_text(parsed), parsed.text, parsed.year, marked=True)
    return {
        "parsed": parsed,
        "region": region,
        "path": path,
        "genre": Report.Genre(parsed.genre).label,
        "annual": annual,
        "review": reviewed,
        "required": finding_rows(reviewed.findings, parsed.text, sections),
        "outline": [(section, [Section.Role(role).label for role in section.roles]) for section in sections],
        "hints": [row for row in rows if row.hint.kind != "leftover_year"],
        "leftovers": [row for row in rows if row.hint.kind == "leftover_year"],
        "flags": [(FLAG_LABELS.get(flag.kind, Sentence("提示")), flag) for flag in parsed.flags],
        "figures": [
            DraftFigure(row, _peer(row.metric, typical)) for row in figure_rows(metrics, parsed.text)
        ],
        "meanings": meanings(metric.indicator for metric in metrics),
        "peers": peers,
        "reuse": reuse,
        "notes": source.notes,
        "body": mark_safe(
            blocks_html(typeset(parsed.text, _annotations(parsed, sections, metrics, reuse.shared)), reader())
        ),
    }


def _sections(parsed: ParsedReport) -> list[Section]:
    """The sections as rows that are never saved."""
    return [
        Section(
            path=one.path,
            level=one.level,
            marker=one.marker,
            heading=one.heading,
            heading_start=one.heading_start,
            heading_end=one.heading_end,
            start=one.start,
            end=one.end,
            roles=list(one.roles),
            anchor=anchor,
        )
        for one, anchor in zip(
            parsed.sections, section_ids(one.heading for one in parsed.sections), strict=True
        )
    ]


def _metrics(parsed: ParsedReport) -> list[Metric]:
    """The figures as rows that are never saved, so that they are shown as any report's."""
    known = Indicator.objects.in_bulk([one.indicator for one in parsed.metrics if one.indicator])
    return [
        Metric(
            indicator=known.get(one.indicator or ""),
            text=one.text,
            subject=one.subject,
            figure=one.figure,
            figure_start=one.figure_start,
            value=one.value,
            value_high=one.value_high,
            unit=one.unit or "",
            approx=one.approx,
            bound=one.bound or "",
            per=one.per or "",
            planned=one.planned,
            negated=one.negated,
            year=one.year,
            start=one.start,
            end=one.end,
            anchor=anchor,
        )
        for one, anchor in zip(parsed.metrics, figure_ids(parsed.text, parsed.metrics), strict=True)
        if abs(one.value) < _LARGEST
    ]


def _peer(metric: Metric, typical: Any) -> Typical | None:
    if metric.planned or metric.per:
        return None
    found: Typical | None = typical.get((metric.indicator_id, metric.unit))
    return found


def _annotations(
    parsed: ParsedReport, sections: list[Section], metrics: list[Metric], shared: tuple[Shared, ...]
) -> Annotations:
    title = parsed.title
    signature = [(one.start, one.end) for one in parsed.evidence.get("signed", ())]
    if parsed.issuer and parsed.issuer.start is not None and parsed.issuer.end is not None:
        signature.append((parsed.issuer.start, parsed.issuer.end))
    return Annotations(
        title=((title.start, title.end),)
        if title and title.start is not None and title.end is not None
        else (),
        headings=tuple(Heading(one.anchor, one.level, one.start, one.heading_end) for one in sections),
        items=tuple(ListItem(one.start, one.end, one.depth) for one in parsed.items),
        figures=figure_marks(metrics),
        injected=parsed.injected,
        furniture=tuple((one.start, one.end) for one in parsed.furniture),
        signature=tuple(signature),
        shared=shared,
    )
