"""Removing all samples (示例) in one step, for those who may delete reports."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reports.ingest import samples
from reports.ingest.tasks import drain_soon
from reports.models import Report
from reports.queries.samples import is_demo


def may_remove(request: HttpRequest) -> bool:
    """Whether this user may delete reports; of the groups none may, a superuser may."""
    return bool(request.user.has_perm("reports.delete_report"))


def removal(request: HttpRequest) -> dict[str, Any]:
    """What the list of reports shows: ``removable``, how many samples this user may remove; in a demonstration none."""
    offered = may_remove(request) and not is_demo()
    return {"removable": Report.objects.filter(sample=True).count() if offered else 0}


def remove_samples(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Asks whether it is meant; what is posted removes them. ``context`` is that of every page of the admin."""
    if not may_remove(request):
        raise PermissionDenied
    if request.method != "POST":
        return render(
            request,
            "admin/reports/report/samples.html",
            context | removal(request) | {"title": "移除全部示例"},
        )
    removed = samples.remove()
    if removed.reports:
        LogEntry.objects.create(
            user_id=request.user.pk or 0,
            content_type=ContentType.objects.get_for_model(Report),
            object_repr="示例",
            action_flag=DELETION,
            change_message=removed.sentence,
        )
    drain_soon()
    messages.success(request, removed.sentence)
    return HttpResponseRedirect(reverse("admin:reports_report_changelist"))
