"""Four processes take in the same files and others at once, on PostgreSQL: nothing is lost and nothing doubled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.environment import apart
from tests.ingest.readings import BODY
from tests.postgres import programs_here, server

ROOT = Path(__file__).parents[2]
PROGRAMS = programs_here()
PROCESSES = 4
#: Files that all take in, and files of each alone; each is of another year or town.
COMMON, OWN = 12, 6
TOWNS = ("衢山镇", "东沙镇")
#: Of years that a report may be of without being asked about.
FIRST_YEAR = 2006
PLACES = """
from tests.factories import make_region
make_region("33", "浙江省")
make_region("3309", "舟山市")
make_region("330921", "岱山县")
make_region("330921106", "衢山镇")
make_region("330921101", "东沙镇")
"""
HELD = """
import json
from reports.models import Report, SourceFile
from reports.store import originals
rows = sorted(Report.objects.values_list("region__name", "year", "status", "source__sha256"))
names = sorted(SourceFile.objects.values_list("sha256", flat=True))
print(json.dumps([rows, names, sorted(originals.stored())]))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAMS is None, reason="no PostgreSQL server on this machine"),
]


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Those of an archive with one town on a PostgreSQL of its own."""
    assert PROGRAMS is not None
    with server(PROGRAMS) as url:
        environment = apart(tmp_path) | {"DATABASE_URL": url}
        for words in (("migrate", "--verbosity", "0"), ("shell", "--verbosity", "0", "-c", PLACES)):
            manage(environment, *words)
        yield environment


def manage(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=True
    )
    return done.stdout


def of(number: int) -> tuple[str, int]:
    """Town and year of a file."""
    return TOWNS[number % 2], FIRST_YEAR + number // 2


def write_files(folder: Path, numbers: range) -> None:
    folder.mkdir()
    for number in numbers:
        town, year = of(number)
        text = f"岱山县{town}{year}年法治政府建设年度报告\n一、主要举措\n{BODY}\n调解纠纷{number}件。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")


def test_four_processes_at_once_lose_and_double_nothing(surroundings: dict[str, str], tmp_path: Path) -> None:
    write_files(tmp_path / "common", range(COMMON))
    for number in range(PROCESSES):
        first = COMMON + OWN * number
        write_files(tmp_path / f"own {number}", range(first, first + OWN))
    log = (tmp_path / "log").open("wb")
    running = [
        subprocess.Popen(
            [
                sys.executable, "manage.py", "ingest", str(tmp_path / "common"), str(tmp_path / f"own {number}"),
                "--publish-doubtful", "--report", str(tmp_path / f"told {number}.json"),
            ],
            cwd=ROOT,
            env=surroundings,
            stdout=log,
            stderr=log,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    ended = [process.wait(timeout=300) for process in running]
    log.close()
    assert ended == [0] * PROCESSES, (tmp_path / "log").read_text("utf-8")
    told = [json.loads((tmp_path / f"told {number}.json").read_text("utf-8")) for number in range(PROCESSES)]
    states = Counter(one["state"] for outcomes in told for one in outcomes)
    files = COMMON + OWN * PROCESSES
    assert states == {"stored": files, "duplicate": COMMON * (PROCESSES - 1)}
    rows, sources, originals = json.loads(manage(surroundings, "shell", "--verbosity", "0", "-c", HELD))
    assert [tuple(row[:3]) for row in rows] == sorted((*of(number), "published") for number in range(files))
    assert sorted(row[3] for row in rows) == sources == originals
    manage(surroundings, "check_index")
