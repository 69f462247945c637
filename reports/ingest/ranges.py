"""The usual range of each indicator (常见范围), reckoned anew as the archive grows.

One pass over the figures of all published annual reports, a few seconds for 600,000 of them, in the background; a
page reads its handful of rows by key.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from django.db import transaction
from django.db.models import F, Q, QuerySet

from reports.analysis.consistency import ENOUGH
from reports.analysis.distribution import quantile
from reports.models import Metric, Report, UsualRange
from reports.queries import COMPARABLE, PUBLISHED

LOW, HIGH = Decimal("0.05"), Decimal("0.95")
#: The ranges are reckoned anew when the archive has grown or shrunk by one report in so many.
EVERY = 50


def follow() -> bool:
    """Reckon the ranges anew if the archive has changed enough since; whether it was done."""
    now = _annual().count()
    then = UsualRange.objects.values_list("of", flat=True).first() or 0
    if abs(now - then) * EVERY < max(then, 1) or (then == 0 and now < ENOUGH):
        return False
    renew()
    return True


def renew() -> int:
    """Reckon all ranges; how many there are. Of several like figures in a report the first counts."""
    of = _annual().count()
    figures = (
        Metric.objects.filter(COMPARABLE, report__in=_annual(), indicator__isnull=False)
        .filter(Q(year__isnull=True) | Q(year=F("report__year")))
        .exclude(unit__in=("%", "‰"))
        .order_by("indicator", "unit", "report", "start")
        .values_list("indicator", "unit", "report", "value")
    )
    ranges = []
    for (indicator, unit), series in groupby(figures.iterator(), key=lambda row: row[:2]):
        first: dict[int, Decimal] = {}
        for _, _, report, value in series:
            first.setdefault(report, value)
        values = sorted(first.values())
        if len(values) >= ENOUGH:
            low, high = quantile(values, LOW), quantile(values, HIGH)
            ranges.append(
                UsualRange(indicator_id=indicator, unit=unit, low=low, high=high, n=len(values), of=of)
            )
    with transaction.atomic():
        UsualRange.objects.all().delete()
        # Another process may have reckoned them in the meantime.
        UsualRange.objects.bulk_create(
            ranges,
            update_conflicts=True,
            unique_fields=["indicator", "unit"],
            update_fields=["low", "high", "n", "of"],
        )
    return len(ranges)


def _annual() -> QuerySet[Report]:
    return Report.objects.filter(PUBLISHED, genre=Report.Genre.ANNUAL_REPORT)
