"""The page at the address of a report that was withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.queries.withdrawn import Withdrawn, trace

Asked = ParamSpec("Asked")


def says_so_when_withdrawn(
    view: Callable[Concatenate[HttpRequest, Asked], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Asked], HttpResponse]:
    """The view, which answers 410 with a trace of the report where it raises :class:`Withdrawn`."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Withdrawn as gone:
            return render(request, "reports/withdrawn.html", {"trace": trace(gone.report)}, status=410)

    return answer
