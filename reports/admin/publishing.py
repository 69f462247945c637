"""Publishing many reports at once: those that there is something to ask about are shown first, with the reasons."""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.models import Report
from reports.queries import HEAVY
from reports.store.asked import questions_of
from reports.wording.questions import in_words

#: What is posted when the person has decided: ``sure`` or ``all``.
DECIDED = "decided"
#: Doubtful reports shown; of the rest their number is told.
_SHOWN = 200
_CHUNK = 500


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
