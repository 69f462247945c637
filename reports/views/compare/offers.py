"""Reports that a comparison can still take in (再加一篇): those close by, and those found by what is typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reports import queries
from reports.models import Report
from reports.search import Criteria, search
from reports.search.answer.places import places

#: Found and shown at once.
FOUND = 10
_YEAR = re.compile("(?:19|20)[0-9]{2}年?")


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


def found_by(typed: str, reports: Sequence[Report], address: Callable[[list[Report]], str]) -> list[Offer]:
    """Reports of the places so named, then those that a search for the words gives; a year typed narrows both."""
    parts = typed.split()
    years = tuple(int(part[:4]) for part in parts if _YEAR.fullmatch(part))
    words = " ".join(part for part in parts if not _YEAR.fullmatch(part))
    asked = [Criteria(q=words, years=years, page_size=FOUND)]
    if named := tuple(region.code for region, _ in places(words, Criteria())):
        asked.insert(0, Criteria(regions=named, years=years, page_size=FOUND))
    found = {hit.report.pk: hit.report for criteria in asked for hit in search(criteria).hits}
    return _offers(reports, list(found.values())[:FOUND], address)


def _offers(
    reports: Sequence[Report], others: Sequence[Report], address: Callable[[list[Report]], str]
) -> list[Offer]:
    chosen = {report.pk for report in reports}
    return [Offer(other, address([*reports, other])) for other in others if other.pk not in chosen]
