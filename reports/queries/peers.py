"""What the nearest peers report (邻近报告): the figures of other townships of the same county, city or province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from reports.analysis.distribution import spread
from reports.analysis.wholes import wholes
from reports.models import Metric, Region, Report
from reports.text.region_codes import COUNTY

from . import COMPARABLE, PUBLISHED, within
from .samples import counted

#: Fewer reports than this are no company: the next larger region is taken.
ENOUGH = 5
#: The newest so many reports of a region are read.
MOST = 300
#: Reports on the year itself and so many before it are of today.
YEARS = 3
#: A median of fewer figures says nothing.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Typical:
    """The median of ``n`` reports' figures of one indicator in one unit."""

    median: Decimal
    n: int


@dataclass(frozen=True)
class Peers:
    """``reports`` reports of other bodies of ``region`` on the years ``first`` to ``last``.

    ``typical`` is by indicator and unit ("" for none); what fewer than three report is not in it.
    """

    region: Region
    first: int
    last: int
    reports: int
    typical: Mapping[tuple[str, str], Typical]


def peers_of(path: Sequence[Region], year: int | None, indicators: Collection[str]) -> Peers | None:
    """The figures of the smallest region around a body that has enough reports; None where none has.

    ``path`` are the regions from the province down to the body. At most six queries. Of several like
    figures in a report the first counts.
    """
    counting = counted(path[-1].code) if path else Q()
    for around in reversed([region for region in path if len(region.code) <= COUNTY]):
        reports = Report.objects.filter(
            PUBLISHED, counting, within(around.code), genre=Report.Genre.ANNUAL_REPORT, year__isnull=False
        )
        if year is not None:
            reports = reports.filter(year__gt=year - YEARS, year__lte=year)
        reports = reports.exclude(region_code=path[-1].code)
        newest = reports.order_by("-year", "pk").values_list("pk", "year")[:MOST]
        years = {pk: of for pk, of in newest if of is not None}
        if len(years) >= ENOUGH:
            return Peers(
                around, min(years.values()), max(years.values()), len(years), _typical(years, indicators)
            )
    return None


def _typical(years: Mapping[int, int], indicators: Collection[str]) -> dict[tuple[str, str], Typical]:
    """``years`` are those reported on by report.

    Indicators and years are told apart here: asked to, SQLite goes through all figures of every indicator, and reads
    every report's row.
    """
    figures = (
        Metric.objects.filter(COMPARABLE, report__in=list(years), indicator__isnull=False)
        .order_by("report", "start")
        .values_list("indicator", "unit", "report", "year", "value")
    )
    whole = wholes(
        ((indicator, unit, report), unit, value, value)
        for indicator, unit, report, year, value in figures
        if indicator in indicators and year in (None, years[report])
    )
    series: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for (indicator, unit, _), value in whole.items():
        series[indicator, unit].append(value)
    return {
        key: Typical(spread(values).median, len(values))
        for key, values in series.items()
        if len(values) >= _FEWEST
    }
