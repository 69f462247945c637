"""What is said of a report when it is held against the rules, its own figures and the reports beside it.

Pages and API share these. Each costs the same number of queries whatever the report holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from reports.analysis.review.checklist import Review, review
from reports.analysis.review.consistency import STOCK, consistency_hints
from reports.analysis.review.facts import Fact, Hint, Usual
from reports.models import Metric, Report, UsualRange
from reports.search.index.documents import broken_spans
from reports.text.sentences import blanked

from . import COMPARABLE
from .samples import counted


def review_of(report: Report) -> Review:
    """The required contents (必备内容) and timeliness; no query where sections, flags and furniture are prefetched."""
    return review(
        blanked(report.text, broken_spans(report)),
        report.sections.all(),
        year=report.year,
        published=report.published,
        region=report.region_id,
    )


def hints_of(report: Report) -> tuple[Hint, ...]:
    """The hints on a stored annual report (一致性提示), none for other genres; two queries beside its own rows."""
    if report.genre != Report.Genre.ANNUAL_REPORT:
        return ()
    return hints_on(
        blanked(report.text, broken_spans(report)),
        report.metrics.all(),
        year=report.year,
        region=report.region_id,
    )


def hints_on(
    readable: str, metrics: Iterable[Any], *, year: int | None, region: str | None
) -> tuple[Hint, ...]:
    """The same for any text, stored or not; ``metrics`` are the parser's or rows."""
    facts = [Fact.of(metric) for metric in metrics]
    return consistency_hints(
        readable,
        facts,
        year,
        last_year=_last_year(region, year),
        usual=usual_ranges({fact.indicator for fact in facts if fact.indicator}),
        stock=STOCK,
    )


def _last_year(region: str | None, year: int | None) -> Sequence[Fact]:
    """The figures of the same body's published report on the year before."""
    if not region or year is None:
        return ()
    figures = Metric.objects.filter(
        COMPARABLE,
        counted(region, "report__"),
        indicator__isnull=False,
        report__region=region,
        report__year=year - 1,
        report__status=Report.Status.PUBLISHED,
        report__genre=Report.Genre.ANNUAL_REPORT,
    )
    return [Fact.of(metric) for metric in figures]


def usual_ranges(indicators: Collection[str]) -> Mapping[tuple[str, str | None], Usual]:
    """The usual ranges of these indicators by indicator and unit."""
    rows = UsualRange.objects.filter(indicator__in=indicators)
    return {(row.indicator_id, row.unit or None): Usual(row.low, row.high, row.n) for row in rows}
