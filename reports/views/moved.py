"""Where addresses of before, with numbers of reports in them, lead today."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect

from reports import queries
from reports.models import Region
from reports.models.public_ids import is_number
from reports.store.groups import may_see_drafts
from reports.text.region_codes import short_code

_View = Callable[..., HttpResponseBase]


def from_longer_codes(view: _View) -> _View:
    """The view of a region's code, to which the code in its other forms (500000, 330921000000) leads."""

    @wraps(view)
    def leading(request: HttpRequest, code: str, **parts: Any) -> HttpResponseBase:
        short = short_code(code)
        if short != code and Region.objects.filter(code=short).exists():
            address = request.path.replace(f"/{code}/", f"/{short}/", 1)
            return HttpResponsePermanentRedirect(with_query(address, request))
        return view(request, code, **parts)

    return leading


def id_of_number(request: HttpRequest, number: int) -> str | None:
    """The public id of the report that had this number; None where this reader may not see it or there is none."""
    public_id, is_public = queries.ids_of_numbers([number]).get(number, ("", False))
    allowed = is_public or may_see_drafts(request.user)
    return public_id if public_id and allowed else None


def with_query(address: str, request: HttpRequest) -> str:
    """``address`` with the query of ``request``."""
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def with_ids(request: HttpRequest) -> str | None:
    """The address that was asked for with the numbers among its ``id`` parameters made public ids.

    None where there is nothing to change: numbers that no public report had stay.
    """
    asked = request.GET.getlist("id")
    numbers = {value: int(value) for value in asked if is_number(value)}
    if not numbers:
        return None
    known = {
        pk: one for pk, (one, is_public) in queries.ids_of_numbers(numbers.values()).items() if is_public
    }
    if not known:
        return None
    query = request.GET.copy()
    query.setlist("id", [known.get(numbers.get(value, 0), value) for value in asked])
    return f"{request.path}?{query.urlencode()}"
