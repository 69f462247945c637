import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports.health import upkeep
from reports.health.upkeep import backup, fixity
from reports.store import originals
from tests.factories import make_report, make_source


def long_ago(root: Path, kind: str, days: int) -> None:
    path = root / "upkeep" / f"{kind}.json"
    held = json.loads(path.read_text())
    held["ended_at"] = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    path.write_text(json.dumps(held))


def test_what_was_never_done_is_said(db: None) -> None:
    assert (backup().state, fixity().state) == ("never", "never")


@pytest.mark.parametrize(
    ("days", "of_backup", "of_fixity"), [(1, "ok", "ok"), (9, "old", "ok"), (40, "old", "old")]
)
def test_what_was_done_long_ago_is_old(archive_root: Path, days: int, of_backup: str, of_fixity: str) -> None:
    for kind in ("backup", "fixity"):
        upkeep.record(kind, done=True)
        long_ago(archive_root, kind, days)
    assert (backup().state, fixity().state) == (of_backup, of_fixity)
    assert backup().sentence == f"上次备份在 {days} 天前。"


@pytest.mark.parametrize("held", ['{"done": true', "[]", '{"done": true}', '{"ended_at": 3, "done_at": ""}'])
def test_a_damaged_record_is_none(archive_root: Path, held: str) -> None:
    upkeep.record("backup", done=True)
    (archive_root / "upkeep/backup.json").write_text(held)
    assert backup().state == "never"


def test_a_record_that_cannot_be_read_is_none(archive_root: Path) -> None:
    archive_root.write_text("a file in the place of the store")
    assert (backup().state, fixity().state) == ("never", "never")


def test_a_backup_is_recorded(fit: object, tmp_path: Path, capsys: Any) -> None:
    report = make_report(source=make_source("原件".encode()))
    originals.keep("原件".encode())
    call_command("archive_backup", tmp_path / "backup")
    assert backup().state == "ok"
    originals.path_of(report.source.sha256).unlink()
    with pytest.raises(SystemExit):
        call_command("archive_backup", tmp_path / "other")
    assert (backup().state, backup().values["wrong"]) == ("damaged", 1)


def test_a_backup_that_could_not_be_made_is_recorded(fit: object, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CommandError):
        call_command("archive_backup", tmp_path / "file")
    assert backup().state == "failed"
    last = upkeep.last("backup")
    assert last is not None
    assert last.done_at is not None


def test_a_check_of_the_originals_is_recorded(fit: object, capsys: Any) -> None:
    report = make_report(source=make_source("原件".encode()))
    originals.keep("原件".encode())
    call_command("verify_archive")
    assert fixity().state == "ok"
    originals.path_of(report.source.sha256).unlink()
    with pytest.raises(SystemExit):
        call_command("verify_archive")
    assert (fixity().state, fixity().values["wrong"]) == ("damaged", 1)


def test_where_nothing_can_be_recorded_the_work_stands(fit: object, archive_root: Path, capsys: Any) -> None:
    (archive_root / "upkeep/fixity.json").unlink()
    (archive_root / "upkeep/backup.json").unlink()
    (archive_root / "upkeep").rmdir()
    (archive_root / "upkeep").touch()
    call_command("verify_archive")
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "核对 0 个原件：完好 0 个。"
    assert told.err.startswith("没能记下这次运行的结果")
