"""The state of every part, as of now."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection

from .conditions import Condition
from .database import database
from .folders import folders
from .index import index
from .upkeep import backup, fixity
from .work import files, queue, tasks, worker

logger = logging.getLogger(__name__)


def conditions() -> list[Condition]:
    """Every part, in order. Takes some milliseconds, writes nothing, and raises nothing that the parts are to tell."""
    answering = database(connection)
    known = answering.state not in ("failed", "empty")

    def asked(part: str, ask: Callable[[], Condition]) -> Condition:
        if not known:
            return Condition(part, "unknown")
        try:
            return ask()
        except DatabaseError:
            logger.exception("the database does not answer about %s", part)
            return Condition(part, "unknown")

    return [
        answering,
        asked("index", index),
        worker(),
        asked("queue", queue),
        asked("tasks", tasks),
        asked("files", files),
        *folders(),
        backup(),
        fixity(),
    ]
