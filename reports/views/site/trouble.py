"""The pages for what failed: 503 where disk or database take or give nothing for a while, else 500; and 405."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views import defaults

from reports.store.trouble import RETRY_AFTER, trouble_of
from reports.wording.translation import said


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``, called while the exception is handled. The page asks nothing of the database."""
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is None:
        return defaults.server_error(request)
    reading = request.method in ("GET", "HEAD")
    heading = gettext("这一页暂时读不出来") if reading else gettext("没有保存")
    context = {"heading": heading, "sentence": said(trouble)}
    # Without the request: what a page is told of the site and its reader is asked of the database.
    response = render(None, "503.html", context, status=503)
    response["Retry-After"] = RETRY_AFTER
    return response


class WrongMethods:
    """Middleware: Django's empty answer 405 becomes a page that says what to do; who may ask how stays in ``Allow``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
