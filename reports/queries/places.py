"""What is held of a place (地区) and of the places below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from reports.models import Metric, Region, Report
from reports.models.instances import Instances
from reports.models.parsed import with_annotations
from reports.text.region_codes import codes_above

from .conditions import COMPARABLE, HEAVY, PLANNED, PUBLISHED, between, published, within
from .samples import counted, only_samples, real_or_sample_place, without_sample_places


def region_path(region: Region | None) -> list[Region]:
    """The regions from the province down to this one; empty without a region."""
    if region is None:
        return []
    codes = [*codes_above(region.code), region.code]
    return sorted(_REGIONS.by_key(codes, "code").values(), key=lambda one: len(one.code))


_REGIONS = Instances(Region)


def report_counts(codes: Iterable[str]) -> dict[str, int]:
    """Published reports that count of each of the region ``codes`` and all that is below it; one query a level."""
    counts = dict.fromkeys(codes, 0)
    counting = Q() if only_samples() else real_or_sample_place()
    for length in {len(code) for code in counts}:
        level = [code for code in counts if len(code) == length]
        rows = (
            Report.objects.filter(PUBLISHED, counting, between(min(level), max(level)))
            .annotate(prefix=Substr("region_code", 1, length))
            .filter(prefix__in=level)
            .order_by()
            .values_list("prefix")
            .annotate(count=Count("pk"))
        )
        counts.update(rows)
    return counts


def listed_regions(parent: Region | None) -> QuerySet[Region]:
    """The regions right below ``parent``; of the country (None) the provinces, 示例省 only while only samples are held."""
    children = Region.objects.filter(parent=parent).order_by("code")
    return children if parent is not None or only_samples() else without_sample_places(children)


@dataclass(frozen=True, slots=True)
class Holding:
    """A region and how many published reports it and the regions below it hold."""

    region: Region
    count: int


def holdings(parent: Region | None) -> list[Holding]:
    """The regions right below ``parent`` (the provinces for None), in the order of their codes, zeros included.

    示例省 is among the provinces while only samples are held.
    """
    children = list(listed_regions(parent))
    counts = report_counts(child.code for child in children)
    return [Holding(child, counts[child.code]) for child in children]


def years_of(region: Region) -> list[tuple[int | None, int]]:
    """How many published reports of the region and below there are on each year, newest first."""
    years = Report.objects.filter(PUBLISHED, within(region.code), counted(region.code)).values_list("year")
    return list(years.annotate(Count("pk")).order_by(F("year").desc(nulls_last=True)))


def reports_of(region: Region) -> QuerySet[Report]:
    """Published reports of the region and below, newest year first."""
    ordered = F("year").desc(nulls_last=True)
    return (
        published().filter(within(region.code), counted(region.code)).order_by(ordered, "region_code", "pk")
    )


def texts_of(region: Region) -> list[Report]:
    """One body's published annual reports that tell their year, with all that comparing them takes; by year."""
    found = Report.objects.filter(
        PUBLISHED, region_code=region.code, genre=Report.Genre.ANNUAL_REPORT, year__isnull=False
    )
    return list(with_annotations(found).order_by("year", "pk"))


def figures_of(region: Region, plans: bool = False) -> QuerySet[Metric]:
    """The catalogued figures of one body's published annual reports, of all years, in the catalogue's order.

    With ``plans`` those planned for the next year too.
    """
    return (
        Metric.objects.filter(
            COMPARABLE | PLANNED if plans else COMPARABLE,
            report__region_code=region.code,
            report__status=Report.Status.PUBLISHED,
        )
        .filter(indicator__isnull=False, report__genre=Report.Genre.ANNUAL_REPORT, report__year__isnull=False)
        .select_related("indicator", "report")
        .defer(*(f"report__{name}" for name in HEAVY))
        .order_by("indicator__position", "unit", "report__year", "start")
    )
