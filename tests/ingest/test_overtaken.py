"""Two workers at once end as if one had come after the other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.ingest.holdings import Holdings
from reports.ingest.intake import Defaults, Understood, settle, understand
from reports.models import BatchItem, Region, Report, SourceFile
from tests.environment import apart
from tests.ingest.readings import BODY

State = BatchItem.State
PUBLISH = Defaults(publish=True)
ROOT = Path(__file__).parents[2]


def file_of(figure: int) -> Understood:
    text = f"岱山县衢山镇2023年法治政府建设年度报告\n一、主要举措\n{BODY}\n调解纠纷{figure}件。\n"
    found = understand(text.encode(), f"{figure}.txt")
    assert isinstance(found, Understood)
    return found


@pytest.mark.parametrize(
    ("figure", "state", "statuses"),
    [(1, State.DUPLICATE, ["published"]), (2, State.REVISION, ["published", "draft"])],
)
def test_what_another_worker_stored_since_the_database_was_asked_is_seen(
    town: Region, figure: int, state: str, statuses: list[str]
) -> None:
    mine = file_of(figure)
    before = Holdings([mine.sha256], [(town.code, 2023)])
    assert settle(file_of(1), PUBLISH).state == State.STORED
    outcome = settle(mine, PUBLISH, before)
    assert (outcome.state, outcome.reason != "") == (state, True)
    assert list(Report.objects.order_by("pk").values_list("status", flat=True)) == statuses
    assert SourceFile.objects.count() == len(statuses)


def test_processes_that_store_and_publish_the_same_at_once_leave_one_published(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.ingest.rivals"],
        cwd=ROOT,
        env=apart(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert json.loads(told.stdout) == {
        "same bytes": [["duplicate", 3], ["stored", 1]],
        "same place": [["revision", 3], ["stored", 1]],
        "publish": [["NotPublishable", 3], ["published", 1]],
        "statuses": [["draft", 6], ["published", 3]],
    }
