"""Publishing many reports at once: those that there is something to ask about are shown first, with the reasons."""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.models import Report
from reports.queries import HEAVY
from reports.store.asking.asked import questions_of
from reports.wording.questions import in_words

from .queue import SURE, drafts

#: What is posted when the person has decided: ``sure`` or ``all``.
DECIDED = "decided"
#: Doubtful reports shown; of the rest their number is told.
_SHOWN = 200
_CHUNK = 500
#: Published by one press, all of which the page lists.
TOGETHER = 200


def doubtful(keys: list[int]) -> dict[int, str]:
    """Those of the reports that there is something to ask about, with what it is, in words."""
    return {
        pk: in_words(asked)
        for start in range(0, len(keys), _CHUNK)
        for pk, asked in questions_of(keys[start : start + _CHUNK]).items()
        if asked
    }


def ask(
    request: HttpRequest, chosen: list[int], reasons: dict[int, str], context: dict[str, Any]
) -> HttpResponse:
    """The page that shows what is doubtful among the chosen reports; ``context`` is that of every page of the admin."""
    first = sorted(reasons)[:_SHOWN]
    reports = Report.objects.filter(pk__in=first).defer(*HEAVY).order_by("pk")
    # All that a search found are chosen by its address; the form needs name one of them only.
    across = request.POST.get("select_across") == "1"
    shown = {
        "title": "发布所选报告",
        "doubtful": [(report, reasons[report.pk]) for report in reports],
        "number": len(reasons),
        "more": max(0, len(reasons) - _SHOWN),
        "sure": len(chosen) - len(reasons),
        "all": len(chosen),
        "chosen": chosen[:1] if across else chosen,
        "across": int(across),
        "checkbox": ACTION_CHECKBOX_NAME,
        "decided": DECIDED,
    }
    return render(request, "admin/reports/report/publish.html", context | shown)


def list_sure(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The page that lists the drafts without doubt, at most so many at once, before any is published.

    Those that there is something else to ask about, as that they were withdrawn before, are named with it and stay.
    """
    first = list(drafts(SURE).defer(*HEAVY).select_related("region", "source")[:TOGETHER])
    asked = doubtful([report.pk for report in first])
    shown = {
        "title": "发布没有疑问的",
        "sure": [report for report in first if report.pk not in asked],
        "asked": [(report, asked[report.pk]) for report in first if report.pk in asked],
        "more": max(0, drafts(SURE).count() - len(first)),
    }
    return render(request, "admin/reports/report/sure.html", context | shown)


def still_sure(typed: list[str]) -> list[int]:
    """Those of the listed reports that wait without a doubt still."""
    keys = [int(one) for one in typed if one.isdecimal() and len(one) < 16][:TOGETHER]
    held = list(drafts(SURE).filter(pk__in=keys).values_list("pk", flat=True))
    asked = doubtful(held)
    return [pk for pk in held if pk not in asked]
