"""Originals put back from a backup, and disks that fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.backup.folder import MANIFEST, PARTIAL, original_in, read_manifest
from reports.models import Report
from reports.store import originals
from tests.backup.conftest import ROOT
from tests.factories import make_report


def test_originals_are_put_back_into_an_archive_that_has_gone_on(lived_in, tmp_path: Path, capsys) -> None:
    call_command("archive_backup", tmp_path / "backup")
    make_report(title="后来的", source=lived_in[0].source)
    lost, spoilt, gone = (report.source.sha256 for report in lived_in[:3])
    sound = originals.load(lost)
    originals.path_of(lost).unlink()
    for path in (originals.path_of(spoilt), original_in(tmp_path / "backup", gone)):
        path.chmod(0o600)
        path.write_bytes(b"spoilt")
    originals.path_of(gone).unlink()
    capsys.readouterr()
    with pytest.raises(SystemExit):
        call_command("archive_restore", tmp_path / "backup", originals=True)
    assert capsys.readouterr().out.splitlines() == [
        f"备份里没有完好的原件  {lived_in[2].source.name}（{gone}）",
        "补回原件 2 个。",
    ]
    assert originals.load(lost) == sound
    assert originals.digest(originals.load(spoilt)) == spoilt
    assert Report.objects.filter(title="后来的").count() == 1


@pytest.mark.slow
def test_a_backup_killed_at_any_step_leaves_a_whole_one(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3",
        "ARCHIVE_ROOT": str(tmp_path / "originals"),
    }
    told = subprocess.run(
        [sys.executable, "-m", "tests.backup.killed", str(tmp_path / "backup"), "24"],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    # Some died before the new backup was whole and some after; the last holds every report, and nothing is left over.
    assert told == "True 2 ['manifest.json', 'originals', 'rows']\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this machine")
def test_a_full_disk_is_told_and_the_backup_before_stays(lived_in, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    call_command("archive_backup", folder)
    before = read_manifest(folder)
    # What is written there does not fit on the disk.
    (folder / (MANIFEST + PARTIAL)).symlink_to("/dev/full")
    with pytest.raises(CommandError) as refusal:
        call_command("archive_backup", folder)
    assert str(refusal.value) == (
        f"磁盘满了（{folder}），没有做完。请腾出空间或换一个磁盘再运行一次；已写好的原件不会重写。上一份备份没有改动。"
    )
    assert read_manifest(folder) == before
    (folder / (MANIFEST + PARTIAL)).unlink()
    call_command("archive_backup", folder)
    assert read_manifest(folder).parts["reports"].lines == 5
