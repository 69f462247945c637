"""Reports whose indexing raises (搁置): one of them keeps no other out of the index.

It is left out of the index and stays on the outbox; the next tries come after pauses that double, and at once when the
report has changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from itertools import islice

from django.db import DatabaseError
from django.db.models import F, Q
from django.utils import timezone

from reports.models import Report, Unindexed

from .documents import BATCH, Document, documents

#: Before the second try; then twice as long each time, up to ``LONGEST``.
FIRST, LONGEST = timedelta(minutes=10), timedelta(days=1)
#: What is no report's fault.
NOT_ITS_FAULT = (DatabaseError, OSError)

logger = logging.getLogger(__name__)


def readable(pks: Iterable[int], failed: Callable[[int, Exception], object]) -> Iterator[Document]:
    """Like :func:`~.documents.documents`; a report that raises is handed to ``failed`` and left out."""
    waiting = iter(pks)
    while batch := list(islice(waiting, BATCH)):
        try:
            found = list(documents(batch))
        except NOT_ITS_FAULT:
            raise
        except Exception:
            found = [document for pk in batch for document in _one(pk, failed)]
        yield from found


def _one(pk: int, failed: Callable[[int, Exception], object]) -> list[Document]:
    try:
        return list(documents([pk]))
    except NOT_ITS_FAULT:
        raise
    except Exception as error:
        failed(pk, error)
        return []


def set_aside(pk: int, error: Exception) -> None:
    """Note that a report cannot be indexed for now; it stays on the outbox."""
    revision = Report.objects.values_list("revision", flat=True).get(pk=pk)
    before = Unindexed.objects.filter(report=pk).first()
    tries = before.tries + 1 if before else 1
    pause = min(FIRST * 2 ** min(tries - 1, 20), LONGEST)
    logger.error("report %d cannot be indexed (try %d, again in %s)", pk, tries, pause, exc_info=error)
    said = f"{type(error).__name__}: {error}".replace("\0", "")
    fields = {"revision": revision, "error": said, "tries": tries, "again": timezone.now() + pause}
    if not Unindexed.objects.filter(report=pk).update(**fields):
        Unindexed.objects.create(report_id=pk, **fields)
    Report.objects.filter(pk=pk).update(search_dirty=True)


def taken_up(pks: Iterable[int]) -> None:
    """Forget the troubles of reports that the index now has, or need not have."""
    Unindexed.objects.filter(report__in=list(pks)).delete()


def try_again() -> None:
    """Have all that was set aside tried at the next draining."""
    Unindexed.objects.update(again=timezone.now())


def resting() -> Q:
    """The reports that are not to be tried yet, as a condition on them.

    A time further away than the longest pause was set by a clock that has been put back since.
    """
    now = timezone.now()
    return Q(unindexed__again__gt=now, unindexed__again__lte=now + LONGEST, unindexed__revision=F("revision"))
