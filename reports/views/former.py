"""Addresses of before, when reports had numbers in them, lead to those of today."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from .moved import id_of_number, with_query


def report(request: HttpRequest, number: int) -> HttpResponsePermanentRedirect:
    """``/reports/12/``: to the page, with the query that was asked."""
    return _moved(request, "report", number)


def original(request: HttpRequest, number: int) -> HttpResponsePermanentRedirect:
    """``/reports/12/original``."""
    return _moved(request, "original", number)


def _moved(request: HttpRequest, name: str, number: int) -> HttpResponsePermanentRedirect:
    """Nobody is led to what they may not see. Raises Http404."""
    public_id = id_of_number(request, number)
    if public_id is None:
        raise Http404("没有这篇报告。")
    return HttpResponsePermanentRedirect(with_query(reverse(name, args=[public_id]), request))
