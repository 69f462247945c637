"""The rows by which copied text (雷同) is found: a report has them while it is published.

Called by :mod:`reports.store.reports`, inside its transactions. From them is reckoned how much of each report is
copied, and from which: all at once, in the background, for a report that is published changes what is copied in others.
The list of copying, the filter and the order of the listing, and what pages of places say all read those shares.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

import numpy as np
from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from reports.analysis.compared_sentences import Prints, prints_of
from reports.analysis.copied.lineage import MOST_BODIES, Public
from reports.analysis.copied.minhash import bands, signature
from reports.analysis.copied.shares import Share, holders, shares
from reports.models import (
    CopiedFrom,
    CopiedShare,
    CopiedState,
    Report,
    SentenceHash,
    Signature,
    SignatureBand,
)
from reports.models.access.database import drop_index, insert_raw, make_index, refresh_statistics, roomy
from reports.models.parsed import parsed_of, parsed_of_many, with_annotations
from reports.parsing.types import ParsedReport

#: Reports in one transaction where many are remembered.
_TOGETHER = 500
#: From so many on, the indexes over random values are made when all rows are there.
_MANY = 2000
#: Shares are not reckoned again before so many times as long has passed as the last time took.
REST = 20
_INDEXES = ((SentenceHash, "sentence_masked"), (SignatureBand, "band_key"))


def remember(report: Report, parsed: ParsedReport | None = None, *, is_new: bool = False) -> None:
    """Bring the rows of a report up to date with what it is now: written if it is published, else taken away.

    ``parsed`` saves reading the report's annotations back; one that ``is_new`` has no rows to take away.
    """
    if not is_new:
        forget(report.pk)
    if report.status != Report.Status.PUBLISHED or not report.region_code or report.year is None:
        return
    if parsed is None:
        # Loaded anew: what hangs on the row at hand may be older than the transaction.
        parsed = parsed_of(with_annotations(Report.objects.all()).get(pk=report.pk))
    add(report, prints_of(parsed))


def without_rows() -> QuerySet[Report]:
    """The published reports that ought to have rows and have none."""
    return Report.objects.filter(
        status=Report.Status.PUBLISHED, signature__isnull=True, region__isnull=False, year__isnull=False
    )


def remember_all(keys: Sequence[int], progress: Callable[[int], object], *, many: int = _MANY) -> None:
    """Write the rows of the published ones among reports anew, in batches; broken off, what is done stays.

    Where those are ``many`` and most of all, the indexes over random values are made at the end; they are made, too,
    where a call before was broken off.
    """
    if len(keys) >= many and len(keys) > Signature.objects.count():
        for _, name in _INDEXES:
            drop_index(name)
    with roomy():
        for start in range(0, len(keys), _TOGETHER):
            together = keys[start : start + _TOGETHER]
            with transaction.atomic():
                _remember_together(together)
            progress(len(together))
        for model, name in _INDEXES:
            make_index(model, name)
    if len(keys) >= many:
        refresh_statistics(SentenceHash, Signature, SignatureBand)


def _remember_together(keys: Sequence[int]) -> None:
    published = Report.objects.filter(
        pk__in=keys, status=Report.Status.PUBLISHED, region__isnull=False, year__isnull=False
    )
    reports = list(published.select_related("region").select_for_update(of=("self",)).order_by("pk"))
    for model in (SentenceHash, SignatureBand, Signature):
        model._default_manager.filter(report__in=keys).delete()
    parsed = parsed_of_many(reports)
    _add_all((report, prints_of(parsed[report.pk])) for report in reports)


def forget(pk: int) -> None:
    """Take the rows of a report away."""
    for model in (SentenceHash, SignatureBand, Signature):
        model.objects.filter(report=pk).delete()


def add(report: Report, found: Prints) -> None:
    """Write the rows of a published report that has none; its region and year are known."""
    _add_all([(report, found)])


def _add_all(reports: Iterable[tuple[Report, Prints]]) -> None:
    sentences: list[tuple[int | None, ...]] = []
    signatures: list[tuple[int, int, bytes]] = []
    keys: list[tuple[int, int]] = []
    for report, found in reports:
        body = int(report.region_code)
        sentences += [
            (report.pk, one.start, one.end, one.hash, one.masked, body, report.year)
            for one in found.sentences
        ]
        minhash = signature(found.masked_text) or b""
        signatures.append((report.pk, len(found.sentences), minhash))
        keys += [(report.pk, key) for key in bands(minhash)] if minhash else []
    insert_raw(SentenceHash, ("report_id", "start", "end", "hash", "masked_hash", "body", "year"), sentences)
    insert_raw(Signature, ("report_id", "sentences", "minhash"), signatures)
    insert_raw(SignatureBand, ("report_id", "key"), keys)


def shares_stale() -> bool:
    """Whether the archive has changed since the shares were reckoned, and it is time to reckon them again."""
    last = CopiedState.objects.first()
    if last is None:
        return Signature.objects.exists()
    return last.state != _state() and timezone.now() >= last.at + timedelta(seconds=REST * last.seconds)


def follow_shares() -> bool:
    """Reckon the shares anew if they are stale; whether it was done."""
    if not shares_stale():
        return False
    renew_shares()
    return True


def renew_shares() -> None:
    """Reckon all shares anew. Samples are held against samples, real reports against real ones."""
    began = time.monotonic()
    with transaction.atomic():
        state = _state()
        found = [*_reckoned(sample=False), *_reckoned(sample=True)]
        CopiedFrom.objects.all().delete()
        CopiedShare.objects.all().delete()
        insert_raw(
            CopiedShare,
            ("report_id", "sentences", "copied", "share"),
            [(pk, one.sentences, one.copied, _part(one.copied, one)) for pk, one, _ in found],
        )
        insert_raw(
            CopiedFrom,
            ("report_id", "source_id", "kind", "earlier", "sentences", "share"),
            [
                (pk, source, origin.kind, origin.earlier, origin.sentences, _part(origin.sentences, one))
                for pk, one, sources in found
                for source, origin in zip(sources, one.origins, strict=True)
            ],
        )
        CopiedState.objects.update_or_create(
            pk=1, defaults={"state": state, "at": timezone.now(), "seconds": time.monotonic() - began}
        )


def forget_state() -> None:
    """Have the shares reckoned anew at the next occasion: what was written leaves no trace in the sentences' numbers."""
    CopiedState.objects.all().delete()


def _state() -> str:
    """Sentences are written anew whenever a report changes, so their last number tells."""
    return f"{Signature.objects.count()}:{SentenceHash.objects.aggregate(last=Max('pk'))['last'] or 0}"


def _part(count: int, share: Share) -> float:
    return round(count / share.sentences, 4)


def _reckoned(*, sample: bool) -> Iterator[tuple[int, Share, list[int]]]:
    """The key of each report, its share, and the keys of its origins."""
    known = Report.objects.filter(signature__isnull=False, sample=sample).order_by("pk")
    rows = list(known.values_list("pk", "region_code", "year", "published"))
    if not rows:
        return
    pks = np.array([row[0] for row in rows], dtype=np.int64)
    among = holders([row[1] for row in rows], [Public(row[3], row[2]) for row in rows])
    with connection.cursor() as cursor:
        cursor.execute("SELECT report_id, masked_hash FROM reports_sentencehash")
        parts = [
            np.array(chunk, dtype=np.int64).reshape(-1, 2)
            for chunk in iter(lambda: cursor.fetchmany(50_000), [])
        ]
    if not parts:
        return
    sentences = np.concatenate(parts)
    place = np.searchsorted(pks, sentences[:, 0])
    place[place == len(pks)] = 0
    here = pks[place] == sentences[:, 0]
    # As :func:`reports.queries.copied` counts them.
    bodies = min(len({row[1] for row in rows if row[1]}), 2 * MOST_BODIES)
    for one in shares(place[here], sentences[here, 1], among, bodies):
        yield int(pks[one.holder]), one, [int(pks[origin.holder]) for origin in one.origins]
