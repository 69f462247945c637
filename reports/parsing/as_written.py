"""Back from simplified script to the report's own (繁体原文): what the steps read, in the characters it was read from.

The steps match their patterns on a text whose traditional characters are written as simplified ones, one for one.
Whatever quotes the report is given back in its own characters here; what a step names in its own terms (issuer, unit,
role, indicator, a title put together) stays simplified.
"""

from dataclasses import replace

from reports.text.view import flatten

from .types import Evidence, Metric, ParsedReport, Section, Value

#: What steps put between the parts of a value: a blank between the lines of a title, 、 between issuers.
_JOINTS = " 、"


def as_written(report: ParsedReport, text: str) -> ParsedReport:
    """``report``, which was read from ``simplify(text)``, over ``text``; its offsets hold in both."""
    if text == report.text:
        return report
    words = _Words(report.text, text)
    region = report.region
    return replace(
        report,
        text=text,
        title=words.value(report.title),
        index_no=words.value(report.index_no),
        doc_no=words.value(report.doc_no),
        region=region and replace(region, evidence=tuple(map(words.evidence, region.evidence))),
        evidence={key: tuple(map(words.evidence, spans)) for key, spans in report.evidence.items()},
        sections=tuple(map(words.section, report.sections)),
        metrics=tuple(map(words.metric, report.metrics)),
    )


class _Words:
    """The characters of ``text`` for those of its simplified copy ``plain``."""

    def __init__(self, plain: str, text: str) -> None:
        self.plain, self.text = plain, text

    def quoted(self, words: str, start: int, end: int) -> str:
        """``words``, which were taken from ``plain[start:end]`` with blanks and line ends left out, as written there.

        They are given back unchanged where they were not.
        """
        if self.plain[start:end] == words:
            return self.text[start:end]
        flat, found, at = flatten(self.plain[start:end]), [], 0
        for character in words:
            place = flat.find(flatten(character), at)
            if place < 0 or (place > at and character in _JOINTS):
                if character not in _JOINTS:
                    return words
                found.append(character)
                continue
            same = self.plain[start + place] == character
            found.append(self.text[start + place] if same else character)
            at = place + 1
        return "".join(found)

    def value(self, value: Value | None) -> Value | None:
        if value is None or value.start is None or value.end is None:
            return value
        return replace(value, value=self.quoted(value.value, value.start, value.end))

    def evidence(self, evidence: Evidence) -> Evidence:
        return replace(evidence, text=self.quoted(evidence.text, evidence.start, evidence.end))

    def section(self, section: Section) -> Section:
        heading = self.quoted(section.heading, section.heading_start, section.heading_end)
        return replace(section, heading=heading)

    def metric(self, metric: Metric) -> Metric:
        start, end, figure = metric.start, metric.end, metric.figure_start
        subject = self.quoted(metric.subject, start, end)
        if subject == metric.subject and (before := self.plain.rfind(subject, 0, end)) >= 0:
            # A noun that several figures share stands before the first of them.
            subject = self.text[before : before + len(subject)]
        return replace(
            metric,
            text=self.text[start:end],
            figure=self.text[figure : figure + len(metric.figure)],
            subject=subject,
        )
