"""Reports: the review queue, and the screen with the text at the left and the reading at the right."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from reports.ingest import renew
from reports.ingest.tasks import drain_soon
from reports.models import Report
from reports.models.public_ids import is_number
from reports.store import reports as store
from reports.store.corrections import FIELDS
from reports.store.doubt import Doubt
from reports.store.same import published_beside

from . import publishing
from .filters import DOUBT_NAMES, DoubtFilter, FlagFilter, SampleFilter, YearFilter
from .finding import found
from .form import ReviewForm
from .kept import KeptAdmin
from .review import review
from .samples import removal, remove_samples
from .typed import UnknownIndicator, correct_annotations

#: The buttons beside the one that only saves.
_BUTTONS = {"_publish", "_withdraw", "_reparse", "_duplicate", "_revision", "_beside", "_replace", "_yield"}


@admin.register(Report)
class ReportAdmin(KeptAdmin):
    """The queue of reports, doubtful ones first, and the review screen."""

    form = ReviewForm
    fields = (*FIELDS, "seen")
    autocomplete_fields = ["region"]
    list_display = ["named", "region", "year", "status", "doubts", "updated_at"]
    sortable_by = ["doubts", "updated_at"]
    list_filter = ["status", DoubtFilter, FlagFilter, "genre", YearFilter, SampleFilter]
    # Regions are prefetched: joined, they would be looked up for the rows of all pages before the one shown, too.
    list_select_related = ()
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    # Each search is described in get_search_results.
    search_fields = ["title"]
    search_help_text = "标题、发布机关、地区、文件名、编号或 SHA-256 的开头"
    actions = ["publish_chosen", "withdraw_chosen", "reparse_chosen"]
    change_form_template = "admin/reports/report/review.html"
    change_list_template = "admin/reports/report/list.html"
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
        shown = {"title": "报告", **removal(request), **(extra_context or {})}
        return super().changelist_view(request, shown)

    def get_urls(self) -> list[URLPattern]:
        def remove(request: HttpRequest) -> HttpResponse:
            return remove_samples(request, self.admin_site.each_context(request))

        address = path("samples/", self.admin_site.admin_view(remove), name="reports_report_samples")
        return [address, *super().get_urls()]

    @admin.display(description="标题")
    def named(self, report: Report) -> str:
        return f"{report.title}（示例）" if report.sample else report.title

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
            stored = Report.objects.select_related("source", "region", "supersedes").get(pk=obj.pk)
            # Text and reading need the room of the navigation.
            context |= {"is_nav_sidebar_enabled": False} | review(stored)
        return super().render_change_form(request, context, *args, **kwargs)

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[Any]:
        # Django would name the fields alone; save_model says what they were and are.
        return []

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if message else None

    def save_model(self, request: HttpRequest, obj: Report, form: Any, change: bool) -> None:
        """What was changed becomes a correction; the button pressed says what else is done."""
        report = Report.objects.get(pk=obj.pk)
        by = request.user.get_username()
        if changes := form.changes():
            store.correct(report, changes, by=by)
        try:
            corrected = correct_annotations(report, request.POST, by=by)
        except UnknownIndicator as error:
            self.message_user(request, f"没有叫“{error}”的指标，章节和数值没有改。", messages.ERROR)
            self.log_change(request, report, "；".join(form.told()))
            return
        self.log_change(request, report, "；".join([*form.told(), *corrected]))
        report.refresh_from_db()
        if obj.status == Report.Status.PUBLISHED:
            self._tell_returned(request, report)
        reason = " ".join(request.POST.get("reason", "").replace("\0", "").split())[:200]
        because = f"：{reason}" if reason else ""
        if "_publish" in request.POST:
            self._publish(request, report)
        elif "_withdraw" in request.POST:
            done = "已退回" if report.status == Report.Status.DRAFT else "已撤下"
            self._apply(request, partial(store.withdraw, reason=reason), report, done + because)
        elif "_reparse" in request.POST:
            self._reparse(request, report)
        elif "_duplicate" in request.POST and (other := self._other(request)) is not None:
            done = f"已标为与《{other.title}》（编号 {other.public_id}）重复并撤下"
            self._apply(request, partial(store.mark_duplicate, of=other, by=by), report, done)
        elif "_revision" in request.POST and (other := self._other(request)) is not None:
            done = f"已作为《{other.title}》（编号 {other.public_id}）的修订稿，发布后取代它"
            self._apply(request, partial(store.mark_revision, of=other), report, done)
        elif "_replace" in request.POST and (other := published_beside(report)) is not None:
            done = f"已发布，取代《{other.title}》（编号 {other.public_id}）"
            self._apply(request, partial(store.publish_instead, of=other), report, done)
        elif "_yield" in request.POST and (other := published_beside(report)) is not None:
            done = f"已标为与《{other.title}》（编号 {other.public_id}）重复并撤下"
            self._apply(request, partial(store.mark_duplicate, of=other, by=by), report, done)
        elif "_beside" in request.POST:
            done = "不再作为修订稿"
            self._apply(request, partial(store.mark_revision, of=None), report, done)
        drain_soon()

    def _publish(self, request: HttpRequest, report: Report) -> None:
        self._apply(request, store.publish, report, "已发布")

    def _reparse(self, request: HttpRequest, report: Report) -> None:
        shown = report.status == Report.Status.PUBLISHED
        if self._apply(request, renew.reparse, report, "已重新识别") and shown:
            self._tell_returned(request, report)

    def _tell_returned(self, request: HttpRequest, report: Report) -> None:
        """Tell the reviewer of a report that was published until now and may not stand as it is."""
        if report.returned:
            told = f"《{report.title}》退回待审：{report.get_returned_display()}。"
            self.message_user(request, told, messages.WARNING)
            self.log_change(request, report, f"退回待审：{report.get_returned_display()}")

    def _other(self, request: HttpRequest) -> Report | None:
        """The report whose id, or number of before, was typed; without one the reviewer is told."""
        typed = request.POST.get("other", "").strip()
        named = {"pk": int(typed)} if is_number(typed) else {"public_id": typed}
        other = Report.objects.filter(**named).first()
        if other is None:
            self.message_user(request, "没有这个编号的报告，请填另一篇报告的编号。", messages.ERROR)
        return other

    def response_change(self, request: HttpRequest, obj: Report) -> HttpResponse:
        """Back to the same screen after a button, as after saving."""
        if _BUTTONS & set(request.POST):
            return HttpResponseRedirect(reverse("admin:reports_report_change", args=[obj.pk]))
        return super().response_change(request, obj)

    @admin.action(description="发布所选报告", permissions=["change"])
    def publish_chosen(self, request: HttpRequest, reports: QuerySet[Report]) -> HttpResponse | None:
        """Published at once unless there is something to ask about some: then what to do with those is asked."""
        chosen = list(reports.values_list("pk", flat=True))
        decided = request.POST.get(publishing.DECIDED)
        if decided != "all" and (reasons := publishing.doubtful(chosen)):
            if decided != "sure":
                return publishing.ask(request, chosen, reasons, self.admin_site.each_context(request))
            chosen = [pk for pk in chosen if pk not in reasons]
        for pk in sorted(chosen):
            self._publish(request, Report.objects.get(pk=pk))
        drain_soon()
        return None

    @admin.action(description="撤下所选报告", permissions=["change"])
    def withdraw_chosen(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        for report in self._whole(reports):
            self._apply(request, store.withdraw, report, "已撤下")
        drain_soon()

    @admin.action(description="重新识别所选报告", permissions=["change"])
    def reparse_chosen(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        for report in self._whole(reports):
            self._reparse(request, report)
        drain_soon()

    def _whole(self, reports: QuerySet[Report]) -> QuerySet[Report]:
        """The chosen rows with all their columns: they will be saved."""
        return Report.objects.filter(pk__in=list(reports.values_list("pk", flat=True))).select_related(
            "source"
        )

    def _apply(self, request: HttpRequest, act: Callable[[Report], None], report: Report, done: str) -> bool:
        """Whether it went well; the reviewer is told either way."""
        try:
            act(report)
        except store.NotPublishable as error:
            self.message_user(request, f"《{report.title}》不能发布：{error}", messages.ERROR)
        except store.NotRelated as error:
            self.message_user(request, f"《{report.title}》没有改：{error}", messages.ERROR)
        except renew.NotReparsed as error:
            self.message_user(request, f"《{report.title}》没有处理：{error}", messages.ERROR)
        else:
            self.log_change(request, report, done)
            self.message_user(request, f"《{report.title}》{done}。", messages.SUCCESS)
            return True
        return False
