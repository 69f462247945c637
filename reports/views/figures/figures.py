"""A figure (数值) as the pages show it: its wording, its sentence, its anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    #: Where a row before has the same numeral (参考率、合格率均达100%), the anchor of the first that has.
    first: str = ""
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
    firsts: dict[int, str] = {}
    for metric in metrics:
        row = figure_row(metric, text)
        first = firsts.setdefault(metric.underline_start, row.anchor)
        rows.append(
            replace(
                row,
                first="" if first == row.anchor else first,
                beside=beside.get(metric) if beside else None,
            )
        )
    return rows


def figure_marks(metrics: Iterable[Metric]) -> tuple[Figure, ...]:
    """How the figures are underlined in the text, each numeral once."""
    there: dict[int, list[Metric]] = {}
    for metric in metrics:
        there.setdefault(metric.underline_start, []).append(metric)
    return tuple(_mark(start, said_of) for start, said_of in there.items())


def _mark(start: int, metrics: Sequence[Metric]) -> Figure:
    """The one underline of all that one numeral counts."""
    first = metrics[0]
    names = [Sentence(one.indicator.name) if one.indicator else one.subject for one in metrics]
    others = [name for one in metrics for name in (one.anchor, one.former_anchor)]
    return Figure(
        first.anchor.removeprefix("m-"),
        start,
        first.underline_end,
        _label(names, wording_of(first)),
        tuple(name for name in dict.fromkeys(others) if name not in ("", first.anchor)),
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
