"""How often one address may ask for what costs much (限流)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
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
RATES = {
    "api": (300, 60),
    # With a token, counted by its user.
    "api with token": (3000, 60),
    "check": (10, 60),
    "export": (30, 60),
    "login": (20, 300),
}


@dataclass(frozen=True, slots=True)
class Rate:
    """``quota`` requests of a ``kind`` in ``seconds``; ``left`` are left until it ``begins_anew``, in so many seconds."""

    kind: str
    quota: int
    seconds: int
    left: int
    begins_anew: int


def pace(kind: str, request: HttpRequest, *, user: int | None = None) -> None:
    """Count a request of that kind; raises :class:`TooOften` where the address, or the ``user``, has had enough.

    ``settings.THROTTLE`` is the factor all rates are taken times, 0 for no limit.
    """
    factor: float = settings.THROTTLE
    counted = f"user {user}" if user is not None else counted_as(request)
    if not factor or counted is None:
        return
    most, seconds = RATES[kind]
    number, left = count(f"{kind} {counted}", seconds)
    begins_anew = max(1, math.ceil(left))
    quota = int(most * factor)
    request.rate = Rate(kind, quota, seconds, max(0, quota - number), begins_anew)  # type: ignore[attr-defined]  # for rate_headers
    if number > quota:
        raise TooOften(begins_anew)


def rate_headers(request: HttpRequest) -> dict[str, str]:
    """What the answer to a request that was counted says of it; nothing for one that was not.

    As in draft-ietf-httpapi-ratelimit-headers-10: how many in how many seconds, how many are left, and for how long.
    """
    rate: Rate | None = getattr(request, "rate", None)
    if rate is None:
        return {}
    return {
        "RateLimit-Policy": f'"{rate.kind}";q={rate.quota};w={rate.seconds}',
        "RateLimit": f'"{rate.kind}";r={rate.left};t={rate.begins_anew}',
    }


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
