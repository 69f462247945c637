"""The history of all that was done (历史): read, never changed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reports.store.groups import may_review

from .desk.log import told
from .kept import KeptAdmin


class WhoFilter(admin.SimpleListFilter):
    """By person, or the command line."""

    title = "谁"
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        who = LogEntry.objects.order_by().values_list("user", "user__username").distinct()
        return sorted(((str(pk), name) for pk, name in who), key=lambda one: one[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[LogEntry]) -> QuerySet[LogEntry]:
        chosen = self.value() or ""
        return queryset.filter(user=int(chosen)) if chosen.isdecimal() and len(chosen) < 10 else queryset


@admin.register(LogEntry)
class LogAdmin(KeptAdmin):
    """Who did what with what and when, the latest first."""

    list_display = ["at", "who", "what", "thing"]
    list_display_links = None
    list_filter = [WhoFilter]
    search_fields = ["object_repr", "change_message"]
    search_help_text = "标题，或做了什么"
    show_full_result_count = False
    sortable_by = ()
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LogEntry]:
        return LogEntry.objects.select_related("user", "content_type").order_by("-pk")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"name": "历史", **(extra_context or {})})

    @admin.display(description="时间")
    def at(self, entry: LogEntry) -> Any:
        return entry.action_time

    @admin.display(description="谁")
    def who(self, entry: LogEntry) -> str:
        return entry.user.get_username()

    @admin.display(description="做了什么")
    def what(self, entry: LogEntry) -> str:
        return told(entry).what

    @admin.display(description="对象")
    def thing(self, entry: LogEntry) -> str | SafeString:
        done = told(entry)
        return format_html('<a href="{}">{}</a>', done.url, done.thing) if done.url else done.thing

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_review(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
