"""What upkeep of the archive was done when (维护): backups, fixity checks, checks of the index; is that long ago?

A file each beside the originals, ``upkeep/KIND.json``: it can be read whatever has become of the database.
"""

import json
import logging
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings

from .conditions import Condition
from .words import ago

logger = logging.getLogger(__name__)

Kind = Literal["backup", "fixity", "index"]

#: A little more than between two backups or checks, at the longest that is still sound.
OLD = {"backup": timedelta(days=8), "fixity": timedelta(days=35)}


@dataclass(frozen=True)
class Upkeep:
    """The last time: when it ended, whether it could be done at all, and how much it found to be wrong.

    ``done_at`` is when it was last done to the end, None where it never was.
    """

    ended_at: datetime
    done: bool
    wrong: int
    done_at: datetime | None


def record(kind: Kind, *, done: bool, wrong: int = 0) -> None:
    """Keep that upkeep has just ended; not done, it found nothing new. Raises OSError where that cannot be written."""
    before = last(kind)
    now = datetime.now(UTC)
    if before and not done:
        wrong = before.wrong
    done_at = now if done else before and before.done_at
    held = {
        "ended_at": now.isoformat(timespec="seconds"),
        "done": done,
        "wrong": wrong,
        "done_at": done_at.isoformat(timespec="seconds") if done_at else None,
    }
    path = _path(kind)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Two may end at once; each has its own until it is whole.
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    partial.write_text(json.dumps(held) + "\n", "utf-8")
    partial.replace(path)


def last(kind: Kind) -> Upkeep | None:
    """The last time, None where there was none, or where the record is damaged or cannot be read."""
    try:
        held = json.loads(_path(kind).read_text("utf-8"))
        done_at = held["done_at"]
        return Upkeep(
            ended_at=datetime.fromisoformat(held["ended_at"]),
            done=bool(held["done"]),
            wrong=int(held["wrong"]),
            done_at=datetime.fromisoformat(done_at) if done_at else None,
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        logger.exception("the record of the last %s cannot be read", kind)
        return None


def backup() -> Condition:
    """Of the last backup."""
    return _condition("backup")


def fixity() -> Condition:
    """Of the last check of all originals against their hashes."""
    return _condition("fixity")


def _condition(kind: Kind) -> Condition:
    done = last(kind)
    if done is None:
        return Condition(kind, "never")
    if not done.done:
        return Condition(kind, "failed", {"ago": ago(done.ended_at)})
    values = {"ago": ago(done.ended_at), "wrong": done.wrong}
    if done.wrong:
        return Condition(kind, "damaged", values)
    return Condition(kind, "old" if datetime.now(UTC) - done.ended_at > OLD[kind] else "ok", values)


def _path(kind: Kind) -> Path:
    return Path(settings.ARCHIVE_ROOT) / "upkeep" / f"{kind}.json"
