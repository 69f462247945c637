"""The rows by which copied text (雷同) is found: a report has them while it is published.

Called by :mod:`reports.store.reports`, inside its transactions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from reports.analysis.copied.masking import Prints, prints_of
from reports.analysis.copied.minhash import bands, signature
from reports.models import Report, SentenceHash, Signature, SignatureBand
from reports.models.database import drop_index, insert_raw, make_index, refresh_statistics, roomy
from reports.models.parsed import parsed_of, parsed_of_many, with_annotations
from reports.parsing.types import ParsedReport

#: Reports in one transaction where many are remembered.
_TOGETHER = 500
#: From so many on, the indexes over random values are made when all rows are there.
_MANY = 2000
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
