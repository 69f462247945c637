"""A choice that a link makes and a cookie remembers: the way back to the page it was made on."""

from __future__ import annotations

from collections.abc import Container

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

_YEAR = 365 * 24 * 3600


def remembered(request: HttpRequest, cookie: str, choices: Container[str]) -> HttpResponse:
    """Answers ``?to=…&next=/…``: remembers ``to`` where it is a choice there is, and goes to a page of this site."""
    address = request.GET.get("next", "/")
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        address = "/"
    response = redirect(address)
    chosen = request.GET.get("to", "")
    if chosen in choices:
        response.set_cookie(cookie, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
    return response
