"""Counters that all processes of the site share, in a small database of their own which may be lost at any time."""

import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)
#: With them each connection costs a hundredth of a millisecond more where there are such already.
_TABLES = (
    "CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, count INTEGER, until REAL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS counters_until ON counters (until)",
)
_COUNT = (
    "INSERT INTO counters VALUES (:name, 1, :until) ON CONFLICT (name) DO UPDATE SET "
    "count = CASE WHEN until <= :now THEN 1 ELSE count + 1 END, "
    "until = CASE WHEN until <= :now THEN :until ELSE until END RETURNING count, until"
)


def count(name: str, seconds: int) -> tuple[int, float]:
    """Count one more of ``name``: how many in the window of ``seconds`` that runs, and how long that still lasts.

    Where it cannot be written down it is the first.
    """
    now = time.time()
    try:
        with closing(_opened()) as database:
            row = database.execute(_COUNT, {"name": name, "now": now, "until": now + seconds}).fetchone()
            if row[0] == 1:
                database.execute("DELETE FROM counters WHERE until <= ?", (now,))
    except (OSError, sqlite3.Error) as error:
        logger.warning("limits cannot be kept in %s: %s", settings.LIMITS_ROOT, error)
        return 1, seconds
    return row[0], row[1] - now


def _opened() -> sqlite3.Connection:
    path = Path(settings.LIMITS_ROOT) / "counters.sqlite3"
    path.parent.mkdir(parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=1, isolation_level=None)
    for said in ("PRAGMA synchronous = OFF", "PRAGMA journal_mode = MEMORY", *_TABLES):
        database.execute(said)
    return database
