"""Two reports of one body word by word (逐字对照), as the comparison page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.analysis.across.word_diff import SectionChange, TooLong, differences, text_of
from reports.models import Report
from reports.parsing.types import ParsedReport

#: What ``by`` of the page's address says for it.
WORD_BY_WORD = "diff"


@dataclass(frozen=True)
class Changes:
    """``sections`` is None where the texts are too long to be compared."""

    earlier: Report
    later: Report
    sections: list[SectionChange] | None

    @property
    def changed(self) -> int:
        return sum(section.changed for section in self.sections or ())


def of_one_body(reports: Sequence[Report]) -> bool:
    """Whether these are two reports of one region: only then is a difference a change."""
    return len(reports) == 2 and len({report.region_code for report in reports} - {""}) == 1


def changes(reports: Sequence[Report], parsed: Sequence[ParsedReport]) -> Changes:
    """Of two reports, from the earlier year to the later whatever their order; of one year in the order given."""
    (earlier, before), (later, after) = sorted(
        zip(reports, parsed, strict=True), key=lambda one: one[0].year or 0
    )
    try:
        sections = differences(text_of(before), text_of(after))
    except TooLong:
        sections = None
    return Changes(earlier, later, sections)
