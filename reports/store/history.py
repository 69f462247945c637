"""Who did what, and when (经过): the admin's own log, written too by what happens outside its forms."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from reports.models import Report

_SHOWN_MAX = 200


def record(reports: Iterable[Report], by: int | None, sentence: str) -> None:
    """Put on record that the user with the id ``by`` did what ``sentence`` says; without a user there is no record."""
    if by is None:
        return
    kind = ContentType.objects.get_for_model(Report).pk
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=by,
            content_type_id=kind,
            object_id=str(report.pk),
            object_repr=str(report)[:_SHOWN_MAX],
            action_flag=CHANGE,
            change_message=sentence,
        )
        for report in reports
    )


def history(report: Report) -> list[LogEntry]:
    """What people did with a report, the latest first."""
    kind = ContentType.objects.get_for_model(Report)
    found = LogEntry.objects.filter(content_type=kind, object_id=str(report.pk))
    return list(found.select_related("user").order_by("-pk"))
