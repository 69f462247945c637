"""What pages, API and exports read from the database; nothing here writes.

Searching and listing go through :func:`reports.search.search`; these are the reads beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Substr

from reports.models import Metric, Region, Report, Section
from reports.models.parsed import hidden_spans as hidden_spans
from reports.models.parsed import metric_of as metric_of
from reports.models.parsed import parsed_of as parsed_of
from reports.models.parsed import stored_anchors as stored_anchors
from reports.models.parsed import with_annotations as with_annotations

from .samples import counted, only_samples, real_or_sample_place, without_sample_places

#: The columns that make up most of a report's row and that no list needs.
HEAVY = ("text", "evidence", "items", "corrections")
#: Figures that may be set side by side: of the year reported on, not of a plan, not a rate per something.
COMPARABLE = Q(planned=False, per="", year=F("report__year"))
#: What a report says of the next year (计划数).
PLANNED = Q(planned=True, per="", year=F("report__year") + 1)
#: Characters of a section's text that lists take along.
OPENING = 400
PUBLISHED = Q(status=Report.Status.PUBLISHED)


def published() -> QuerySet[Report]:
    """The published reports with their regions, without the heavy columns."""
    return Report.objects.filter(PUBLISHED).select_related("region").defer(*HEAVY)


def within(code: str, field: str = "region_code") -> Q:
    """Rows whose region is the one with this code or lies below it.

    A range of codes rather than LIKE: it can use the index on every database.
    """
    return _between(code, code, field)


def _between(first: str, last: str, field: str = "region_code") -> Q:
    """Rows whose region lies in ``first``, in ``last`` or in a place between them, codes of one length."""
    behind = str(int(last) + 1).zfill(len(last))
    # Behind 99 there is no code.
    return Q(**{f"{field}__gte": first}) & (
        Q(**{f"{field}__lt": behind}) if len(behind) == len(last) else Q()
    )


def region_path(region: Region | None) -> list[Region]:
    """The regions from the province down to this one; empty without a region."""
    if region is None:
        return []
    codes = [region.code[:length] for length in (2, 4, 6) if length < len(region.code)] + [region.code]
    return sorted(Region.objects.filter(code__in=codes), key=lambda one: len(one.code))


def report_in_full(public_id: str) -> Report | None:
    """A report of any status with all that its page shows; None when there is none."""
    return (
        with_annotations(Report.objects.select_related("region__parent", "source", "supersedes"))
        .prefetch_related("superseded_by")
        .filter(public_id=public_id)
        .first()
    )


def ids_of_numbers(numbers: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """The public ids of the reports that had these numbers in their addresses, and whether anyone may be led there."""
    rows = Report.objects.filter(pk__in=list(numbers)).only("public_id", "status", "withdrawn_at")
    return {report.pk: (report.public_id, report.is_public or report.is_traced) for report in rows}


def public_ids(pks: Iterable[int]) -> dict[int, str]:
    """The public ids of reports by their keys."""
    return dict(Report.objects.filter(pk__in=list(pks)).values_list("pk", "public_id"))


def reports_to_compare(public_ids: Iterable[str]) -> dict[str, Report]:
    """The published reports among these by public id, with text, sections and figures."""
    # Asked for by status too, SQLite would go through all published ones.
    reports = with_annotations(Report.objects.all()).in_bulk(list(public_ids), field_name="public_id")
    return {one: report for one, report in reports.items() if report.status == Report.Status.PUBLISHED}


def other_years(report: Report, limit: int = 20) -> list[Report]:
    """Published reports of the same body, newest year first."""
    if not report.region_code:
        return []
    same = published().filter(region_code=report.region_code).exclude(pk=report.pk)
    return list(same.order_by(F("year").desc(nulls_last=True), "pk")[:limit])


def neighbours(report: Report, limit: int = 8) -> list[Report]:
    """Published reports of the same county (同县) on the same year."""
    if len(report.region_code) < 6 or report.year is None:
        return []
    same = published().filter(within(report.region_code[:6]), counted(report.region_code), year=report.year)
    return list(
        same.exclude(region_code=report.region_code).exclude(pk=report.pk).order_by("region_code")[:limit]
    )


def newest(limit: int = 4) -> list[Report]:
    """What was published last in the archive."""
    return list(published().filter(counted()).order_by("-created_at", "-pk")[:limit])


def report_counts(codes: Iterable[str]) -> dict[str, int]:
    """Published reports that count of each of the region ``codes`` and all that is below it; one query a level."""
    counts = dict.fromkeys(codes, 0)
    counting = Q() if only_samples() else real_or_sample_place()
    for length in {len(code) for code in counts}:
        level = [code for code in counts if len(code) == length]
        rows = (
            Report.objects.filter(PUBLISHED, counting, _between(min(level), max(level)))
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
        PUBLISHED, region=region, genre=Report.Genre.ANNUAL_REPORT, year__isnull=False
    )
    return list(with_annotations(found).order_by("year", "pk"))


def figures_of(region: Region, plans: bool = False) -> QuerySet[Metric]:
    """The catalogued figures of one body's published annual reports, of all years, in the catalogue's order.

    With ``plans`` those planned for the next year too.
    """
    return (
        Metric.objects.filter(
            COMPARABLE | PLANNED if plans else COMPARABLE,
            report__region=region,
            report__status=Report.Status.PUBLISHED,
        )
        .filter(indicator__isnull=False, report__genre=Report.Genre.ANNUAL_REPORT, report__year__isnull=False)
        .select_related("indicator", "report")
        .defer(*(f"report__{name}" for name in HEAVY))
        .order_by("indicator__position", "unit", "report__year", "start")
    )


def sections_on(topic: str, reports: Iterable[Report]) -> dict[int, list[Section]]:
    """The sections on a topic in these reports by report; ``opening`` is the text from the end of the heading on."""
    sections = Section.objects.filter(report__in=list(reports), topics=topic)
    opening = Substr("report__text", F("heading_end") + 1, OPENING)
    found: dict[int, list[Section]] = {}
    for section in sections.annotate(opening=opening).order_by("report_id", "start"):
        found.setdefault(section.report_id, []).append(section)
    return found
