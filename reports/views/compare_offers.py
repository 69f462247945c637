"""Reports that a comparison can still take in (再加一篇): those close by, and those found by words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports import queries
from reports.models import Report
from reports.search import Criteria, search

#: Found by words and shown at once.
FOUND = 10


@dataclass(frozen=True)
class Offer:
    """``address`` is the comparison with this report as its last column."""

    report: Report
    address: str


def close_by(reports: Sequence[Report], address: Callable[[list[Report]], str]) -> list[Offer]:
    """Other years of the first report's body, then its county's other bodies of that year."""
    if not reports:
        return []
    return _offers(
        reports, [*queries.other_years(reports[0], 8), *queries.neighbours(reports[0], 8)], address
    )


def found_by(words: str, reports: Sequence[Report], address: Callable[[list[Report]], str]) -> list[Offer]:
    """The first reports that a search for ``words`` gives."""
    hits = search(Criteria(q=words, page_size=FOUND)).hits
    return _offers(reports, [hit.report for hit in hits], address)


def _offers(
    reports: Sequence[Report], others: Sequence[Report], address: Callable[[list[Report]], str]
) -> list[Offer]:
    chosen = {report.pk for report in reports}
    return [Offer(other, address([*reports, other])) for other in others if other.pk not in chosen]
