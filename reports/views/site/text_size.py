"""The size of letters (大字): a link sets it, a cookie remembers it, every page follows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .remembered import remembered

COOKIE = "size"
#: Per cent of the usual size → what the link to it is called.
SIZES = {"100": _("标准"), "115": _("大字"), "130": _("特大")}


def size_of(request: HttpRequest) -> str:
    """The size this reader has chosen; the usual one where the cookie says nothing that is known."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in SIZES else "100"


def text_size(request: HttpRequest) -> dict[str, object]:
    """Context processor: the size chosen, and the sizes there are."""
    return {"text_size": size_of(request), "text_sizes": SIZES}


def choose(request: HttpRequest) -> HttpResponse:
    """``/size?to=115&next=/reports/``: remembers the size and goes back."""
    return remembered(request, COOKIE, SIZES)
