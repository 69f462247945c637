"""The newest state of the index, for whoever reads it: one a process, found out anew at each request."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock
from time import sleep

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex

from .folder import IndexFolder
from .snapshot import Snapshot

#: A writer may remove a file between the reading of a list of files and of the file; the next list names others.
_ATTEMPTS = 20


class Reader:
    """Opens the index in ``folder`` and notices when it has changed."""

    def __init__(self, folder: IndexFolder) -> None:
        self._folder = folder
        self._snapshot: Snapshot | None = None
        self._indexes: dict[Path, FileIndex] = {}
        self._lock = Lock()

    def snapshot(self) -> Snapshot | None:
        """The newest state, or None when there is no index; costs a small read and the listing of a folder."""
        for attempt in range(_ATTEMPTS):
            try:
                return self._newest()
            except (FileNotFoundError, EmptyIndexError):
                if attempt == _ATTEMPTS - 1:
                    raise
                sleep(0.01)
        raise AssertionError("not reached")

    def _newest(self) -> Snapshot | None:
        folder = self._folder.current()
        if folder is None:
            return None
        index = self._indexes.get(folder) or FileIndex(FileStorage(str(folder)))
        self._indexes = {folder: index}
        generation = index.latest_generation()
        with self._lock:
            have = self._snapshot
            if have is None or (have.folder, have.generation) != (folder, generation):
                have = self._snapshot = Snapshot(folder, have)
            return have


@cache
def shared_reader(path: Path) -> Reader:
    """The one reader of the index at ``path`` in this process: its threads share what is loaded."""
    return Reader(IndexFolder(path))
