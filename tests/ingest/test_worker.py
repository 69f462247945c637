"""The background worker: no task is lost, whatever ends it or whatever it meets."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from filelock import FileLock

from reports.ingest import batches, heartbeat, tasks
from reports.ingest.worker import ATTEMPTS, Worker, put_back
from reports.models import Batch, BatchItem, Region, Report
from reports.search.engine import engine
from tests.factories import make_report

REPORT = "衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n（一）化解矛盾。调解纠纷35件。\n"
pytestmark = pytest.mark.django_db(transaction=True)


def statuses() -> list[str]:
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def bring(*years: int) -> Batch:
    batch = Batch.objects.create()
    files = [SimpleUploadedFile(f"{year}.txt", REPORT.format(year).encode()) for year in years]
    batches.bring(batch, batches.keep(files))
    return batch


def work_off() -> None:
    worker = Worker()
    while worker.work():
        pass


def test_a_task_whose_worker_died_is_run_again_by_the_next(town: Region) -> None:
    tasks.process_batch.enqueue(bring(2022, 2023).pk)
    DBTaskResult.objects.get().claim("one that is dead")
    work_off()
    assert statuses() == ["SUCCESSFUL"]
    assert Report.objects.count() == 2


def test_a_task_at_which_workers_die_again_and_again_is_failed() -> None:
    tasks.drain_index.enqueue()
    task = DBTaskResult.objects.get()
    for number in range(ATTEMPTS):
        assert statuses() == ["READY"]
        task.claim(f"worker {number}")
        put_back()
        task.refresh_from_db()
    assert statuses() == ["FAILED"]


def test_a_task_that_raised_is_run_again_after_pauses_that_double_and_then_left(
    monkeypatch: pytest.MonkeyPatch, indexed
) -> None:
    def fail() -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(tasks, "drain", fail)
    tasks.drain_index.enqueue()
    pauses = []
    while statuses() == ["READY"]:
        before = timezone.now()
        assert Worker().work()
        task = DBTaskResult.objects.get()
        if task.status == "READY":
            pauses.append(round((task.run_after - before).total_seconds(), -1))
            DBTaskResult.objects.update(run_after=before)
    assert (statuses(), pauses) == (["FAILED"], [10, 20, 40, 80, 160])


def test_files_that_wait_are_worked_off_though_no_task_says_so(town: Region, indexed) -> None:
    bring(2022, 2023)
    work_off()
    assert BatchItem.objects.filter(state="waiting").count() == 0
    assert statuses() == ["SUCCESSFUL"]


def test_changed_reports_are_indexed_though_no_task_says_so(indexed) -> None:
    make_report("甲村")
    assert Report.objects.get().search_dirty
    work_off()
    assert not Report.objects.get().search_dirty


def test_an_index_that_is_gone_is_made_anew_though_no_task_says_so(indexed) -> None:
    make_report("甲村")
    indexed()
    shutil.rmtree(engine().folder.current())  # type: ignore[attr-defined]
    assert not engine().ready()
    work_off()
    assert engine().pks() == [Report.objects.get().pk]


def test_what_became_of_old_tasks_is_forgotten_at_last() -> None:
    tasks.drain_index.enqueue()
    work_off()
    work_off()
    assert statuses() == ["SUCCESSFUL"]
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=31))
    work_off()
    assert statuses() == []


@pytest.mark.parametrize(
    "trouble", [DatabaseError("database is locked"), OSError(28, "No space left on device")]
)
def test_the_worker_outlives_trouble_and_then_looks_for_what_it_left(
    trouble: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Once(Worker):
        """Meets trouble once, in the middle of a task, then stops when nothing is left."""

        met = False

        def run_task(self, task) -> None:
            if not self.met:
                self.met = True
                raise trouble
            super().run_task(task)
            self.running = False

    monkeypatch.setattr("reports.ingest.worker.PAUSES", (0,))
    tasks.drain_index.enqueue()
    with caplog.at_level(logging.WARNING, "reports.ingest.worker"):
        Once().run()
    assert statuses() == ["SUCCESSFUL"]
    assert caplog.messages[0] == f"the worker cannot go on ({trouble}); it tries again in 0 seconds"
    assert heartbeat.is_alive()


def test_a_second_worker_waits_until_the_first_ends(tmp_path: Path) -> None:
    """The second is a process of its own, which says that it waits; let in, it stops when it is told to."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path}/archive.sqlite3",
        "ARCHIVE_ROOT": str(tmp_path / "originals"),
    }
    (tmp_path / "originals/tmp").mkdir(parents=True)
    with FileLock(tmp_path / "originals/tmp/worker.lock"):
        second = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--only", "worker"],
            cwd=configured.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert second.stdout is not None
        said = second.stdout
        waiting = next((line for line in said if "this one waits until it ends" in line), "")
        assert not (tmp_path / "originals/tmp/worker").exists()
    # It has no tables: that is no reason to end.
    going_on = next((line for line in said if "the worker cannot go on (no such table" in line), "")
    second.terminate()
    second.communicate()
    assert (waiting != "", going_on != "") == (True, True)
    assert (second.returncode, (tmp_path / "originals/tmp/worker").exists()) == (0, True)
    assert sqlite3.connect(tmp_path / "archive.sqlite3").execute("SELECT 1").fetchone() == (1,)
