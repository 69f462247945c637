"""How often the API may be asked: by an address without a token, and by a user with one."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest

from reports.ingest.tokens import Scope, user_of
from reports.limits import pace

_BEARER = "Bearer "


def paced(operation: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that raises :class:`~reports.limits.TooOften` for who asks it too often."""

    @wraps(operation)
    def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        given = request.headers.get("Authorization", "")
        user = user_of(given.removeprefix(_BEARER), Scope.READ) if given.startswith(_BEARER) else None
        if user is None:
            pace("api", request)
        else:
            pace("api with token", request, user=user.pk)
        return operation(request, *args, **kwargs)

    return counted
