"""The rows by which copied text (雷同) is found: a report has them while it is published.

Called by :mod:`reports.store.reports`, inside its transactions.
"""

from __future__ import annotations

from reports.analysis.copied.masking import Prints, prints_of
from reports.analysis.copied.minhash import bands, signature
from reports.models import Report, SentenceHash, Signature, SignatureBand
from reports.models.database import insert_raw
from reports.models.parsed import parsed_of, with_annotations
from reports.parsing.types import ParsedReport


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


def forget(pk: int) -> None:
    """Take the rows of a report away."""
    for model in (SentenceHash, SignatureBand, Signature):
        model.objects.filter(report=pk).delete()


def add(report: Report, found: Prints) -> None:
    """Write the rows of a published report that has none; its region and year are known."""
    body = int(report.region_code)
    insert_raw(
        SentenceHash,
        ("report_id", "start", "end", "hash", "masked_hash", "body", "year"),
        [(report.pk, one.start, one.end, one.hash, one.masked, body, report.year) for one in found.sentences],
    )
    minhash = signature(found.masked_text) or b""
    insert_raw(Signature, ("report_id", "sentences", "minhash"), [(report.pk, len(found.sentences), minhash)])
    if minhash:
        insert_raw(SignatureBand, ("report_id", "key"), [(report.pk, key) for key in bands(minhash)])
