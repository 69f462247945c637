"""A draft as its reader's page shows it: everything is made from the text and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe

from reports.analysis.review.checklist import review
from reports.models import Indicator, Region, Report, Section
from reports.parsing import parse_report
from reports.parsing.anchors import anchors_of
from reports.parsing.types import Metric
from reports.queries.copied import reuse_of_text
from reports.queries.elsewhere import whole_figures
from reports.queries.peers import Typical, peers_of
from reports.queries.review import hints_of
from reports.reading import SourceText
from reports.text.region_codes import codes_above
from reports.wording.figure import number
from reports.wording.markup import blocks_html
from reports.wording.translation import reader
from reports.wording.typeset import typeset

from ..figures.figures import FigureRow, meanings
from ..report.copied import laid_out
from ..report.hints import finding_rows, hint_rows
from ..report.shown import Shown

#: The flags (标记) that are said before anything else: what else is said of the draft may rest on the wrong year or text.
FIRST = ("year_conflict", "injected_text")


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
    codes = [*codes_above(code), code] if code else []
    path = sorted(Region.objects.filter(code__in=codes), key=lambda one: len(one.code))
    used = {metric.indicator for metric in parsed.metrics if metric.indicator}
    indicators = Indicator.objects.in_bulk(used)
    shown = Shown(parsed, anchors_of(parsed).with_former({}), indicators)
    reviewed = review(parsed)
    rows = hint_rows(hints_of(parsed), parsed.text, shown.figure_anchors, shown.sections)
    peers = peers_of(path, parsed.year, used)
    typical = peers.typical if peers else {}
    whole = set(whole_figures(parsed.metrics, parsed.year, parsed.text).values())
    reuse = laid_out(reuse_of_text(parsed), parsed.text, marked=True)
    return {
        "parsed": parsed,
        "region": path[-1] if path else None,
        "path": path,
        "genre": Report.Genre(parsed.genre).label,
        "annual": parsed.genre == Report.Genre.ANNUAL_REPORT,
        "review": reviewed,
        "required": finding_rows(reviewed.findings, parsed.text, shown.sections),
        "outline": [
            (section, anchor, [Section.Role(role).label for role in section.roles])
            for section, anchor in shown.sections
        ],
        "hints": [row for row in rows if row.hint.kind != "leftover_year"],
        "leftovers": [row for row in rows if row.hint.kind == "leftover_year"],
        "flags": shown.flags,
        "warnings": [(name, flag) for name, flag in shown.flags if flag.kind in FIRST],
        "figures": [
            DraftFigure(row, _peer(row.metric, typical) if row.metric in whole else None)
            for row in shown.rows()
        ],
        "meanings": meanings(indicators.values()),
        "peers": peers,
        "reuse": reuse,
        "notes": source.notes,
        "body": mark_safe(
            blocks_html(typeset(parsed.text, shown.annotations(shared=reuse.shared)), reader())
        ),
    }


def _peer(metric: Metric, typical: Mapping[tuple[str, str], Typical]) -> Typical | None:
    if metric.planned or metric.per or not metric.indicator:
        return None
    return typical.get((metric.indicator, metric.unit or ""))
