import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports.health.work import queue, tasks, worker
from reports.ingest import heartbeat

from .conftest import BATCH, DRAIN, make_task


def test_a_worker_that_never_ran_is_said(db: None) -> None:
    assert worker().state == "never"


def test_where_no_sign_could_be_read_there_is_none(db: None, archive_root: Path) -> None:
    archive_root.write_text("a file in the place of the store")
    assert worker().state == "never"


@pytest.mark.parametrize(
    ("seconds", "state", "said"),
    [
        (0, "ok", "在运行，不到一分钟前还有动静。"),
        (90, "silent", "停了，最后一次有动静是 1 分钟前。"),
        (7200, "silent", "停了，最后一次有动静是 2 小时前。"),
    ],
)
def test_a_worker_without_a_sign_of_life_has_stopped(db: None, seconds: int, state: str, said: str) -> None:
    heartbeat.heartbeat()
    given = (datetime.now(UTC) - timedelta(seconds=seconds)).timestamp()
    os.utime(heartbeat.path(), (given, given))
    assert (worker().state, worker().sentence) == (state, said)


@pytest.mark.parametrize(
    ("waits", "running", "state"),
    [
        ((), False, "ok"),
        ((1,), False, "ok"),
        ((1, 20), True, "long"),
        ((1, 20), False, "stuck"),
        ((), True, "ok"),
    ],
)
def test_the_queue_is_as_old_as_its_oldest_task(
    db: None, waits: tuple[int, ...], running: bool, state: str
) -> None:
    for minutes in waits:
        make_task("READY", ago=minutes)
    if running:
        make_task("RUNNING", ago=30)
    make_task("SUCCESSFUL", ago=60)
    assert (queue().state, queue().values["waiting"]) == (state, len(waits))


#: What tasks ended how many minutes ago, and what is left of them.
FAILURES = [
    ([], "ok", None),
    ([("SUCCESSFUL", BATCH, 5)], "ok", None),
    ([("FAILED", BATCH, 5)], "failed", 1),
    ([("FAILED", BATCH, 5), ("SUCCESSFUL", BATCH, 3)], "ok", None),
    ([("FAILED", BATCH, 5), ("SUCCESSFUL", BATCH, 8)], "failed", 1),
    ([("FAILED", BATCH, 5), ("SUCCESSFUL", DRAIN, 3)], "failed", 1),
    (
        [("FAILED", BATCH, 5), ("FAILED", BATCH, 4), ("FAILED", DRAIN, 3), ("SUCCESSFUL", DRAIN, 2)],
        "failed",
        2,
    ),
]


@pytest.mark.parametrize(("ended", "state", "left"), FAILURES)
def test_a_failed_task_counts_until_one_of_its_kind_is_done(
    db: None, ended: list[tuple[str, str, int]], state: str, left: int | None
) -> None:
    for status, path, minutes in ended:
        make_task(status, path=path, ago=minutes)
    assert (tasks().state, tasks().values.get("failed")) == (state, left)
