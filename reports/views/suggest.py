"""What the search box offers while one types."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from reports.search.suggest import suggest

from .listing import url


def suggestions(request: HttpRequest) -> JsonResponse:
    """``/suggest?q=``: ``{"suggestions": [{"kind", "text", "hint", "count", "url"}]}``, the likeliest first."""
    found = [
        {"kind": one.kind, "text": one.text, "hint": one.hint, "count": one.count, "url": url(one.criteria)}
        for one in suggest(request.GET.get("q", ""))
    ]
    return JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
