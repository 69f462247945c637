"""What one body reported year by year (历年数字): a table, a small panel a series, and files of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.analysis.wholes import wholes
from reports.charts.drawing import Drawing, stacked, svg_for_page
from reports.charts.panels import PanelYear, Point, panel
from reports.charts.years import MOST_YEARS
from reports.models import Indicator, Metric, Region
from reports.wording.figure import Wording
from reports.wording.letters import full_name
from reports.wording.translation import said

from ..charts import Chart, brief
from ..figures.figures import meanings, wording_of

#: A series of one year is no series; and so many panels are drawn at most.
_YEARS_OF_A_PANEL, _MOST_PANELS = 2, 40


def indicator_title(indicator: Indicator, unit: str) -> str:
    """An indicator's name with the unit of its figures."""
    name = said(indicator.name)
    return _("%(name)s（%(unit)s）") % {"name": name, "unit": unit} if unit else name


@dataclass(frozen=True)
class Figure:
    """A figure of a series: ``words`` without unit, ``short`` those of a drawing; ``year`` is a plan's the next."""

    metric: Metric
    words: str
    short: str
    year: int

    @property
    def address(self) -> str:
        return f"{self.metric.report.get_absolute_url()}#{self.metric.anchor}"

    @property
    def point(self) -> Point:
        metric = self.metric
        mark = "plan" if metric.planned else "hollow" if metric.approx or metric.bound else ""
        return Point(metric.value, self.short, metric.value_high, mark)


@dataclass(frozen=True)
class SeriesRow:
    """An indicator in one unit: for each year of the table the figures of that year; none is 未见."""

    indicator: Indicator
    unit: str
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class Series:
    """What one body reported year by year, in the catalogue's order."""

    years: tuple[int, ...]
    rows: tuple[SeriesRow, ...]

    @property
    def meanings(self) -> list[Indicator]:
        return meanings(row.indicator for row in self.rows)


def series(figures: Iterable[Metric]) -> Series:
    """Figures lined up by indicator and unit; unlike units never share a row."""
    table: dict[tuple[str, str], dict[int, list[Figure]]] = {}
    indicators: dict[str, Indicator] = {}
    years: set[int] = set()
    for metric in figures:
        year = metric.year if metric.planned else metric.report.year
        if metric.indicator is None or year is None:
            continue
        indicators[metric.indicator.slug] = metric.indicator
        years.add(year)
        words, short = (_worded(metric, one) for one in _wordings(metric))
        cells = table.setdefault((metric.indicator.slug, metric.unit), {})
        cell = cells.setdefault(year, [])
        # What a report tells twice stands once.
        if words not in (figure.words for figure in cell):
            cell.append(Figure(metric, words, short, year))
    ordered = tuple(sorted(years))
    rows = tuple(
        SeriesRow(indicators[slug], unit, tuple(tuple(cells.get(year, ())) for year in ordered))
        for (slug, unit), cells in table.items()
    )
    return Series(ordered, rows)


def _wordings(metric: Metric) -> tuple[Wording, Wording]:
    """In full and for a drawing, both without unit."""
    whole = replace(wording_of(metric), unit="")
    single = not metric.negated and metric.value_high is None
    return whole, replace(whole, number=brief(metric.value)) if single else whole


def _worded(metric: Metric, wording: Wording) -> str:
    words = said(wording.sentence)
    return _("计划%(figure)s") % {"figure": words} if metric.planned else words


@dataclass(frozen=True)
class Panel:
    """A series drawn small; all panels of a page have the same years, each its own scale from zero."""

    row: SeriesRow
    drawing: Drawing

    @property
    def title(self) -> str:
        return indicator_title(self.row.indicator, self.row.unit)

    @property
    def picture(self) -> SafeString:
        """All words in it are escaped where it is written."""
        return mark_safe(svg_for_page(self.drawing, self.title))


def panels(found: Series) -> list[Panel]:
    """A panel for each series that has figures of two years or more, of the latest years."""
    if not found.years:
        return []
    shown = range(max(found.years[0], found.years[-1] - MOST_YEARS + 1), found.years[-1] + 1)
    drawn = []
    for row in found.rows:
        by_year = {year: cell for year, cell in zip(found.years, row.cells, strict=True) if cell}
        if sum(year in by_year for year in shown) < _YEARS_OF_A_PANEL:
            continue
        years = [PanelYear(year, tuple(_points(row.unit, by_year.get(year, ())))) for year in shown]
        drawn.append(Panel(row, panel(years, row.unit == "%")))
    return drawn[:_MOST_PANELS]


def _points(unit: str, cell: Iterable[Figure]) -> Iterator[Point]:
    """What is drawn of a year: the whole, no parts of it (其中), and the whole of what was planned for it."""
    chosen = wholes((figure.metric.planned, unit, figure.metric.value, figure) for figure in cell)
    return (figure.point for figure in chosen.values())


def series_chart(region: Region, found: Series, drawn: Sequence[Panel]) -> Chart | None:
    """The panels of a body as one drawing, and every figure of its series in a row; None without panels."""
    if not drawn:
        return None

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in found.rows:
            for figure in (one for cell in row.cells for one in cell):
                metric = figure.metric
                high = metric.value_high
                yield (
                    said(row.indicator.name), row.unit, figure.year, metric.value.normalize() + 0,
                    None if high is None else high.normalize() + 0,
                    figure.words, _("是") if metric.planned else "", metric.text,
                )  # fmt: skip

    return Chart(
        name=f"{region.code}-series",
        title=_("%(place)s历年数字") % {"place": full_name(region)},
        note=_("各图自零起，刻度不同；空心点是约数，虚线圈是计划数；没有点的年份未见。机器识别。"),
        draw=lambda: stacked([(one.title, one.drawing) for one in drawn]),
        header=(
            _("指标"), _("单位"), _("年度"), _("数值"), _("上限"), _("写法"), _("计划数"), _("原文"),
        ),
        rows=tuple(rows()),
        page=f"{region.get_absolute_url()}#series",
        csv=reverse("region_chart", args=[region.code, "series", "csv"]),
        svg=reverse("region_chart", args=[region.code, "series", "svg"]),
    )  # fmt: skip
