"""The townships that a draft may be of, by county: one press settles which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q

from reports.models import Region, Report
from reports.store.asking.asked import named
from reports.store.asking.questions import SURE_REGION
from reports.text.region_codes import COUNTY, is_township

#: Counties shown at once; the others are folded.
FIRST = 6
#: Places shown of all that a search finds.
_MOST = 60
#: Names of provinces, cities and counties that every text has, whatever it is of.
_KINDS = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "盟", "省", "市", "区", "县", "旗")


@dataclass
class County:
    """The places of one county, or what stands right below a city.

    ``mentioned`` are the names above it that the text holds, ``held`` how many reports of its places there are.
    """

    name: str
    mentioned: tuple[str, ...] = ()
    places: list[Region] = field(default_factory=list)
    held: int = 0


@dataclass(frozen=True)
class Candidates:
    """By county, those whose county or city the text names first."""

    counties: tuple[County, ...]
    #: How many places there are in all.
    total: int

    @property
    def first(self) -> tuple[County, ...]:
        return self.counties[:FIRST]

    @property
    def others(self) -> tuple[County, ...]:
        return self.counties[FIRST:]


def is_unsure(report: Report) -> bool:
    """Whether the place is to be asked about: none, no township, or one the machine is not sure of."""
    return (
        not report.region_code
        or not is_township(report.region_code)
        or report.region_confidence < SURE_REGION
    )


def candidates(report: Report) -> Candidates:
    """The townships that bear the name as read, within what is known of the place; else all of the county that was read.

    The place that was taken is among them.
    """
    known = report.region_code
    codes = {unit.code for unit in named(report.region_name, "99" if report.sample else "")}
    if known and not is_township(known):
        # What was read of the place holds; where it leaves nothing, it may be what is wrong.
        inside = {code for code in codes if code.startswith(known)}
        codes = inside or codes
        if not codes and len(known) >= COUNTY:
            codes = set(
                Region.objects.filter(parent__code=known, level="township").values_list("code", flat=True)
            )
    elif known:
        codes.add(known)
    found = Region.objects.filter(code__in=codes, valid_until__isnull=True).select_related(
        "parent__parent__parent"
    )
    return by_county(found, report.text, report.region_name)


def searched(typed: str) -> Candidates:
    """The townships that hold each word that was typed in their full names, or it begins their or their county's pinyin."""
    found = Region.objects.filter(level=Region.Level.TOWNSHIP, valid_until__isnull=True)
    for word in typed.split():
        found = found.filter(_holds(word.lower()))
    return by_county(found.select_related("parent__parent__parent").order_by("code")[:_MOST])


def _holds(word: str) -> Q:
    if not word.isascii():
        return Q(full_name__contains=word)
    if word.isdigit():
        return Q(code__startswith=word)
    return Q(pinyin__startswith=word) | Q(initials__startswith=word) | Q(parent__pinyin__startswith=word)


def by_county(places: Iterable[Region], text: str = "", name: str = "") -> Candidates:
    """Places under their counties: those first whose county or city the text names, that hold reports, of just the name."""
    found = list(places)
    held = dict(
        Report.objects.filter(region__in=found).order_by().values_list("region").annotate(n=Count("pk"))
    )
    counties: dict[str, County] = {}
    for place in sorted(found, key=lambda one: one.code):
        above = place.full_name.removesuffix(place.name)
        if above not in counties:
            counties[above] = County(above, tuple(_mentioned(place, text)))
        counties[above].places.append(place)
        counties[above].held += held.get(place.pk, 0)

    def rank(county: County) -> tuple[int, int, bool]:
        return -len(county.mentioned), -county.held, all(place.name != name for place in county.places)

    return Candidates(
        tuple(sorted(counties.values(), key=rank)), sum(len(county.places) for county in counties.values())
    )


def _mentioned(place: Region, text: str) -> list[str]:
    """The names above a place that the text holds, with or without what they end in (泾 for 泾县 is too little)."""
    found = []
    above = place.parent
    while above is not None:
        short = next(
            (above.name.removesuffix(kind) for kind in _KINDS if above.name.endswith(kind)), above.name
        )
        for name in (above.name, short):
            if len(name) > 1 and name in text:
                found.append(name)
                break
        above = above.parent
    return found
