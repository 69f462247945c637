"""Hundreds of files of every kind, and a worker killed again and again."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings as configured

from reports.ingest.folders import find
from reports.ingest.intake import Defaults
from reports.ingest.run import take_in_all
from reports.models import Report
from reports.store.originals import load
from tests.factories import make_region
from tests.reading.documents import docx, p
from tests.reading.office.test_rtf import gbk
from tests.reading.ole import doc
from tests.reading.pdfs import paragraphs, pdf

COUNT = 500
LINES = (
    "岱山县{town}人民政府{year}年法治政府建设年度报告",
    "一、主要举措",
    "调解纠纷{figure}件。",
    "二、存在不足",
    "队伍力量不足，有待加强。",
)


def file_of(number: int, lines: list[str]) -> tuple[str, bytes]:
    """A file of these lines; its format goes by the number, the slow ones seldom."""
    text = "\r\n".join(lines)
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>"
    kinds = {
        0: (".docx", lambda: docx("".join(p(line) for line in lines))),
        1: (".pdf", lambda: pdf([paragraphs(lines)])),
        2: (".doc", lambda: doc("".join(f"{line}\r" for line in lines))),
        3: (
            ".rtf",
            lambda: (
                rf"{{\rtf1\ansicpg936 {''.join(gbk(line) + chr(92) + 'par ' for line in lines)}}}".encode()
            ),
        ),
        4: (".bad.txt", lambda: b"\x00\x01" * 200),
    }
    quick = (
        (".txt", lambda: text.encode()),
        (".txt", lambda: text.encode("gb18030")),
        (".html", lambda: page.encode("gbk")),
        (".html", lambda: page.encode()),
    )
    suffix, make = kinds.get(number % 50) or quick[number % 4]
    return f"{number:03d}{suffix}", make()


@pytest.mark.slow
def test_five_hundred_files_of_every_kind_are_each_accounted_for(tmp_path: Path, db: None) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    towns = [
        make_region(f"330921{100 + n}", f"{'东西南北中'[n % 5]}{'沙衢长秀高'[n // 5]}镇") for n in range(25)
    ]
    for number in range(COUNT):
        town, year = towns[number % 25], 2000 + number // 25
        lines = [line.format(town=town.name, year=year, figure=number + 1) for line in LINES]
        name, data = file_of(number, lines)
        (folder / name).write_bytes(data)
    outcomes = take_in_all(find([folder]), Defaults())
    refused = [outcome.name for outcome in outcomes if outcome.state == "refused"]
    assert refused == [f"{number:03d}.bad.txt" for number in range(4, COUNT, 50)]
    assert Report.objects.count() == COUNT - len(refused)
    assert (
        Counter(Report.objects.values_list("source__media_type", flat=True))["application/pdf"] == COUNT // 50
    )
    for report in Report.objects.select_related("source"):
        number = int(report.source.name[:3])
        assert report.year == 2000 + number // 25
        assert f"调解纠纷{number + 1}件。" in report.text.split("\n")
        assert load(report.source.sha256)


@pytest.mark.slow
def test_processes_killed_again_and_again_lose_double_and_halve_nothing(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3",
        "ARCHIVE_ROOT": str(tmp_path / "originals"),
    }
    story = subprocess.run(
        [sys.executable, "-m", "tests.ingest.killed"],
        cwd=configured.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert story.stdout.splitlines() == [
        # Twenty workers killed; each of 60 files read once, and told of as new, not as a duplicate of itself.
        "20 {'undecided': 60} 60 60 60 60",
        # Withdrawing a batch, killed ten times and once not.
        "[(('published', 60),), (('withdrawn', 60),)]",
        # Publishing a revision, killed before each of its statements: status of old and new, and who has sentences.
        "True [('published', 'draft', True, False), ('superseded', 'published', False, True)]",
    ]
