"""Single reports, and reports beside one (报告)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db.models import F

from reports.models import Report
from reports.models.parsed import with_annotations
from reports.text.region_codes import COUNTY, county_of

from .conditions import HEAVY, PUBLISHED, published, within
from .samples import counted


def report_in_full(public_id: str) -> Report | None:
    """A report of any status with all that its page shows; None when there is none."""
    return (
        with_annotations(Report.objects.select_related("region__parent", "source", "supersedes"))
        .filter(public_id=public_id)
        .first()
    )


def report_of(public_id: str) -> Report | None:
    """A report of any status with its place and its original's row; None when there is none."""
    whole = Report.objects.select_related("region__parent", "source")
    return whole.filter(public_id=public_id).order_by().first()


def ids_of_numbers(numbers: Iterable[int]) -> dict[int, tuple[str, bool]]:
    """The public ids of the reports that had these numbers in their addresses, and whether anyone may be led there."""
    rows = Report.objects.filter(pk__in=list(numbers)).only("public_id", "status", "withdrawn_at")
    return {report.pk: (report.public_id, report.is_public or report.is_traced) for report in rows}


def public_ids(pks: Iterable[int]) -> dict[int, str]:
    """The public ids of reports by their keys."""
    return dict(Report.objects.filter(pk__in=list(pks)).values_list("pk", "public_id"))


def reports_to_compare(public_ids: Iterable[str], *, annotated: bool = False) -> dict[str, Report]:
    """The published reports among these by public id, with their texts; ``annotated`` with all that hangs on them."""
    # Asked for by status too, SQLite would go through all published ones.
    wanted = Report.objects.select_related("region").order_by()
    wanted = with_annotations(wanted) if annotated else wanted
    reports = wanted.in_bulk(list(public_ids), field_name="public_id")
    return {one: report for one, report in reports.items() if report.status == Report.Status.PUBLISHED}


def other_years(report: Report, limit: int = 20) -> list[Report]:
    """Published reports of the same body, newest year first."""
    if not report.region_code:
        return []
    same = published().filter(region_code=report.region_code).exclude(pk=report.pk)
    return list(same.order_by(F("year").desc(nulls_last=True), "pk")[:limit])


def neighbours(report: Report, limit: int = 8) -> list[Report]:
    """Published reports of the same county (同县) on the same year."""
    if len(report.region_code) < COUNTY or report.year is None:
        return []
    county = county_of(report.region_code)
    same = published().filter(within(county), counted(report.region_code), year=report.year)
    return list(
        same.exclude(region_code=report.region_code).exclude(pk=report.pk).order_by("region_code")[:limit]
    )


def arrivals(keys: Iterable[int], start: int, limit: int) -> list[Report]:
    """Of the published reports among ``keys`` the latest arrivals from the one numbered ``start`` on.

    They come with what they supersede.
    """
    wanted = set(keys)
    ordered = Report.objects.filter(PUBLISHED).order_by(F("released_at").desc(nulls_last=True), "-pk")
    among = (pk for pk in ordered.values_list("pk", flat=True).iterator() if pk in wanted)
    chosen = list(islice(among, start, start + limit))
    heavy = ("text", "evidence", "items")
    reports = Report.objects.select_related("region", "supersedes")
    found = reports.defer(*heavy, *(f"supersedes__{name}" for name in HEAVY)).in_bulk(chosen)
    return [found[pk] for pk in chosen]


def newest(limit: int = 4) -> list[Report]:
    """What was published last in the archive."""
    return list(published().filter(counted()).order_by("-released_at", "-pk")[:limit])
