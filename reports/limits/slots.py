"""How many pieces of heavy work go on at once (并发上限), over all processes: a locked file for each."""

import logging
from pathlib import Path

from django.conf import settings
from filelock import BaseFileLock, FileLock, Timeout

from .later import Busy

logger = logging.getLogger(__name__)
#: Kind of work → how many at once, and after how many seconds to ask again.
_SLOTS = {"check": (2, 10), "export": (2, 60)}


class Slot:
    """Held until :meth:`release`, or until its process ends."""

    def __init__(self, lock: BaseFileLock | None) -> None:
        self._lock = lock

    def release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        self.release()


def slot(kind: str) -> Slot:
    """One of the slots for that kind of work; raises :class:`Busy` when all are taken."""
    most, seconds = _SLOTS[kind]
    folder = Path(settings.LIMITS_ROOT)
    for number in range(most):
        # What is streamed is begun in one thread and may be ended in another.
        lock = FileLock(folder / f"{kind}-{number}.lock", timeout=0, thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            continue
        except OSError as error:
            logger.warning("limits cannot be kept in %s: %s", folder, error)
            return Slot(None)
        return Slot(lock)
    raise Busy(seconds)
