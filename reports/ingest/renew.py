"""Reading stored reports anew from their originals, with the parser of today."""

from django.conf import settings

from reports.models import Report
from reports.parsing import parse_report
from reports.reading import read
from reports.store import originals
from reports.store import reports as store


def reparse(report: Report) -> None:
    """Read and parse the original again; corrections stay, as does whether it is published.

    Raises FileNotFoundError, DamagedOriginal or UnreadableFile, with the report left as it was.
    """
    source = read(originals.load(report.source.sha256), report.source.name, max_mb=settings.UPLOAD_MAX_MB)
    store.rewrite(report, parse_report(source.text, url=report.source.url or None, meta=source.meta))
