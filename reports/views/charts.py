"""A chart (图表) as pages show it and as files to take away: a drawing, and a table of the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.charts.drawing import Drawing, svg_file, svg_for_page
from reports.exports.typed import Column, Table, Year, columns_of
from reports.wording.figure import number, short_number
from reports.wording.translation import is_chinese

from .downloads import TABLE_FILES, Files, table_response

#: A chart's file holds no script and loads nothing; should a browser open it in a page, it stays without rights.
_FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


#: Rows of a chart's table that its page shows.
MOST_SHOWN = 500
#: Makes the address of a page a whole one.
Absolute = Callable[[str], str]


@dataclass(frozen=True)
class Chart:
    """``name`` is the file's; ``page`` the address, below the site's, of the page it stands on, with its parameters.

    ``draw`` makes the drawing, which many a page offers as a file alone. ``rows`` stand under ``header``: what is drawn,
    and no other numbers. ``csv`` and ``svg`` are where the files are.
    """

    name: str
    title: str
    note: str
    draw: Callable[[], Drawing]
    header: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    page: str
    csv: str
    svg: str
    #: The header's types and definitions, where they are more than the values tell.
    columns: tuple[Column, ...] = ()
    #: Gives the address of what stands behind each row, "" for none; asked for files alone, where there are many rows.
    links: Callable[[], Iterable[str]] | None = None
    #: What else a program should know, and a reader of a workbook; each is told how an address is made whole.
    facts: Callable[[Absolute], Mapping[str, Any]] | None = None
    about: Callable[[Absolute], tuple[tuple[str, str], ...]] | None = None

    @property
    def picture(self) -> SafeString:
        """All words in it are escaped where it is written."""
        return mark_safe(svg_for_page(self.draw(), self.title))

    @property
    def cells(self) -> Iterator[list[tuple[str, bool]]]:
        """The first MOST_SHOWN rows as words, each with whether it is a number."""
        for row in self.rows[:MOST_SHOWN]:
            yield [cell(value) for value in row]

    @property
    def not_shown(self) -> int:
        """How many rows are in the files alone."""
        return max(0, len(self.rows) - MOST_SHOWN)

    @property
    def files(self) -> Files:
        """The files that the page offers of it."""
        offered = Files.of(lambda ending: self._address(ending), len(self.rows))
        return offered.and_one("SVG", self.svg).and_one("JSON", self._address("json"))

    def _address(self, ending: str) -> str:
        path, mark, query = self.csv.partition("?")
        return f"{path.removesuffix('csv')}{ending}{mark}{query}"

    def table(self, absolute: Absolute) -> Table:
        """What is drawn as a table of its own; ``absolute`` makes an address whole."""
        columns, rows = self.columns or columns_of(self.header, self.rows), self.rows
        if self.links:
            columns = (*columns, Column(_("用例网址")))
            rows = tuple(
                (*row, link and absolute(link)) for row, link in zip(rows, self.links(), strict=True)
            )
        about: tuple[tuple[str, str], ...] = (
            (_("内容"), self.title),
            (_("说明"), self.note),
            (_("网址"), absolute(self.page)),
            (_("下载日期"), localdate().isoformat()),
            (_("行数"), format(len(rows), ",")),
            (_("来源"), _("乡镇法治报告档案馆")),
        )
        if self.about:
            about = self.about(absolute)
        return Table(self.name, self.title, columns, rows, len(rows), about)

    def data(self, absolute: Absolute) -> dict[str, Any]:
        """All that is known of it, for a program."""
        table = self.table(absolute)
        return {
            "title": self.title,
            "note": self.note,
            "page": absolute(self.page),
            "date": localdate(),
            "source": _("乡镇法治报告档案馆"),
            "files": {name: absolute(address) for name, address in self.files.links if name != "JSON"},
            **(self.facts(absolute) if self.facts else {}),
            "columns": [
                {"name": one.name, "type": one.kind, "definition": one.definition} for one in table.columns
            ],
            "rows": [[_plain(value) for value in row] for row in table.rows],
        }


def _plain(value: Any) -> Any:
    """As JSON has it."""
    return float(value) if isinstance(value, Decimal) else None if value == "" else value


def cell(value: Any) -> tuple[str, bool]:
    """A value of a table as words, and whether it is a number."""
    if isinstance(value, Decimal):
        return number(value), True
    if isinstance(value, Year):
        return str(value), False
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
    """The chart of that name as ``svg`` or one of TABLE_FILES, saved and not shown, or as ``json``.

    Http404 where there is none.
    """
    chart = charts[name]() if name in charts and ending in ("svg", "json", *TABLE_FILES) else None
    if chart is None:
        raise Http404(_("没有这样的图表。"))
    if ending == "json":
        data = chart.data(request.build_absolute_uri)
        return JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    if ending != "svg":
        return table_response(chart.table(request.build_absolute_uri), ending)
    today = localdate()
    source = f"{_('乡镇法治报告档案馆')}　{today:%Y-%m-%d}"
    lines = (chart.note, source, request.build_absolute_uri(chart.page))
    response = HttpResponse(
        svg_file(chart.draw(), chart.title, lines), content_type="image/svg+xml; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{chart.name}-{today:%Y%m%d}.svg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _FILE_POLICY
    return response
