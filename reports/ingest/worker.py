"""The background worker: one at a time works off the tasks that requests and commands leave.

It outlives a database that is locked, full or away, and a disk that is full: whatever of that meets it, it says so,
waits and tries again. A task is never left behind: one whose worker died is found RUNNING by the next worker, which
alone may work then, and is run again; one that raised is run again after a pause; and what is to be done without
any task that says so (files that wait, reports that have changed) is looked for whenever there is nothing else to do.
All tasks may be run twice.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction
from filelock import FileLock, Timeout

from .heartbeat import BEAT, heartbeat, path
from .tasks import take_up

#: Seconds between two looks for a task.
INTERVAL = 1.0
#: Seconds between two looks for work without a task.
LOOK = 60.0
#: Seconds of waiting after a first, second … trouble in a row; the last also after all further ones.
PAUSES = (1, 2, 5, 10, 30, 60)
#: A task is begun so many times at most, the tries of workers that died included, …
ATTEMPTS = 6
#: … the second time so many seconds after the first failed, then twice as long each time.
AGAIN = 10
#: How long it is remembered what became of a task.
KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


class Worker(db_worker.Worker):
    """django-tasks' own worker, which ends at the first trouble with the database, without that."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._unsure = True
        self._next_look = 0.0

    def run(self) -> None:
        """Work until told to stop, once no other worker does."""
        troubles = 0
        while self.running:
            try:
                with _alone():
                    while self.running:
                        worked = self.work()
                        troubles = 0
                        if self.running and not worked:
                            time.sleep(self.interval)
            except (DatabaseError, OSError) as error:
                self._unsure = True
                pause = PAUSES[min(troubles, len(PAUSES) - 1)]
                troubles += 1
                logger.warning("the worker cannot go on (%s); it tries again in %d seconds", error, pause)
                connection.close()
                time.sleep(pause)

    def work(self) -> bool:
        """Run one task, or have one made of what is left to do; whether there was any. Raises DatabaseError."""
        close_old_connections()
        if self._unsure:
            put_back()
            self._unsure = False
        # Asked first without the lock that keeps others from writing.
        if DBTaskResult.objects.ready().exists() and (task := self._claim()) is not None:
            self.run_task(task)
            return True
        if time.monotonic() < self._next_look:
            return False
        self._next_look = time.monotonic() + LOOK
        DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
        return take_up()

    def run_task(self, db_task_result: DBTaskResult[Any, Any]) -> None:
        super().run_task(db_task_result)
        if db_task_result.status == "FAILED":
            try_again(db_task_result)

    def _claim(self) -> DBTaskResult[Any, Any] | None:
        with exclusive_transaction():
            task = DBTaskResult.objects.ready().get_locked()
            if task is not None:
                task.claim(self.worker_id)
            return task


def put_back() -> None:
    """Have the tasks run again whose worker died; the caller is the one worker and runs none.

    One at which workers have died again and again is failed.
    """
    for task in DBTaskResult.objects.running():
        if len(task.worker_ids) < ATTEMPTS:
            logger.warning("the task %s is run again: its worker ended in the middle", task.task_path)
            DBTaskResult.objects.filter(pk=task.pk).update(status="READY")
        else:
            task.set_failed(RuntimeError(f"its worker ended in the middle {ATTEMPTS} times"))


def try_again(task: DBTaskResult[Any, Any]) -> None:
    """Have a task that failed run again after a pause, at once where the worker was told to stop, or leave it failed."""
    attempts = len(task.worker_ids)
    stopped = task.exception_class_path in ("builtins.SystemExit", "builtins.KeyboardInterrupt")
    if attempts >= ATTEMPTS and not stopped:
        logger.error("the task %s failed %d times and is left", task.task_path, attempts)
        return
    pause = timedelta(seconds=0 if stopped else AGAIN * 2 ** (attempts - 1))
    if not stopped:
        logger.warning(
            "the task %s failed and is run again in %s:\n%s", task.task_path, pause, task.traceback
        )
    again = DBTaskResult.objects.filter(pk=task.pk, status="FAILED")
    again.update(status="READY", run_after=timezone.now() + pause, finished_at=None)


@contextmanager
def _alone() -> Iterator[None]:
    """Be the one worker of the archive and give signs of life; waits, for as long as it takes, until no other is.

    The lock goes with the process, however that ends. Raises OSError where it cannot be had.
    """
    path().parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path().with_suffix(".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        logger.warning("another worker is at work; this one waits until it ends")
        lock.acquire(poll_interval=INTERVAL)
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(ended,), daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join()
        lock.release()


def _beat(ended: threading.Event) -> None:
    failed = False
    while True:
        try:
            heartbeat()
            failed = False
        except OSError as error:
            if not failed:
                logger.warning("no sign of life can be given: %s", error)
            failed = True
        if ended.wait(BEAT):
            return
