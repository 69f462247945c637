"""What a line typed in the search box may mean beside its words (替读者想一步): filters, a place, a term in Chinese.

Each is offered above the results with what it gives; none is applied by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from reports.models import Region
from reports.models.access.rows import Instances
from reports.text.region_codes import DIGITS
from reports.wording.letters import full_name, short_name
from reports.wording.sentence import Sentence, joined

from ..engine import engine
from ..query.criteria import Criteria
from ..query.language import parse
from ..query.pieces import Piece, full_names, pieces
from ..query.tree import Everything

#: Namesakes that are looked at, that are named, and places by which filters are offered.
_LOOKED_AT, _NAMED, _FILTERS = 60, 6, 3
#: Chinese terms offered for an English one.
_TERMS = 3


@dataclass(frozen=True)
class Offer:
    """Another state of the listing: ``label`` says what it does, ``count`` how many reports it gives."""

    label: str
    criteria: Criteria
    count: int


@dataclass(frozen=True)
class NamedPlace:
    """A place that is called as typed, and how many reports are held of it and below."""

    region: Region
    count: int


@dataclass(frozen=True)
class InChinese:
    """An English term (or its pinyin) as typed, and the searches for what reports call it."""

    typed: str
    terms: tuple[Offer, ...]


@dataclass(frozen=True)
class Offers:
    """``places`` only where the line is nothing but a place's name, ``more`` namesakes beside them."""

    filters: tuple[Offer, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    more: int = 0
    chinese: tuple[InChinese, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.filters or self.places or self.chinese)


def offers(criteria: Criteria) -> Offers:
    """What the words of ``criteria`` may mean; nothing for a query in the search language. One query of the database."""
    typed = pieces(criteria.q)
    if not typed:
        return Offers()
    named = _named(typed)
    chinese = _in_chinese(typed, criteria)
    places, of_places = _places(typed, named)
    words = [one for one in typed if one not in of_places and one.year is None]
    if places and not words and len(of_places) == len(typed):
        held = _held(places)
        return Offers(places=held[:_NAMED], more=max(0, len(held) - _NAMED), chinese=chinese)
    return Offers(filters=_filters(typed, criteria, places, of_places), chinese=chinese)


def _named(typed: Sequence[Piece]) -> dict[str, list[Region]]:
    """The regions that each name of the line may mean, the highest first."""
    names = {name: full_names(name) for piece in typed for name in piece.names}
    if not names:
        return {}
    chinese = [form for name, forms in names.items() if not name.isascii() for form in forms]
    letters = [form for name, forms in names.items() if name.isascii() for form in forms]
    among = [
        f"region.{column} IN ({', '.join(['%s'] * len(forms))})"
        for column, forms in (("name", chinese), ("pinyin", letters))
        if forms
    ]
    condition = f"{' OR '.join(among)} ORDER BY LENGTH(region.code), region.code LIMIT {_LOOKED_AT}"
    found = _REGIONS.where(condition, *chinese, *letters)
    return {
        name: [one for one in found if (one.pinyin if name.isascii() else one.name) in forms]
        for name, forms in names.items()
    }


_REGIONS = Instances(Region)


def _places(typed: Sequence[Piece], named: dict[str, list[Region]]) -> tuple[list[Region], list[Piece]]:
    """The places meant and the pieces that name them: of 浙江 杭州 the one that lies in the other.

    Names that do not lie in each other are all meant; of each then the first.
    """
    of_places = [one for one in typed if one.names and all(named.get(name) for name in one.names)]
    candidates = [named[name] for one in of_places for name in one.names]
    if len(candidates) < 2:
        return (candidates[0] if candidates else []), of_places
    within = [
        place
        for number, places in enumerate(candidates)
        for place in places
        if all(
            any(place.code.startswith(above.code) and place is not above for above in others)
            for other, others in enumerate(candidates)
            if other != number
        )
    ]
    return within or [places[0] for places in candidates], of_places


def _held(places: Sequence[Region]) -> tuple[NamedPlace, ...]:
    """Those of which most is held first; of the others the highest."""
    codes = tuple(place.code for place in places)
    # One search of all: its facets count each unit, whatever it is narrowed to.
    facets = engine().find(Everything(), Criteria(regions=codes, page_size=1)).facets
    counts = {code: n for level in DIGITS for code, n in facets.get(level, {}).items()}
    found = [NamedPlace(place, counts.get(place.code, 0)) for place in places]
    return tuple(sorted(found, key=lambda one: (-one.count, len(one.region.code), one.region.code)))


def _filters(
    typed: Sequence[Piece], criteria: Criteria, places: Sequence[Region], of_places: Sequence[Piece]
) -> tuple[Offer, ...]:
    """The line with its years and places as filters: an offer for each of the namesakes, those that give most first."""
    years = tuple(dict.fromkeys(one.year for one in typed if one.year is not None))
    if not years and not places:
        return ()
    words = " ".join(
        one.chinese[0] if one.chinese else one.text
        for one in typed
        if one not in of_places and one.year is None
    )
    names = sum(len(one.names) for one in of_places)
    together = names > 1 and len(places) > 1 and len({one.name for one in places}) > 1
    choices: list[tuple[Region, ...]] = [tuple(places)] if together else [(one,) for one in places] or [()]
    found = [_narrowed(criteria, words, chosen, years, full=len(choices) > 1) for chosen in choices]
    found.sort(key=lambda one: -one.count)
    if found[0].count:
        # Of namesakes those that give nothing are no help.
        offered = [one for one in found if one.count]
    else:
        # The likeliest reading is told even so, and what a part of it gives.
        parts = [(choices[0], ()), ((), years)] if years and choices[0] else []
        less = [_narrowed(criteria, words, *part, full=len(choices) > 1) for part in parts]
        offered = [found[0], *(one for one in less if one.count)]
    return tuple(one for one in offered[:_FILTERS] if one.criteria != criteria)


def _narrowed(
    criteria: Criteria, words: str, places: Sequence[Region], years: tuple[int, ...], *, full: bool
) -> Offer:
    changes: dict[str, object] = {"q": words}
    if years:
        changes["years"] = years
    if places:
        changes["regions"] = tuple(one.code for one in places)
    changed = criteria.change(**changes)
    return Offer(_label(places, years, words, full=full), changed, _count(changed))


def _label(places: Sequence[Region], years: Sequence[int], words: str, *, full: bool) -> str:
    named = [full_name(one) if full else short_name(one) for one in places]
    filters = joined([*named, *(Sentence("%(year)s 年度", year=year) for year in years)], "%(a)s · %(b)s")
    if not words:
        return Sentence("按 %(filters)s 筛选", filters=filters)
    return Sentence("按 %(filters)s 筛选“%(words)s”", filters=filters, words=words.strip('"“”「」'))


def _in_chinese(typed: Sequence[Piece], criteria: Criteria) -> tuple[InChinese, ...]:
    """Each English term of the line with the searches that have a Chinese one in its place; only such as give any."""
    found = []
    for piece in typed:
        searches = [
            criteria.change(q=" ".join(term if one is piece else _said(one) for one in typed))
            for term in piece.chinese[:_TERMS]
        ]
        counted = zip(piece.chinese, searches, map(_count, searches), strict=False)
        if terms := tuple(Offer(term, other, count) for term, other, count in counted if count):
            found.append(InChinese(piece.text, terms))
    return tuple(islice(found, _TERMS))


def _said(piece: Piece) -> str:
    return piece.chinese[0] if piece.chinese else piece.text


def _count(criteria: Criteria) -> int:
    return engine().count(parse(criteria.q).node, criteria)
