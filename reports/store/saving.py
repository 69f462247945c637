"""Saving one report: what every change of it ends with."""

from __future__ import annotations

from django.db.models import F

from reports.models import Report

from .asking.doubt import doubt_of


def hold(report: Report) -> None:
    """Read the row again and keep others from changing it until the transaction ends.

    Whoever gave it may have read it before somebody else corrected it; saved as it was, that correction would be lost.
    """
    report.refresh_from_db(from_queryset=Report.objects.select_for_update())


def touch(report: Report, *, flagged: bool | None = None) -> None:
    """Save a changed report, have it indexed and put it in its place in the review queue."""
    report.doubt = in_queue(report, flagged=report.flags.exists() if flagged is None else flagged)
    report.search_dirty = True
    report.revision = F("revision") + 1
    report.save()
    report.refresh_from_db(fields=["revision"])


def in_queue(report: Report, *, flagged: bool) -> int:
    """The report's place in the review queue, as its fields and whether it has flags make it."""
    return doubt_of(
        status=report.status,
        region=report.place or None,
        confidence=report.region_confidence,
        year=report.year,
        genre=report.genre,
        revises=report.supersedes_id is not None,
        title_derived=report.title_derived,
        flagged=flagged,
        lost=any(one.get("lost") for one in report.corrections.values()),
    )
