"""What follows from the table of places: the dated rows of their names and codes, and the codes kept beside reports."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from reports.models import Region, RegionCode, RegionName, Report, SentenceHash
from reports.parsing.place.gazetteer import SAMPLE_PROVINCE, Unit, gazetteer

from .copied_rows import forget_state

_TOGETHER = 2000


def listed_units() -> list[Unit]:
    """The places that this archive has rows of, parents before children: all; in the demonstration 示例省 alone."""
    within = SAMPLE_PROVINCE if settings.DEMO_ROOT else ""
    return [unit for unit in gazetteer() if unit.code.startswith(within)]


@transaction.atomic
def renew_names_and_codes() -> None:
    """Have each place named and numbered by dated rows: one that has none gets today's, open on both sides.

    Where the name or code of today is not the last one's, that is taken for a mistake mended, not for a change with a
    day of its own.
    """
    named = RegionName.objects.filter(valid_until=None)
    numbered = RegionCode.objects.filter(valid_until=None)
    here = Region.objects.filter(pk=OuterRef("region"))
    named.exclude(full_name=F("region__full_name"), name=F("region__name")).update(
        name=Subquery(here.values("name")), full_name=Subquery(here.values("full_name"))
    )
    numbered.exclude(code=F("region__code")).update(code=Subquery(here.values("code")))
    RegionName.objects.bulk_create(
        (
            RegionName(region_id=pk, name=name, full_name=full_name)
            for pk, name, full_name in Region.objects.filter(names=None).values_list(
                "pk", "name", "full_name"
            )
        ),
        _TOGETHER,
    )
    RegionCode.objects.bulk_create(
        (
            RegionCode(region_id=pk, code=code)
            for pk, code in Region.objects.filter(codes=None).values_list("pk", "code")
        ),
        _TOGETHER,
    )


def misplaced() -> QuerySet[Report]:
    """The reports beside which another code is kept than their place has."""
    return Report.objects.exclude(region_code=Coalesce("region__code", Value("")))


@transaction.atomic
def renew_codes() -> int:
    """Keep beside each report the code that its place has now, in the index and the rows of copied text too.

    Gives the number of reports that had another.
    """
    keys = list(misplaced().values_list("pk", flat=True))
    for start in range(0, len(keys), _TOGETHER):
        reports = Report.objects.filter(pk__in=keys[start : start + _TOGETHER])
        code = Subquery(Region.objects.filter(pk=OuterRef("region")).values("code"))
        reports.update(region_code=Coalesce(code, Value("")), search_dirty=True, revision=F("revision") + 1)
        for pk, now in reports.exclude(region_code="").values_list("pk", "region_code"):
            SentenceHash.objects.filter(report=pk).update(body=int(now))
    if keys:
        forget_state()
    return len(keys)
