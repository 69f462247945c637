"""What the page of phrases over years and places draws (提法年表): columns by year, and small panels by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.analysis.distribution import Axis, reaching
from reports.analysis.on_demand import OnDemand
from reports.analysis.words.frequency import Frequency
from reports.charts.drawing import Drawing, stacked, svg_for_page
from reports.charts.panels import Point
from reports.charts.series import Series, panel_of
from reports.charts.years import MOST_YEARS, Column, bars
from reports.exports.typed import Year
from reports.exports.words import columns
from reports.models import Region, Report
from reports.queries import words
from reports.templatetags.shares import percent
from reports.text.region_codes import DIGITS, in_municipality
from reports.wording.figure import number
from reports.wording.letters import short_name
from reports.wording.sentence import Sentence
from reports.wording.translation import is_chinese, said

from ..charts import Chart, brief, note
from .asked import Asked
from .files import NO_SAMPLE, about_of, described
from .table import ENOUGH, MEASURES, Cell, Cells, by_place, by_year, in_places, span, tables

#: What places are told apart by, from the top.
LEVELS = {
    "province": Sentence("各省"),
    "city": Sentence("各市"),
    "county": Sentence("各区县"),
    "township": Sentence("各乡镇"),
}
#: Places that are drawn, those of which most is held.
MOST_PLACES = 36
#: Behind the ends of lines.
SIGNS = "①②③④⑤⑥"
#: What each measure is.
DEFINITIONS = {
    "": Sentence("写到它的报告占所选报告的百分数"),
    "million": Sentence("出现次数除以所选报告的字数，乘一百万"),
    "count": Sentence("出现次数"),
}


@dataclass(frozen=True)
class Counted:
    """The phrases of a page counted: ``measure`` of MEASURES, ``of`` the place of the one that is told in numbers.

    ``level`` of LEVELS tells places apart; ``first`` are the reports that have a phrase first, by pk.
    """

    asked: Asked
    found: Frequency
    first: Mapping[int, Report]
    measure: str
    of: int
    level: str

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
    def places(self) -> dict[str, Cell]:
        """What is held in each place, where the most is first; under "" that of no place at this level."""
        return by_place(self.tables[self.of])

    @cached_property
    def regions(self) -> dict[str, Region]:
        """Of each place but that under "". A municipality, which has no cities, is the city in it."""
        found = Region.objects.in_bulk(
            {code[:size] for code in self.places for size in (2, len(code))}, field_name="code"
        )
        municipalities = {code: found.get(code[:2]) for code in self.places if in_municipality(code)}
        known = {code: found.get(code) or municipalities.get(code) for code in self.places if code}
        return {code: region for code, region in known.items() if region}

    @cached_property
    def drawn_places(self) -> list[str]:
        return [code for code in self.places if code in self.regions][:MOST_PLACES]

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
        return reaching(Decimal(100) if not self.measure else largest)

    def aloud(self, year: int, cell: Cell) -> str:
        words = _("%(year)s 年：%(reports)s 篇里有，馆藏 %(held)s 篇，共 %(count)s 处")
        return words % {
            "year": year,
            "reports": cell.reports,
            "held": cell.held,
            "count": cell.occurrences,
        }

    def report(self, place: int) -> Report | None:
        """The first report that has the phrase of that place."""
        first = self.found.phrases[place].first
        return self.first.get(first.pk) if first else None


# By year


def year_drawings(counted: Counted) -> list[Drawing]:
    """Columns by year for each phrase, all on one scale."""
    shown = [[years.get(year, Cell()) for year in counted.shown] for years in counted.years]
    axis = counted.axis([cell.by(counted.measure) for row in shown for cell in row])
    drawn = []
    for phrase, row in zip(counted.asked.phrases, shown, strict=True):
        made = [
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
        drawn.append(bars(made, axis, ("n =",), _("未收录"), "" if counted.measure else "%"))
    return drawn


def year_picture(drawing: Drawing, counted: Counted, place: int) -> SafeString:
    """All words in it are escaped where it is written."""
    label = (
        _("“%(phrase)s”各年") % {"phrase": counted.asked.phrases[place].typed}
        if is_chinese()
        else _("词语 %(n)s：各年") % {"n": place + 1}
    )
    return mark_safe(svg_for_page(drawing, label))


def year_chart(counted: Counted, drawn: Sequence[Drawing]) -> Chart:
    """The phrases by year, ``drawn`` by :func:`year_drawings`, as a table and as files."""
    phrases = [phrase.typed for phrase in counted.asked.phrases]
    rows = [
        (phrase, year, cell)
        for phrase, years in zip(counted.asked.phrases, counted.years, strict=True)
        for year, cell in years.items()
    ]
    return _chart(
        counted,
        "years",
        _("、").join(phrases) if is_chinese() else _("各年的词语"),
        _("n 是当年馆藏篇数；n 不到 %(n)s 的颜色浅。") % {"n": ENOUGH},
        stacked(list(zip(phrases, drawn, strict=True)), 1),
        OnDemand(rows, lambda row: (row[0].typed, _year(row[1]), *_numbers(row[2]), counted.bodies)),
        lambda: (
            counted.asked.lines(phrase, year) if cell.occurrences else "" for phrase, year, cell in rows
        ),
    )


# By place


@dataclass(frozen=True)
class Place:
    """The phrases in one place over the years, drawn small."""

    name: str
    region: Region
    whole: Cell
    address: str
    drawing: Drawing

    @property
    def picture(self) -> SafeString:
        """All words in it are escaped where it is written."""
        return mark_safe(svg_for_page(self.drawing, self.name))


def place_panels(counted: Counted) -> list[Place]:
    """The phrases in each of the places of which most is held, all on one scale and the same years."""
    asked = counted.asked
    drawn = set(counted.drawn_places)
    shown = [
        cell.by(counted.measure)
        for cells in counted.tables
        for (year, code), cell in cells.items()
        if code in drawn and year in counted.shown
    ]
    reach = counted.axis(shown).largest
    placed = [in_places(cells, counted.drawn_places) for cells in counted.tables]
    found = []
    for code in counted.drawn_places:
        own = [places[code] for places in placed]
        several = [_series(counted, place, code, years) for place, years in enumerate(own)]
        feet = [f"n {own[0].get(year, Cell()).held}" for year in counted.shown]
        region = counted.regions[code]
        found.append(
            Place(
                short_name(region),
                region,
                counted.places[code],
                asked.address(filters=asked.filters.change(regions=(code,))),
                panel_of(counted.shown, feet, several, counted.of, reach),
            )
        )
    return found


def _series(counted: Counted, place: int, code: str, years: Mapping[int | None, Cell]) -> Series:
    phrase = counted.asked.phrases[place]

    def point(year: int) -> Point | None:
        cell = years.get(year, Cell())
        value = cell.by(counted.measure)
        if value is None:
            return None
        href = counted.asked.lines(phrase, year, code) if cell.occurrences else ""
        mark = "" if cell.enough else "hollow"
        aloud = counted.aloud(year, cell)
        if len(counted.asked.phrases) > 1:
            aloud = f"{SIGNS[place]} {aloud}"
        return Point(value, counted.words_of(cell), None, mark, href, aloud)

    kind = "told" if place == counted.of else f"line-{place + 1}"
    return Series(tuple(point(year) for year in counted.shown), SIGNS[place], kind)


def place_chart(counted: Counted, panels: Sequence[Place]) -> Chart:
    """The phrases by place and year, as a table and as files: all places, not those of ``panels`` alone."""
    asked = counted.asked
    phrases = [phrase.typed for phrase in asked.phrases]
    bodies = words.bodies_by(counted.level, localdate())
    order = {code: place for place, code in enumerate(counted.places)}
    rows = [
        (phrase, year, code, cell)
        for phrase, cells in zip(asked.phrases, counted.tables, strict=True)
        for (year, code), cell in sorted(
            cells.items(), key=lambda one: (order[one[0][1]], one[0][0] is None, one[0][0])
        )
    ]
    names = {code: short_name(region) for code, region in counted.regions.items()}

    def row_of(row: tuple[words.Phrase, int | None, str, Cell]) -> tuple[Any, ...]:
        phrase, year, code, cell = row
        place = code or None, names.get(code) or None
        return (phrase.typed, *place, _year(year), *_numbers(cell), bodies.get(code) if code else None)

    # In a file there is no picking out by a click: the sign of each line says which phrase it is.
    key = "　".join(map(" ".join, zip(SIGNS, phrases, strict=False))) if len(phrases) > 1 else ""
    return _chart(
        counted,
        "places",
        f"{_('、').join(phrases)}：{said(LEVELS[counted.level])}" if is_chinese() else _("各地的词语"),
        note(key, _("各图同一把尺；空心是当年馆藏不到 %(n)s 篇。") % {"n": ENOUGH}),
        stacked([(f"{one.name}　{number(Decimal(one.whole.held))}", one.drawing) for one in panels]),
        OnDemand(rows, row_of),
        lambda: (
            asked.lines(phrase, year, code) if cell.occurrences and code else ""
            for phrase, year, code, cell in rows
        ),
    )


def _year(year: int | None) -> Year | None:
    return None if year is None else Year(year)


def _numbers(cell: Cell) -> tuple[Any, ...]:
    return cell.occurrences, cell.reports, cell.held, cell.share, cell.characters, cell.million


def _chart(
    counted: Counted,
    name: str,
    title: str,
    says: str,
    drawing: Drawing,
    rows: Sequence[tuple[Any, ...]],
    links: Callable[[], Iterable[str]],
) -> Chart:
    asked = counted.asked
    query = asked.address().partition("?")[2]
    csv, svg = (f"{reverse('words_chart', args=[name, ending])}?{query}" for ending in ("csv", "svg"))
    made = columns(name)
    return Chart(
        name=f"words-{name}",
        title=title,
        note=note(says, said(NO_SAMPLE)),
        draw=lambda: drawing,
        header=tuple(column.name for column in made),
        rows=rows,
        page=asked.address(),
        csv=csv,
        svg=svg,
        columns=made,
        links=links,
        about=lambda absolute: about_of(asked, absolute(asked.address()), len(rows)),
        facts=lambda absolute: _facts(counted, absolute),
    )


def _facts(counted: Counted, absolute: Any) -> dict[str, Any]:
    """What a program must know of the numbers."""
    asked = counted.asked
    return {
        "corpus": words.corpus_version(),
        "reports": described(asked),
        "filters": asked.filters.change().params(),
        "formulas": {"counted": asked.formulas, "characters_left_out": counted.found.left_out},
        "measure": {
            "name": said(MEASURES[counted.measure]),
            "definition": said(DEFINITIONS[counted.measure]),
        },
        "phrases": [
            {
                "q": phrase.typed,
                "occurrences": found.occurrences,
                "reports": found.reports,
                "first": (report := counted.report(place))
                and {
                    "report": report.public_id,
                    "year": report.year,
                    "title": report.title,
                    "url": absolute(report.get_absolute_url()),
                },
                "lines": absolute(asked.lines(phrase)),
            }
            for place, (phrase, found) in enumerate(zip(asked.phrases, counted.found.phrases, strict=True))
        ],
        "held": [
            {"year": year, "reports": cell.held, "characters": cell.characters, "enough": cell.enough}
            for year, cell in counted.years[0].items()
        ],
        "bodies": counted.bodies,
        "enough": ENOUGH,
        "level": counted.level,
        "digits": DIGITS[counted.level],
    }
