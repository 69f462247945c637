"""The order of the review queue for all reports at once; for one it is kept by :mod:`reports.store.reports`."""

from collections import defaultdict
from typing import Any

from django.db import transaction

from ..carried import LOST
from .doubt import Doubt, doubt_of

_COLUMNS = (
    "pk",
    "status",
    "region_code",
    "region_confidence",
    "year",
    "genre",
    "supersedes_id",
    "title_derived",
)
_CHUNK = 10_000


@transaction.atomic
def renew_doubts(reports: Any, flags: Any) -> None:
    """Write ``doubt`` of every report. The models are given, since a migration has its own."""
    flagged = set(flags.objects.values_list("report_id", flat=True).distinct())
    lost = set(flags.objects.filter(kind=LOST).values_list("report_id", flat=True).distinct())
    by_doubt: defaultdict[Doubt, list[int]] = defaultdict(list)
    for pk, status, region, confidence, year, genre, supersedes, derived in reports.objects.values_list(
        *_COLUMNS
    ).iterator():
        doubt = doubt_of(
            status=status,
            region=region or None,
            confidence=confidence,
            year=year,
            genre=genre,
            revises=supersedes is not None,
            title_derived=derived,
            flagged=pk in flagged,
            lost=pk in lost,
        )
        by_doubt[doubt].append(pk)
    for doubt, pks in by_doubt.items():
        for start in range(0, len(pks), _CHUNK):
            # Rows are long: those that have it already are left as they are.
            here = reports.objects.filter(pk__in=pks[start : start + _CHUNK])
            here.exclude(doubt=doubt).update(doubt=doubt)
