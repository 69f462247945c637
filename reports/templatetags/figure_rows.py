"""Rows of figures (数字表的行): of a report's table, and of a comparison.

Made in Python like the :mod:`.pieces` in them: a page has some dozens, of half a dozen cells each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from reports.models import Region

from .bilingual import place, say
from .pieces import escaped, figure, named, sentence

register = template.Library()

#: Figures of one cell of a comparison that are shown at once; the others are folded away.
SHOWN = 5


@register.simple_tag
def figure_rows(rows: Iterable[Any], year: int | None, beside: bool) -> SafeString:
    """The rows of the table of a report on ``year``; ``beside`` says whether it has the column 同一指标."""
    unclassed = f'<span class="muted">{gettext("未归类")}</span>'
    planned = f' <span class="tag">{gettext("计划")}</span>'
    of_year = f' <span class="tag">{gettext("%(years)s年")}</span>'
    lines = []
    for row in rows:
        metric = row.metric
        key = f'data-also="f-{escape(row.first[2:])}"' if row.first else f'id="f-{escape(row.anchor[2:])}"'
        tags = planned if metric.planned else ""
        if metric.year and metric.year != year:
            tags += of_year % {"years": metric.year}
        lines.append(
            f"""
        <tr {key}>
          <td>{named(row.indicator) if row.indicator else unclassed}</td>
          <td lang="zh-CN">{escape(metric.subject)}</td>
          <td class="num">{figure(row.wording)}{tags}</td>
          {_beside_cell(row.beside) if beside else ""}
          <td class="source-cell">{sentence(row)}</td>
        </tr>"""
        )
    return SafeString("".join(lines))


def _beside_cell(beside: Any | None) -> str:
    """The same indicator a year before and around, and the way to the figures of the place next looked at."""
    if beside is None:
        return '<td class="beside"></td>'
    parts = []
    if beside.before:
        wording, address = beside.before
        parts.append(f'<p>{gettext("上年")} <a href="{escape(address)}">{figure(wording)}</a></p>')
    for one in beside.around:
        parts.append(
            f"<p>{median_of(one.region)}"
            f' <a href="{escape(one.address)}">{escape(one.median)}</a>'
            f' <span class="unit">n={one.n}</span></p>'
        )
    if not beside.around or beside.around[0].region != beside.place:
        look = gettext("看%(place)s") % {"place": escaped(place(beside.place))}
        parts.append(f'<p><a href="{escape(beside.more)}">{look}</a></p>')
    return f'<td class="beside">{"".join(parts)}\n</td>'


def median_of(region: Region) -> str:
    """The words that a region's median stands behind."""
    return gettext("%(place)s中位数") % {"place": escaped(place(region))}


@register.simple_tag
def compared_figures(lines: Iterable[Any]) -> SafeString:
    """The rows of a comparison's figures."""
    alike, differ = gettext("各篇相同"), gettext("单位不同，不画柱")
    rows = []
    for line in lines:
        two = len(line.cells) == 2
        remark = (
            f'<span class="small muted remark">{differ}</span>' if line.row.units_differ and not two else ""
        )
        cells = "".join(
            f'<td data-label="{escape(name)}">{compared_values(cell, begun)}</td>'
            for name, cell, begun in line.cells
        )
        rows.append(
            f'<tr class="figure-line{" alike" if line.alike else ""}"><th scope="row" data-alike="{alike}">'
            f"{named(line.indicator)}{remark}</th>{cells}{remark_cell(line.remark) if two else ''}</tr>\n"
        )
    return SafeString("".join(rows))


@register.filter
def remark_cell(remark: str) -> SafeString:
    """The last cell of a row of two: what is pencilled beside it."""
    return SafeString(f'<td class="rem">{escaped(say(remark)) if remark else ""}</td>')


@register.filter
def compared_values(cell: Sequence[str], begun: bool = False) -> SafeString:
    """The figures of one cell; ``begun`` says of an empty one that a page before has some."""
    if not cell:
        return SafeString(
            f'<span class="muted small">{gettext("已列完") if begun else gettext("未见")}</span>\n'
        )
    rest = ""
    if len(cell) > SHOWN:
        summary = gettext("其余 %(n)s 个") % {"n": len(cell) - SHOWN}
        rest = f'<details class="more-values"><summary>{summary}</summary>{"".join(cell[SHOWN:])}</details>'
    return SafeString(f"{''.join(cell[:SHOWN])}{rest}\n")
