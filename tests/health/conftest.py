"""A private store of originals, and what makes an archive fit."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from reports.health import conditions, upkeep
from reports.ingest.heartbeat import heartbeat
from tests.factories import make_region

BATCH = "reports.ingest.tasks.process_batch"
DRAIN = "reports.ingest.tasks.drain_index"


@pytest.fixture(autouse=True)
def archive_root(settings: Settings, tmp_path: Path) -> Path:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    return settings.ARCHIVE_ROOT


@pytest.fixture
def fit(indexed: Callable[[], int], archive_root: Path) -> Callable[[], int]:
    """An archive with a place and an index, whose worker lives, just backed up and checked."""
    make_region("33", "浙江省")
    heartbeat()
    upkeep.record("backup", done=True)
    upkeep.record("fixity", done=True)
    return indexed


def states() -> dict[str, str]:
    return {condition.part: condition.state for condition in conditions()}


def sentences() -> dict[str, str]:
    return {condition.part: condition.sentence for condition in conditions()}


def make_task(status: str, *, path: str = BATCH, ago: int = 0, now: datetime | None = None) -> Any:
    """A task that was enqueued, or if it is done ended, so many minutes ago."""
    at = (now or datetime.now(UTC)) - timedelta(minutes=ago)
    task = DBTaskResult.objects.create(
        status=status,
        task_path=path,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=datetime(9999, 1, 1, tzinfo=UTC),
        finished_at=at if status in ("FAILED", "SUCCESSFUL") else None,
        exception_class_path="",
        traceback="",
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=at)
    return task
