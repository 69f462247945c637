"""A report's sections as they are set beside those of other reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.analysis.across.compare import Part
from reports.analysis.review.checklist import Finding, review
from reports.parsing.types import ParsedReport, Section


def parts_of(report: ParsedReport) -> list[Part]:
    """Each section with the text below its heading; behind them the sentences by which contents are found alone.

    So each role that the report has is some part's: what the checklist shows stands in the comparison too. A sentence's
    part has the path and title of the section around it, "0" and none where it stands before the first.
    """
    sections = report.sections
    parts = [Part.of(one, min(one.heading_end, one.end), one.end) for one in sections]
    held = {role for section in sections for role in section.roles}
    found = [one for one in review(report).findings if one.role and one.role not in held]
    return [*parts, *(part for one in found for part in _shown_by(sections, one))]


def _shown_by(sections: Sequence[Section], finding: Finding) -> Iterator[Part]:
    """The section whose heading shows a content that no section has for its role, or the sentence that shows it."""
    if finding.start is None or finding.end is None:
        return
    around = [one for one in sections if one.start <= finding.start < max(one.end, one.heading_end)]
    inner = around[-1] if around else None
    span = (finding.start, finding.end)
    if inner is not None and finding.start == inner.heading_start:
        span = (min(inner.heading_end, inner.end), inner.end)
    yield Part(
        inner.path if inner else "0",
        0,
        f"{inner.marker}{inner.heading}" if inner else "",
        (span,),
        (finding.role,),
    )
