"""The private environment of the tests, loaded (`-p tests.environment`) before Django reads its settings.

No test touches the archive's own files.
"""

import os
import shutil
import tempfile
from pathlib import Path

_PRIVATE = Path(tempfile.mkdtemp(prefix="archive-tests-"))
# Assigned, not defaulted: a developer's .env must not lead the tests to real data.
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["DEBUG"] = "0"
os.environ["DEMO_ROOT"] = ""
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{_PRIVATE}/archive.sqlite3")
os.environ["SEARCH_URL"] = os.environ.get("TEST_SEARCH_URL", f"whoosh:///{_PRIVATE}/index")
os.environ["WORDS_ROOT"] = str(_PRIVATE / "words")
os.environ["ARCHIVE_ROOT"] = str(_PRIVATE / "originals")
os.environ["LIMITS_ROOT"] = str(_PRIVATE / "limits")
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"


def pytest_unconfigure() -> None:
    """Leave nothing behind when the tests are over, in each of the processes that ran them."""
    shutil.rmtree(_PRIVATE, ignore_errors=True)


def apart(folder: Path) -> dict[str, str]:
    """The environment of a process whose archive is another one, in ``folder``."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "DATABASE_URL": f"sqlite:///{folder}/archive.sqlite3",
        "SEARCH_URL": f"whoosh:///{folder}/index",
        "ARCHIVE_ROOT": str(folder / "originals"),
    }
