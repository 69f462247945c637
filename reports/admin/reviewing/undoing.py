"""The last decision of a keeper, kept in the session so that it can be taken back (撤销)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from reports.models import Report
from reports.store.undo import Before, take_back

_KEY = "last_decision"


@dataclass(frozen=True)
class Last:
    """What was done to which report; ``revision`` is the one it left, ``before`` what the report was."""

    report: int
    title: str
    done: str
    revision: int
    before: Before


def remember(request: HttpRequest, report: Report, done: str, before: Before) -> None:
    """Keep a decision; the one before it can no longer be taken back."""
    held: dict[str, Any] = {
        "report": report.pk,
        "title": report.title,
        "done": done,
        "revision": report.revision,
        "before": before,
    }
    request.session[_KEY] = held


def last(request: HttpRequest) -> Last | None:
    """The decision that can be taken back; None where something else happened to its report since."""
    held = request.session.get(_KEY)
    if held is None:
        return None
    found = Last(**held)
    same = Report.objects.filter(pk=found.report, revision=found.revision)
    return found if same.exists() else None


def undo(request: HttpRequest, decision: Last) -> Report:
    """Take it back; once. Raises what :func:`~reports.store.undo.take_back` does."""
    report = Report.objects.get(pk=decision.report)
    take_back(report, decision.before, decision.revision)
    request.session.pop(_KEY, None)
    return report
