"""Tables as downloads (下载)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.exports import parquet, xlsx
from reports.exports.table import blocks, csv_lines
from reports.exports.typed import Table
from reports.limits import slot
from reports.limits.slots import Slot
from reports.search import Resting
from reports.store.trouble import RETRY_AFTER

#: Rows from which on a download is a large one.
LARGE = 20_000


def csv_response(name: str, lines: Iterable[str], *, rows: int) -> StreamingHttpResponse:
    """``lines`` as a download named with the day it was made; ``rows`` is about how many there are.

    Raises :class:`~reports.limits.Busy` where as many large ones as can be at once are on their way.
    """
    return _download(name, "csv", "text/csv; charset=utf-8", blocks(lines), rows)


def json_lines_response(name: str, lines: Iterable[str], *, rows: int) -> StreamingHttpResponse:
    """The same of JSON values, each a line that ends in a line feed."""
    return _download(name, "jsonl", "application/jsonl; charset=utf-8", blocks(lines), rows)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What files of tables are called, by their ending.
TABLE_FILES = {"csv": "CSV", "xlsx": "XLSX", "parquet": "Parquet"}


def table_response(table: Table, ending: str) -> HttpResponseBase:
    """A table as a download of one of TABLE_FILES; what cannot be had is answered with a sentence.

    422 for more rows than a sheet has, 501 where what writes Parquet is not installed. Raises Http404 for another
    ending, and :class:`~reports.limits.Busy` as :func:`csv_response`.
    """
    if ending == "csv":
        return csv_response(table.name, csv_lines(table.header, table.rows), rows=table.count)
    if ending == "xlsx":
        if table.count > xlsx.MOST_ROWS:
            return sentence(too_long(table.count), 422)
        return _download(table.name, ending, _XLSX, xlsx.xlsx_pieces(table), table.count)
    if ending == "parquet":
        if not parquet.available():
            missing = _("这里没有装 Parquet 的部件。装上：%(command)s")
            return sentence(missing % {"command": parquet.COMMAND}, 501)
        pieces = parquet.parquet_pieces(table)
        return _download(table.name, ending, "application/vnd.apache.parquet", pieces, table.count)
    raise Http404(_("没有这种文件。"))


def too_long(rows: int) -> str:
    """Why a table of that many rows is no workbook; "" if it can be one."""
    if rows <= xlsx.MOST_ROWS:
        return ""
    said = _("Excel 的一张表最多 %(most)s 行，这里有 %(rows)s 行：请下载 CSV，或先筛选。")
    return said % {"most": format(xlsx.MOST_ROWS, ","), "rows": format(rows, ",")}


def sentence(words: str, status: int) -> HttpResponse:
    """An answer for who asked for a file: a sentence alone."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


@dataclass(frozen=True)
class Files:
    """The files that a page offers: (name, address), and why there is no workbook among them."""

    links: tuple[tuple[str, str], ...]
    note: str = ""

    @classmethod
    def of(cls, address: Callable[[str], str], rows: int) -> "Files":
        """Those of a table of that many rows; ``address`` is where the one with an ending is."""
        note = too_long(rows)
        left_out = {"xlsx"} if note else set()
        if not parquet.available():
            left_out.add("parquet")
        links = tuple((name, address(end)) for end, name in TABLE_FILES.items() if end not in left_out)
        return cls(links, note)

    def and_one(self, name: str, address: str) -> "Files":
        return replace(self, links=(*self.links, (name, address)))


def _download(
    name: str, ending: str, content_type: str, pieces: Iterator[Any], rows: int
) -> StreamingHttpResponse:
    response = Download(pieces, content_type=content_type)
    if rows >= LARGE:
        response.slot = slot("export")
    response["Content-Disposition"] = f'attachment; filename="{name}-{localdate():%Y%m%d}.{ending}"'
    return response


def file_that_may_rest(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """While there is no index to answer from, a file is answered with 503 and a sentence: an empty one would be untrue."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Resting:
            resting = HttpResponse(
                _("检索索引正在重建，过一会儿再来。"), status=503, content_type="text/plain; charset=utf-8"
            )
            resting["Retry-After"] = RETRY_AFTER
            return resting

    return guarded


class Download(StreamingHttpResponse):
    """An answer that holds a slot until it has been sent, or its reader is gone."""

    slot: Slot | None = None

    def close(self) -> Any:
        try:
            return super().close()
        finally:
            if self.slot is not None:
                self.slot.release()
