"""A report's text as its page shows it, and the check of drafts: set, with outline, figures and anchors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.models import Indicator
from reports.parsing.anchors import Anchor, Anchors
from reports.parsing.types import Evidence, Flag, Metric, ParsedReport, Section, Value
from reports.search.answer.facets import FLAG_LABELS
from reports.wording.sentence import Sentence, joined
from reports.wording.translation import said
from reports.wording.typeset import Annotations, Figure, Heading, ListItem, Range, Shared

from ..figures.figures import Beside, FigureRow, figure_row, wording_of


@dataclass(frozen=True)
class Shown:
    """A report, its anchors, and its indicators by slug."""

    parsed: ParsedReport
    anchors: Anchors
    indicators: Mapping[str, Indicator]

    @property
    def sections(self) -> list[tuple[Section, str]]:
        """The sections, each with its anchor."""
        ids = (anchor.id for anchor in self.anchors.sections)
        return list(zip(self.parsed.sections, ids, strict=True))

    @property
    def figure_anchors(self) -> dict[tuple[int, int], str]:
        """The anchors of figures by their spans."""
        return {(metric.start, metric.end): anchor.id for metric, anchor in self._figures()}

    def annotations(self, marks: Sequence[Range] = (), shared: tuple[Shared, ...] = ()) -> Annotations:
        """All that is known of the text in the form it is set in; ``marks`` are the hits of a search."""
        parsed = self.parsed
        headings = zip(parsed.sections, self.anchors.sections, strict=True)
        return Annotations(
            title=_place(parsed.title),
            headings=tuple(
                Heading(anchor.id, one.level, one.start, one.heading_end, _others([anchor], anchor.id))
                for one, anchor in headings
            ),
            items=tuple(ListItem(one.start, one.end, one.depth) for one in parsed.items),
            figures=self._marks(),
            injected=parsed.injected,
            furniture=tuple((one.start, one.end) for one in parsed.furniture),
            signature=_place(parsed.issuer) + _places(parsed.evidence.get("signed", ())),
            marks=tuple(marks),
            shared=shared,
        )

    def rows(self, beside: Mapping[Metric, Beside] | None = None) -> list[FigureRow]:
        """A row a figure; those that share a numeral are told apart from the first of them."""
        rows: list[FigureRow] = []
        firsts: dict[int, str] = {}
        for metric, anchor in self._figures():
            first = firsts.setdefault(metric.underline_start, anchor.id)
            rows.append(
                figure_row(
                    metric,
                    self.parsed.text,
                    anchor=anchor.id,
                    indicator=self._indicator(metric),
                    first="" if first == anchor.id else first,
                    beside=beside.get(metric) if beside else None,
                )
            )
        return rows

    @property
    def flags(self) -> list[tuple[str, Flag]]:
        """The flags with their names, in the order of the text; those without a place first."""
        flags = sorted(self.parsed.flags, key=lambda flag: -1 if flag.start is None else flag.start)
        return [(FLAG_LABELS.get(flag.kind, Sentence("提示")), flag) for flag in flags]

    def _figures(self) -> Iterable[tuple[Metric, Anchor]]:
        return zip(self.parsed.metrics, self.anchors.figures, strict=True)

    def _indicator(self, metric: Metric) -> Indicator | None:
        return self.indicators.get(metric.indicator or "")

    def _marks(self) -> tuple[Figure, ...]:
        """How the figures are underlined in the text, each numeral once."""
        there: dict[int, list[tuple[Metric, Anchor]]] = {}
        for metric, anchor in self._figures():
            there.setdefault(metric.underline_start, []).append((metric, anchor))
        return tuple(self._mark(start, counted) for start, counted in there.items())

    def _mark(self, start: int, counted: Sequence[tuple[Metric, Anchor]]) -> Figure:
        """The one underline of all that one numeral counts."""
        first, anchor = counted[0]
        names = [
            Sentence(indicator.name) if (indicator := self._indicator(one)) else one.subject
            for one, _ in counted
        ]
        named = joined(names, "%(a)s、%(b)s")
        return Figure(
            anchor.id.removeprefix("m-"),
            start,
            first.underline_end,
            said(Sentence("%(name)s：%(figure)s", name=named, figure=wording_of(first).sentence)),
            _others((one for _, one in counted), anchor.id),
        )


def _others(anchors: Iterable[Anchor], but: str) -> tuple[str, ...]:
    """Further anchors of one place."""
    names = [name for one in anchors for name in (one.id, one.former)]
    return tuple(name for name in dict.fromkeys(names) if name not in ("", but))


def _place(value: Value | None) -> tuple[Range, ...]:
    return () if value is None or value.start is None or value.end is None else ((value.start, value.end),)


def _places(spans: Iterable[Evidence]) -> tuple[Range, ...]:
    return tuple((one.start, one.end) for one in spans)
