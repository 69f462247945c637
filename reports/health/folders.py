"""The folders that the archive writes to: are they there, may it write, is there room?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from .conditions import Condition
from .words import room

#: Bytes free below which uploads and the index soon fail, and below which they fail now.
LOW, FULL = 2 * 10**9, 2 * 10**8
#: In the temporary folder lies what is being uploaded, 512 MB at most, and nothing stays.
LOW_TEMPORARY = 6 * 10**8


def folders() -> list[Condition]:
    """The state of every folder."""
    kept = [folder(part, path) for part, path in _named()]
    return [*kept, folder("temporary_folder", Path(tempfile.gettempdir()), low=LOW_TEMPORARY)]


def folder(part: str, path: Path, *, low: int = LOW, full: int = FULL) -> Condition:
    """The state of the folder at ``path``; ``low`` and ``full`` are bytes free."""
    try:
        disk = os.statvfs(path)
    except OSError:
        return Condition(part, "missing", {"folder": str(path)})
    free = disk.f_bavail * disk.f_frsize
    values = {"folder": str(path), "free": room(free)}
    if not os.access(path, os.W_OK | os.X_OK) or not path.is_dir():
        return Condition(part, "read_only", values)
    # A disk can run out of files too; a file system that does not count them says that it has none.
    if free < full or (disk.f_files and not disk.f_favail):
        return Condition(part, "full", values)
    return Condition(part, "low" if free < low else "ok", values)


def _named() -> Iterator[tuple[str, Path]]:
    yield "originals_folder", Path(settings.ARCHIVE_ROOT)
    if index := settings.HAYSTACK_CONNECTIONS["default"].get("PATH"):
        yield "index_folder", Path(str(index))
    if (file := database_file(settings.DATABASES["default"])) is not None:
        yield "database_folder", file.parent


def database_file(database: Mapping[str, Any]) -> Path | None:
    """The file of a SQLite database, which is named by its path or by a ``file:`` address; None for another kind."""
    if database["ENGINE"] != "django.db.backends.sqlite3":
        return None
    name = str(database["NAME"])
    return Path(unquote(urlsplit(name).path)) if name.startswith("file:") else Path(name)
