"""An archive is set up once, by one start, and never begun anew in place of one that was lost."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import CommandError

from reports.management.set_up import set_up
from reports.store import originals
from tests.environment import apart


@pytest.fixture
def root(settings, tmp_path: Path) -> Path:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    return settings.ARCHIVE_ROOT


def test_a_store_of_originals_without_its_database_is_not_begun_anew(root: Path, db: None) -> None:
    originals.keep(b"one")
    originals.keep(b"two")
    with pytest.raises(CommandError) as refused:
        set_up(lambda _: None)
    first, *choices = str(refused.value).splitlines()
    assert first == f"原件库 {root} 里有 2 个原件，数据库却是空的。没有改动任何东西，请选一条："
    assert [
        re.findall(r"archive_restore|ingest|--begin-anew|DATABASE_URL", choice) for choice in choices
    ] == [
        ["DATABASE_URL"],
        ["archive_restore"],
        ["ingest"],
        ["--begin-anew"],
    ]


@pytest.mark.slow
def test_a_first_set_up_that_is_killed_is_finished_by_the_next_start_and_two_do_not_meet(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.management.killed", "3"],
        cwd=configured.BASE_DIR,
        env=apart(tmp_path),
        capture_output=True,
        text=True,
    )
    assert (done.stdout.split(",")[0], done.returncode) == ("ok", 0), done.stderr
