"""A figure (数值) as the pages show it: its wording, its sentence, its anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reports.models import Indicator, Metric, Region
from reports.text.sentences import sentence_at
from reports.wording.figure import Wording, figure_wording
from reports.wording.sentence import Sentence, joined
from reports.wording.translation import said
from reports.wording.typeset import Figure


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
    """A figure with the sentence it stands in, parted around the figure's own words."""

    metric: Metric
    wording: Wording
    anchor: str
    before: str
    words: str
    after: str
    #: Another thing that the figure of a row before counts too (参考率、合格率均达100%): its place is taken.
    again: bool = False
    beside: Beside | None = None

    @property
    def address(self) -> str:
        """The figure's place on its report's page."""
        return f"{self.metric.report.get_absolute_url()}#{self.anchor}"


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


def figure_rows(
    metrics: Iterable[Metric], text: str, beside: Mapping[Metric, Beside] | None = None
) -> list[FigureRow]:
    """A row a figure; those that share a numeral are told apart from the first of them."""
    rows: list[FigureRow] = []
    for metric in metrics:
        row = figure_row(metric, text)
        again = any(row.anchor == other.anchor for other in rows[-3:])
        rows.append(replace(row, again=again, beside=beside.get(metric) if beside else None))
    return rows


def figure_marks(metrics: Iterable[Metric]) -> tuple[Figure, ...]:
    """How the figures are underlined in the text, each numeral once."""
    names: dict[int, list[str]] = {}
    first: dict[int, Metric] = {}
    for metric in metrics:
        start = metric.underline_start
        first.setdefault(start, metric)
        name = Sentence(metric.indicator.name) if metric.indicator else metric.subject
        names.setdefault(start, []).append(name)
    return tuple(
        Figure(str(start), start, metric.underline_end, _label(names[start], wording_of(metric)))
        for start, metric in first.items()
    )


def _label(names: list[str], wording: Wording) -> str:
    named = joined(names, "%(a)s、%(b)s")
    return said(Sentence("%(name)s：%(figure)s", name=named, figure=wording.sentence))


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
