"""Which of a body's reports over time are compared."""

from __future__ import annotations

from collections.abc import Iterable

from reports.models import Report

#: Of a body's reports over time the latest years are compared.
MOST_YEARS = 12


def latest_years(reports: Iterable[Report]) -> dict[int, Report]:
    """A body's published reports of the latest :data:`MOST_YEARS` years, by year: there is one a year."""
    found = {report.year: report for report in reports if report.year is not None}
    return {year: found[year] for year in sorted(found)[-MOST_YEARS:]}
