"""Which report the archive holds of the same region, year and genre: what a newer file revises (修订)."""

from reports.models import Report

from .asking.questions import Held
from .corrections import DUPLICATE_OF


def same_report(region: str | None, year: int | None, genre: str, *, but: int | None = None) -> Held | None:
    """The published one, else the newest draft; ``but`` is the number of one to leave out."""
    if not region or year is None:
        return None
    held = Report.objects.filter(
        region_code=region,
        year=year,
        genre=genre,
        status__in=(Report.Status.PUBLISHED, Report.Status.DRAFT),
    )
    if but is not None:
        # Nor can it be one that is to revise that one.
        held = held.exclude(pk=but).exclude(supersedes=but)
    found = list(held.order_by("pk").values_list("pk", "title", "sample", "status"))
    if not found:
        return None
    pk, title, sample, _ = max(found, key=lambda one: (one[3] == Report.Status.PUBLISHED, one[0]))
    return Held(pk, title, sample)


def published_beside(report: Report) -> Report | None:
    """Another published report of the same region, year and genre, if there is one."""
    same = Report.objects.filter(region_code=report.place, year=report.year, genre=report.genre)
    return (
        same.filter(status=Report.Status.PUBLISHED)
        .exclude(pk=report.pk)
        .only("pk", "public_id", "title")
        .first()
    )


def withdrawn_of(region: str | None, year: int | None) -> Held | None:
    """The newest withdrawn report of a place and year, duplicates that were set aside left out."""
    if not region or year is None:
        return None
    gone = Report.objects.filter(region_code=region, year=year, status=Report.Status.WITHDRAWN)
    for pk, title, sample, corrections in gone.order_by("-pk").values_list(
        "pk", "title", "sample", "corrections"
    ):
        if DUPLICATE_OF not in corrections:
            return Held(pk, title, sample)
    return None
