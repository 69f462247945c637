"""Batches (批次): files brought together through the site, worked off in the background.

The bytes are originals before anything else happens, so a batch can be taken up again after any crash: each item
is settled in one transaction with its own row, and a settled item is never taken again. One at which processes end
again and again is set aside.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, QuerySet

from reports.models import Batch, BatchItem, Report
from reports.reading import UnreadableFile
from reports.store import originals
from reports.store import reports as store
from reports.store.history import record
from reports.store.trouble import trouble_of
from reports.text.remarks import Remark

from .begun import ATTEMPTS
from .folders import unpacked
from .intake import (
    NOT_KEPT,
    NOT_READ,
    NOT_STORED,
    Defaults,
    Outcome,
    Understood,
    safe_name,
    settle,
    understand,
    why,
)
from .told import BROUGHT

logger = logging.getLogger(__name__)

#: Originals put on disk at once.
_TOGETHER = 100
_BYTES_TOGETHER = 32 * 1024 * 1024
_NAME_LENGTH = 255


@dataclass(frozen=True)
class Brought:
    """A file of an upload: the SHA-256 of its original, which is on disk, or why it was refused."""

    name: str
    sha256: str = ""
    refusal: Remark | None = None


def keep(files: Iterable[UploadedFile[Any]]) -> list[Brought]:
    """Keep the originals of uploaded files, of a zip those of its members. Outside a transaction: disks are slow.

    Raises OSError where the disk takes none: then the whole upload is to be brought again.
    """
    limit = settings.UPLOAD_MAX_MB
    brought: list[Brought] = []
    together: list[tuple[str, bytes]] = []

    def settle() -> None:
        kept = originals.keep_each([data for _, data in together])
        for (name, _), one in zip(together, kept, strict=True):
            if isinstance(one, str):
                brought.append(Brought(name, one))
            elif trouble_of(one):
                raise one
            else:
                brought.append(Brought(name, refusal=why(one, NOT_KEPT, f"keeping {name}")))
        together.clear()

    for file in files:
        name = safe_name(file.name or "")
        if (file.size or 0) > limit * 1024 * 1024:
            settle()
            brought.append(Brought(name, refusal=Remark("file_too_large", most=limit)))
            continue
        for found in unpacked(name, file.read()):
            try:
                together.append((found.name, found.read()))
            except UnreadableFile as error:
                settle()
                brought.append(Brought(found.name, refusal=error.remark))
            except Exception:
                logger.exception("reading %s failed", found.name)
                settle()
                brought.append(Brought(found.name, refusal=NOT_READ))
            if len(together) >= _TOGETHER or sum(len(data) for _, data in together) >= _BYTES_TOGETHER:
                settle()
    settle()
    return brought


def bring(batch: Batch, brought: Iterable[Brought]) -> None:
    """Make the items of a batch."""
    BatchItem.objects.bulk_create(
        BatchItem(
            batch=batch,
            name=_shown(one.name),
            sha256=one.sha256,
            state=BatchItem.State.REFUSED if one.refusal else BatchItem.State.WAITING,
            remark=one.refusal.stored() if one.refusal else None,
        )
        for one in brought
    )


def work_off(batch: Batch, *, seconds: float | None = None) -> int:
    """Settle the waiting items, for about ``seconds`` and at least one of them; gives back how many still wait.

    Those that were begun before come last: what ends this process keeps no others from being taken in.
    Raises what :func:`~reports.store.trouble.trouble_of` knows; the items not settled by then still wait.
    """
    until = None if seconds is None else time.monotonic() + seconds
    defaults = Defaults(
        publish=batch.publish,
        url=batch.url,
        region=batch.region,
        by=batch.created_by,
        # What is brought to the demonstration is as invented as the rest of it.
        sample=bool(settings.DEMO_ROOT),
    )
    waiting = batch.items.filter(state=BatchItem.State.WAITING)
    while (item := waiting.order_by("attempts", "pk").first()) is not None:
        _settle_item(item, defaults)
        if until is not None and time.monotonic() >= until:
            break
    return waiting.count()


def retry(batch: Batch) -> int:
    """Let the refused files that were kept wait for another try; gives back how many."""
    refused = batch.items.filter(state=BatchItem.State.REFUSED).exclude(sha256="")
    return refused.update(state=BatchItem.State.WAITING, remark=None, attempts=0)


@transaction.atomic
def undo(batch: Batch, *, by: int | None) -> int:
    """Withdraw the reports this batch brought in; gives back how many. Nothing is deleted.

    What still waits is not taken in any more, until :func:`retry`. ``by`` is the id of the user who goes on record.
    """
    waiting = batch.items.filter(state=BatchItem.State.WAITING)
    waiting.update(state=BatchItem.State.REFUSED, remark=Remark("batch_undone").stored(), attempts=0)
    reports = Report.objects.filter(pk__in=batch.items.filter(state__in=BROUGHT).values("report"))
    withdrawn = list(reports.exclude(status=Report.Status.WITHDRAWN).order_by("pk"))
    for report in withdrawn:
        store.withdraw(report)
    record(withdrawn, by, f"随批次 {batch.pk} 撤下")
    return len(withdrawn)


def unfinished() -> QuerySet[Batch]:
    """The batches with items that wait, oldest first: what a restart has to take up again."""
    return Batch.objects.filter(items__state=BatchItem.State.WAITING).distinct().order_by("pk")


def set_aside() -> QuerySet[BatchItem]:
    """The files that were begun too often, which :func:`retry` lets wait again."""
    return BatchItem.objects.filter(state=BatchItem.State.REFUSED, attempts__gte=ATTEMPTS)


def _settle_item(item: BatchItem, defaults: Defaults) -> None:
    if item.attempts >= ATTEMPTS:
        logger.error("%s (%s) was begun %d times and is set aside", item.name, item.sha256, item.attempts)
        told = Remark("begun_too_often", times=item.attempts)
        found = Outcome(item.name, BatchItem.State.REFUSED, item.sha256, told)
        _record(item, found, defaults, attempts=item.attempts)
        return
    with _begun(item):
        _read_and_record(item, defaults)


@contextmanager
def _begun(item: BatchItem) -> Iterator[None]:
    """Count an attempt, committed before anything is read; one that this process lives to tell of is taken back."""
    row = BatchItem.objects.filter(pk=item.pk)
    row.update(attempts=F("attempts") + 1)
    try:
        yield
    except BaseException:
        row.filter(attempts__gt=0).update(attempts=F("attempts") - 1)
        raise


def _read_and_record(item: BatchItem, defaults: Defaults) -> None:
    found: Understood | Outcome
    try:
        found = understand(originals.load(item.sha256), item.name, url=defaults.url)
    except FileNotFoundError:
        found = _not_loaded(item, Remark("original_missing"))
    except originals.DamagedOriginal as error:
        found = _not_loaded(item, error.remark)
    except Exception:
        logger.exception("loading %s (%s) failed", item.name, item.sha256)
        found = _not_loaded(item, Remark("see_log"))
    try:
        _record(item, found, defaults)
    except Exception as error:
        if trouble_of(error):
            # The item waits for better days.
            raise
        logger.exception("storing %s (%s) failed", item.name, item.sha256)
        _record(item, Outcome(item.name, BatchItem.State.REFUSED, item.sha256, NOT_STORED), defaults)


def _not_loaded(item: BatchItem, why: Remark) -> Outcome:
    return Outcome(item.name, BatchItem.State.REFUSED, item.sha256, Remark("not_loaded", why=why))


@transaction.atomic
def _record(item: BatchItem, found: Understood | Outcome, defaults: Defaults, *, attempts: int = 0) -> None:
    """Store what was understood and the item's own row together, unless another worker was here meanwhile."""
    row = BatchItem.objects.select_for_update().get(pk=item.pk)
    if row.state != BatchItem.State.WAITING:
        return
    outcome = settle(found, defaults) if isinstance(found, Understood) else found
    row.state = outcome.state
    # What is to be asked of a report is told as it is when it is asked for.
    row.remark = outcome.remark.stored() if outcome.remark else None
    row.report_id = outcome.report
    row.attempts = attempts
    row.save()
    if isinstance(found, Understood) and row.report is not None and row.state != BatchItem.State.DUPLICATE:
        done = "发布" if row.report.status == Report.Status.PUBLISHED else "收入待审"
        record([row.report], defaults.by and defaults.by.pk, f"随批次 {row.batch_id} {done}（{row.name}）")


def _shown(name: str) -> str:
    """A member's whole path without controls, so that the keeper knows which of the files it was."""
    return (
        "/".join(safe_name(part) for part in name.split("/") if part.strip("."))[-_NAME_LENGTH:] or "未命名"
    )
