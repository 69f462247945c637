"""What is said of a report when it is held against the rules, its own figures and the reports beside it.

Pages and API share these. Each costs the same number of queries whatever the report holds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from reports.analysis.review.consistency import STOCK, consistency_hints
from reports.analysis.review.facts import Fact, Hint, Usual
from reports.models import Report, UsualRange
from reports.parsing.types import ParsedReport

from .elsewhere import figures_before
from .once import once
from .samples import also_counted


def hints_of(report: ParsedReport) -> tuple[Hint, ...]:
    """The hints on an annual report (一致性提示), stored or not; none for other genres. Two queries."""
    if report.genre != Report.Genre.ANNUAL_REPORT:
        return ()
    facts = [Fact.of(metric) for metric in report.metrics]
    return consistency_hints(
        report.readable,
        facts,
        report.year,
        last_year=_last_year(report.region.code if report.region else None, report.year),
        usual=usual_ranges({fact.indicator for fact in facts if fact.indicator}),
        stock=STOCK,
    )


def _last_year(region: str | None, year: int | None) -> Sequence[Fact]:
    """The figures of the same body's published report on the year before."""
    if not region or year is None:
        return ()
    return [Fact.of(row) for row in figures_before(region, year, also_counted(region))[1]]


def usual_ranges(indicators: Collection[str]) -> Mapping[tuple[str, str | None], Usual]:
    """The usual ranges of these indicators by indicator and unit."""
    known = once("usual_ranges", lambda: list(UsualRange.objects.all()))
    return {
        (row.indicator_id, row.unit or None): Usual(row.low, row.high, row.n)
        for row in known
        if row.indicator_id in indicators
    }
