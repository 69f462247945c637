"""What was last done, by people and by commands (经过)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.urls import NoReverseMatch, reverse

from reports.store.history import runs_and_deeds


@dataclass(frozen=True)
class Done:
    """Who did what with what, and when; ``url`` is that of the thing, "" where there is none any more."""

    at: datetime
    who: str
    what: str
    thing: str
    url: str


def last_done(number: int) -> list[Done]:
    """The latest entries; of a command's run the one that tells of it as a whole."""
    return [told(entry) for entry in runs_and_deeds()[:number]]


def told(entry: LogEntry) -> Done:
    """An entry as the pages show it."""
    return Done(
        entry.action_time,
        entry.user.get_username(),
        entry.get_change_message(),
        entry.object_repr,
        _url(entry),
    )


def _url(entry: LogEntry) -> str:
    kind = entry.content_type
    if kind is None or not entry.object_id or entry.is_deletion():
        return ""
    try:
        return reverse(f"admin:{kind.app_label}_{kind.model}_change", args=[entry.object_id])
    except NoReverseMatch:
        return ""
