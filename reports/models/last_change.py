"""What changes whenever a row that readers see does (馆藏版本): answers are told to be the same by it.

Every statement that writes such a row also writes a new random token, in the same transaction, so that whoever reads the
token first and the rows after it never holds old rows for new ones. Random, not counted up: an archive put back from a
backup does not come to a token that it had before.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

#: Tables of the archive that no page for readers is made of.
UNSEEN = frozenset({"reports_batch", "reports_batchitem", "reports_lastchange", "reports_restoration"})
_WRITES = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(reports_\w+)"?', re.IGNORECASE)
_PUT = "INSERT INTO reports_lastchange (id, token) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET token = excluded.token"
_GET = "SELECT token FROM reports_lastchange WHERE id = 1"


class LastChange(models.Model):
    """One row: the token of the last change."""

    token = models.CharField(max_length=22)

    class Meta:
        verbose_name = verbose_name_plural = "最近变动"

    def __str__(self) -> str:
        return self.token


def last_change() -> str:
    """The token as it is now; "" where nothing was ever written. One short query."""
    # Who has read it in a transaction that writes is to read another after the next write.
    connection.run_on_commit = [one for one in connection.run_on_commit if one[1] is not _noted]
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        row = cursor.fetchone()
    return row[0] if row else ""


def note_change() -> None:
    """A new token, for what writes past Django's statements: a copy into tables, an index made anew."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [secrets.token_urlsafe(16)])


def watch(sender: object = None, **options: Any) -> None:
    """Have the connection's writes noted from now on; where the table is not made yet, from the next call on."""
    opened: BaseDatabaseWrapper = options.get("connection", connection)
    if _note in opened.execute_wrappers:
        opened.execute_wrappers.remove(_note)
    with opened.cursor() as cursor:
        if LastChange._meta.db_table in opened.introspection.table_names(cursor):
            opened.execute_wrappers.append(_note)


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Around every statement: before the first that writes in a transaction the token is written, too."""
    written = _WRITES.match(sql)
    if written is None or written[1].lower() in UNSEEN:
        return execute(sql, params, many, context)
    if not context["connection"].in_atomic_block:
        # Committed by itself: the token comes after it, since readers may come between.
        done = execute(sql, params, many, context)
        note_change()
        return done
    # Django drops the mark with the transaction or savepoint that it was made in, and with it goes the token.
    if not any(mark is _noted for _, mark, *_ in context["connection"].run_on_commit):
        note_change()
        transaction.on_commit(_noted)
    return execute(sql, params, many, context)


def _noted() -> None:
    """The mark in a transaction's list that the token is written."""
