"""Reading stored reports anew from their originals, with the parser of today."""

import logging

from django.conf import settings

from reports.models import Report
from reports.parsing import parse_report
from reports.reading import UnreadableFile, read
from reports.store import originals
from reports.store import reports as store

logger = logging.getLogger(__name__)


class NotReparsed(Exception):
    """A report could not be read anew and is as it was; ``str()`` is a Chinese sentence for the keeper."""


def reparse(report: Report) -> None:
    """Read and parse the original again; corrections stay, as does whether it is published.

    Raises :class:`NotReparsed`, whatever fails; what only the log can explain is in it.
    """
    sha256 = report.source.sha256
    try:
        source = read(originals.load(sha256), report.source.name, max_mb=settings.UPLOAD_MAX_MB)
        url = report.source.url or None
        store.rewrite(report, parse_report(source.text, url=url, meta=source.meta, partial=source.partial))
    except (originals.DamagedOriginal, UnreadableFile) as error:
        raise NotReparsed(str(error)) from error
    except FileNotFoundError as error:
        raise NotReparsed("原件不在库里，请重新上传。") from error
    except Exception as error:
        logger.exception("reading report %s (%s) anew failed", report.pk, sha256)
        raise NotReparsed("识别时出错，详情已记入日志；报告没有改动。") from error
