"""What the search box offers while one types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from reports.search import Criteria
from reports.search.suggest import suggest

from .listing import url
from .region_tree import found_places


def suggestions(request: HttpRequest) -> JsonResponse:
    """``/suggest?q=``: ``{"suggestions": [{"kind", "text", "hint", "count", "url"}]}``, the likeliest first.

    ``/suggest?region_q=`` with the state of a listing: places alone, each address that listing narrowed to it.
    """
    if "region_q" in request.GET:
        criteria = Criteria.from_params(request.GET)
        rows = [
            {"kind": "region", "text": one.label, "hint": one.hint, "count": one.count, "url": one.url}
            for one in found_places(criteria, request.GET["region_q"], url)
        ]
        return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
    found = [
        {"kind": one.kind, "text": one.text, "hint": one.hint, "count": one.count, "url": url(one.criteria)}
        for one in suggest(request.GET.get("q", ""))
    ]
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
