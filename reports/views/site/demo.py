"""The banner of the demonstration (演示), on whatever is shown as a page: the site's, the keeper's, the API's, of errors."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext

_BODY = re.compile(rb"<body[^>]*>")


class DemoBanner:
    """Middleware: puts the banner at the head of each page; not used but in the demonstration."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEMO_ROOT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = _BODY.sub(lambda body: body.group() + banner(), response.content, count=1)
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response


def banner() -> bytes:
    """The banner in the language of the page, with its own style: pages of the admin and the API have another's."""
    told = gettext("演示：内容系生成，并非真实报告")
    return format_html(
        '<link rel="stylesheet" href="{}"><aside class="demo-banner" aria-label="{}"><p>{}</p></aside>',
        static("demo.css"),
        gettext("演示"),
        told,
    ).encode()
