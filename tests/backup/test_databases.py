"""From SQLite to PostgreSQL and back: run where TEST_DATABASE_URL names a PostgreSQL."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import connection

from reports.backup.folder import read_manifest, read_part
from tests.backup.conftest import Manage, machine
from tests.backup.found import found

ANSWERS = "import json; from tests.backup.found import found; print(json.dumps(found()))"


@pytest.fixture
def postgres(tmp_path: Path, db: None) -> Iterator[Manage]:
    """Another machine with an empty database on the PostgreSQL of the tests."""
    if connection.vendor != "postgresql":
        pytest.skip("TEST_DATABASE_URL names no PostgreSQL")
    import psycopg

    name = f"restored_{os.getpid()}"
    at = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(at.geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        yield machine(tmp_path / "postgres", at._replace(path=f"/{name}").geturl())
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def rows(folder: Path) -> dict[str, list[Any]]:
    """Table → rows. Values are compared: PostgreSQL keeps the keys of its JSON in an order of its own."""
    return {name: list(read_part(folder, part)) for name, part in read_manifest(folder).parts.items()}


@pytest.mark.slow
def test_an_archive_goes_from_sqlite_to_postgresql_and_back_unchanged(
    postgres: Manage, lived_in, indexed, elsewhere: Manage, tmp_path: Path
) -> None:
    indexed()
    call_command("archive_backup", tmp_path / "first")
    elsewhere("archive_restore", str(tmp_path / "first"))
    elsewhere("archive_backup", str(tmp_path / "from sqlite"))
    postgres("archive_restore", str(tmp_path / "from sqlite"))
    postgres("archive_backup", str(tmp_path / "from postgres"))
    back = machine(tmp_path / "back", f"sqlite:///{tmp_path}/back/archive.sqlite3")
    back("archive_restore", str(tmp_path / "from postgres"))
    back("archive_backup", str(tmp_path / "last"))
    assert rows(tmp_path / "last") == rows(tmp_path / "from postgres") == rows(tmp_path / "first")
    for manage in (postgres, back):
        assert json.loads(manage("shell", "--verbosity", "0", "-c", ANSWERS).stdout) == found()
        assert manage("verify_archive").stdout == "核对 7 个原件：完好 7 个。\n"
        assert manage("check_index").returncode == 0
