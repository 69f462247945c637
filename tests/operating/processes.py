"""Faults of processes: killed, locked out, started twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from .archive import REPORT, ROOT, Archive, must
from .faults import locked_database
from .tally import Tally

REPORTS = "SELECT count(*) FROM reports_report WHERE NOT sample"
RUNNING = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
DOUBLED = "SELECT count(*) - count(DISTINCT source_id) FROM reports_report"


def worker_killed(archive: Archive, tally: Tally) -> None:
    """The worker is killed while it works off an upload: the site goes on, and each file is stored once."""
    with archive.served():
        keeper = archive.keeper()
        must(keeper.log_in() == 200, "cannot log in")
        keeper.upload(*(REPORT.format(year=1900 + n, number=n) for n in range(60)))
        for _ in range(4):
            tally.tried()
            archive.must_kill("worker")
            must(archive.get("/reports/")[0] == 200, "the site went with the worker")
            tally.survived()
        archive.await_idle()
        must(archive.count(RUNNING) == 0, "a task is left RUNNING")
    _must_hold(archive, 60)


def database_locked(archive: Archive, tally: Tally) -> None:
    """The database is locked for 40 seconds: readers go on, writers are told 503, the worker outlives it."""
    with archive.served():
        keeper = archive.keeper()
        must(keeper.log_in() == 200, "cannot log in")
        worker = archive.processes()["worker"]
        tally.tried()
        until = time.monotonic() + 40
        with locked_database(archive.database):
            status, page = keeper.upload(REPORT.format(year=2001, number=1))
            must((status, "正被别的进程占用" in page) == (503, True), f"an upload is answered {status}")
            while time.monotonic() < until:
                must(archive.get("/reports/?q=调解")[0] == 200, "readers are locked out")
                time.sleep(0.5)
        must(archive.processes()["worker"] == worker, "the worker ended")
        must(keeper.upload(REPORT.format(year=2001, number=1))[0] == 200, "an upload fails afterwards")
        archive.await_idle()
        tally.survived()
    _must_hold(archive, 1)


def database_locked_for_commands(archive: Archive, tally: Tally) -> None:
    """`ingest` meets a locked database: it says so of each file, and a second go takes them."""
    folder = archive.folder.with_name(f"{archive.folder.name}-files")
    _files(folder, 3)
    tally.tried()
    with locked_database(archive.database):
        code, said = archive.manage("ingest", str(folder))
    must(code == 1 and said.count("没有存下：数据库或索引正被别的进程占用") == 3, said[-400:])
    must("Traceback" not in said, "a traceback")
    must(archive.manage("ingest", str(folder))[0] == 0, "the second go fails")
    tally.survived()
    _must_hold(archive, 3)


def web_killed(archive: Archive, tally: Tally) -> None:
    """gunicorn and its workers are killed: the site is back within seconds, and the worker has not been touched."""
    with archive.served():
        worker = archive.processes()["worker"]
        for kind in ("handlers", "web", "handlers", "web"):
            tally.tried()
            archive.must_kill(kind)
            archive.await_page()
            tally.survived()
        must(archive.processes()["worker"] == worker, "the worker was started again")


def serve_killed(archive: Archive, tally: Tally) -> None:
    """`serve` itself is killed: what it runs ends with it, and it can be started again at once."""
    for _ in range(3):
        tally.tried()
        archive.start()
        archive.kill("serve")
        archive.stop()
        tally.survived()
    archive.start()
    archive.stop()


def killed_fifty_times(archive: Archive, tally: Tally) -> None:
    """Every process is killed at random, 50 in all, while files are taken in by command and by upload."""
    dice, folder = random.Random(5), archive.folder.with_name(f"{archive.folder.name}-files")
    _files(folder, 120)
    uploads = iter(range(40))
    ingest: subprocess.Popen[bytes] | None = None
    archive.start()
    kills = 0
    while kills < 50:
        if ingest is None or ingest.poll() is not None:
            ingest = _ingest(archive, folder)
        # Who has been killed often starts again after long pauses; a keeper who starts anew does not wait for them.
        if archive.serving is None or archive.serving.poll() is not None or not archive.processes()["worker"]:
            archive.stop()
            archive.start()
        number = next(uploads, None)
        keeper = archive.keeper()
        if number is not None and keeper.log_in() == 200:
            keeper.upload(REPORT.format(year=1800 + number, number=number))
        time.sleep(dice.uniform(0.0, 1.5))
        kind = dice.choice(("serve", "worker", "worker", "web", "handlers", "ingest", "ingest", "ingest"))
        if kind == "ingest":
            ingest.kill()
            killed = True
        else:
            killed = archive.kill(kind)
        if killed:
            kills += 1
            tally.tried()
            tally.survived()
    if ingest is not None:
        ingest.wait()
    archive.stop()
    must(_ingest(archive, folder).wait() == 0, "ingest fails at last")
    with archive.served():
        archive.await_idle()
        must(archive.count(RUNNING) == 0, "a task is left RUNNING")
    items = archive.count("SELECT count(DISTINCT sha256) FROM reports_batchitem")
    _must_hold(archive, 120 + items)


def set_up_killed(archive: Archive, tally: Tally) -> None:
    """The first set-up is killed twelve times at any step and finished by the next start; two starts at once."""
    archive.database.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.management.killed", "6"],
        cwd=ROOT,
        env=archive.environment,
        capture_output=True,
        text=True,
    )
    must(done.returncode == 0, done.stderr[-400:])
    killed = int(done.stdout.split("ok, ")[1].split()[0])
    tally.tried(killed + 1)
    tally.survived(killed + 1)


def index_killed(archive: Archive, tally: Tally) -> None:
    """A process that drains and rebuilds the index is killed at any step; the next one makes it whole."""
    archive.database.parent.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.killed", "50", "7"],
        cwd=ROOT,
        env=archive.environment,
        capture_output=True,
        text=True,
    )
    must(done.returncode == 0 and "ok, " in done.stdout, done.stderr[-400:])
    tally.tried(50)
    tally.survived(50)


def clock_jumps(archive: Archive, tally: Tally) -> None:
    """The clock jumps by a year, back and forth: what was stored before looks as if it came from another time."""
    for days in (-366, 366):
        with archive.served():
            keeper = archive.keeper()
            must(keeper.log_in() == 200, "cannot log in")
        number = 366 + days
        archive.python(
            "from datetime import timedelta\n"
            "from django.core.files.uploadedfile import SimpleUploadedFile\n"
            "from django.utils import timezone\n"
            "from django_tasks_db.models import DBTaskResult\n"
            "from reports.ingest import batches, tasks\n"
            "from reports.models import Batch\n"
            "batch = Batch.objects.create()\n"
            f"files = [SimpleUploadedFile(f'{{n}}.txt', {REPORT!r}.format(year=n, number={number} + n).encode())"
            " for n in (2001, 2002)]\n"
            "batches.bring(batch, batches.keep(files))\n"
            "tasks.process_batch.enqueue(batch.pk)\n"
            f"then = timezone.now() + timedelta(days={days})\n"
            "DBTaskResult.objects.filter(status='READY').update(enqueued_at=then)\n"
            # Claimed and left, and told to be run again, by a clock that was ahead or behind.
            "DBTaskResult.objects.filter(status='READY').update(status='RUNNING', started_at=then, run_after=then)"
        )
        tally.tried()
        with archive.served():
            archive.await_count("SELECT count(*) FROM reports_batchitem WHERE state = 'waiting'", 0)
            archive.await_count("SELECT count(*) FROM reports_report WHERE search_dirty", 0)
        tally.survived()
    must(archive.count(REPORTS) == 4, f"{archive.count(REPORTS)} reports, not 4")


def _files(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03d}.txt").write_text(REPORT.format(year=1500 + number, number=number), "utf-8")


def _ingest(archive: Archive, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "ingest", str(folder)],
        cwd=ROOT,
        env=archive.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _must_hold(archive: Archive, reports: int) -> None:
    held = archive.count(REPORTS)
    must(held == reports, f"{held} reports, not {reports}")
    must(archive.count(DOUBLED) == 0, "an original has two reports")
    archive.must_be_whole()
