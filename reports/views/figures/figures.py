"""A figure (数值) as the pages show it: its wording, its sentence, its anchor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports import models as rows
from reports.models import Indicator, Region, Report
from reports.parsing.types import Metric
from reports.text.sentences import sentence_at
from reports.text.soft_ends import joined_part, soft_ends
from reports.wording.figure import Wording, figure_wording
from reports.wording.sentence import Sentence


@dataclass(frozen=True)
class Around:
    """A region's median in words, and the address of the figures behind it."""

    region: Region
    median: str
    n: int
    address: str


@dataclass(frozen=True)
class Beside:
    """``before`` is last year's wording and place, if there is one; ``more`` the indicator's figures of ``place``."""

    before: tuple[Wording, str] | None
    around: tuple[Around, ...]
    place: Region
    more: str


@dataclass(frozen=True)
class FigureRow:
    """A figure with the sentence it stands in, parted around the figure's own words; ``report`` None for a draft's."""

    metric: Metric
    indicator: Indicator | None
    wording: Wording
    anchor: str
    before: str
    words: str
    after: str
    report: Report | None = None
    #: Where a row before has the same numeral (参考率、合格率均达100%), the anchor of the first that has.
    first: str = ""
    beside: Beside | None = None

    @property
    def remarks(self) -> tuple[str, ...]:
        """What tells the figure from those done in the year reported on: that it is planned, or of another year."""
        metric, year = self.metric, self.report.year if self.report else None
        if metric.planned:
            return (Sentence("计划"),)
        if metric.year and year and metric.year != year:
            return (Sentence("%(year)s 年", year=metric.year),)
        return ()

    @property
    def address(self) -> str:
        """The figure's place on its report's page."""
        return f"{self.report.get_absolute_url() if self.report else ''}#{self.anchor}"


def meanings(indicators: Iterable[Indicator | None]) -> list[Indicator]:
    """The indicators whose meaning a page has to tell, each once, in the catalogue's order."""
    known = {indicator.slug: indicator for indicator in indicators if indicator is not None}
    return sorted(known.values(), key=lambda indicator: indicator.position)


def wording_of(metric: Metric | rows.Metric) -> Wording:
    return figure_wording(
        metric.value,
        value_high=metric.value_high,
        unit=metric.unit,
        approx=metric.approx,
        bound=metric.bound,
        per=metric.per,
        negated=metric.negated,
    )


def figure_row(
    metric: Metric,
    text: str,
    *,
    anchor: str,
    indicator: Indicator | None,
    report: Report | None = None,
    base: int = 0,
    first: str = "",
    beside: Beside | None = None,
) -> FigureRow:
    """``text`` is the text of the figure's report from offset ``base`` on, as much of it as the sentence needs."""
    start, end = metric.start - base, metric.end - base
    sentence = sentence_at(text, start, end)
    shown, ((at, behind),) = joined_part(text, soft_ends(text), sentence.start, sentence.end, [(start, end)])
    return FigureRow(
        metric,
        indicator,
        wording_of(metric),
        anchor,
        shown[:at],
        shown[at:behind],
        shown[behind:],
        report,
        first,
        beside,
    )
