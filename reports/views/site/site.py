"""Pages about the site itself."""

from __future__ import annotations

import logging
import re

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from reports.search.engine import engine

_MAIL = re.compile(r"[^\s@<>?&]+@[^\s@<>?&]+")

logger = logging.getLogger(__name__)


def about(request: HttpRequest) -> HttpResponse:
    """``/about/``: what this is, how figures are read, known limits, how to cite."""
    return render(request, "reports/about.html", {"version": settings.VERSION})


def rights(request: HttpRequest) -> HttpResponse:
    """``/about/rights/``: what is republished on what ground, persons, corrections and withdrawals, who answers."""
    contact = settings.SITE_CONTACT
    link = contact if contact.startswith(("https://", "http://")) else ""
    if not link and _MAIL.fullmatch(contact):
        link = f"mailto:{contact}"
    told = {"operator": settings.SITE_OPERATOR, "contact": contact, "contact_link": link}
    return render(request, "reports/rights.html", told)


def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt``: reports may be indexed, the endless combinations of filters may not."""
    lines = (
        "User-agent: *",
        f"Disallow: {reverse('reports')}?",
        f"Disallow: {reverse('compare')}",
        f"Disallow: {reverse('coverage')}?",
        f"Disallow: {reverse('coverage_csv')}",
        "Disallow: /indicators/*?",
        "Disallow: /topics/*?",
        "Disallow: /*.csv",
        "Disallow: /*.svg?",
        "Allow: /",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def favicon(request: HttpRequest) -> HttpResponse:
    """``/favicon.ico``: what browsers ask for on pages that name no icon, the admin's among them."""
    return redirect(static("icon.svg"), permanent=True)


def healthz(request: HttpRequest) -> JsonResponse:
    """``/healthz``: 200 when database and index answer, else 503; the reason goes to the log, not to the public."""
    parts = {"database": _database_answers(), "index": _index_answers()}
    healthy = all(parts.values())
    status = {name: "ok" if good else "failed" for name, good in parts.items()}
    return JsonResponse({"status": "ok" if healthy else "failed"} | status, status=200 if healthy else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database does not answer")
        return False
    return True


def _index_answers() -> bool:
    try:
        return engine().ready()
    except Exception:  # whatever an engine raises, the answer here is that it does not answer
        logger.exception("the search index does not answer")
        return False
