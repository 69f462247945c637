"""The background worker, its queue, and the tasks and files that it could not do."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Count, Max, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.ingest.batches import set_aside
from reports.ingest.heartbeat import is_alive, last_heartbeat

from .conditions import Condition
from .words import ago, minutes

logger = logging.getLogger(__name__)

#: Most tasks take seconds; a large upload may keep others waiting for longer.
PATIENCE = timedelta(minutes=15)


def worker() -> Condition:
    """Whether the worker gives signs of life."""
    try:
        last, alive = last_heartbeat(), is_alive()
    except OSError:
        logger.exception("the worker's sign of life cannot be read")
        last = None
    if last is None:
        return Condition("worker", "never")
    return Condition("worker", "ok" if alive else "silent", {"ago": ago(last)})


def queue() -> Condition:
    """How long the tasks wait that could be begun. Raises DatabaseError."""
    ready = DBTaskResult.objects.ready().aggregate(waiting=Count("pk"), since=Min("enqueued_at"))
    age = timezone.now() - ready["since"] if ready["since"] else timedelta()
    values = {"waiting": ready["waiting"], "minutes": minutes(age)}
    if age <= PATIENCE:
        return Condition("queue", "ok", values)
    return Condition("queue", "long" if DBTaskResult.objects.running().exists() else "stuck", values)


def tasks() -> Condition:
    """Tasks that failed for good. One of the same kind that was done later has made up for them. Raises DatabaseError."""
    failures = (
        DBTaskResult.objects.failed()
        .order_by()
        .values("task_path")
        .annotate(count=Count("pk"), latest=Max("finished_at"))
    )
    left = [
        failure
        for failure in failures
        if not DBTaskResult.objects.successful()
        .filter(task_path=failure["task_path"], finished_at__gt=failure["latest"])
        .exists()
    ]
    if not left:
        return Condition("tasks", "ok")
    latest = max(failure["latest"] for failure in left)
    return Condition(
        "tasks", "failed", {"failed": sum(failure["count"] for failure in left), "ago": ago(latest)}
    )


def files() -> Condition:
    """Uploaded files that were begun too often. Raises DatabaseError."""
    aside = set_aside().order_by().aggregate(count=Count("pk"), batch=Max("batch"))
    if not aside["count"]:
        return Condition("files", "ok")
    return Condition("files", "aside", {"aside": aside["count"], "batch": aside["batch"]})
