"""What is held of a place (地区) and of the places below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from reports.models import Metric, Region, Report
from reports.models.access.rows import Instances, answers
from reports.models.listed import LISTED
from reports.models.parsed import with_annotations
from reports.text.region_codes import codes_above

from .conditions import ANNUAL, PUBLISHED, between, codes_within
from .samples import also_counted, only_samples, real_or_sample_place, without_sample_places


def region_path(region: Region | None) -> list[Region]:
    """The regions from the province down to this one; empty without a region."""
    if region is None:
        return []
    codes = [*codes_above(region.code), region.code]
    return sorted(_REGIONS.by_key(codes, "code").values(), key=lambda one: len(one.code))


_REGIONS = Instances(Region)


def region_of(code: str) -> Region | None:
    """The region of this code, with the one above it and the one that followed it; None when there is none."""
    return next(iter(_WHOLE.where("region.code = %s", code)), None)


_WHOLE = Instances(Region, joined=("parent", "successor"))


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
    return holdings_of(list(listed_regions(parent)))


def holdings_of(children: Sequence[Region]) -> list[Holding]:
    """What these regions hold, in their order; a query a level."""
    counts = report_counts(child.code for child in children)
    return [Holding(child, counts[child.code]) for child in children]


def years_of(region: Region) -> list[tuple[int | None, int]]:
    """How many published reports of the region and below there are on each year, newest first."""
    statement = f"""
        SELECT report.year, COUNT(*) FROM reports_report report WHERE {_HELD}{also_counted(region.code)}
        GROUP BY report.year ORDER BY report.year DESC NULLS LAST
    """  # noqa: S608  # conditions of ours
    return answers(statement, *codes_within(region.code))


def reports_of(region: Region, start: int = 0, limit: int = 100) -> list[Report]:
    """Published reports of the region and below, newest year first, from the one numbered ``start`` on."""
    ordered = "ORDER BY report.year DESC NULLS LAST, report.region_code, report.id LIMIT %s OFFSET %s"
    condition = f"{_HELD}{also_counted(region.code)} {ordered}"
    return LISTED.where(condition, *codes_within(region.code), limit, start)


_HELD = "report.status = 'published' AND report.region_code BETWEEN %s AND %s"


def texts_of(region: Region) -> list[Report]:
    """One body's published annual reports that tell their year, with all that comparing them takes; by year."""
    found = Report.objects.filter(
        PUBLISHED, region_code=region.code, genre=Report.Genre.ANNUAL_REPORT, year__isnull=False
    )
    return list(with_annotations(found).order_by("year", "pk"))


def figures_of(region: Region, plans: bool = False) -> list[Metric]:
    """The catalogued figures of one body's published annual reports, of all years, in the catalogue's order.

    With ``plans`` those planned for the next year too. Two queries.
    """
    held = {one.pk: one for one in LISTED.where(f"{ANNUAL.sql} AND report.region_code = %s", region.code)}
    if not held:
        return []
    among = ", ".join(["%s"] * len(held))
    figures = _FIGURES.where(
        f"metric.report_id IN ({among}) AND metric.indicator_id IS NOT NULL AND metric.per = '' ORDER BY metric.id",
        *held,
    )
    found: list[tuple[tuple[int, str, int, int], Metric]] = []
    for metric in figures:
        metric.report = held[metric.report_id]
        year = metric.report.year or 0
        if metric.indicator is not None and (
            metric.year == year + 1 and plans if metric.planned else metric.year == year
        ):
            found.append(((metric.indicator.position, metric.unit, year, metric.start), metric))
    return [metric for _, metric in sorted(found, key=lambda one: one[0])]


_FIGURES = Instances(Metric, joined=("indicator",))
