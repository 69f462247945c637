"""Pieces that stand in a page a hundred times over (反复出现的片段).

Made in Python: with a template for each of them most of a page's time would go there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.template.defaultfilters import date
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, ngettext

from reports.models import Indicator, Report
from reports.wording.figure import Wording
from reports.wording.letters import short_name
from reports.wording.translation import reader
from reports.wording.units import unit_in_english

from .bilingual import above, full_place, place, say
from .shares import grouped, percent

register = template.Library()


@register.filter
def figure(wording: Wording) -> SafeString:
    """A figure's words: its qualifiers and unit set apart from the number."""
    parts = [escape(wording.number)]
    if wording.prefix:
        parts.insert(0, f'<span class="qualifier">{say(wording.prefix)}</span>')
    if wording.suffix:
        parts.append(f'<span class="qualifier">{say(wording.suffix)}</span>')
    if wording.unit:
        parts.append(f" {unit(wording.unit)}")
    return SafeString("".join(parts))


@register.filter
def unit(name: str) -> SafeString:
    """A unit, small and muted; on an English page with its English behind it."""
    chinese = f'<span class="unit" lang="zh-CN">{escape(name)}</span>'
    english = unit_in_english(name)
    return SafeString(f'{chinese} <span class="unit">{english}</span>' if english else chinese)


@register.filter
def choice(one: Any) -> SafeString:
    """A link of a facet: ``url``, ``label``, ``count``, ``active`` and, of a place, its ``letters``."""
    letters = getattr(one, "letters", "")
    spelt = f' <span class="pinyin">{escape(letters)}</span>' if letters else ""
    active, cross = (
        (' class="active" aria-current="true"', ' <span aria-hidden="true">×</span>')
        if one.active
        else ("", "")
    )
    return SafeString(
        f'<a href="{escape(one.url)}" rel="nofollow"{active}><span>{say(one.label)}{spelt}{cross}</span>'
        f' <span class="num">{one.count:,}</span></a>'
    )


@register.filter
def choices(several: Iterable[Any]) -> SafeString:
    """The items of a list of such links."""
    return SafeString("".join(f"<li>{choice(one)}</li>" for one in several))


@register.filter
def facts(report: Report) -> SafeString:
    """Place, year, day and genre of a report in a list, each in a span."""
    region = report.region
    where = escaped(full_place(region)) if region else gettext("地区未识别")
    parts = [f"<span>{where}</span>"]
    if report.year:
        parts.append(f"<span>{gettext('%(year)s 年度') % {'year': report.year}}</span>")
    return SafeString("".join(parts) + _day_and_genre(report))


def _day_and_genre(report: Report) -> str:
    """The day of publication, and the genre of what is no annual report, each in a span where there is one."""
    parts: list[str] = []
    if report.published:
        day = escape(date(report.published, gettext("Y年n月j日")))
        parts.append(f"<span>{gettext('%(day)s发布') % {'day': day}}</span>")
    if report.genre != Report.Genre.ANNUAL_REPORT:
        parts.append(f'<span class="tag">{escape(str(report.get_genre_display()))}</span>')
    return "".join(parts)


def escaped(words: str) -> str:
    """``words`` for HTML, unless they are that already."""
    return words if isinstance(words, SafeString) else escape(words)


@register.filter
def short(words: str, most: int) -> str:
    """As Django's ``truncatechars``; what is short enough is not measured character by character."""
    return Truncator(words).chars(most) if len(words) > most else unicodedata.normalize("NFC", words)


@register.simple_tag
def kept(name: str, **values: str | bool) -> SafeString:
    """A piece of every page's frame: made once for each language and each of the few values it is made of."""
    return _kept(name, get_language(), tuple(values.items()))


@lru_cache(maxsize=256)
def _kept(name: str, language: str | None, values: tuple[tuple[str, str | bool], ...]) -> SafeString:
    return render_to_string(name, dict(values))


@register.filter
def named(indicator: Indicator) -> SafeString:
    """An indicator's name with the button that opens its meaning."""
    return _of_indicator("parts/indicator_name.html", get_language(), _Known(indicator))


@register.filter
def meaning(indicator: Indicator) -> SafeString:
    """What an indicator's figures mean, opened by that button."""
    return _of_indicator("parts/indicator_meaning.html", get_language(), _Known(indicator))


class _Known:
    """An indicator that is equal to another when all that pages say of it is."""

    def __init__(self, indicator: Indicator) -> None:
        self.indicator = indicator
        self.words = (
            indicator.slug, indicator.name, indicator.family, indicator.stock_or_flow, indicator.definition,
            indicator.caveat,
        )  # fmt: skip

    def __hash__(self) -> int:
        return hash(self.words)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.words == other.words


@lru_cache(maxsize=1024)
def _of_indicator(name: str, language: str | None, known: _Known) -> SafeString:
    return render_to_string(name, {"indicator": known.indicator})


@register.filter
def table_cells(row: Iterable[tuple[str, bool]]) -> SafeString:
    """The cells of a row of a chart's table: words, each with whether it is a number; the first names the row."""
    cells: list[str] = []
    for words, is_number in row:
        if not cells:
            cells.append(f'<th scope="row">{say(words)}</th>')
        else:
            look = ' class="num"' if is_number else ""
            cells.append(f"<td{look}>{say(words)}</td>")
    return SafeString("".join(cells))


@register.filter
def state_cells(cells: Iterable[Any]) -> SafeString:
    """The years of a body in the table of coverage: each ``state`` and, where a report is held, the way to it."""
    parts = []
    for one in cells:
        if one.address:
            rest = f'<span class="unseen">{escape(one.rest)}</span>' if one.rest else ""
            inner = f'<a href="{escape(one.address)}">{escape(one.short)}{rest}</a>'
        else:
            inner = (
                '<span class="empty"><span aria-hidden="true">·</span>'
                f'<span class="unseen">{escape(one.name)}</span></span>'
            )
        parts.append(f'<td class="c-{one.state}">{inner}</td>')
    return SafeString("".join(parts))


@register.filter
def held_cells(row: Any) -> SafeString:
    """The years of a larger place in the table of coverage, how many bodies are held on each, and the sums by state."""
    none = '<span class="muted">0</span>'
    years = (f'<td class="num shade-{shade}">{cells.held or none}</td>' for cells, shade in row.years)
    sums = row.cells
    states = (sums.on_time, sums.late, sums.unknown, sums.not_held)
    return SafeString("".join((*years, *(f'<td class="num">{grouped(count)}</td>' for count in states))))


@register.filter
def figure_cells(row: Any) -> SafeString:
    """The years of a series: the figures of each, leading to their places."""
    comma = escape(gettext("、"))
    return SafeString(
        "".join(
            f'<td class="num">{comma.join(_way_to(figure) for figure in cell)}</td>' for cell in row.cells
        )
    )


def _way_to(figure: Any) -> str:
    return f'<a href="{escape(figure.address)}">{escape(figure.words)}</a>'


@register.filter
def report_row(report: Report) -> SafeString:
    """A report in a plain list."""
    sample = f" {sample_tag()}" if report.sample else ""
    return SafeString(
        f'<li>\n  <a class="title" href="{escape(report.get_absolute_url())}" lang="zh-CN">{escape(report.title)}</a>'
        f'{sample}\n  <p class="facts-line">{facts(report)}</p>\n</li>\n'
    )


def sample_tag() -> SafeString:
    """What marks an invented report or place (示例)."""
    return render_to_string("parts/sample.html")


@register.filter
def sentence(row: Any) -> SafeString:
    """The way to a figure's place on its page, and its sentence folded away."""
    return SafeString(
        f'<a href="#{escape(row.anchor)}">{gettext("定位")}</a><details class="sentence"><summary>{gettext("原句")}'
        f'</summary><p lang="zh-CN">{escape(row.before)}<mark>{escape(row.words)}</mark>{escape(row.after)}</p></details>'
    )


@register.filter
def basket_name(report: Report) -> str:
    """A report as the comparison basket has room for it: 祥符街道 2024; its title where its place is not known."""
    if report.region is None:
        return report.title
    return f"{short_name(report.region)} {report.year}" if report.year else short_name(report.region)


@register.filter
def hit(row: Any) -> SafeString:
    """A report in a list of results, to be picked for a comparison: its head, facts and snippets."""
    report, count = row.report, row.hit.hit_count
    key, name, sample, tag = report.public_id, escape(basket_name(report)), "", ""
    if report.sample:
        sample, tag = escape(gettext("（示例）")), f" {sample_tag()}"
    hits = ""
    if count:
        apart = "" if row.hit.exact else escape(gettext("（分词）"))
        hits = (
            f"<span>{ngettext('命中 %(n)s 处', '命中 %(n)s 处', count) % {'n': grouped(count)}}{apart}</span>"
        )
    copied = ""
    if row.copied is not None:
        share = escape(gettext("雷同 %(share)s") % {"share": percent(row.copied)})
        copied = f'<span><a href="{escape(report.get_absolute_url())}#reuse">{share}</a></span>'
    names = f'aria-label="{gettext("选来对比：")}" aria-labelledby="pick-{key} title-{key}"'
    head = place_and_year(report)
    formal = f'<p class="formal" lang="zh-CN">{row.title}</p>' if report.region else ""
    return SafeString(
        f"""
      <li>
        <input type="checkbox" name="id" value="{key}" id="pick-{key}" data-title="{name}{sample}" {names}>
        <div>
        <h2><a class="title" href="{escape(row.address)}" id="title-{key}">{head or row.title}</a>{tag}</h2>
        <p class="facts-line">{_line(report)}{hits}{copied}</p>
        {"".join(map(quoted, row.snippets))}
        {formal}
        </div>
      </li>"""
    )


def place_and_year(report: Report) -> str:
    """A report by its place and year (中山镇 · 2020), "" where its place is not known."""
    if report.region is None:
        return ""
    return (
        f"{escaped(place(report.region))} · {report.year}" if report.year else escaped(place(report.region))
    )


def _line(report: Report) -> str:
    """Below such a name: what lies above the place, the day, and the genre of what is no annual report."""
    region = report.region
    where = ""
    if region is None:
        where = f"<span>{gettext('地区未识别')}</span>"
    elif names := above(region):
        where = f'<span lang="zh-CN">{escape(names)}</span>'
    return where + _day_and_genre(report)


@register.filter
def quoted(piece: Any) -> SafeString:
    """A snippet of a hit, under the heading of its section if it has one."""
    heading = piece.snippet.heading
    where = (
        f'<a class="where" href="{escape(piece.section)}">〔{escape(short(heading, 24))}〕</a>'
        if heading
        else ""
    )
    quote = f'<a class="quote" href="{escape(piece.place)}">…{piece.html}…</a>'
    return SafeString(f'<blockquote lang="zh-CN">{where}{quote}</blockquote>')


def sentence_of(row: Any, length: int | None) -> SafeString:
    """A figure of a comparison, with its sentence folded away, and a bar of ``length`` hundredths unless that is None."""
    remarks = "".join(f' <span class="tag">{say(one)}</span>' for one in row.remarks)
    bar = (
        ""
        if length is None
        else '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{length}" height="6"/></svg>'
    )
    return SafeString(
        f'<div class="value"><details class="sentence"><summary class="figure-value">'
        f"{figure(row.wording)}{remarks}</summary>"
        f'<p lang="zh-CN">{escape(row.before)}<mark>{escape(row.words)}</mark>{escape(row.after)} '
        f'<a href="{escape(row.address)}" lang="{reader().tag}">{gettext("定位")}</a></p></details>{bar}</div>'
    )


def paragraph_of(sentences: Iterable[Any]) -> SafeString:
    """The sentences of a paragraph of a comparison: each ``text`` by its ``kind``, and whether it is a ``heading``."""
    parts = []
    for one in sentences:
        words = escape(one.text)
        if one.heading:
            parts.append(f"<b>{words}</b>")
        elif one.kind == "own":
            parts.append(words)
        else:
            parts.append(f'<span class="s-{one.kind}">{words}</span>')
    return SafeString("".join(parts))
