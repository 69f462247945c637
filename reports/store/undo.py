"""Taking back the last decision on a report (撤销): the row is again as it was, if nothing else has changed it since.

What was set by hand at sections and figures stays.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from reports.models import BatchItem, Report

from . import copied_rows as reuse
from .carried import FIGURE, SECTION
from .reports import publish
from .saving import hold, touch
from .standing import again_if_overtaken, show_again

_FIELDS = (
    "region_id", "region_confidence", "region_name", "year", "title", "title_derived", "issuer", "published", "signed",
    "genre", "index_no", "doc_no", "status", "supersedes_id", "returned", "released_at", "withdrawn_at", "withdrawn_reason",
)  # fmt: skip
#: What a report was: values that JSON can hold.
Before = dict[str, Any]


class Overtaken(Exception):
    """Something else has happened to the report since; ``str()`` is a Chinese sentence."""


def as_it_is(report: Report) -> Before:
    """All that a decision can change of a report and of what is told to those who brought it."""
    remarks = BatchItem.objects.filter(report=report).values_list("pk", "remark")
    return {
        "fields": {name: _plain(getattr(report, name)) for name in _FIELDS},
        "corrections": _of_fields(report),
        "remarks": {str(pk): remark for pk, remark in remarks},
    }


@again_if_overtaken
@transaction.atomic
def take_back(report: Report, before: Before, revision: int) -> None:
    """Make a report what it was ``before`` a decision that left it at ``revision``.

    A report that had taken another's place gives it back. Raises :class:`Overtaken`, and what
    :func:`~reports.store.reports.publish` does where it is to be shown again.
    """
    hold(report)
    if report.revision != revision:
        raise Overtaken("这篇报告在那以后又有改动，不能撤销了。")
    replaced = report.supersedes_id if report.status == Report.Status.PUBLISHED else None
    was = {name: _held(name, value) for name, value in before["fields"].items()}
    for name, value in was.items():
        setattr(report, name, value)
    kept = {key: one for key, one in report.corrections.items() if key.startswith((SECTION, FIGURE))}
    report.corrections = kept | before["corrections"]
    shown, report.status = report.status == Report.Status.PUBLISHED, _unpublished(report.status)
    touch(report)
    reuse.remember(report)
    show_again(replaced)
    if shown:
        publish(report)
        report.released_at = was["released_at"]
        report.save(update_fields=["released_at"])
    for pk, remark in before["remarks"].items():
        BatchItem.objects.filter(pk=int(pk), report=report).update(remark=remark)


def _unpublished(status: str) -> str:
    """One that was public is first a draft: the door by which it comes back is that of all."""
    return Report.Status.DRAFT if status == Report.Status.PUBLISHED else status


def _of_fields(report: Report) -> dict[str, Any]:
    return {key: one for key, one in report.corrections.items() if not key.startswith((SECTION, FIGURE))}


def _held(name: str, value: Any) -> Any:
    field: Any = Report._meta.get_field(name.removesuffix("_id"))
    return field.to_python(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
