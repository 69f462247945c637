"""The database's file is its keeper's alone: it holds hashed passwords, sessions and drafts."""

import contextlib
from pathlib import Path
from typing import Any

#: Others' rights to read, write or run.
_OTHERS = 0o077


def keep_private(connection: Any, **_: Any) -> None:
    """Take others' rights from SQLite's files; SQLite gives those that it makes later the same rights."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite":
        return
    for path in (Path(name), Path(f"{name}-wal"), Path(f"{name}-shm")):
        # What is somebody else's, or in memory, or on a disk that is read-only, stays as it is.
        with contextlib.suppress(OSError):
            mode = path.stat().st_mode & 0o777
            if mode & _OTHERS:
                path.chmod(mode & ~_OTHERS)
