"""Tables as downloads (下载)."""

from collections.abc import Iterable
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.timezone import localdate

from reports.exports.table import blocks
from reports.limits import slot
from reports.limits.slots import Slot

#: Rows from which on a download is a large one.
LARGE = 20_000


def csv_response(name: str, lines: Iterable[str], *, rows: int) -> StreamingHttpResponse:
    """``lines`` as a download named with the day it was made; ``rows`` is about how many there are.

    Raises :class:`~reports.limits.Busy` where as many large ones as can be at once are on their way.
    """
    return _download(name, "csv", "text/csv; charset=utf-8", lines, rows)


def json_lines_response(name: str, lines: Iterable[str], *, rows: int) -> StreamingHttpResponse:
    """The same of JSON values, each a line that ends in a line feed."""
    return _download(name, "jsonl", "application/jsonl; charset=utf-8", lines, rows)


def _download(
    name: str, ending: str, content_type: str, lines: Iterable[str], rows: int
) -> StreamingHttpResponse:
    response = Download(blocks(lines), content_type=content_type)
    if rows >= LARGE:
        response.slot = slot("export")
    response["Content-Disposition"] = f'attachment; filename="{name}-{localdate():%Y%m%d}.{ending}"'
    return response


class Download(StreamingHttpResponse):
    """An answer that holds a slot until it has been sent, or its reader is gone."""

    slot: Slot | None = None

    def close(self) -> Any:
        try:
            return super().close()
        finally:
            if self.slot is not None:
                self.slot.release()
