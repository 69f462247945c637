"""What each button of the review screen does: one decision on the report, said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import QueryDict

from reports.ingest import renew
from reports.models import Report
from reports.models.public_ids import is_number
from reports.store import reports as store
from reports.store.same import published_beside

#: After a correction that settles something the screen stays; these buttons end a draft's review.
ENDING = {"_publish", "_withdraw", "_duplicate", "_replace", "_yield"}
#: The buttons beside the one that only saves.
BUTTONS = ENDING | {"_reparse", "_revision", "_beside", "_place"}


class NoOther(Exception):
    """No report has the id that was given as the other one's."""


@dataclass(frozen=True)
class Decision:
    """What is done to the report, and what the history says of it."""

    act: Callable[[Report], None]
    done: str


def decision(pressed: QueryDict, report: Report, *, by: str) -> Decision | None:
    """What was pressed; None for saving alone. Raises :class:`NoOther`."""
    if "_publish" in pressed:
        return Decision(store.publish, "已发布")
    if "_withdraw" in pressed:
        reason = reason_of(pressed)
        done = "已退回" if report.status == Report.Status.DRAFT else "已撤下"
        return Decision(partial(store.withdraw, reason=reason), done + (f"：{reason}" if reason else ""))
    if "_reparse" in pressed:
        return Decision(renew.reparse, "已重新识别")
    if "_beside" in pressed:
        return Decision(partial(store.mark_revision, of=None), "不再作为修订稿")
    if "_duplicate" in pressed or "_yield" in pressed:
        other = published_beside(report) if "_yield" in pressed else _other(pressed)
        done = f"已标为与{_named(other)}重复并撤下"
        return Decision(partial(store.mark_duplicate, of=_there(other), by=by), done)
    if "_revision" in pressed:
        other = _other(pressed)
        done = f"已作为{_named(other)}的修订稿，发布后取代它"
        return Decision(partial(store.mark_revision, of=other), done)
    if "_replace" in pressed:
        other = _there(published_beside(report))
        return Decision(partial(store.publish_instead, of=other), f"已发布，取代{_named(other)}")
    return None


def reason_of(pressed: QueryDict) -> str:
    """Why it is sent back or withdrawn, in one line of 200 characters at most."""
    return " ".join(pressed.get("reason", "").replace("\0", "").split())[:200]


def _other(pressed: QueryDict) -> Report:
    """The report that was chosen, or whose id, or number of before, was typed."""
    typed = pressed.get("other", "").strip()
    named = {"pk": int(typed)} if is_number(typed) else {"public_id": typed}
    return _there(Report.objects.filter(**named).first())


def _there(other: Report | None) -> Report:
    if other is None:
        raise NoOther
    return other


def _named(other: Report | None) -> str:
    there = _there(other)
    return f"《{there.title}》（编号 {there.public_id}）"
