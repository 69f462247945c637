"""The size of letters (大字): a link sets it, a cookie remembers it, every page follows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE = "size"
#: Per cent of the usual size → what the link to it is called.
SIZES = {"100": "标准", "115": "大字", "130": "特大"}
_YEAR = 365 * 24 * 3600


def size_of(request: HttpRequest) -> str:
    """The size this reader has chosen; the usual one where the cookie says nothing that is known."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in SIZES else "100"


def text_size(request: HttpRequest) -> dict[str, object]:
    """Context processor: the size chosen, and the sizes there are."""
    return {"text_size": size_of(request), "text_sizes": SIZES}


def choose(request: HttpRequest) -> HttpResponse:
    """``/size?to=115&next=/reports/``: remembers the size and goes back to a page of this site."""
    address = request.GET.get("next", "/")
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        address = "/"
    response = redirect(address)
    size = request.GET.get("to", "")
    if size in SIZES:
        response.set_cookie(COOKIE, size, max_age=_YEAR, samesite="Lax", httponly=True)
    return response
