"""How the figures of the reports from a place move over the years (走势): its most frequent indicators, small."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.charts.drawing import Drawing, stacked, svg_for_page
from reports.charts.panels import PanelYear, Point, panel
from reports.charts.years import MOST_YEARS, YearValues
from reports.models import Indicator, Region
from reports.models.last_change import last_change
from reports.queries import indicators as queries
from reports.queries.samples import left_out
from reports.search import Criteria, fullest
from reports.wording.letters import full_name
from reports.wording.translation import said

from ..charts import Chart, brief, rounded
from ..figures.indicators import year_values
from .series import indicator_title

#: So many indicators are shown; and with fewer figures a year has points rather than a median.
_MOST, _ENOUGH = 6, 3


@dataclass(frozen=True)
class Trend:
    """An indicator in the unit it is reported in most often there, and its figures by year."""

    indicator: Indicator
    unit: str
    years: tuple[YearValues, ...]
    address: str

    @property
    def title(self) -> str:
        return indicator_title(self.indicator, self.unit)

    def drawing(self, first: int, last: int) -> Drawing:
        known = {one.year: one for one in self.years}
        years = [_panel_year(year, known.get(year)) for year in range(first, last + 1)]
        return panel(years, self.unit == "%")


def _panel_year(year: int, one: YearValues | None) -> PanelYear:
    if one is None:
        return PanelYear(year, (), "n = 0")
    if one.spread.n < _ENOUGH:
        points = tuple(Point(value, brief(value), mark="hollow") for value in one.points)
    else:
        points = (Point(one.spread.median, brief(round(one.spread.median, 1))),)
    return PanelYear(year, points, f"n = {one.spread.n}")


@dataclass(frozen=True)
class Trends:
    """The trends of a place on the same years; ``chart`` is all of them as files and a table."""

    panels: tuple[tuple[Trend, SafeString], ...]
    chart: Chart


def trends(region: Region) -> Trends | None:
    """None where no indicator has figures of two years."""
    here = (region.code,)
    slugs = fullest(Criteria(regions=here, samples=left_out(here)), "indicator", _MOST)
    found = _trends(last_change(), region.code, slugs)
    if not found:
        return None
    last = max(one.years[-1].year for one in found)
    first = max(min(one.years[0].year for one in found), last - MOST_YEARS + 1)
    drawn = [(one, one.drawing(first, last)) for one in found]
    chart = Chart(
        name=f"{region.code}-trends",
        title=_("%(place)s指标走势") % {"place": full_name(region)},
        note=_(
            "实心点是当年各篇数字的中位数，n 是篇数，一篇取合计；n 不到 3 的画出每个数（空心）。各图自零起，刻度不同。"
            "机器识别。"
        ),
        draw=lambda: stacked([(one.title, drawing) for one, drawing in drawn]),
        header=(_("指标"), _("单位"), _("报告年度"), "n", _("下四分位"), _("中位数"), _("上四分位")),
        rows=tuple(
            (
                said(one.indicator.name),
                one.unit,
                str(year.year),
                year.spread.n,
                *(rounded(value) for value in (year.spread.q1, year.spread.median, year.spread.q3)),
            )
            for one in found
            for year in one.years
        ),
        page=f"{region.get_absolute_url()}#trends",
        csv=reverse("region_chart", args=[region.code, "trends", "csv"]),
        svg=reverse("region_chart", args=[region.code, "trends", "svg"]),
    )
    # All words of a drawing are escaped where it is written.
    return Trends(tuple((one, mark_safe(svg_for_page(drawing, one.title))) for one, drawing in drawn), chart)


def trends_chart(region: Region) -> Chart | None:
    found = trends(region)
    return found.chart if found else None


@lru_cache(maxsize=512)
def _trends(state: Hashable, region: str, slugs: tuple[str, ...]) -> list[Trend]:
    """As of one state of the reports: a province has tens of thousands of figures."""
    indicators = queries.indicators_by_slug()
    found = []
    rows = queries.region_values(region, slugs)
    for slug, group in groupby(rows, key=lambda row: row[0]):
        by_unit: dict[str, list[tuple[int, Decimal]]] = {}
        for _slug, unit, year, value in group:
            by_unit.setdefault(unit, []).append((year, value))
        unit, values = max(by_unit.items(), key=lambda item: len(item[1]))
        years, _axis = year_values(values, unit == "%")
        if len(years) > 1:
            address = f"{indicators[slug].get_absolute_url()}?{urlencode({'unit': unit, 'region': region})}"
            found.append(Trend(indicators[slug], unit, tuple(years), address))
    return sorted(found, key=lambda one: slugs.index(one.indicator.slug))
