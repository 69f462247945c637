"""Whether the site lives and is fit, for what watches over it: states alone, which any stranger may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from reports.health import Condition, Level, conditions, worst
from reports.health.database import database

_STATUS = {Level.OK: "ready", Level.ATTENTION: "attention", Level.FAILED: "not_ready"}


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """``/healthz``: 200 while this process answers; ``database`` tells one that is served from an empty or failed one."""
    return JsonResponse({"status": "ok", "database": database(connection).state})


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """``/readyz``: the state of every part; 503 when one has failed, with ``?strict=1`` when one wants attention too."""
    status, states = answer(conditions(), strict=request.GET.get("strict") == "1")
    return JsonResponse(states, status=status)


def answer(found: Sequence[Condition], *, strict: bool) -> tuple[int, dict[str, str]]:
    """The status and the states that are told of these conditions."""
    level = worst(found)
    bound = Level.ATTENTION if strict else Level.FAILED
    states = {condition.part: condition.state for condition in found}
    return 503 if level >= bound else 200, {"status": _STATUS[level]} | states
