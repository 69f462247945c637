"""What a command has begun and not done (没有做完): a file at which its process ends is known to the next one.

A mark lies beside the originals while a file is being read, unpacked or stored, a byte for each process that began it;
who lives to tell of the file takes the mark away. Marks need no database, which may be locked, and may be deleted at any
time. Where none can be made, nothing is counted.
"""

import contextlib
import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from django.conf import settings

from reports.text.remarks import Remark

logger = logging.getLogger(__name__)

#: A file is begun so many times, whatever ends the process that reads it; then it is set aside.
ATTEMPTS = 3
#: How often it is looked whether a mark's process has ended, and seconds between two looks: what it had started apart to
#: read the file may outlive it by a moment.
_LOOKS, _PAUSE = 20, 0.1


def set_aside(name: str, times: int) -> Remark:
    """What is said of a file of a folder that was begun so many times."""
    logger.error("%s was begun %d times and is set aside", name, times)
    return Remark("file_set_aside", times=times)


def times(key: str) -> int:
    """How often a file was begun by processes that ended at it; 0 while one that lives is at it.

    ``key`` is the file's SHA-256, with a word before it where something other than its reading is meant.
    """
    with contextlib.suppress(OSError), _path(key).open("rb") as mark:
        for _ in range(_LOOKS):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return os.fstat(mark.fileno()).st_size
            time.sleep(_PAUSE)
    return 0


@contextmanager
def begun(key: str, *, done: bool = True) -> Iterator[None]:
    """Count an attempt while the block lasts; after it the file is ``done``, and the earlier attempts are forgotten.

    Where it is not, or something is raised, as when told to stop, this attempt alone is taken back.
    """
    path = _path(key)
    try:
        path.parent.mkdir(exist_ok=True, parents=True)
        mark = path.open("ab", buffering=0)
    except OSError as error:
        logger.warning("attempts cannot be counted in %s: %s", _folder(), error)
        yield
        return
    with mark:
        earlier = os.fstat(mark.fileno()).st_size
        with contextlib.suppress(OSError):
            fcntl.flock(mark, fcntl.LOCK_SH)
            mark.write(b".")
        try:
            yield
        except BaseException:
            _take_back(mark, earlier)
            raise
        if done:
            forget(key)
        else:
            _take_back(mark, earlier)


def forget(key: str) -> None:
    """Have a file be one that was never begun."""
    with contextlib.suppress(OSError):
        _path(key).unlink()


def forget_all() -> None:
    """Have what was set aside tried again."""
    for mark in _folder().glob("*"):
        forget(mark.name)


def _take_back(mark: FileIO, earlier: int) -> None:
    with contextlib.suppress(OSError):
        os.ftruncate(mark.fileno(), earlier)


def _path(key: str) -> Path:
    return _folder() / key


def _folder() -> Path:
    return Path(settings.ARCHIVE_ROOT) / "begun"
