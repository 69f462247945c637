"""Finding reports in the keeper's list, drafts included, which the archive's own search does not hold."""

import re

from django.db.models import Q, QuerySet

from reports.models import Region, Report, SourceFile

_HASH = re.compile(r"[0-9a-f]{6,64}")


def found(reports: QuerySet[Report], typed: str) -> QuerySet[Report]:
    """Those of ``reports`` that hold each word in title, issuer, region or file name, or are named by it.

    A report is named by its number or by six or more of the first digits of its original's SHA-256. Nothing
    is joined, so that the index of the queue is read instead of the reports with their texts.
    """
    for word in typed.split():
        reports = reports.filter(_holds(word))
    return reports


def _holds(word: str) -> Q:
    files = SourceFile.objects.filter(name__icontains=word)
    places = Region.objects.filter(full_name__icontains=word).values("code")
    ways = (
        Q(title__icontains=word) | Q(issuer__icontains=word) | Q(source__in=files) | Q(region_code__in=places)
    )
    # Sixteen digits are more than any report's number.
    if word.isdecimal() and len(word) < 16:
        ways |= Q(pk=int(word))
    if _HASH.fullmatch(word.lower()):
        ways |= Q(source__in=SourceFile.objects.filter(sha256__startswith=word.lower()))
    return ways
