"""``/words/`` (提法年表): since when, where and how often reports use a phrase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports import queries
from reports.limits import throttled
from reports.queries import words
from reports.search import Criteria
from reports.templatetags.shares import percent
from reports.text.region_codes import DIGITS, in_municipality
from reports.wording.letters import full_name

from ..charts import Chart, chart_file, note
from .asked import Asked, check, file_that_may_be_refused, page_that_may_rest
from .frequency_charts import (
    DEFINITIONS,
    LEVELS,
    SIGNS,
    Counted,
    place_chart,
    place_panels,
    year_chart,
    year_drawings,
    year_picture,
)
from .table import ENOUGH, MEASURES, Cell, full_years, total

#: Phrases to begin with.
SUGGESTED = (("枫桥经验",), ("合法性审查",), ("枫桥经验", "网格化管理"), ("综合行政执法", "包容审慎"))


@page_that_may_rest
def frequency_page(request: HttpRequest) -> HttpResponseBase:
    """``?q=&q=&per=&of=&by=`` and the filters of the listing; without phrases an invitation."""
    asked, counted = _counted(request)
    form = asked.context()
    context = form | {
        "measures": [
            (label, asked.address(per=value), value == dict(asked.own).get("per", ""))
            for value, label in MEASURES.items()
        ],
        "suggested": [([*one], asked.address(phrases=tuple(words.phrases_of(one)))) for one in SUGGESTED],
        "fields": [*form["fields"], *([""] if len(form["fields"]) < words.MOST_PHRASES else [])],
        "most": words.MOST_PHRASES,
    }
    if counted is not None and counted.found.held:
        context |= _shown(counted)
    return render(request, "words/frequency.html", context)


def _counted(request: HttpRequest) -> tuple[Asked, Counted | None]:
    measure = request.GET.get("per", "")
    measure = measure if measure in MEASURES else ""
    of = request.GET.get("of", "")
    of = of if of in tuple("23456") else ""
    by = request.GET.get("by", "")
    by = by if by in LEVELS else ""
    asked = Asked.of(request, "words", {"per": measure, "of": of, "by": by})
    if not asked.phrases:
        return asked, None
    level = by or level_below(asked.filters)
    found = words.phrase_frequency(asked.counted, asked.phrases, level, formulas=asked.formulas)
    first = queries.published().in_bulk([one.first.pk for one in found.phrases if one.first])
    return asked, Counted(asked, found, first, measure, min(int(of or 1), len(asked.phrases)) - 1, level)


def level_below(filters: Criteria) -> str:
    """The level right below the one place chosen; provinces without one, or with several."""
    if len(filters.regions) != 1:
        return "province"
    (code,) = filters.regions
    if in_municipality(code) and len(code) < DIGITS["county"]:
        return "county"
    return next((level for level, digits in DIGITS.items() if digits > len(code)), "township")


def _shown(counted: Counted) -> dict[str, Any]:
    asked = counted.asked
    whole = total(counted.years[0].values())
    drawn, panels = year_drawings(counted), place_panels(counted)
    return {
        "counted": counted,
        "statement": statement(counted),
        "rows": [
            (
                phrase,
                found,
                counted.report(place),
                asked.lines(phrase),
                format(found.occurrences, ","),
                format(found.reports, ","),
            )
            for place, (phrase, found) in enumerate(zip(asked.phrases, counted.found.phrases, strict=True))
        ],
        "held": format(whole.held, ","),
        "characters": format(whole.characters, ","),
        "left_out": format(counted.found.left_out, ","),
        "bodies": format(counted.bodies, ","),
        "enough": ENOUGH,
        "drawings": [
            (phrase, year_picture(drawing, counted, place))
            for place, (phrase, drawing) in enumerate(zip(asked.phrases, drawn, strict=True))
        ],
        "chart": year_chart(counted, drawn),
        "measure": DEFINITIONS[counted.measure],
        "denominators": denominators(counted),
        "places": panels,
        "place_chart": place_chart(counted, panels),
        "more_places": sum(1 for code in counted.places if code) - len(counted.drawn_places),
        "level": LEVELS[counted.level],
        "place_levels": _levels(counted),
        "of": asked.phrases[counted.of],
        "of_choices": [
            (
                SIGNS[place],
                phrase.typed,
                asked.address(of=str(place + 1) if place else "") + "#places",
                place == counted.of,
                place + 1,
            )
            for place, phrase in enumerate(asked.phrases)
        ],
    }


def _levels(counted: Counted) -> list[tuple[str, str, bool]]:
    """What places can be told apart by, below the one chosen."""
    asked, default = counted.asked, level_below(counted.asked.filters)
    names = list(LEVELS)
    return [
        (LEVELS[name], asked.address(by="" if name == default else name) + "#places", name == counted.level)
        for name in names[names.index(default) :]
        if name != "township" or default in ("township", "county")
    ]


def denominators(counted: Counted) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """What the shares are of, by year: the years with 合计 last, and a row for each number of the phrase told."""
    years = counted.years[counted.of]
    cells = [*years.values(), total(years.values())]
    heads = [_("年度不详") if year is None else str(year) for year in years]
    rows = [
        (_("出现次数"), [format(cell.occurrences, ",") for cell in cells]),
        (_("写到的报告"), [format(cell.reports, ",") for cell in cells]),
        (_("馆藏报告"), [format(cell.held, ",") for cell in cells]),
        (_("占报告"), [percent(cell.reports / cell.held) if cell.held else "" for cell in cells]),
        (_("每百万字"), [_plain(cell) for cell in cells]),
        (_("读到的字"), [format(cell.characters, ",") for cell in cells]),
    ]
    return [*heads, _("合计")], rows


def _plain(cell: Cell) -> str:
    return "" if cell.million is None else format(cell.million, ",")


def statement(counted: Counted) -> str:
    """Where the first phrase is first seen, and its share in the last full year if that has reports enough."""
    phrase, found = counted.asked.phrases[0], counted.found.phrases[0]
    if not found.occurrences:
        return _("馆藏的这些报告里未见“%(phrase)s”") % {"phrase": phrase.typed}
    sentences = []
    report = counted.report(0)
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


@throttled("export")
@file_that_may_be_refused
def frequency_chart(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """``/words/years`` and ``places``, drawn, as one of the files of tables or as JSON, with the page's parameters."""
    asked, counted = _counted(request)
    check(asked)
    assert counted is not None
    charts: dict[str, Callable[[], Chart | None]] = (
        {
            "years": lambda: year_chart(counted, year_drawings(counted)),
            "places": lambda: place_chart(counted, place_panels(counted)),
        }
        if counted.found.held
        else {}
    )
    return chart_file(request, charts, name, ending)
