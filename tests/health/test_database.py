"""The database's states, in the test's own and in files made for it."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from reports.health.database import database
from reports.models import Region

from .conftest import states

Applied = MigrationRecorder.Migration


def sqlite(path: Path) -> BaseDatabaseWrapper:
    return DatabaseWrapper(connection.settings_dict | {"NAME": path, "OPTIONS": {}, "ENGINE": ""}, "other")


def test_one_with_tables_and_places_is_served(fit: object) -> None:
    assert database(connection).state == "ok"


def test_one_without_tables_is_empty(db: None, tmp_path: Path) -> None:
    assert database(sqlite(tmp_path / "new.sqlite3")).state == "empty"


def test_one_without_places_is_empty(fit: object) -> None:
    Region.objects.all().delete()
    assert database(connection).state == "empty"


def test_one_that_lacks_a_migration_is_older(fit: object) -> None:
    Applied.objects.filter(app="reports").order_by("-name").first().delete()
    assert database(connection).state == "older"


def test_one_with_a_migration_of_the_future_is_newer(fit: object) -> None:
    Applied.objects.create(app="reports", name="9999_what_is_to_come")
    assert database(connection).state == "newer"


@pytest.mark.parametrize("made", ["no folder", "no database"])
def test_one_that_cannot_be_opened_has_failed(db: None, tmp_path: Path, made: str, caplog: Any) -> None:
    path = tmp_path / "there/archive.sqlite3"
    if made == "no database":
        path.parent.mkdir()
        path.write_bytes(b"not a database" * 100)
    assert database(sqlite(path)).state == "failed"
    assert [record.message for record in caplog.records] == ["the database does not answer"]


def test_what_stands_in_an_empty_one_is_not_asked_for(fit: object) -> None:
    Region.objects.all().delete()
    told = states()
    assert (told["index"], told["queue"], told["tasks"], told["worker"]) == (
        "unknown",
        "unknown",
        "unknown",
        "ok",
    )
