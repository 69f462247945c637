"""Real reports for the tests, which are not ours to publish: in the folder that ``REAL_REPORTS`` names.

``seeds/`` below it holds the reports, ``gold/`` the annotations of some of them.
"""

import os
from pathlib import Path

import pytest

_NAMED = os.environ.get("REAL_REPORTS")
FOLDER = Path(_NAMED or "REAL_REPORTS")
SEEDS, GOLD = FOLDER / "seeds", FOLDER / "gold"

needs_real_reports = pytest.mark.skipif(not _NAMED, reason="REAL_REPORTS names no folder of real reports")


def read_real(name: str) -> str:
    """The text of the one real report whose file name begins with ``NAME_``."""
    (path,) = SEEDS.glob(f"{name}_*.txt")
    return path.read_text("utf-8")
