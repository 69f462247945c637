"""Reports: the review queue, and the screen with the text at the left and the reading at the right."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reports.ingest import renew, store
from reports.ingest.corrections import FIELDS
from reports.ingest.doubt import Doubt
from reports.ingest.originals import DamagedOriginal
from reports.ingest.tasks import drain_soon
from reports.models import Report
from reports.reading import UnreadableFile

from .filters import DOUBT_NAMES, DoubtFilter, FlagFilter, YearFilter
from .finding import found
from .kept import KeptAdmin
from .review import review
from .typed import UnknownIndicator, correct_annotations


@admin.register(Report)
class ReportAdmin(KeptAdmin):
    """The queue of reports, doubtful ones first, and the review screen."""

    fields = FIELDS
    autocomplete_fields = ["region"]
    list_display = ["title", "region", "year", "status", "doubts", "updated_at"]
    sortable_by = ["doubts", "updated_at"]
    list_filter = ["status", DoubtFilter, FlagFilter, "genre", YearFilter]
    # Regions are prefetched: joined, they would be looked up for the rows of all pages before the one shown, too.
    list_select_related = ()
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    # Each search is described in get_search_results.
    search_fields = ["title"]
    search_help_text = "标题、发布机关、地区、文件名、编号或 SHA-256 的开头"
    actions = ["publish_chosen", "withdraw_chosen", "reparse_chosen"]
    change_form_template = "admin/reports/report/review.html"
    show_full_result_count = False

    class Media:
        css = {"all": ["admin-archive/archive.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Report]:
        """Drafts above the rest, the most doubtful first."""
        found = Report.objects.defer("text", "items", "evidence").prefetch_related("region")
        return found.order_by(*self.get_ordering(request))

    def get_ordering(self, request: HttpRequest) -> list[str | Combinable]:
        return ["-doubt", "-pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Report], search_term: str
    ) -> tuple[QuerySet[Report], bool]:
        return found(queryset, search_term), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": "报告", **(extra_context or {})})

    @admin.display(description="疑问", ordering="doubt")
    def doubts(self, report: Report) -> str:
        held = Doubt(report.doubt)
        names = [name for doubt, name in DOUBT_NAMES.items() if doubt in held]
        return "、".join(names) or "—"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None:
            # The form may hold what was typed wrongly; the reading beside it is the stored one.
            context |= review(Report.objects.select_related("source", "region", "supersedes").get(pk=obj.pk))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Report, form: ModelForm, change: bool) -> None:
        """What was changed becomes a correction; the button pressed says what else is done."""
        report = Report.objects.get(pk=obj.pk)
        changes = {name: form.cleaned_data[name] for name in form.changed_data if name in FIELDS}
        if "region" in changes:
            changes["region"] = changes["region"].code if changes["region"] else None
        if changes:
            store.correct(report, changes, by=request.user.get_username())
        try:
            corrected = correct_annotations(report, request.POST, by=request.user.get_username())
        except UnknownIndicator as error:
            self.message_user(request, f"没有叫“{error}”的指标，章节和数值没有改。", messages.ERROR)
            return
        if corrected:
            # The fields of the form are logged by the admin itself.
            self.log_change(request, report, f"更正 {corrected} 处章节或数值")
        report.refresh_from_db()
        if "_publish" in request.POST:
            self._apply(request, store.publish, report, "已发布")
        elif "_withdraw" in request.POST:
            self._apply(request, store.withdraw, report, "已撤下")
        elif "_reparse" in request.POST:
            self._apply(request, renew.reparse, report, "已重新识别")
        elif "_duplicate" in request.POST:
            self._mark_duplicate(request, report)
        drain_soon()

    def _mark_duplicate(self, request: HttpRequest, report: Report) -> None:
        """Set the draft aside as a duplicate of the report whose number was typed."""
        typed = request.POST.get("duplicate_of", "").strip()
        # Sixteen digits are more than any report's number, and fewer than a database's integers end at.
        known = typed.isdecimal() and len(typed) < 16
        other = Report.objects.filter(pk=int(typed)).first() if known else None
        if other is None:
            self.message_user(request, "没有这个编号的报告，请填与它重复的那一篇的编号。", messages.ERROR)
            return
        by = request.user.get_username()
        done = f"已标为与《{other.title}》（编号 {other.pk}）重复并撤下"
        self._apply(request, lambda one: store.mark_duplicate(one, other, by=by), report, done)

    def response_change(self, request: HttpRequest, obj: Report) -> HttpResponse:
        """Back to the same screen after a button, as after saving."""
        if {"_publish", "_withdraw", "_reparse", "_duplicate"} & set(request.POST):
            return HttpResponseRedirect(reverse("admin:reports_report_change", args=[obj.pk]))
        return super().response_change(request, obj)

    @admin.action(description="发布所选报告", permissions=["change"])
    def publish_chosen(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        for report in self._whole(reports):
            self._apply(request, store.publish, report, "已发布")
        drain_soon()

    @admin.action(description="撤下所选报告", permissions=["change"])
    def withdraw_chosen(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        for report in self._whole(reports):
            self._apply(request, store.withdraw, report, "已撤下")
        drain_soon()

    @admin.action(description="重新识别所选报告", permissions=["change"])
    def reparse_chosen(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        for report in self._whole(reports):
            self._apply(request, renew.reparse, report, "已重新识别")
        drain_soon()

    def _whole(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        """The chosen rows with all their columns: they will be saved."""
        return Report.objects.filter(pk__in=list(reports.values_list("pk", flat=True))).select_related(
            "source"
        )

    def _apply(self, request: HttpRequest, act: Callable[[Report], None], report: Report, done: str) -> None:
        try:
            act(report)
        except store.NotPublishable as error:
            self.message_user(request, f"《{report.title}》不能发布：{error}", messages.ERROR)
        except store.NotADuplicate as error:
            self.message_user(request, f"《{report.title}》没有标为重复：{error}", messages.ERROR)
        except (FileNotFoundError, DamagedOriginal, UnreadableFile) as error:
            self.message_user(request, f"《{report.title}》没有处理：{error}", messages.ERROR)
        else:
            self.log_change(request, report, done)
            self.message_user(request, f"《{report.title}》{done}。", messages.SUCCESS)
