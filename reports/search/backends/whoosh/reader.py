"""The newest state of the index, for whoever reads it: one a process, found out anew at each request."""

from __future__ import annotations

import logging
import struct
import time
from functools import cache
from pathlib import Path
from pickle import UnpicklingError
from threading import Lock

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex, IndexVersionError

from .folder import IndexFolder
from .sizes import whole
from .snapshot import Snapshot

#: A writer may remove a file between the reading of a list of files and of the file; the next list names others.
_ATTEMPTS = 4
#: Seconds between two looks for files that have been cut.
LOOK = 1.0

#: What Whoosh and pickle raise at bytes that are not the ones that were written.
_DAMAGE = (
    ValueError,
    KeyError,
    IndexError,
    EOFError,
    AttributeError,
    struct.error,
    UnpicklingError,
    IndexVersionError,
)

log = logging.getLogger(__name__)


class Reader:
    """Opens the index in ``folder`` and notices when it has changed."""

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        self._snapshot: Snapshot | None = None
        self._indexes: dict[Path, FileIndex] = {}
        self._damaged: tuple[Path, int] | None = None
        self._looked = 0.0
        self._lock = Lock()

    def snapshot(self) -> Snapshot | None:
        """The newest state, or None when there is no index or a damaged one; costs the listing of a folder."""
        newest = None
        for _ in range(_ATTEMPTS):
            folder = self._folder.current()
            if folder is None:
                return None
            newest = folder, self._generation(folder)
            with self._lock:
                have = self._snapshot
                if self._damaged == newest:
                    return None
                if have and (have.folder, have.generation) == newest and self._looked_lately():
                    return have
                try:
                    if not whole(folder):
                        break
                    self._looked = time.monotonic()
                    if have and (have.folder, have.generation) == newest:
                        return have
                    self._snapshot = Snapshot(folder, have)
                    return self._snapshot
                except (FileNotFoundError, EmptyIndexError):
                    continue
                except _DAMAGE:
                    break
        log.error(
            "The index in %s is damaged; `manage.py update_index --dirty` makes it anew.", self._folder.path
        )
        self._damaged, self._snapshot = newest, None
        return None

    def _looked_lately(self) -> bool:
        return time.monotonic() - self._looked < LOOK

    def _generation(self, folder: Path) -> int:
        """The number of the newest commit in ``folder``; -1 when the folder has just been replaced, or is damaged."""
        try:
            index = self._indexes.get(folder) or FileIndex(FileStorage(str(folder)))
        except (FileNotFoundError, EmptyIndexError, *_DAMAGE):
            return -1
        self._indexes = {folder: index}
        return int(index.latest_generation())


@cache
def shared_reader(path: Path) -> Reader:
    """The one reader of the index at ``path`` in this process: its threads share what is loaded."""
    return Reader(IndexFolder(path))
