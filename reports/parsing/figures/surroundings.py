"""What stands around a place of a report's text (上下文): its sentence, its section, the time it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_right

from reports.text.stops import FULL_STOPS

from ..halves import Halves
from ..types import ParsedReport, Section
from .numbers import Figure
from .periods import is_planned, year_of

_BEFORE, _PARAGRAPH = 120, 160
SENTENCE_START = re.compile(rf"[{FULL_STOPS}\n]")


class Surroundings:
    """``text`` is the report's text as it is read, figures of which stand from ``begin`` on."""

    def __init__(self, report: ParsedReport, text: str, begin: int) -> None:
        self.report = report
        self.text = text
        self.begin = begin
        self.sections = sorted(report.sections, key=lambda section: (section.start, section.level))
        self._starts = [section.start for section in self.sections]
        self._halves: dict[int, Halves] = {}

    def before(self, start: int) -> str:
        """What stands before ``start`` in its paragraph, as far as it can support a reading."""
        low = max(self.begin, start - _PARAGRAPH)
        return self.text[max(low, self.text.rfind("\n", low, start) + 1) : start]

    def sentence_before(self, start: int) -> str:
        """The sentence up to ``start``, at most :data:`_BEFORE` characters of it."""
        low = max(self.begin, start - _BEFORE)
        sentence = self.text[low:start]
        stops = [match.end() for match in SENTENCE_START.finditer(sentence)]
        return sentence[stops[-1] :] if stops else sentence

    def in_heading(self, figure: Figure) -> bool:
        """Whether a small number in words stands in a heading, where it is a manner of speaking."""
        section = self.section(figure.start)
        inside = section is not None and section.heading_start <= figure.start < section.heading_end
        return inside and figure.quantity.value < 10

    def section(self, start: int) -> Section | None:
        """The innermost section that holds ``start``."""
        index = bisect_right(self._starts, start) - 1
        while index >= 0:
            if self.sections[index].end > start:
                return self.sections[index]
            index -= 1
        return None

    def told_from(self, start: int) -> int:
        """Where the text in which ``start`` stands begins: behind its section's heading, or with the body."""
        section = self.section(start)
        return section.heading_end if section and section.heading_end <= start else self.begin

    def headings(self, start: int) -> str:
        """The heading above ``start``: the section's own, or its parent's where ``start`` stands in the heading itself."""
        section = self.section(start)
        if section and start < section.heading_end and "." in section.path:
            above = section.path.rpartition(".")[0]
            section = next((other for other in self.sections if other.path == above), section)
        return f"{section.heading[:60]}。" if section else ""

    def _in_plan(self, start: int) -> bool:
        """Whether ``start`` stands in a section on what is planned, or in that part of one of several roles."""
        section = self.section(start)
        if section is None or "plan" not in section.roles:
            return False
        halves = self._halves.get(section.start)
        if halves is None:
            halves = Halves(self.text, section.heading_end, section.end, section.roles, self.report.year)
            self._halves[section.start] = halves
        return halves.at(start) == "plan"

    def time(self, sentence: str, start: int) -> tuple[int | None, bool]:
        """The year a figure at ``start`` speaks of, and whether it is only planned."""
        year = self.report.year
        named = year_of(sentence, year)
        if self.report.genre == "work_plan":
            return named, True
        if self._in_plan(start) or is_planned(sentence):
            if year is None or (named is not None and named > year):
                return named, True
            return year + 1, True
        return named, named is not None and year is not None and named > year
