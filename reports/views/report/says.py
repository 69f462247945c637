"""What the head of a report's page says of it (这份报告说了什么): its key figures, with the years behind the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.models import Report
from reports.queries.elsewhere import Held, held_of
from reports.wording.figure import short_number
from reports.wording.translation import is_chinese

from ..figures.figures import FigureRow

#: Indicators that most would ask for first, in this order; after them those of the text in its own.
ASKED_FIRST = (
    "disputes_mediated", "petitions_received", "penalties_general", "publicity_events", "legality_reviews",
    "leadership_meetings", "publicity_materials", "mediators", "law_savvy_persons", "legal_advisers",
)  # fmt: skip
#: Figures that the head tells.
_FIGURES = 2
#: Years of the chart, the latest; with fewer than two it says nothing.
_MOST_YEARS, _FEWEST_YEARS = 7, 2


@dataclass(frozen=True)
class YearBar:
    """A year of the chart: a bar of 100 with ``words`` above, where it is told; without figure both are empty."""

    year: int
    words: str
    height: int
    address: str
    own: bool

    @property
    def top(self) -> int:
        return 100 - self.height


def key_figures(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The figures that tell most of a report: of its own year, whole, those with one of last year before the others."""
    order = {slug: place for place, slug in enumerate(ASKED_FIRST)}
    told = [
        (one.before is None, order.get(row.indicator.slug, len(order)), place, row)
        for place, row in enumerate(rows)
        if (one := row.beside) is not None and row.indicator is not None
    ]
    return [row for *_rank, row in sorted(told, key=lambda one: one[:3])[:_FIGURES]]


def years_of(report: Report, figure: FigureRow) -> list[YearBar]:
    """What the report's body told of a figure's indicator year by year, in the same unit; [] with one year alone."""
    metric, indicator = figure.metric, figure.indicator
    if indicator is None or report.year is None:
        return []
    held = {one.year: one for one in held_of(report.region_code, indicator.slug, metric.unit or "")}
    if report.year not in held or len(held) < _FEWEST_YEARS:
        return []
    shown = range(max(min(held), max(held) - _MOST_YEARS + 1), max(held) + 1)
    most = max(held[year].value for year in shown if year in held)
    return [_bar(year, held.get(year), most, own=year == report.year) for year in shown]


def _bar(year: int, held: Held | None, most: Decimal, *, own: bool) -> YearBar:
    if held is None:
        return YearBar(year, "", 0, "", own)
    height = round(held.value * 100 / most) if most else 0
    return YearBar(year, short_number(held.value, is_chinese()), height, held.address, own)
