"""Pages about the site itself."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse

from reports.queries.lately import held

_MAIL = re.compile(r"[^\s@<>?&]+@[^\s@<>?&]+")


def about(request: HttpRequest) -> HttpResponse:
    """``/about/``: who runs it, what is held, how figures are read, known limits, how to cite."""
    context = {"version": settings.VERSION, "held": held(), **_operator()}
    return render(request, "reports/about.html", context)


def rights(request: HttpRequest) -> HttpResponse:
    """``/about/rights/``: what is republished on what ground, persons, corrections and withdrawals, who answers."""
    return render(request, "reports/rights.html", _operator())


def _operator() -> dict[str, str]:
    """Who runs the site and how they are reached, as the settings say; "" for what they do not."""
    contact = settings.SITE_CONTACT
    link = contact if contact.startswith(("https://", "http://")) else ""
    if not link and _MAIL.fullmatch(contact):
        link = f"mailto:{contact}"
    return {"operator": settings.SITE_OPERATOR, "contact": contact, "contact_link": link}


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
