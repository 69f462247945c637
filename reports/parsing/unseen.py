"""Back from a text without unseen characters (不可见字符: joiners, direction marks …) to the one with them.

The steps read a text in which nothing stands inside a word that a reader can't see, nor the soft end of a line. Spans are
given back over the text as it is; what they quote is then what stands there, unseen characters included. Values in terms
of their own (title, issuer) stay without, and a heading is one line.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from .types import Evidence, Flag, Furniture, Item, Metric, ParsedReport, Section, TopicEvidence, Value


def with_unseen(report: ParsedReport, text: str, offsets: Sequence[int]) -> ParsedReport:
    """``report``, which was read from the characters of ``text`` at ``offsets``, over ``text``."""
    if len(offsets) == len(text):
        return report
    spans = _Spans(text, offsets)
    region = report.region
    return replace(
        report,
        text=text,
        title=spans.value(report.title),
        issuer=spans.value(report.issuer),
        index_no=spans.value(report.index_no),
        doc_no=spans.value(report.doc_no),
        region=region and replace(region, evidence=tuple(map(spans.evidence, region.evidence))),
        evidence={key: tuple(map(spans.evidence, found)) for key, found in report.evidence.items()},
        body_start=spans.at(report.body_start),
        body_end=None if report.body_end is None else spans.at(report.body_end),
        furniture=tuple(map(spans.furniture, report.furniture)),
        flags=tuple(map(spans.flag, report.flags)),
        sections=tuple(map(spans.section, report.sections)),
        items=tuple(map(spans.item, report.items)),
        metrics=tuple(map(spans.metric, report.metrics)),
    )


_LINE_END = re.compile(r"\s*\n\s*")


class _Spans:
    """Spans of the text without unseen characters as spans of ``text``."""

    def __init__(self, text: str, offsets: Sequence[int]) -> None:
        self.text, self.offsets = text, offsets

    def at(self, offset: int) -> int:
        """Where the character at ``offset`` stands, or what is left out before the end of the text."""
        return self.offsets[offset] if offset < len(self.offsets) else len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span that ends with its last character that can be seen."""
        return self.at(start), self.offsets[end - 1] + 1 if end > start else self.at(start)

    def line(self, start: int, end: int) -> str:
        """What stands at ``[start, end)`` of the text, in one line."""
        return _LINE_END.sub("", self.text[start:end])

    def value(self, value: Value | None) -> Value | None:
        if value is None or value.start is None or value.end is None:
            return value
        start, end = self.span(value.start, value.end)
        return replace(value, start=start, end=end)

    def evidence(self, evidence: Evidence) -> Evidence:
        start, end = self.span(evidence.start, evidence.end)
        whole = evidence.end - evidence.start == len(evidence.text)
        return replace(evidence, start=start, end=end, text=self.text[start:end] if whole else evidence.text)

    def furniture(self, furniture: Furniture) -> Furniture:
        return replace(furniture, start=self.at(furniture.start), end=self.at(furniture.end))

    def flag(self, flag: Flag) -> Flag:
        if flag.start is None or flag.end is None:
            return flag
        start, end = self.span(flag.start, flag.end)
        return replace(flag, start=start, end=end)

    def section(self, section: Section) -> Section:
        """A section still ends where the next one starts."""
        heading_start, heading_end = self.span(section.heading_start, section.heading_end)
        whole = section.heading_end - section.heading_start == len(section.heading)
        marker_start, marker_end = self.span(section.start, section.start + len(section.marker))
        return replace(
            section,
            marker=self.line(marker_start, marker_end),
            heading=self.line(heading_start, heading_end) if whole else section.heading,
            heading_start=heading_start,
            heading_end=heading_end,
            start=self.at(section.start),
            end=self.at(section.end),
            topic_evidence=tuple(map(self.topic, section.topic_evidence)),
        )

    def topic(self, evidence: TopicEvidence) -> TopicEvidence:
        start, end = self.span(evidence.start, evidence.end)
        return replace(evidence, start=start, end=end)

    def item(self, item: Item) -> Item:
        start, end = self.span(item.start, item.end)
        marker_start, marker_end = self.span(item.start, item.start + len(item.marker))
        return replace(item, start=start, end=end, marker=self.line(marker_start, marker_end))

    def metric(self, metric: Metric) -> Metric:
        start, end = self.span(metric.start, metric.end)
        figure_start, figure_end = self.span(metric.figure_start, metric.figure_start + len(metric.figure))
        return replace(
            metric,
            start=start,
            end=end,
            text=self.text[start:end],
            figure_start=figure_start,
            figure=self.text[figure_start:figure_end],
        )
