"""A figure (数值) as the pages show it: its wording, its sentence, its anchor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from reports.analysis.sentences import sentence_at
from reports.analysis.wording import Wording, figure_wording
from reports.models import Indicator, Metric


@dataclass(frozen=True)
class FigureRow:
    """A figure with the sentence it stands in, parted around the figure's own words."""

    metric: Metric
    wording: Wording
    anchor: str
    before: str
    words: str
    after: str

    @property
    def address(self) -> str:
        """The figure's place on its report's page."""
        return f"{reverse('report', args=[self.metric.report_id])}#{self.anchor}"


def meanings(indicators: Iterable[Indicator | None]) -> list[Indicator]:
    """The indicators whose meaning a page has to tell, each once, in the catalogue's order."""
    known = {indicator.slug: indicator for indicator in indicators if indicator is not None}
    return sorted(known.values(), key=lambda indicator: indicator.position)


def wording_of(metric: Metric) -> Wording:
    return figure_wording(
        metric.value,
        value_high=metric.value_high,
        unit=metric.unit,
        approx=metric.approx,
        bound=metric.bound,
        per=metric.per,
        negated=metric.negated,
    )


def figure_row(metric: Metric, text: str, base: int = 0) -> FigureRow:
    """``text`` is the text of the figure's report from offset ``base`` on, as much of it as the sentence needs."""
    start, end = metric.start - base, metric.end - base
    sentence = sentence_at(text, start, end)
    return FigureRow(
        metric,
        wording_of(metric),
        metric.anchor,
        text[sentence.start : start],
        text[start:end],
        text[end : sentence.end],
    )
