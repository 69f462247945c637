"""A restoration that is broken off goes on or begins anew; rows that break a rule are mended or named."""

import json
import random
import shutil
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from reports.backup.folder import MANIFEST, original_in, read_manifest, read_part, write_part
from reports.models import Restoration, SentenceHash, Signature, SignatureBand
from reports.models.access.database import drop_index
from reports.store.copied_rows import remember_all, without_rows
from tests.backup.conftest import ROOT, Manage, bytes_of
from tests.environment import apart
from tests.factories import make_report

HELD = """
import json
from reports.backup.tables import TABLES
from reports.models import Restoration
from tests.backup.found import found
rows = {table.name: list(table.rows()) for table in TABLES}
print(json.dumps([found(), rows, Restoration.objects.count()]))
"""


def changed(backup: Path, name: str, change: Any) -> None:
    """Write a table of a backup anew with each row as ``change`` gives it, or without it for None."""
    manifest = read_manifest(backup)
    part = manifest.parts[name]
    rows = [row for one in read_part(backup, part) if (row := change(one)) is not None]
    parts = manifest.parts | {name: write_part(backup / part.file, rows, part.file, lambda _: None)}
    (backup / MANIFEST).write_text(replace(manifest, parts=parts).to_json(), "utf-8")


def made_old(backup: Path) -> None:
    """As the first format had it: no ids, no anchors, no names of places of their own."""

    def without(*columns: str) -> Any:
        return lambda row: {name: value for name, value in row.items() if name not in columns}

    changed(backup, "reports", without("public_id"))
    for name in ("sections", "metrics"):
        changed(backup, name, without("anchor", "former_anchor"))
    held = json.loads((backup / MANIFEST).read_text("utf-8"))
    held["version"] = 1
    for name in ("region_names", "region_codes"):
        del held["parts"][name]
    (backup / MANIFEST).write_text(json.dumps(held), "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("old", [False, True], ids=["this format", "the first format"])
def test_a_restoration_killed_at_any_step_is_done_by_the_next(
    lived_in, elsewhere: Manage, tmp_path: Path, old: bool
) -> None:
    backup, empty = tmp_path / "backup", tmp_path / "elsewhere"
    call_command("archive_backup", backup)
    if old:
        made_old(backup)
    shutil.copytree(empty, tmp_path / "empty")

    def restored(last: int) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "tests.backup.killed_restoring", str(backup), str(last)]
        return subprocess.run(words, cwd=ROOT, env=apart(empty), capture_output=True, text=True, timeout=300)

    def held() -> Any:
        return json.loads(elsewhere("shell", "--verbosity", "0", "-c", HELD).stdout)

    steps = int(restored(0).stdout.split()[-1])
    whole = held()
    assert (whole[2], len(whole[1]["reports"])) == (0, 5)
    went_on = 0
    dice = random.Random(15)
    for part in (0.3, 0.85, 0.97):
        shutil.rmtree(empty)
        shutil.copytree(tmp_path / "empty", empty)
        assert restored(int(steps * part) + dice.randint(0, 3)).returncode == -9
        again = elsewhere("archive_restore", str(backup))
        went_on += "接着上次做完" in again.stdout
        assert held() == whole
    assert 0 < went_on < 3


@pytest.mark.slow
def test_backups_made_while_files_are_taken_in_hold_one_moment_each(
    elsewhere: Manage, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number in range(60):
        (files / f"{number}.txt").write_bytes(bytes_of("衢山镇", 1950 + number, number))
    taking_in = threading.Thread(target=elsewhere, args=("ingest", str(files)))
    taking_in.start()
    counts = []
    while taking_in.is_alive() or not counts:
        backup = tmp_path / f"backup {len(counts)}"
        elsewhere("archive_backup", str(backup))
        rows = {name: list(read_part(backup, part)) for name, part in read_manifest(backup).parts.items()}
        reports = {row["id"] for row in rows["reports"]}
        assert {row["source_id"] for row in rows["reports"]} <= {row["id"] for row in rows["source_files"]}
        assert {row["report_id"] for row in (*rows["sections"], *rows["metrics"])} == reports
        assert all(original_in(backup, row["sha256"]).exists() for row in rows["source_files"])
        counts.append(len(reports))
    taking_in.join()
    assert counts == sorted(counts)


def test_one_broken_off_is_not_gone_on_with_from_another_backup(lived_in, tmp_path: Path) -> None:
    call_command("archive_backup", tmp_path / "backup")
    Restoration.objects.create(manifest="0" * 64)
    with pytest.raises(CommandError, match=r"从另一份备份恢复时中断，还没有做完；没有改动。"):
        call_command("archive_restore", tmp_path / "backup")


def test_what_breaks_a_rule_of_today_in_an_older_backup_waits_for_a_review(
    lived_in, elsewhere: Manage, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    call_command("archive_backup", backup)
    made_old(backup)
    first, second, third, *_ = lived_in
    broken = {
        # Two published ones of one place and year, and one without a year.
        first.pk: {"status": "published", "supersedes_id": None},
        third.pk: {"status": "published", "year": None},
    }
    changed(backup, "reports", lambda row: row | broken.get(row["id"], {}))
    elsewhere("archive_restore", str(backup))
    rows = json.loads(elsewhere("shell", "--verbosity", "0", "-c", HELD).stdout)[1]["reports"]
    assert {row["id"]: (row["status"], row["returned"]) for row in rows if row["returned"]} == {
        second.pk: ("draft", "held"),
        third.pk: ("draft", "incomplete"),
    }


@pytest.mark.parametrize(
    ("table", "column", "told"),
    [
        ("source_files", "sha256", "id {id}（UNIQUE constraint failed: reports_sourcefile.sha256）"),
        ("reports", "public_id", "id {id}（UNIQUE constraint failed: reports_report.public_id）"),
        ("batches", "created_at", "id {id}（NOT NULL constraint failed: reports_batch.created_at）"),
    ],
)
def test_a_row_that_no_rule_mends_is_named_and_nothing_is_written(
    lived_in, elsewhere: Manage, tmp_path: Path, table: str, column: str, told: str
) -> None:
    backup = tmp_path / "backup"
    call_command("archive_backup", backup)
    rows = list(read_part(backup, read_manifest(backup).parts[table]))
    wrong = None if "NOT NULL" in told else rows[0][column]
    changed(backup, table, lambda row: row | {column: wrong} if row["id"] == rows[-1]["id"] else row)
    refused = elsewhere("archive_restore", str(backup), check=False)
    named = f"{read_manifest(backup).parts[table].file} 里的一行不合本程序的规定，数据库没有改动："
    assert (refused.returncode, named + told.format(id=rows[-1]["id"]) in refused.stderr) == (1, True)
    with closing(sqlite3.connect(tmp_path / "elsewhere/archive.sqlite3")) as database:
        assert database.execute("SELECT COUNT(*) FROM reports_report").fetchone() == (0,)


def test_files_of_a_backup_are_their_owner_s_alone(lived_in, tmp_path: Path) -> None:
    call_command("archive_backup", tmp_path / "backup")
    files = [path for path in (tmp_path / "backup").rglob("*") if path.is_file()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700


def rows() -> list[Any]:
    return [
        list(SentenceHash.objects.order_by("report", "start").values_list("report", "start", "hash", "body")),
        list(Signature.objects.order_by("report").values_list("report", "sentences")),
        list(SignatureBand.objects.order_by("report", "key").values_list("report", "key")),
    ]


def indexes() -> set[str]:
    with connection.cursor() as cursor:
        return {
            name
            for model in (SentenceHash, SignatureBand)
            for name in connection.introspection.get_constraints(cursor, model._meta.db_table)
            if name in ("sentence_masked", "band_key")
        }


# PostgreSQL makes no index in a transaction that has written rows which hang on others.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("many", [1, 2000], ids=["indexes at the end", "indexes as they are"])
def test_sentences_read_back_together_are_those_of_reports_one_by_one(lived_in, many: int) -> None:
    before = rows()
    assert len(before[1]) == 2
    SentenceHash.objects.all().delete()
    SignatureBand.objects.all().delete()
    Signature.objects.all().delete()
    keys = list(without_rows().values_list("pk", flat=True))
    # As it is after a call that was broken off.
    drop_index("band_key")
    done: list[int] = []
    remember_all(keys, done.append, many=many)
    assert (rows(), sum(done), indexes()) == (before, 2, {"sentence_masked", "band_key"})
    remember_all([*keys, make_report(status="draft").pk], done.append, many=many)
    assert rows() == before
