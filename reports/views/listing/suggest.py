"""What the search box offers while one types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext, ngettext

from reports import queries
from reports.search import Criteria
from reports.search.answer.places import all_places
from reports.search.answer.suggest import suggest

from .listing import url
from .region_tree import found_places

#: Places that are looked at for those with most reports, and that are offered.
_LOOKED_AT, _PLACES = 24, 8


def suggestions(request: HttpRequest) -> JsonResponse:
    """``/suggest?q=``: ``{"suggestions": [{"kind", "text", "hint", "count", "counted", "url"}]}``, the likeliest first.

    ``/suggest?region_q=`` with the state of a listing: places alone, each address that listing narrowed to it.
    ``/suggest?to=place&q=``: places alone, each with the address of its page.
    ``counted`` is the count as one says it.
    """
    if request.GET.get("to") == "place":
        held = queries.holdings_of(all_places(request.GET.get("q", ""), _LOOKED_AT))
        rows = [
            _row(
                "region",
                one.region.name,
                one.region.full_name.removesuffix(one.region.name),
                one.count,
                one.region.get_absolute_url(),
            )
            for one in sorted(held, key=lambda one: -one.count)[:_PLACES]
        ]
    elif "region_q" in request.GET:
        criteria = Criteria.from_params(request.GET)
        rows = [
            _row("region", one.label, one.hint, one.count, one.url)
            for one in found_places(criteria, request.GET["region_q"], url)
        ]
    else:
        rows = [
            _row(one.kind, one.text, one.hint, one.count, url(one.criteria))
            for one in suggest(request.GET.get("q", ""))
        ]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})


def _row(kind: str, text: str, hint: str, count: int, address: str) -> dict[str, object]:
    if kind == "topic":
        text, hint = gettext(text), gettext("主题")
    counted = ngettext("%(n)s 篇", "%(n)s 篇", count) % {"n": count}
    return {"kind": kind, "text": text, "hint": hint, "count": count, "counted": counted, "url": address}
