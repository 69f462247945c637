"""Keeping the index equal to the database.

``Report.search_dirty`` is the outbox: set in the transaction that changes a report or its rows, cleared here for the
revision that was read. The index is committed first, so a process that dies in between leaves reports dirty that are
indexed already, which costs nothing but doing it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from reports.models import Report
from reports.models.last_change import note_change

from ..engine import engine
from .aside import NOT_ITS_FAULT, readable, resting, set_aside, taken_up, try_again
from .documents import BATCH, Document, indexed_reports

#: Called with how many reports have been done since the last call.
Progress = Callable[[int], object]

#: Reports in one commit: enough to make its fixed cost (about 30 ms) small, few enough to lose little.
COMMIT = 2000


@dataclass(frozen=True)
class Drift:
    """How the index differs from the database: pks of reports."""

    missing: tuple[int, ...]
    stale: tuple[int, ...]
    different: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.stale) + len(self.different)


def drain(progress: Progress | None = None) -> int:
    """Index every dirty report and take out those no longer published; the number of dirty reports done.

    Reports whose rows are gone are taken out too; one whose indexing raises is set aside. Without an index, or with one
    of another version, all are indexed.
    Raises :class:`~reports.search.engine.IndexBusy` when another process writes for too long.
    """
    with engine().writing():
        if not engine().ready():
            return rebuild(progress)
        done = _drain(progress)
        stale = set(engine().pks()) - set(indexed_reports().values_list("pk", flat=True))
        if stale:
            engine().write((), deleted=stale)
            note_change()
    return done


def rebuild(progress: Progress | None = None) -> int:
    """A new index of all published reports, put in place of the old one when it is complete.

    What has changed in the meantime is then indexed too. Gives the number of reports in the first pass.
    """
    with engine().writing():
        seen: dict[int, int] = {}
        hidden = list(_dirty().exclude(status=Report.Status.PUBLISHED))
        pks = indexed_reports().order_by("pk").values_list("pk", flat=True)
        _write(pks, engine().rebuild, seen, progress)
        note_change()
        _clean([*seen.items(), *hidden])
        _drain()
    return len(seen)


def drift(progress: Progress | None = None) -> Drift:
    """Compare ids and the digests of contents; a dirty report is not yet expected to be equal and left out.

    So is one that cannot be read, which is set aside.
    """
    with engine().writing():
        held = engine().digests()
        wrong: dict[int, bool] = {}
        for document in readable(indexed_reports().order_by("pk").values_list("pk", flat=True), set_aside):
            stored = held.pop(document.pk, None)
            if stored != document.digest:
                wrong[document.pk] = stored is None
            if progress:
                progress(1)
        dirty = set(Report.objects.filter(search_dirty=True).values_list("pk", flat=True))
    return Drift(
        missing=tuple(pk for pk, absent in wrong.items() if absent and pk not in dirty),
        stale=tuple(sorted(set(held) - dirty)),
        different=tuple(pk for pk, absent in wrong.items() if not absent and pk not in dirty),
    )


def repair(found: Drift) -> None:
    """Mend what :func:`drift` found."""
    Report.objects.filter(pk__in=[*found.missing, *found.different]).update(search_dirty=True)
    try_again()
    drain()
    engine().write((), deleted=found.stale)
    note_change()


def _drain(progress: Progress | None = None) -> int:
    done = 0
    while batch := list(_dirty()[:COMMIT]):
        _index(batch)
        done += len(batch)
        if progress:
            progress(len(batch))
    return done


def _index(batch: Sequence[tuple[int, int]]) -> None:
    """Bring the index up to date for reports given as (pk, revision), whatever their status."""
    revisions = dict(batch)
    # The rows are read again: those are the revisions that the index gets.
    _write(list(revisions), lambda found: engine().write(found, deleted=[pk for pk, _ in batch]), revisions)
    _clean(revisions.items())


def _write(
    pks: Iterable[int],
    write: Callable[[Iterator[Document]], None],
    revisions: dict[int, int],
    progress: Progress | None = None,
) -> None:
    """Have ``write`` index the documents of ``pks``; ``revisions`` gets what it wrote and loses what was set aside."""
    aside: set[int] = set()
    writing: list[int] = []

    def failed(pk: int, error: Exception) -> None:
        set_aside(pk, error)
        aside.add(pk)
        revisions.pop(pk, None)

    def noted() -> Iterator[Document]:
        for document in readable((pk for pk in pks if pk not in aside), failed):
            revisions[document.pk] = document.revision
            writing.append(document.pk)
            yield document
            writing.clear()
            if progress:
                progress(1)

    while True:
        try:
            write(noted())
        except NOT_ITS_FAULT:
            raise
        except Exception as error:
            if not writing:
                raise
            # Nothing was written: all but this one are, in another go.
            failed(writing.pop(), error)
        else:
            return


def _clean(done: Iterable[tuple[int, int]]) -> None:
    """Take reports, given as (pk, revision), off the outbox unless they have changed since."""
    by_revision: dict[int, list[int]] = defaultdict(list)
    for pk, revision in done:
        by_revision[revision].append(pk)
    with transaction.atomic():
        for revision, pks in by_revision.items():
            for start in range(0, len(pks), BATCH):
                here = pks[start : start + BATCH]
                Report.objects.filter(pk__in=here, revision=revision).update(search_dirty=False)
                taken_up(here)


def waiting() -> QuerySet[Report]:
    """The outbox: the reports that the next draining takes."""
    return Report.objects.filter(search_dirty=True).exclude(resting())


def _dirty() -> QuerySet[Report, tuple[int, int]]:
    """The outbox, as (pk, revision)."""
    return waiting().order_by("pk").values_list("pk", "revision")
