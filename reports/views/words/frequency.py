"""``/words/`` (提法年表): since when, where and how often reports use a phrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports import queries
from reports.analysis.distribution import Axis
from reports.analysis.words.frequency import Frequency
from reports.charts.drawing import Drawing, stacked, svg_for_page
from reports.charts.panels import PanelYear, Point, panel
from reports.charts.years import MOST_YEARS, Column, bars
from reports.limits import throttled
from reports.models import Region, Report
from reports.queries import words
from reports.templatetags.shares import percent
from reports.wording.figure import number
from reports.wording.letters import full_name, short_name
from reports.wording.translation import is_chinese

from ..charts import Chart, brief, chart_file, note
from .asked import Asked, check, file_that_may_be_refused, page_that_may_rest
from .table import ENOUGH, MEASURES, Cell, Cells, by_province, by_year, full_years, span, tables, total

#: Phrases to begin with.
SUGGESTED = (("枫桥经验",), ("合法性审查",), ("枫桥经验", "网格化管理"), ("综合行政执法", "包容审慎"))


@dataclass(frozen=True)
class Counted:
    """The phrases of a page counted: ``measure`` of MEASURES, ``of`` the place of the one that provinces are shown of."""

    asked: Asked
    found: Frequency
    measure: str
    of: int

    @cached_property
    def tables(self) -> list[Cells]:
        return tables(self.found)

    @cached_property
    def years(self) -> list[dict[int | None, Cell]]:
        return [by_year(cells) for cells in self.tables]

    @cached_property
    def shown(self) -> range:
        """The years that are drawn: the latest of those held."""
        return span(self.years[0])[-MOST_YEARS:]

    @cached_property
    def bodies(self) -> int:
        return words.bodies_in(self.asked.filters.regions, localdate())

    def words_of(self, cell: Cell) -> str:
        """The number of a cell as a chart writes it."""
        value = cell.by(self.measure)
        if value is None:
            return ""
        return percent(cell.reports / cell.held) if not self.measure else brief(value)

    def axis(self, values: Sequence[Decimal | None]) -> Axis:
        largest = max((value for value in values if value is not None), default=Decimal(0))
        return Axis(Decimal(100) if not self.measure else largest, False)

    def aloud(self, year: int, cell: Cell) -> str:
        said = _("%(year)s 年：%(reports)s 篇里有，馆藏 %(held)s 篇，共 %(count)s 处")
        return said % {"year": year, "reports": cell.reports, "held": cell.held, "count": cell.occurrences}


@page_that_may_rest
def frequency_page(request: HttpRequest) -> HttpResponseBase:
    """``?q=&q=&per=&of=`` and the filters of the listing; without phrases an invitation."""
    asked, counted = _counted(request)
    context = asked.context() | {
        "measures": [
            (label, asked.address(per=value), value == dict(asked.own).get("per", ""))
            for value, label in MEASURES.items()
        ],
        "suggested": [([*one], asked.address(phrases=tuple(words.phrases_of(one)))) for one in SUGGESTED],
        "fields": [*asked.context()["fields"], ""][: words.MOST_PHRASES],
        "most": words.MOST_PHRASES,
    }
    if counted is not None and counted.found.held:
        context |= _shown(counted)
    return render(request, "words/frequency.html", context)


def _counted(request: HttpRequest) -> tuple[Asked, Counted | None]:
    measure = request.GET.get("per", "")
    measure = measure if measure in MEASURES else ""
    of = request.GET.get("of", "")
    asked = Asked.of(request, "words", {"per": measure, "of": of if of in tuple("23456") else ""})
    if not asked.phrases:
        return asked, None
    found = words.phrase_frequency(asked.counted, asked.phrases, "province")
    place = min(int(of), len(asked.phrases)) - 1 if of in tuple("23456") else 0
    return asked, Counted(asked, found, measure, place)


def _shown(counted: Counted) -> dict[str, Any]:
    asked = counted.asked
    first = queries.published().in_bulk([one.first.pk for one in counted.found.phrases if one.first])
    whole = total(counted.years[0].values())
    rows = []
    for phrase, found in zip(asked.phrases, counted.found.phrases, strict=True):
        report = first.get(found.first.pk) if found.first else None
        rows.append((phrase, found, report, asked.lines(phrase)))
    drawn = year_drawings(counted)
    return {
        "counted": counted,
        "statement": statement(counted, first),
        "rows": rows,
        "held": format(whole.held, ","),
        "characters": format(whole.characters, ","),
        "bodies": format(counted.bodies, ","),
        "enough": ENOUGH,
        "drawings": [
            (phrase, _picture(drawing, counted, place))
            for place, (phrase, drawing) in enumerate(zip(asked.phrases, drawn, strict=True))
        ],
        "chart": year_chart(counted),
        "provinces": province_panels(counted),
        "province_chart": province_chart(counted),
        "of": asked.phrases[counted.of],
        "of_choices": [
            (
                phrase.typed,
                asked.address(of=str(place + 1) if place else "") + "#provinces",
                place == counted.of,
            )
            for place, phrase in enumerate(asked.phrases)
        ],
    }


def statement(counted: Counted, first: dict[int, Report]) -> str:
    """Where the first phrase is first seen, and its share in the last full year if that has reports enough."""
    phrase, found = counted.asked.phrases[0], counted.found.phrases[0]
    if not found.occurrences:
        return _("馆藏的这些报告里未见“%(phrase)s”") % {"phrase": phrase.typed}
    sentences = []
    report = first.get(found.first.pk) if found.first else None
    if report is not None:
        place = full_name(report.region) if report.region else _("地区未识别")
        said = _("“%(phrase)s”最早见于本馆：%(year)s 年，%(place)s。")
        sentences.append(said % {"phrase": phrase.typed, "year": report.year, "place": place})
    last = max(full_years(counted.years[0], localdate()), default=None)
    cell = counted.years[0].get(last, Cell())
    if cell.enough:
        said = _("%(year)s 年度馆藏的 %(held)s 篇报告里，%(share)s写到它。")
        share = percent(cell.reports / cell.held)
        sentences.append(said % {"year": last, "held": format(cell.held, ","), "share": share})
    return note(*sentences) or _("“%(phrase)s”在 %(n)s 篇报告里有") % {
        "phrase": phrase.typed,
        "n": found.reports,
    }


def year_drawings(counted: Counted) -> list[Drawing]:
    """Columns by year for each phrase, all on one scale."""
    shown = [[years.get(year, Cell()) for year in counted.shown] for years in counted.years]
    axis = counted.axis([cell.by(counted.measure) for row in shown for cell in row])
    drawn = []
    for phrase, row in zip(counted.asked.phrases, shown, strict=True):
        columns = [
            Column(
                str(year),
                cell.by(counted.measure),
                counted.words_of(cell),
                (number(Decimal(cell.held)),),
                pale=not cell.enough,
                href=counted.asked.lines(phrase, year) if cell.occurrences else "",
                aloud=counted.aloud(year, cell),
            )
            for year, cell in zip(counted.shown, row, strict=True)
        ]
        drawn.append(bars(columns, axis, ("n =",), _("未收录"), "" if counted.measure else "%"))
    return drawn


def _picture(drawing: Drawing, counted: Counted, place: int) -> SafeString:
    """All words in it are escaped where it is written."""
    label = (
        _("“%(phrase)s”各年") % {"phrase": counted.asked.phrases[place].typed}
        if is_chinese()
        else _("词语 %(n)s：各年") % {"n": place + 1}
    )
    return mark_safe(svg_for_page(drawing, label))


def _chart(
    counted: Counted, name: str, title: str, says: str, drawing: Drawing, header: tuple[str, ...], rows: Any
) -> Chart:
    asked = counted.asked

    def file(ending: str) -> str:
        query = asked.address().partition("?")[2]
        return f"{reverse('words_chart', args=[name, ending])}?{query}"

    return Chart(
        name=f"words-{name}",
        title=title,
        note=note(says, _("馆藏不是全部报告的抽样，占比的升降可能只是收录的变化。")),
        drawing=drawing,
        header=header,
        rows=tuple(rows),
        page=asked.address(),
        csv=file("csv"),
        svg=file("svg"),
    )


def _numbers(cell: Cell) -> tuple[Any, ...]:
    return cell.occurrences, cell.reports, cell.held, cell.share, cell.characters, cell.million


def year_chart(counted: Counted) -> Chart:
    """The phrases by year, as a table and as files."""
    phrases = [phrase.typed for phrase in counted.asked.phrases]
    title = _("、").join(phrases) if is_chinese() else _("各年的词语")
    return _chart(
        counted,
        "years",
        title,
        _("n 是当年馆藏篇数；n 不到 %(n)s 的颜色浅。") % {"n": ENOUGH},
        stacked(list(zip(phrases, year_drawings(counted), strict=True)), 1),
        (
            _("词语"), _("报告年度"), _("出现（处）"), _("有它的报告（篇）"), _("馆藏（篇）"), _("占报告（%）"),
            _("字数"), _("每百万字"),
        ),
        (
            (phrase, _("年度不详") if year is None else str(year), *_numbers(cell))
            for phrase, years in zip(phrases, counted.years, strict=True)
            for year, cell in years.items()
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class Province:
    """A phrase in one province over the years, drawn small."""

    code: str
    name: str
    region: Region
    whole: Cell
    address: str
    drawing: Drawing

    @property
    def picture(self) -> SafeString:
        """All words in it are escaped where it is written."""
        return mark_safe(svg_for_page(self.drawing, self.name))


def province_panels(counted: Counted) -> list[Province]:
    """The chosen phrase in each province that holds reports, on one scale and the same years."""
    cells, asked = counted.tables[counted.of], counted.asked
    phrase = asked.phrases[counted.of]
    places = {code: cell for code, cell in by_province(cells).items() if code}
    regions = Region.objects.in_bulk(list(places), field_name="code")
    reach = counted.axis([cell.by(counted.measure) for cell in cells.values()]).largest
    found = []
    for code, whole in places.items():
        if code not in regions:
            continue
        own = by_year(cells, code)
        years = []
        for year in counted.shown:
            cell = own.get(year, Cell())
            value = cell.by(counted.measure)
            mark = "" if cell.enough else "hollow"
            href = asked.lines(phrase, year, code) if cell.occurrences else ""
            point = Point(
                value or Decimal(0), counted.words_of(cell), None, mark, href, counted.aloud(year, cell)
            )
            years.append(PanelYear(year, () if value is None else (point,), f"n {cell.held}"))
        narrowed = asked.address(filters=asked.filters.change(regions=(code,)))
        found.append(
            Province(
                code, short_name(regions[code]), regions[code], whole, narrowed, panel(years, reach=reach)
            )
        )
    return found


def province_chart(counted: Counted) -> Chart:
    """The chosen phrase by province and year, as a table and as files."""
    panels = province_panels(counted)
    names = {one.code: one.name for one in panels}
    phrase = counted.asked.phrases[counted.of].typed
    bodies = words.bodies_by("province", localdate())
    cells = counted.tables[counted.of]
    order = list(by_province(cells))
    return _chart(
        counted,
        "provinces",
        _("%(phrase)s：各省") % {"phrase": phrase} if is_chinese() else _("各省的词语"),
        _("各图同一把尺；空心是当年馆藏不到 %(n)s 篇。") % {"n": ENOUGH},
        stacked([(f"{one.name}　{number(Decimal(one.whole.held))}", one.drawing) for one in panels]),
        (
            _("地区代码"), _("省份"), _("报告年度"), _("出现（处）"), _("有它的报告（篇）"), _("馆藏（篇）"),
            _("占报告（%）"), _("字数"), _("每百万字"), _("现有乡镇街道"),
        ),
        (
            (
                code, names.get(code, _("地区未识别")), _("年度不详") if year is None else str(year),
                *_numbers(cell), bodies.get(code) if code else None,
            )
            for (year, code), cell in sorted(
                cells.items(), key=lambda one: (order.index(one[0][1]), one[0][0] is None, one[0][0])
            )
        ),
    )  # fmt: skip


@throttled("export")
@file_that_may_be_refused
def frequency_chart(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """``/words/years`` and ``provinces``, as ``.csv`` and ``.svg``, with the page's parameters."""
    asked, counted = _counted(request)
    check(asked)
    assert counted is not None
    charts: dict[str, Callable[[], Chart | None]] = (
        {"years": lambda: year_chart(counted), "provinces": lambda: province_chart(counted)}
        if counted.found.held
        else {}
    )
    return chart_file(request, charts, name, ending)
