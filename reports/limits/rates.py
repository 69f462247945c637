"""How often one address may ask for what costs much (限流)."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .address import counted_as
from .counters import count
from .later import TooOften

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
#: Kind of request → how many of one address within how many seconds.
_RATES = {
    "api": (300, 60),
    # With a token, counted by its user.
    "api with token": (3000, 60),
    "check": (10, 60),
    "export": (30, 60),
    "login": (20, 300),
    "problem": (5, 3600),
}


def pace(kind: str, request: HttpRequest, *, user: int | None = None) -> None:
    """Count a request of that kind; raises :class:`TooOften` where the address, or the ``user``, has had enough.

    ``settings.THROTTLE`` is the factor all rates are taken times, 0 for no limit.
    """
    factor: float = settings.THROTTLE
    counted = f"user {user}" if user is not None else counted_as(request)
    if not factor or counted is None:
        return
    most, seconds = _RATES[kind]
    number, left = count(f"{kind} {counted}", seconds)
    if number > most * factor:
        raise TooOften(max(1, math.ceil(left)))


def throttled(kind: str, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View[P]], View[P]]:
    """A view whose requests by these methods are counted as ``kind``."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def paced(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in methods:
                pace(kind, request)
            return view(request, *args, **kwargs)

        return paced

    return decorate
