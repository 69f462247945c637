"""The page for who asks too often, or while too much is being done: what to do, and when."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from reports.limits import Later


class AnswersLater:
    """Middleware: :class:`Later` becomes 429 or 503 with Retry-After (RFC 9110, section 10.2.3)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Later):
            return None
        context = {"seconds": error.seconds, "often": error.status == 429}
        response = render(request, "later.html", context, status=error.status)
        response["Retry-After"] = str(error.seconds)
        response["Cache-Control"] = "no-store"
        return response
