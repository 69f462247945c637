"""A chart (图表) as pages show it and as files to take away: a drawing, and a table of the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.charts.drawing import Drawing, svg_file, svg_for_page
from reports.exports.table import csv_lines
from reports.wording.figure import number, short_number
from reports.wording.translation import is_chinese

from .downloads import csv_response

#: A chart's file holds no script and loads nothing; should a browser open it in a page, it stays without rights.
_FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True)
class Chart:
    """``name`` is the file's; ``page`` the address, below the site's, of the page it stands on, with its parameters.

    ``rows`` stand under ``header``: what is drawn, and no other numbers. ``csv`` and ``svg`` are where the files are.
    """

    name: str
    title: str
    note: str
    drawing: Drawing
    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    page: str
    csv: str
    svg: str

    @property
    def picture(self) -> SafeString:
        """All words in it are escaped where it is written."""
        return mark_safe(svg_for_page(self.drawing, self.title))

    @property
    def cells(self) -> Iterator[list[tuple[str, bool]]]:
        """The rows as words, each with whether it is a number."""
        for row in self.rows:
            yield [cell(value) for value in row]


def cell(value: Any) -> tuple[str, bool]:
    """A value of a table as words, and whether it is a number."""
    if isinstance(value, Decimal):
        return number(value), True
    if isinstance(value, int):
        return format(value, ","), True
    return ("" if value is None else str(value)), False


def note(*sentences: str) -> str:
    """Sentences one after the other, as the reader's language parts them; empty ones are left out."""
    return ("" if is_chinese() else " ").join(one for one in sentences if one)


def brief(value: Decimal) -> str:
    """A number for a drawing, where there is little room; the table has it in full."""
    return short_number(value, han=is_chinese())


def share_of(count: int, whole: int) -> tuple[int, float]:
    """The count with its share of the whole, 0–1, as lists with bars take it."""
    return count, count / whole if whole else 0.0


def rounded(value: Decimal) -> Decimal:
    """To two places after the point, without trailing zeros."""
    return round(value, 2).normalize() + 0


def chart_file(
    request: HttpRequest, charts: Mapping[str, Callable[[], Chart | None]], name: str, ending: str
) -> HttpResponseBase:
    """The chart of that name as ``csv`` or ``svg``, saved and not shown; Http404 where there is none."""
    chart = charts[name]() if name in charts and ending in ("csv", "svg") else None
    if chart is None:
        raise Http404(_("没有这样的图表。"))
    if ending == "csv":
        return csv_response(chart.name, csv_lines(chart.header, chart.rows), rows=0)
    today = localdate()
    source = f"{_('乡镇法治报告档案馆')}　{today:%Y-%m-%d}"
    lines = (chart.note, source, request.build_absolute_uri(chart.page))
    response = HttpResponse(
        svg_file(chart.drawing, chart.title, lines), content_type="image/svg+xml; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{chart.name}-{today:%Y%m%d}.svg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _FILE_POLICY
    return response
