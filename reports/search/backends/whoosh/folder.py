"""Where an index lives on disk: generations side by side, one of them current, one writer at a time.

``CURRENT`` names the folder that readers open. A full rebuild fills another one, and renaming a file makes it
current: a reader sees the old index or the new one, never half of either, and a builder that dies leaves the old
one in place. A generation's name begins with the version of everything its content depends on, so that an index
made by another version is never read as this one's.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock, Timeout

from reports.search.engine import IndexBusy
from reports.search.words.dictionary import digest

#: Raised by hand when the schema, the columns, the normalisation of texts or what a report's roles are change: a test
#: holds what is made of samples against it.
FORMAT = "15"

#: Seconds that a writer waits for another one. A batch takes a few; merging large segments up to a minute.
PATIENCE = 120.0


@cache
def version() -> str:
    """What an index depends on, in eight digits; the characters' data come with Python, the words with the dictionary.

    Found out when first asked for: reading the dictionary's sources takes longer than most commands.
    """
    return f"{zlib.crc32(f'{FORMAT}/{unicodedata.unidata_version}/{digest()}'.encode()):08x}"


class IndexFolder:
    """The folder at ``path``; it need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._pointer = path / "CURRENT"
        self._locks: dict[int, FileLock] = {}

    def current(self) -> Path | None:
        """The folder to read, or None when there is no index, or only one of another version."""
        try:
            name = self._pointer.read_text().strip()
        except FileNotFoundError:
            return None
        return self.path / name if _named(name) == version() else None

    @contextmanager
    def writing(self, patience: float = PATIENCE) -> Iterator[None]:
        """Be the one writer; the lock goes with the process, however that ends. Raises :class:`IndexBusy`.

        May be entered again by the thread that holds it.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        # A lock may not be taken over by a forked process: each has its own.
        lock = self._locks.setdefault(os.getpid(), FileLock(self.path / "writer.lock"))
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise IndexBusy(
                f"The index in {self.path} has been written by another process for over {patience:.0f} seconds."
            ) from None
        try:
            yield
        finally:
            lock.release()

    def begin(self) -> Path:
        """A new, empty generation, not yet read by anyone; what earlier builders left behind is removed."""
        self._sweep()
        numbers = [int(path.name.rsplit("-", 1)[1]) for path in self._generations()]
        folder = self.path / f"{version()}-{max(numbers, default=0) + 1:06d}"
        folder.mkdir()
        return folder

    def publish(self, folder: Path) -> None:
        """Make ``folder`` the current generation and remove the others; who still reads one keeps its files."""
        waiting = self._pointer.with_suffix(".new")
        with waiting.open("w") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        waiting.replace(self._pointer)
        self._sweep()

    def _generations(self) -> list[Path]:
        return [path for path in self.path.iterdir() if path.is_dir() and _named(path.name)]

    def _sweep(self) -> None:
        current = self._pointer.read_text().strip() if self._pointer.exists() else ""
        for path in self._generations():
            if path.name != current:
                shutil.rmtree(path)


def _named(name: str) -> str | None:
    """The version in a generation's name, None when it is no such name."""
    parts = re.fullmatch(r"([0-9a-f]{8})-\d{6,}", name)
    return parts[1] if parts else None
