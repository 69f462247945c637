"""An archive of the first release, upgraded by the steps that docs/operations.md tells."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.parsing import PARSER_VERSION
from reports.search.backends.whoosh.folder import IndexFolder, version

from .archive import ROOT, Archive

pytestmark = pytest.mark.slow

#: The settings of then, all that README.md of the first release named and that the archive here does not set itself.
SETTINGS = {
    "CSRF_TRUSTED_ORIGINS": "https://archive.example.org",
    "UPLOAD_MAX_MB": "20",
    "LANGUAGE_CODE": "zh-hans",
    "TIME_ZONE": "Asia/Shanghai",
    "HTTPS": "0",
    "WEB_CONCURRENCY": "1",
}
SIGNED = "\n二、存在不足\n力量不足。\n浙江省岱山县高亭镇人民政府\n2024年3月1日\n"
FORMER = "00000000-000001"


def first_release(folder: Path) -> Archive:
    """Rows as the first release left them, with originals, and an index that it made."""
    archive = Archive(folder)
    archive.environment |= SETTINGS | {
        "STATIC_ROOT": str(folder / "static"),
        "LIMITS_ROOT": str(folder / "limits"),
    }
    archive.database.parent.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "tests.models.released"], cwd=ROOT, env=archive.environment, check=True
    )
    with contextlib.closing(sqlite3.connect(archive.database)) as held, held:
        for pk, text in held.execute("SELECT source_id, text FROM reports_report").fetchall():
            data = f"{text}{SIGNED}".encode()
            sha256 = hashlib.sha256(data).hexdigest()
            keep(archive, sha256, data)
            held.execute(
                "UPDATE reports_sourcefile SET sha256 = ?, size = ? WHERE id = ?", (sha256, len(data), pk)
            )
            held.execute("UPDATE reports_report SET text = ? WHERE source_id = ?", (data.decode(), pk))
        waiting = "一个等着的文件".encode()
        keep(archive, hashlib.sha256(waiting).hexdigest(), waiting)
        held.execute(
            "UPDATE reports_batchitem SET sha256 = ? WHERE sha256 <> ''",
            (hashlib.sha256(waiting).hexdigest(),),
        )
    former = archive.index / FORMER
    former.mkdir(parents=True)
    (former / "_MAIN_1.toc").write_bytes(b"made by another version")
    (archive.index / "CURRENT").write_text(FORMER)
    return archive


def keep(archive: Archive, sha256: str, data: bytes) -> None:
    path = archive.originals / sha256[:2] / sha256[2:4] / sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def originals(archive: Archive) -> dict[str, str]:
    """The name and the hash of what it holds of each original."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in archive.originals.glob("??/??/*")
    }


def rows(archive: Archive, sql: str) -> list[Any]:
    with contextlib.closing(sqlite3.connect(archive.database)) as held:
        return held.execute(sql).fetchall()


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, dict[str, str]]]:
    """The archive after its first start with the program of today, which goes on; its originals of before."""
    archive = first_release(tmp_path_factory.mktemp("upgrade") / "archive")
    before = originals(archive)
    with archive.served():
        yield archive, before


def test_the_steps_are_those_that_are_told() -> None:
    below = (ROOT / "docs/operations.md").read_text("utf-8").split("\n## Upgrade\n")[1].split("\n## ")[0]
    assert re.findall(r"manage\.py (\w+(?: --\w+)?)$", below, re.M) == [
        "reparse --changed",
        "reparse --changed",
    ]
    assert re.findall(r"systemctl start (archive-web)", below) == ["archive-web"]


def test_no_original_is_touched(upgraded: tuple[Archive, dict[str, str]]) -> None:
    archive, before = upgraded
    assert originals(archive) == before
    assert all(name == held for name, held in before.items())


def test_all_parts_are_fit_again(upgraded: tuple[Archive, dict[str, str]]) -> None:
    archive, _ = upgraded
    archive.await_idle()
    states = json.loads(archive.get("/readyz?")[1])
    told = {part: states[part] for part in ("database", "index", "worker", "queue", "tasks")}
    assert told == dict.fromkeys(told, "ok")


def test_the_index_of_another_format_is_made_anew(upgraded: tuple[Archive, dict[str, str]]) -> None:
    archive, _ = upgraded
    current = IndexFolder(archive.index).current()
    assert current is not None
    assert current.name.startswith(version())
    assert not (archive.index / FORMER).exists()
    published = rows(archive, "SELECT count(*) FROM reports_report WHERE status = 'published'")[0][0]
    found = json.loads(archive.get("/api/v1/reports?q=%22调解纠纷%22")[1])
    assert (found["count"], published > 0) == (published, True)


def test_addresses_of_before_lead_to_their_reports(upgraded: tuple[Archive, dict[str, str]]) -> None:
    archive, _ = upgraded
    status, page = archive.get("/reports/1/")
    assert (status, page.count("第1篇") > 0) == (200, True)


def test_the_settings_of_before_hold(upgraded: tuple[Archive, dict[str, str]]) -> None:
    archive, _ = upgraded
    code = "from django.conf import settings\nprint(settings.UPLOAD_MAX_MB, *settings.CSRF_TRUSTED_ORIGINS)"
    assert archive.python(code).split() == ["20", "https://archive.example.org"]


def test_reports_are_read_again_and_what_people_corrected_stays(
    upgraded: tuple[Archive, dict[str, str]],
) -> None:
    archive, _ = upgraded
    count = rows(archive, "SELECT count(*) FROM reports_report WHERE NOT sample")
    code, told = archive.manage("reparse", "--changed")
    assert code == 0, told
    assert rows(archive, "SELECT count(*) FROM reports_report WHERE NOT sample") == count
    assert rows(archive, "SELECT DISTINCT parser_version FROM reports_report") == [(PARSER_VERSION,)]
    assert rows(
        archive,
        "SELECT title, code FROM reports_report JOIN reports_region ON region_id = reports_region.id "
        "WHERE reports_report.id = 1",
    ) == [("第1篇", "330921101")]
    archive.await_idle()
    archive.must_be_whole()
