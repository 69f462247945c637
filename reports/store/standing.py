"""Which report stands before readers (对外) for a place, a year and a genre: one at most, and known in all three.

The database holds both rules. What would break one goes back to the review queue, with the reason kept in its row.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import IntegrityError
from django.db.models import F

from reports.models import Report

from . import copied_rows as reuse
from .same import published_beside, same_report
from .saving import touch

_P = ParamSpec("_P")
_R = TypeVar("_R")


def again_if_overtaken(act: Callable[_P, _R]) -> Callable[_P, _R]:
    """``act``, a transaction, is done anew where another worker was quicker: then it sees what that one did."""

    @wraps(act)
    def acting(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return act(*args, **kwargs)
        except IntegrityError:
            return act(*args, **kwargs)

    return acting


def subject(report: Report) -> tuple[str | None, int | None, str]:
    """What a report is of: the code of its region, its year and its genre."""
    return (report.place or None, report.year, report.genre)


def find_revised(report: Report, before: tuple[str | None, int | None, str]) -> None:
    """Look anew for the report that a draft revises where region, year or genre are no longer what they were."""
    now = subject(report)
    if report.status == Report.Status.DRAFT and now != before:
        held = same_report(*now, but=report.pk)
        report.supersedes_id = held.pk if held else None


def send_back(report: Report) -> int | None:
    """Make a draft, not yet saved, of a published report that may not stand as it now is.

    Gives the key of the one whose place it had taken, to be shown again once the draft is saved.
    """
    if report.status != Report.Status.PUBLISHED:
        return None
    if not all(subject(report)):
        report.returned = Report.Returned.INCOMPLETE
    elif published_beside(report) is not None:
        report.returned = Report.Returned.HELD
    else:
        return None
    report.status = Report.Status.DRAFT
    held = same_report(*subject(report), but=report.pk)
    former, report.supersedes_id = report.supersedes_id, held.pk if held else None
    return former


def supersede(report: Report) -> None:
    """Take the report that a published one revises from the listings."""
    if report.supersedes_id is None:
        return
    old = Report.objects.filter(pk=report.supersedes_id, status=Report.Status.PUBLISHED)
    if old.update(status=Report.Status.SUPERSEDED, search_dirty=True, revision=F("revision") + 1):
        reuse.forget(report.supersedes_id)


def standing(revised: int | None, but: int) -> int | None:
    """The report that stands in the place of a revised one today, which may be itself; ``but`` is left out."""
    seen = {but}
    while revised is not None and revised not in seen:
        seen.add(revised)
        newer = (
            Report.objects.filter(supersedes=revised, status=Report.Status.PUBLISHED).exclude(pk=but).first()
        )
        if newer is None:
            return revised
        revised = newer.pk
    return revised if revised != but else None


def show_again(pk: int | None) -> None:
    """Show the report again whose place one that is withdrawn had taken, or, if that is withdrawn too, the one before.

    Where another stands there meanwhile it stays as it is; where it is no longer known of what it is, it is a draft.
    """
    seen = set()
    while pk is not None and pk not in seen:
        seen.add(pk)
        old = Report.objects.select_for_update().get(pk=pk)
        if old.status == Report.Status.SUPERSEDED:
            if published_beside(old) is None:
                old.status = Report.Status.PUBLISHED
                send_back(old)
                touch(old)
                reuse.remember(old)
            return
        pk = old.supersedes_id if old.status == Report.Status.WITHDRAWN else None
