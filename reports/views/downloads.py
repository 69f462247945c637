"""Tables as downloads (下载)."""

from collections.abc import Iterable

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate


def csv_response(name: str, lines: Iterable[str]) -> StreamingHttpResponse:
    """``lines`` as a download named with the day it was made."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{localdate():%Y%m%d}.csv"'
    return response
