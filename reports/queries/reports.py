"""Single reports, and reports beside one (报告)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db.models import F

from reports.models import Report
from reports.models.access.rows import Instances
from reports.models.listed import HEAVY, LISTED
from reports.models.parsed import with_annotations
from reports.text.region_codes import COUNTY, county_of

from .conditions import PUBLISHED, codes_within, published
from .samples import also_counted, counted


def report_in_full(public_id: str) -> Report | None:
    """A report of any status with all that its page shows; None when there is none."""
    return (
        with_annotations(Report.objects.select_related("region__parent", "source", "supersedes"))
        .filter(public_id=public_id)
        .first()
    )


def report_of(public_id: str) -> Report | None:
    """A report of any status with its place and its original's row; None when there is none."""
    return next(iter(_WHOLE.where("report.public_id = %s", public_id)), None)


_WHOLE = Instances(Report, joined=("region", "region__parent", "source"))


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
    if annotated:
        wanted = with_annotations(Report.objects.select_related("region").order_by())
        reports = wanted.in_bulk(list(public_ids), field_name="public_id")
    else:
        reports = _WITH_TEXT.by_key(list(public_ids), "public_id")
    return {one: report for one, report in reports.items() if report.status == Report.Status.PUBLISHED}


_WITH_TEXT = Instances(Report, joined=("region",))


def other_years(report: Report, limit: int = 20) -> list[Report]:
    """Published reports of the same body, newest year first."""
    if not report.region_code:
        return []
    same = "report.status = 'published' AND report.region_code = %s AND report.id <> %s"
    order = "report.year DESC NULLS LAST, report.id"
    return LISTED.where(f"{same} ORDER BY {order} LIMIT %s", report.region_code, report.pk, limit)


def neighbours(report: Report, limit: int = 8) -> list[Report]:
    """Published reports of the same county (同县) on the same year."""
    if len(report.region_code) < COUNTY or report.year is None:
        return []
    code = report.region_code
    same = "report.status = 'published' AND report.region_code BETWEEN %s AND %s AND report.year = %s"
    others = f"{same} AND report.region_code <> %s{also_counted(code)} ORDER BY report.region_code LIMIT %s"
    return LISTED.where(others, *codes_within(county_of(code)), report.year, code, limit)


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
