"""How long the files of an index are, noted when they are written, so that one that has been cut is never read.

A file is read through memory: what lies behind its end, where it was longer before, kills the process that looks there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

_NOTE = "SIZES"


def note(folder: Path) -> None:
    """Note the lengths of all files in ``folder``, which don't change once they are written."""
    waiting = folder / f"{_NOTE}.new"
    waiting.write_text(json.dumps(_sizes(folder)))
    waiting.replace(folder / _NOTE)


def whole(folder: Path) -> bool:
    """Whether no file in ``folder`` has another length than was noted; one without a note, just written, may have any.

    Files that are gone don't count: whoever wants one of them finds that out.
    """
    try:
        noted = json.loads((folder / _NOTE).read_text())
    except FileNotFoundError:
        return True
    except ValueError:
        return False
    sizes = _sizes(folder)
    return all(size == noted.get(name, size) for name, size in sizes.items())


def _sizes(folder: Path) -> dict[str, int]:
    with os.scandir(folder) as files:
        return {file.name: file.stat().st_size for file in files if not file.name.startswith(_NOTE)}
