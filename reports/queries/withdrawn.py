"""Reports that readers had seen and that were withdrawn (撤下): a trace of them is told, never their text."""

from __future__ import annotations

from typing import Any

from reports.models import Report


class Withdrawn(Exception):
    """A report asked for was withdrawn after readers had seen it."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.pk)
        self.report = report


def refuse_withdrawn(report: Report | None) -> None:
    """Raise :class:`Withdrawn` for a report that readers had seen; not for a draft that was sent back unseen."""
    if report is not None and report.is_traced:
        raise Withdrawn(report)


def trace(report: Report) -> dict[str, Any]:
    """What remains to be told of a withdrawn report: what it was, when and why it was withdrawn."""
    return {
        "title": report.title,
        "sample": report.sample,
        "region": report.region.full_name if report.region else report.region_name,
        "year": report.year,
        "withdrawn_at": report.withdrawn_at,
        "reason": report.withdrawn_reason,
        "sha256": report.source.sha256,
    }
