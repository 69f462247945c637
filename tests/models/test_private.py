import os
import sqlite3
from pathlib import Path
from types import SimpleNamespace

from django.core.management import call_command

from reports.models.access.private import keep_private
from reports.store.originals import keep
from tests.factories import make_report, make_source


def modes(folder: Path) -> set[int]:
    return {path.stat().st_mode & 0o077 for path in folder.rglob("*") if path.is_file()}


def test_the_files_of_the_database_are_its_keepers_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    file = tmp_path / "archive.sqlite3"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE a (b)")
    os.umask(before)
    keep_private(SimpleNamespace(vendor="sqlite", settings_dict={"NAME": file}))
    assert ({path.name for path in tmp_path.iterdir()} > {file.name}, modes(tmp_path)) == (True, {0})
    connection.close()


def test_a_backup_is_its_keepers_alone(db: None, tmp_path: Path, settings) -> None:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    content = "正文".encode()
    keep(content)
    make_report(source=make_source(content))
    call_command("archive_backup", tmp_path / "backup")
    assert modes(tmp_path / "backup") == {0}
