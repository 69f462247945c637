"""Who did what, and when (经过): the admin's own log, written too by what happens outside its forms."""

from collections.abc import Iterable

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from reports.models import Report

#: The user in whose name commands go on record. Nobody can sign in as it.
COMMAND_LINE = "命令行"
_SHOWN_MAX = 200
#: A report's key and title, and what was done with it.
Row = tuple[int, str, str]


def record(reports: Iterable[Report], by: int | None, sentence: str) -> None:
    """Put on record that the user with the id ``by`` did what ``sentence`` says; without a user there is no record."""
    if by is not None:
        record_each([(report.pk, str(report), sentence) for report in reports], by)


def record_each(rows: Iterable[Row], by: int) -> None:
    """Put on record what was done with each of some reports."""
    kind = ContentType.objects.get_for_model(Report).pk
    LogEntry.objects.bulk_create(
        LogEntry(
            user_id=by,
            content_type_id=kind,
            object_id=str(pk),
            object_repr=title[:_SHOWN_MAX],
            action_flag=CHANGE,
            change_message=sentence,
        )
        for pk, title, sentence in rows
    )


def record_run(command: str, sentence: str) -> None:
    """Put a command's run on record as a whole: ``sentence`` says what became of all it was given."""
    LogEntry.objects.create(
        user_id=command_line(), object_repr=command, action_flag=CHANGE, change_message=sentence
    )


def command_line() -> int:
    """The id of the user of commands, made when it is first needed."""
    user, made = User.objects.get_or_create(username=COMMAND_LINE, defaults={"is_active": False})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user.pk


def runs_and_deeds() -> QuerySet[LogEntry]:
    """What people did, one by one, and of commands the runs as a whole; the latest first."""
    commands = User.objects.filter(username=COMMAND_LINE).values("pk")
    entries = LogEntry.objects.exclude(user__in=commands, content_type__isnull=False)
    return entries.select_related("user", "content_type").order_by("-pk")


def history(report: Report) -> list[LogEntry]:
    """What was done with a report, the latest first."""
    kind = ContentType.objects.get_for_model(Report)
    found = LogEntry.objects.filter(content_type=kind, object_id=str(report.pk))
    return list(found.select_related("user").order_by("-pk"))
