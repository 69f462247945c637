"""The choice of a place on the pages of words (地区): level by level in one list, or any by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.models import Region
from reports.queries import listed_regions, words
from reports.search import Criteria

from ..listing.region_tree import found_places

#: The parameter that a name is typed into.
TYPED = "region_q"
#: The pages that have such a choice.
PAGES = ("words", "words_lines", "words_keyness", "words_collocates", "words_panel")


@dataclass(frozen=True)
class PlaceGroup:
    """Places right below another (the country for the first): (code, name)."""

    label: str
    places: tuple[tuple[str, str], ...]


def place_groups(chosen: Sequence[str]) -> list[PlaceGroup]:
    """The provinces, and what lies right below the one place chosen and below those above it, the nearest first."""
    above: list[Region] = []
    region = Region.objects.filter(code=chosen[0]).first() if len(chosen) == 1 else None
    while region is not None:
        above.append(region)
        region = region.parent
    below = (_group(region.name, listed_regions(region)) for region in above)
    return [*(group for group in below if group.places), _group(_("全国"), listed_regions(None))]


def _group(label: str, regions: Iterable[Region]) -> PlaceGroup:
    return PlaceGroup(label, tuple((region.code, region.name) for region in regions))


def suggestions(request: HttpRequest) -> JsonResponse:
    """``/words/suggest?page_name=&region_q=`` with that page's parameters: places, and the page narrowed to each.

    ``{"suggestions": [{"text", "hint", "counted", "url"}]}``, none for a page there is not.
    """
    given = request.GET.copy()
    page, typed = given.get("page_name", ""), given.get(TYPED, "")
    for name in ("page_name", "page", TYPED):
        given.pop(name, None)

    def address(filters: Criteria) -> str:
        narrowed = given.copy()
        narrowed.setlist("region", list(filters.regions))
        return f"{reverse(page)}?{narrowed.urlencode()}"

    found = found_places(words.filters_of(given), typed, address) if page in PAGES else []
    rows = [
        {
            "text": place.label,
            "hint": place.hint,
            "counted": ngettext("%(n)s 篇", "%(n)s 篇", place.count) % {"n": place.count},
            "url": place.url,
        }
        for place in found
    ]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
