import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import Settings

from reports.health.folders import database_file, folder, folders

EVERYTHING = 10**18


def test_every_folder_that_is_written_to_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.HAYSTACK_CONNECTIONS = {"default": {"PATH": str(tmp_path / "index")}}
    told = {one.part: one.values["folder"] for one in folders()}
    of_database = ["database_folder"] if connection.vendor == "sqlite" else []
    assert [*told] == ["originals_folder", "index_folder", *of_database, "temporary_folder"]
    assert (told["originals_folder"], told["index_folder"]) == (
        str(tmp_path / "originals"),
        str(tmp_path / "index"),
    )


def test_an_engine_elsewhere_has_no_folder(settings: Settings) -> None:
    settings.HAYSTACK_CONNECTIONS = {"default": {"URL": "http://127.0.0.1:9200"}}
    assert "index_folder" not in {one.part for one in folders()}


SQLITE = "django.db.backends.sqlite3"


@pytest.mark.parametrize(
    ("database", "file"),
    [
        ({"ENGINE": SQLITE, "NAME": Path("/srv/档/archive.sqlite3")}, Path("/srv/档/archive.sqlite3")),
        (
            {"ENGINE": SQLITE, "NAME": "file:///srv/%E6%A1%A3/archive.sqlite3?mode=ro&immutable=1"},
            Path("/srv/档/archive.sqlite3"),
        ),
        ({"ENGINE": "django.db.backends.postgresql", "NAME": "archive"}, None),
    ],
)
def test_the_file_of_a_database_is_found(database: dict[str, Any], file: Path | None) -> None:
    assert database_file(database) == file


@pytest.mark.parametrize(
    ("low", "full", "state"), [(0, 0, "ok"), (EVERYTHING, 0, "low"), (EVERYTHING, EVERYTHING, "full")]
)
def test_room_is_held_against_what_is_needed(tmp_path: Path, low: int, full: int, state: str) -> None:
    assert folder("originals_folder", tmp_path, low=low, full=full).state == state


def test_a_folder_that_is_not_there_is_missing(tmp_path: Path) -> None:
    told = folder("originals_folder", tmp_path / "gone")
    assert (told.state, told.sentence) == ("missing", f"没有 {tmp_path}/gone 这个文件夹。")


def test_a_file_in_its_place_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert folder("originals_folder", tmp_path / "file", low=0, full=0).state == "read_only"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_somebody_else_cannot_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert folder("originals_folder", tmp_path, low=0, full=0).state == "read_only"


def test_a_disk_that_is_only_read_cannot_be_written_to() -> None:
    if os.access("/proc/sys/kernel", os.W_OK) or not Path("/proc/self/fdinfo").is_dir():
        pytest.skip("no folder here that nobody may write to")
    assert folder("originals_folder", Path("/proc/sys/kernel"), low=0, full=0).state == "read_only"
