"""A stored report in the form in which the analysis compares it with others."""

from __future__ import annotations

from collections.abc import Iterable

from reports.analysis.across.compare import Part
from reports.analysis.across.word_diff import Text
from reports.models import Report
from reports.search.index.documents import broken_spans

#: Of a body's reports over time the latest years are compared.
MOST_YEARS = 12


def text_of(report: Report) -> Text:
    """Each section with the text of its own alone, what stands before the first as a section without a heading."""
    sections = list(report.sections.all())
    starts = [section.start for section in sections] + [len(report.text)]
    parts = [Part("0", 1, "", ((0, starts[0]),))]
    for section, following in zip(sections, starts[1:], strict=True):
        start = min(section.heading_end, section.end)
        parts.append(
            Part(
                section.path,
                section.level,
                f"{section.marker}{section.heading}",
                ((start, max(start, min(section.end, following))),),
                tuple(section.roles),
            )
        )
    return Text(report.text, parts, broken_spans(report), report.year)


def one_a_year(reports: Iterable[Report]) -> dict[int, Report]:
    """The first given report of each of the latest :data:`MOST_YEARS` years, by year; those without a year are left out."""
    found: dict[int, Report] = {}
    for report in reports:
        if report.year is not None:
            found.setdefault(report.year, report)
    return {year: found[year] for year in sorted(found)[-MOST_YEARS:]}
