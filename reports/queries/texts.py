"""Which of a body's reports over time are compared."""

from __future__ import annotations

from collections.abc import Iterable

from reports.models import Report

#: Of a body's reports over time the latest years are compared.
MOST_YEARS = 12


def one_a_year(reports: Iterable[Report]) -> dict[int, Report]:
    """The first given report of each of the latest :data:`MOST_YEARS` years, by year; those without a year are left out."""
    found: dict[int, Report] = {}
    for report in reports:
        if report.year is not None:
            found.setdefault(report.year, report)
    return {year: found[year] for year in sorted(found)[-MOST_YEARS:]}
