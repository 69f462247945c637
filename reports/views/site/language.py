"""The language of the pages (界面语言): Chinese, or English for readers who chose it.

A link sets it and a cookie remembers it. What the browser says it prefers is ignored: an address shows everyone the
same page until they ask for another. The words of reports stay Chinese in both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .remembered import remembered

COOKIE = "language"


@dataclass(frozen=True)
class Language:
    """A language of the pages: ``tag`` is that of HTML, ``name`` its own."""

    code: str
    tag: str
    name: str


LANGUAGES = {
    "zh-hans": Language("zh-hans", "zh-CN", "中文"),
    "en": Language("en", "en", "English"),
}
#: Whose words depend on no cookie: the keepers' pages, and data, which has the same names for everyone.
ONE_LANGUAGE = ("/admin/", "/api/", "/feeds/")
ONE_LANGUAGE_ENDINGS = (".csv",)


def language_of(request: HttpRequest) -> str:
    """The language this reader has chosen; the site's own where the cookie says nothing that is known."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE


def language(request: HttpRequest) -> dict[str, object]:
    """Context processor: the HTML tag of the page's language, and the languages to choose from."""
    current = LANGUAGES[translation.get_language() or settings.LANGUAGE_CODE]
    return {"language": current.tag, "languages": LANGUAGES.values()}


def choose(request: HttpRequest) -> HttpResponse:
    """``/language?to=en&next=/reports/``: remembers the language and goes back."""
    return remembered(request, COOKIE, LANGUAGES)


class ReaderLanguage:
    """Middleware: answers in the language chosen, and tells caches that the answer depends on the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(ONE_LANGUAGE) or request.path.endswith(ONE_LANGUAGE_ENDINGS):
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        chosen = language_of(request)
        with translation.override(chosen):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", LANGUAGES[chosen].tag)
        patch_vary_headers(response, ["Cookie"])
        return response
