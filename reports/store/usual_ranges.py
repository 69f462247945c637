"""The usual range of each indicator (常见范围) and each province's medians, reckoned anew as the archive grows.

One pass over the figures of all published annual reports, a few seconds for 600,000 of them, in the background; a
page reads its handful of rows by key. Samples count in the medians of 示例省 alone, in the demonstration in all.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from reports.analysis.distribution import quantile, spread
from reports.analysis.review.consistency import ENOUGH
from reports.analysis.wholes import RATES
from reports.models import Metric, ProvinceMedian, Region, Report, UsualRange
from reports.queries import COMPARABLE, PUBLISHED
from reports.queries.elsewhere import FEWEST
from reports.queries.samples import is_demo, real_or_sample_place
from reports.text.region_codes import province_of

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
    """Reckon all ranges and the medians of provinces anew; how many ranges there are."""
    ranges, medians = _reckoned()
    with transaction.atomic():
        UsualRange.objects.all().delete()
        # Another process may have reckoned them in the meantime.
        UsualRange.objects.bulk_create(
            ranges,
            update_conflicts=True,
            unique_fields=["indicator", "unit"],
            update_fields=["low", "high", "n", "of"],
        )
        _store(medians)
    return len(ranges)


def renew_medians() -> int:
    """Reckon the medians of provinces alone, after a restoration; how many there are."""
    _, medians = _reckoned()
    with transaction.atomic():
        _store(medians)
    return len(medians)


def _store(medians: list[ProvinceMedian]) -> None:
    ProvinceMedian.objects.all().delete()
    ProvinceMedian.objects.bulk_create(
        medians,
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["province", "year", "indicator", "unit"],
        update_fields=["median", "n"],
    )


def _reckoned() -> tuple[list[UsualRange], list[ProvinceMedian]]:
    """Of several like figures in a report the whole counts."""
    of = _annual().count()
    counting = Report.objects.filter(PUBLISHED, real_or_sample_place(), genre=Report.Genre.ANNUAL_REPORT)
    figures = (
        Metric.objects.filter(COMPARABLE, report__in=counting, indicator__isnull=False)
        .order_by("indicator", "unit", "report", "start", "pk")
        .values_list(
            "indicator", "unit", "report", "value", "report__year", "report__region_code", "report__sample"
        )
    )
    provinces = dict(Region.objects.filter(level=Region.Level.PROVINCE).values_list("code", "pk"))
    ranges: list[UsualRange] = []
    medians: list[ProvinceMedian] = []
    for (indicator, unit), series in groupby(figures.iterator(), key=lambda row: row[:2]):
        whole: dict[int, Decimal] = {}
        placed: dict[int, tuple[str, int]] = {}
        samples: set[int] = set()
        for _, _, report, value, year, region, sample in series:
            # As :func:`reports.analysis.wholes.wholes`, without a tuple a figure: there are hundreds of thousands.
            if report not in whole or (unit not in RATES and value > whole[report]):
                whole[report] = value
            if sample and not is_demo():
                samples.add(report)
            if region and year:
                placed[report] = province_of(region), year
        places: defaultdict[tuple[str, int], list[Decimal]] = defaultdict(list)
        for report, place in placed.items():
            places[place].append(whole[report])
        values = sorted(value for report, value in whole.items() if report not in samples)
        if len(values) >= ENOUGH and unit not in RATES:
            low, high = quantile(values, LOW), quantile(values, HIGH)
            ranges.append(
                UsualRange(indicator_id=indicator, unit=unit, low=low, high=high, n=len(values), of=of)
            )
        medians += (
            ProvinceMedian(
                province_id=provinces[province],
                year=year,
                indicator_id=indicator,
                unit=unit,
                median=spread(values).median,
                n=len(values),
            )
            for (province, year), values in places.items()
            if len(values) >= FEWEST and province in provinces
        )
    return ranges, medians


def _annual() -> QuerySet[Report]:
    """The reports that the ranges are made of."""
    annual = Report.objects.filter(PUBLISHED, genre=Report.Genre.ANNUAL_REPORT)
    return annual if is_demo() else annual.filter(sample=False)
