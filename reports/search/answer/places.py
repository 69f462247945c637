"""Regions by the beginning of their name, pinyin or initials (地名检索)."""

from __future__ import annotations

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Length

from reports.models import Region, Report
from reports.text.normalise import normalise_phrase

from ..engine import engine
from ..query.criteria import Criteria
from ..query.language import parse

#: More than is typed of a name; what is longer is none.
LONGEST = 20
#: Units whose names begin alike are many; those of the highest levels are looked at first.
_LOOKED_AT = 40
_MOST = 8


def held_places(text: str) -> list[tuple[Region, int]]:
    """Regions that begin with the normalised ``text`` and have published reports, those with the most first."""
    own = Report.objects.filter(status=Report.Status.PUBLISHED, region_code=OuterRef("code"))
    regions = (
        Region.objects.filter(_begins(text))
        .filter(~Q(level=Region.Level.TOWNSHIP) | Exists(own))
        .order_by(Length("code"), "code")[:_LOOKED_AT]
    )
    named = {region.code: region for region in regions}
    whole = parse("").node
    counts = {code: engine().count(whole, Criteria(regions=(code,))) for code in named}
    most = sorted((code for code in named if counts[code]), key=lambda code: (-counts[code], code))
    return [(named[code], counts[code]) for code in most]


def _begins(text: str) -> Q:
    """Of names, or of their pinyin or its initials where ``text``, normalised, is in letters."""
    if not text.isascii():
        return Q(name__startswith=text)
    letters = text.replace(" ", "").replace("'", "")
    return Q(pinyin__startswith=letters) | Q(initials__startswith=letters)


def all_places(typed: str, most: int) -> list[Region]:
    """At most so many regions so named, with or without reports: those of just that name first, then the higher.

    Former places are left out. Nothing for an empty text or one of more than twenty characters.
    """
    text = normalise_phrase(typed)
    if not text or len(text) > LONGEST:
        return []
    exact = Case(When(name=text, then=Value(0)), default=Value(1))
    found = Region.objects.filter(_begins(text), valid_until__isnull=True)
    return list(found.order_by(exact, Length("code"), "code")[:most])


def places(typed: str, criteria: Criteria) -> list[tuple[Region, int]]:
    """At most eight regions so named, with how many reports each gives under ``criteria`` without its regions.

    What gives none is left out; nothing for an empty text or one of more than twenty characters.
    """
    text = normalise_phrase(typed)
    if not text or len(text) > LONGEST:
        return []
    node = parse(criteria.q).node
    found = [
        (region, engine().count(node, criteria.change(regions=(region.code,))))
        for region, _ in held_places(text)[:_MOST]
    ]
    return [(region, count) for region, count in found if count]
