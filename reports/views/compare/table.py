"""What the table of a comparison holds: figures by indicator, text by content, each in pages where it is long."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from reports import queries
from reports.analysis.across.compare import (
    Overlap,
    Part,
    Value,
    by_order,
    by_role,
    by_topic,
    indicator_rows,
)
from reports.models import Indicator, Report, Section, Topic
from reports.models.parsed import Read
from reports.parsing.types import Metric, ParsedReport
from reports.queries.copied import compared_sentences
from reports.queries.indicators import indicators_by_slug
from reports.queries.parts import parts_of
from reports.templatetags.pieces import paragraph_of, sentence_of
from reports.wording.sentence import Sentence

from ..figures import figures
from ..paging import Paging, paging
from .changes import WORD_BY_WORD, changes
from .pages import FigureSlice, One, TextSlice, change_pages, figure_pages, text_pages
from .remarks import of_figures, of_texts

#: The parameters of the page's address that say which page of figures and of text is shown.
FIGURES, TEXTS = "figures", "texts"


@dataclass(frozen=True)
class Passage:
    """A section as a cell shows it, or so much of it as stands on this page."""

    part: Part
    paragraphs: list[SafeString]
    continued: bool


@dataclass(frozen=True)
class TextRow:
    """Cells with the labels of their reports, their passages, and whether a page before has some of them.

    ``remark`` is what is to be said of the two of a row, "" for nothing.
    """

    label: str
    cells: list[tuple[str, list[Passage], bool]]
    remark: str


@dataclass(frozen=True)
class _Figure:
    """A figure of a report, made into words only where a page shows it."""

    read: Read
    report: Report
    metric: Metric
    anchor: str

    def row(self, indicator: Indicator) -> figures.FigureRow:
        text = self.read.parsed.text
        return figures.figure_row(
            self.metric, text, anchor=self.anchor, indicator=indicator, report=self.report
        )


@dataclass(frozen=True)
class Line:
    """A row of figures, or so much of it as stands on this page.

    A cell holds its report's label, each figure, with a bar where others have such figures, and whether a page before
    has some of them. ``alike`` where each report has the same one figure; ``remark`` is what is to be said of two cells.
    """

    indicator: Indicator
    row: Any
    cells: list[tuple[str, list[SafeString], bool]]
    alike: bool
    remark: str


def table(
    reports: list[Report],
    names: list[str],
    by: str,
    asked: Mapping[str, str],
    address: Callable[[str], str],
    topic: str = "",
) -> dict[str, Any]:
    """The template's values. ``asked`` are the page's parameters, ``address`` makes an address of added ones.

    ``topic`` narrows figures to the indicators, and text to the sections, that stand under it in any of the reports.
    """
    many = queries.read_many(reports)
    reads = [many[report.pk] for report in reports]
    parsed = [read.parsed for read in reads]
    compared = compared_sentences({pk: read.parsed for pk, read in many.items()})
    overlap = Overlap(
        [one.text for one in parsed],
        [one.hidden for one in parsed],
        [compared[report.pk] for report in reports],
    )
    number = {name: _number(asked.get(name, "")) for name in (FIGURES, TEXTS)}

    def chosen(pages: list[list[One]], name: str) -> tuple[list[One], Paging]:
        at = number[name] = min(number[name], len(pages))

        def to(page: int) -> str:
            wanted = number | {name: page}
            return (
                f"{address(''.join(f'&{key}={value}' for key, value in wanted.items() if value > 1))}#{name}"
            )

        return pages[at - 1], paging(at, len(pages), to)

    if by == WORD_BY_WORD:
        told = changes(reports, parsed)
        shown, text_paging = chosen(change_pages(told.sections or ()), TEXTS)
        texts: dict[str, Any] = {"changes": told, "changed_sections": shown}
    else:
        slices, kinds = _slices(parsed, by, topic)
        part, text_paging = chosen(slices, TEXTS)
        texts = {"texts": _texts(part, kinds, parsed, names, overlap)}
    return (
        {
            "overlap": overlap,
            "shared": [(name, *overlap.shared(number)) for number, name in enumerate(names)],
            "text_paging": text_paging,
            # Beside two there is room for remarks.
            "two": len(reports) == 2,
            "width": len(reports) + (2 if len(reports) == 2 else 1),
        }
        | _figures(list(zip(reports, reads, strict=True)), names, chosen, topic)
        | texts
    )


def _number(typed: str) -> int:
    """The number of a page; 1 for what is none."""
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1


def _figures(
    reports: Sequence[tuple[Report, Read]],
    names: list[str],
    chosen: Callable[[list[list[FigureSlice[_Figure]]], str], tuple[list[FigureSlice[_Figure]], Paging]],
    topic: str,
) -> dict[str, Any]:
    catalogue = indicators_by_slug()
    metrics = [metric for _, read in reports for metric in read.parsed.metrics]
    indicators = {m.indicator: catalogue[m.indicator] for m in metrics if m.indicator}
    rows = indicator_rows(
        [list(_values(report, read)) for report, read in reports],
        order=lambda slug: indicators[slug].position,
    )
    if topic:
        wanted = {slug for _, read in reports for slug in _indicators_under(topic, read.parsed)}
        rows = [row for row in rows if row.indicator in wanted]
    slices, figure_paging = chosen(figure_pages(rows), FIGURES)
    lines = [_line(one, indicators[one.row.indicator], names) for one in slices]
    single = [line for line in lines if line.row.held == 1]
    of_one = [row for row in rows if row.held == 1]
    return {
        "figure_paging": figure_paging,
        "figure_count": sum(len(cell) for row in rows for cell in row.cells),
        "indicator_count": len(rows),
        "shared_count": len(rows) - len(of_one),
        "none_shared": len(of_one) == len(rows),
        "shared_figures": [line for line in lines if line.row.held > 1],
        "single_count": len(of_one),
        "single_figures": [
            (
                name,
                [(line, line.cells[number][1]) for line in single if line.cells[number][1]],
                any(row.cells[number] for row in of_one),
            )
            for number, name in enumerate(names)
        ]
        if single
        else [],
        "meanings": figures.meanings(line.indicator for line in lines),
        "unclassed": sum(metric.indicator is None for metric in metrics),
    }


def _indicators_under(topic: str, report: ParsedReport) -> set[str]:
    """The indicators of figures that stand in a section of the topic, or below one."""
    spans = [(one.start, one.end) for one in report.sections if topic in one.topics]
    return {
        metric.indicator
        for metric in report.metrics
        if metric.indicator and any(start <= metric.start < end for start, end in spans)
    }


def _values(report: Report, read: Read) -> Iterator[Value[_Figure]]:
    """The catalogued figures of a report."""
    for metric, anchor in zip(read.parsed.metrics, read.anchors.figures, strict=True):
        if metric.indicator:
            shown = _Figure(read, report, metric, anchor.id)
            yield Value(
                metric.indicator, metric.unit or "", metric.value, shown, metric.per or "", metric.planned
            )


def _line(one: FigureSlice[_Figure], indicator: Indicator, names: list[str]) -> Line:
    row = one.row

    def length(value: Value[_Figure]) -> int | None:
        scale = row.scales.get(value.series)
        if scale is None:
            return None
        return round(value.value * 100 / scale) if scale > 0 else 0

    shown = [[value.item.row(indicator) for value in cell] for cell in one.cells]
    cells = [
        (
            name,
            [
                sentence_of(figure, length(value))
                for value, figure in zip(one.cells[number], shown[number], strict=True)
            ],
            one.begun[number],
        )
        for number, name in enumerate(names)
    ]
    words = [[(str(figure.wording), figure.remarks) for figure in column] for column in shown]
    alike = len(words[0]) == 1 and all(column == words[0] for column in words)
    remark = of_figures(row, alike=alike) if len(names) == 2 else ""
    return Line(indicator, row, cells, alike, remark)


def _slices(
    reports: list[ParsedReport], by: str, topic: str
) -> tuple[list[list[TextSlice]], Mapping[str, str]]:
    """The pages of text, and the names of its rows by their keys."""
    columns = [parts_of(report) for report in reports]
    if topic:
        kinds = dict(Topic.objects.filter(slug=topic).values_list("slug", "name"))
        rows = by_topic(columns, kinds)
    elif by == "topic":
        kinds = dict(Topic.objects.values_list("slug", "name"))
        rows = by_topic(columns, kinds)
    elif by == "order":
        rows = by_order(columns)
        kinds = {row.key: Sentence("第 %(number)s 部分", number=row.key) for row in rows}
    else:
        kinds = {str(value): str(label) for value, label in Section.Role.choices}
        rows = by_role(columns, kinds)
    return text_pages(rows, [report.text for report in reports]), kinds


def _texts(
    slices: Sequence[TextSlice],
    kinds: Mapping[str, str],
    reports: list[ParsedReport],
    names: list[str],
    overlap: Overlap,
) -> list[TextRow]:
    headings = [{one.start: one.heading_end for one in report.sections} for report in reports]

    def passages(number: int, one: TextSlice) -> Iterator[Passage]:
        for piece in one.cells[number]:
            marked = overlap.marked(number, piece.part.own, headings[number])
            yield Passage(piece.part, [paragraph_of(sentences) for sentences in marked], piece.continued)

    def shared(number: int, one: TextSlice) -> tuple[int, int]:
        spans = [span for piece in one.cells[number] for span in piece.part.own]
        return overlap.within(number, spans)

    def remark(one: TextSlice) -> str:
        if len(names) != 2:
            return ""
        held = [bool(one.cells[number]) or one.begun[number] for number in range(2)]
        return of_texts(names, held, shared(0, one), shared(1, one))

    return [
        TextRow(
            kinds[one.key],
            [(name, list(passages(number, one)), one.begun[number]) for number, name in enumerate(names)],
            remark(one),
        )
        for one in slices
    ]
