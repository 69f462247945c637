"""Answers that a reader holds already (未变): told before anything is made.

An address says the same until a row changes, the program does, or the day. All of that is in the tag (ETag) of an answer,
with the address and the reader's cookies; who brings the tag back gets 304 for one short query.

A page that many ask for may also be handed on by a proxy that stands before the archive, for :data:`SHARED` seconds
(RFC 9111, section 5.2.2.10); a browser asks each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.timezone import localdate

from reports.queries.once import seen_change

#: The beginnings of addresses that say the same to everyone, as long as nothing changes.
OPEN = (
    "/about/", "/api/v1/", "/compare/", "/coverage", "/feeds/", "/indicators/", "/regions/", "/reports/", "/topics/",
    "/words/",
)  # fmt: skip
#: The program: what may be other in another version of it, below the project's folder.
PROGRAM = (
    "archive/**/*.py",
    "locale/**/*.mo",
    "reports/**/*.*",
    "requirements.txt",
    "static/**/*.*",
    "templates/**/*.*",
)
#: For how many seconds a proxy may hand an answer on without asking.
SHARED = 10
_SETTINGS = (str, int, bool, list, tuple)


class Unchanged:
    """Middleware: answers 304 to those who hold the answer, and gives all others its tag.

    Not while developing, when templates change under the running program.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed
        self.get_response = get_response
        program()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Read before the page is made: a page newer than its tag is asked for again, one older would be kept.
        tag = tag_of(request)
        if tag is None:
            return self.get_response(request)
        if tag in _held(request):
            return _with_tag(HttpResponseNotModified(), tag)
        response = self.get_response(request)
        if response.status_code == 200 and not response.cookies and "ETag" not in response.headers:
            return _with_tag(response, tag)
        return response


def tag_of(request: HttpRequest) -> str | None:
    """The tag of the answer to a request, weak; None where it may be another for the same asker at any time.

    Who is logged in gets none: drafts and links are shown by who asks.
    """
    if request.method not in ("GET", "HEAD") or not (request.path == "/" or request.path.startswith(OPEN)):
        return None
    if settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers:
        return None
    host = request.get_host()
    try:
        change = seen_change()
    except DatabaseError:
        # The page itself says what is wrong.
        return None
    cookies = sorted(one for one in request.COOKIES.items() if one[0] != settings.CSRF_COOKIE_NAME)
    parts = (
        program(), change, localdate().isoformat(), str(request.scheme), host, request.get_full_path(),
        repr(cookies),
    )  # fmt: skip
    return f'W/"{_digest(parts)}"'


@cache
def program() -> str:
    """A digest of the program's files and of its settings, as they were when it was first asked for."""
    root = Path(settings.BASE_DIR)
    files = sorted(path for pattern in PROGRAM for path in root.glob(pattern) if path.suffix != ".pyc")
    plain = {
        name: getattr(settings, name) for name in dir(settings) if name.isupper() and name != "SECRET_KEY"
    }
    told = sorted((name, repr(value)) for name, value in plain.items() if isinstance(value, _SETTINGS))
    return _digest(
        [repr(told), *(f"{path}{_digest([path.read_bytes()])}" for path in files if path.is_file())]
    )


def _digest(parts: Iterable[str | bytes]) -> str:
    made = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(data) + data)
    return made.hexdigest()


def _held(request: HttpRequest) -> set[str]:
    """The tags the asker holds, as weak ones: what packs a page may have made one strong."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags}


def _with_tag(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    # To be kept, and asked about each time. What streams may be large: no proxy need hold it.
    shared = "no-cache" if response.streaming else f"public, max-age=0, s-maxage={SHARED}, must-revalidate"
    response.headers.setdefault("Cache-Control", shared)
    patch_vary_headers(response, ["Cookie", "Authorization", "Accept-Encoding"])
    return response
