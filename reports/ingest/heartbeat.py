"""The background worker's sign of life: a file beside the originals, touched every few seconds.

It says that the worker's process lives and can write there; it needs neither the database, which may be locked, nor
room on the disk once the file is there.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

#: Seconds between two signs of life.
BEAT = 5.0
#: Seconds without one after which the worker is taken for dead.
SILENCE = 30.0


def path() -> Path:
    """The file; who holds the lock beside it is the one worker."""
    return Path(settings.ARCHIVE_ROOT) / "tmp" / "worker"


def heartbeat() -> None:
    """Give a sign of life. Raises OSError where nothing can be written."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def last_heartbeat() -> datetime | None:
    """When the last sign of life was given; None where there was never one."""
    try:
        return datetime.fromtimestamp(path().stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def is_alive() -> bool:
    """Whether a sign of life was given within ``SILENCE``, by the clock as it is now, whichever way that jumped."""
    last = last_heartbeat()
    return last is not None and abs((datetime.now(UTC) - last).total_seconds()) <= SILENCE
