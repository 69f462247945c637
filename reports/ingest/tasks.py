"""Work that a request leaves to the background worker (``manage.py serve --only worker``)."""

from functools import partial

from django.db import transaction
from django_tasks import task

from reports.models import Batch
from reports.search.engine import engine
from reports.search.index.writer import drain, waiting
from reports.store import copied_rows
from reports.store import usual_ranges as ranges

from . import batches


@task()
def process_batch(pk: int) -> None:
    """Settle what waits in a batch, then what a worker that died left behind, and let the index follow."""
    batches.work_off(Batch.objects.get(pk=pk))
    for batch in batches.unfinished():
        batches.work_off(batch)
    drain()
    ranges.follow()
    copied_rows.follow_shares()


@task()
def drain_index() -> None:
    """Bring the index up to the database, and usual ranges and shares of copying if they have aged."""
    drain()
    ranges.follow()
    copied_rows.follow_shares()


def process_soon(batch: Batch) -> None:
    """Have a batch worked off once this transaction is committed."""
    transaction.on_commit(partial(process_batch.enqueue, batch.pk))


def resume() -> bool:
    """Have the worker take up what one that died left behind; whether there is anything. Costs one query if not.

    A batch that is also queued loses nothing by it: a settled file is never taken again.
    """
    batch = batches.unfinished().first()
    if batch is None:
        return False
    process_batch.enqueue(batch.pk)
    return True


def take_up() -> bool:
    """Have the worker do what no task says: files that wait, reports that have changed, an index that is gone.

    Gives whether there is anything. A process may have died between storing and asking, or a task have failed too often.
    """
    return resume() or _index_follows() or copied_rows.follow_shares()


def _index_follows() -> bool:
    if engine().ready() and not waiting().exists():
        return False
    drain_index.enqueue()
    return True


def drain_soon() -> None:
    """Have the index follow once this transaction is committed."""
    transaction.on_commit(drain_index.enqueue)
