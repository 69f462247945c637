"""The original file of a report, as a download."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse

from reports.store.originals import DamagedOriginal, load

from .report import unkept, visible_report
from .withdrawn import says_so_when_withdrawn

logger = logging.getLogger(__name__)

_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|]+')


@says_so_when_withdrawn
def original(request: HttpRequest, public_id: str) -> HttpResponse:
    """``/reports/<id>/original``: the bytes as they came, never shown by the browser."""
    report = visible_report(request, public_id)
    source = report.source
    try:
        content = load(source.sha256)
    except FileNotFoundError:
        logger.error("the original %s of report %s is not in the store", source.sha256, public_id)
        raise Http404("原件不在库中。") from None
    except DamagedOriginal as error:
        logger.error("the original %s of report %s is damaged", source.sha256, public_id)
        raise Http404(str(error.remark)) from None
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = disposition(source.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    if report.sample:
        response["X-Robots-Tag"] = "noindex"
    response["ETag"] = f'"{source.sha256}"'
    return unkept(response, report)


def disposition(name: str) -> str:
    """A Content-Disposition that saves under ``name`` (RFC 6266, RFC 5987), with an ASCII name for old clients."""
    safe = _UNSAFE.sub("_", name).strip(" .") or "original"
    plain = safe.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
