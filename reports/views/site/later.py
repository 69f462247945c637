"""The page for who asks too often, or while too much is being done: what to do, and when."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from reports.limits import Later, TooOften, rate_headers


class AnswersLater:
    """Middleware: :class:`Later` becomes 429 or 503 with Retry-After (RFC 9110, section 10.2.3).

    Answers to what is counted say how much of it is left.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in rate_headers(request).items():
            response[name] = value
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return _page(request, error) if isinstance(error, Later) else None


def locked_out(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The answer to who gave wrong passwords too often; django-axes asks for it."""
    cool: timedelta = settings.AXES_COOLOFF_TIME
    return _page(request, TooOften(int(cool.total_seconds())))


def _page(request: HttpRequest, error: Later) -> HttpResponse:
    context = {"seconds": error.seconds, "often": error.status == 429}
    response = render(request, "later.html", context, status=error.status)
    response["Retry-After"] = str(error.seconds)
    response["Cache-Control"] = "no-store"
    return response
