"""Reads that pages and the API share."""

from collections.abc import Iterable

from django.db.models import Count
from django.db.models.functions import Substr

from .models import Report


def report_counts(codes: Iterable[str]) -> dict[str, int]:
    """Published reports of each of the region ``codes`` and all that is below it; one query a level."""
    counts = dict.fromkeys(codes, 0)
    for length in {len(code) for code in counts}:
        level = [code for code in counts if len(code) == length]
        rows = (
            Report.objects.filter(status=Report.Status.PUBLISHED)
            .annotate(prefix=Substr("region_id", 1, length))
            .filter(prefix__in=level)
            .order_by()
            .values_list("prefix")
            .annotate(count=Count("pk"))
        )
        counts.update(rows)
    return counts
