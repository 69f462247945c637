"""Reports: the review queue, and the screen with the text at the left and the reading at the right."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse

from reports.ingest import renew
from reports.ingest.tasks import drain_soon
from reports.models import Region, Report
from reports.store import reports as store
from reports.store.corrections import FIELDS
from reports.store.undo import Before, Overtaken, as_it_is

from . import publishing
from .filters import DoubtFilter, FlagFilter, SampleFilter, StatusFilter, YearFilter
from .finding import found
from .kept import KeptAdmin
from .names import doubts_in_words
from .queue import QUEUE_NAMES, drafts, following
from .reviewing import pressing, undoing
from .reviewing.form import ReviewForm
from .reviewing.screen import review
from .reviewing.typed import UnknownIndicator, correct_annotations
from .samples import removal, remove_samples


@admin.register(Report)
class ReportAdmin(KeptAdmin):
    """The queue of reports, doubtful ones first, and the review screen."""

    form = ReviewForm
    fields = (*FIELDS, "seen")
    list_display = ["named", "region", "year", "status", "doubts", "updated_at"]
    sortable_by = ["doubts", "updated_at"]
    list_filter = [StatusFilter, DoubtFilter, FlagFilter, "genre", YearFilter, SampleFilter]
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
        narrowed = any(name in request.GET for name in ("flag", "genre__exact", "year", "sample"))
        shown = {"title": "报告", "narrowed": narrowed, **removal(request), **(extra_context or {})}
        return super().changelist_view(request, shown)

    def get_urls(self) -> list[URLPattern]:
        views = {
            "samples": lambda request: remove_samples(request, self.admin_site.each_context(request)),
            "review": self._begin,
            "undo": self._undo,
            "sure": self._publish_sure,
        }
        own = [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"reports_report_{name}")
            for name, view in views.items()
        ]
        return [*own, *super().get_urls()]

    def _begin(self, request: HttpRequest) -> HttpResponse:
        """The first draft of a queue, or the desk where none waits."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        queue = _queue(request)
        return self._to_draft(drafts(queue).values_list("pk", flat=True).first(), queue)

    def _to_draft(self, pk: int | None, queue: str) -> HttpResponse:
        asked = f"?queue={queue}" if queue else ""
        if pk is None:
            return HttpResponseRedirect(reverse("admin:index"))
        return HttpResponseRedirect(reverse("admin:reports_report_change", args=[pk]) + asked)

    def _undo(self, request: HttpRequest) -> HttpResponse:
        """Take the last decision back and show its report again."""
        if request.method != "POST" or not self.has_change_permission(request):
            raise PermissionDenied
        last = undoing.last(request)
        if last is None:
            self.message_user(request, "没有可以撤销的。", messages.WARNING)
            return self._to_draft(None, "")
        try:
            report = undoing.undo(request, last)
        except (Overtaken, store.NotPublishable) as error:
            self.message_user(request, f"《{last.title}》没有撤销：{error}", messages.ERROR)
        else:
            self.log_change(request, report, f"撤销：{last.done}")
            self.message_user(request, f"《{last.title}》{last.done}，已撤销。", messages.SUCCESS)
            drain_soon()
        return self._to_draft(last.report, _queue(request))

    def _publish_sure(self, request: HttpRequest) -> HttpResponse:
        """The page that lists what is published together; what is posted publishes it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return publishing.list_sure(request, self.admin_site.each_context(request))
        chosen = publishing.still_sure(request.POST.getlist("report"))
        number = sum(
            self._publish(request, report, tell=False)
            for report in Report.objects.filter(pk__in=chosen).order_by("pk")
        )
        drain_soon()
        self.message_user(request, f"发布了 {number} 篇。", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:index"))

    @admin.display(description="标题")
    def named(self, report: Report) -> str:
        return f"{report.title}（示例）" if report.sample else report.title

    @admin.display(description="疑问", ordering="doubt")
    def doubts(self, report: Report) -> str:
        return doubts_in_words(report.doubt) or "—"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None:
            # The form may hold what was typed wrongly; the reading beside it is the stored one.
            stored = Report.objects.select_related("source", "region", "supersedes").get(pk=obj.pk)
            context |= review(stored, _queue(request), request.GET) | {"last": undoing.last(request)}
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
        before = as_it_is(report)
        told = form.told()
        if changes := form.changes():
            store.correct(report, changes, by=by)
        if (place := self._place(request)) is not None:
            told.append(f"地区：{report.region or '（空）'} → {place}")
            store.correct(report, {"region": place.code}, by=by)
        try:
            told += correct_annotations(report, request.POST, by=by)
        except UnknownIndicator as error:
            self.message_user(request, f"没有叫“{error}”的指标，章节和数值没有改。", messages.ERROR)
            self.log_change(request, report, "；".join(told))
            return
        self.log_change(request, report, "；".join(told))
        report.refresh_from_db()
        if told:
            done = f"地区定为{place}" if place else "更正已保存"
            self.message_user(request, f"《{report.title}》{done}。", messages.SUCCESS)
            undoing.remember(request, report, done, before)
        if obj.status == Report.Status.PUBLISHED:
            self._tell_returned(request, report)
        request.ended = self._decide(request, report, before, by)  # type: ignore[attr-defined]  # for response_change
        drain_soon()

    def _place(self, request: HttpRequest) -> Region | None:
        """The candidate that was pressed."""
        return Region.objects.filter(code=request.POST.get("_place", "")).first()

    def _decide(self, request: HttpRequest, report: Report, before: Before, by: str) -> bool:
        """Do what was pressed; whether that ended the review of a draft."""
        try:
            decision = pressing.decision(request.POST, report, by=by)
        except pressing.NoOther:
            self.message_user(request, "没有这个编号的报告，请填另一篇报告的编号。", messages.ERROR)
            return False
        if decision is None:
            return False
        was = report.status
        if not self._apply(request, decision.act, report, decision.done):
            return False
        if "_reparse" not in request.POST:
            undoing.remember(request, report, decision.done, before)
        elif was == Report.Status.PUBLISHED:
            self._tell_returned(request, report)
        return was == Report.Status.DRAFT and bool(pressing.ENDING & set(request.POST))

    def _publish(self, request: HttpRequest, report: Report, *, tell: bool = True) -> bool:
        return self._apply(request, store.publish, report, "已发布", tell=tell)

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

    def response_change(self, request: HttpRequest, obj: Report) -> HttpResponse:
        """On to the next draft after a decision; back to the same screen after any other button, as after saving."""
        queue = _queue(request)
        if getattr(request, "ended", False):
            return self._to_draft(following(queue, obj.doubt, obj.pk), queue)
        if pressing.BUTTONS & set(request.POST) or "_continue" in request.POST:
            return self._to_draft(obj.pk, queue)
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

    def _apply(
        self,
        request: HttpRequest,
        act: Callable[[Report], None],
        report: Report,
        done: str,
        *,
        tell: bool = True,
    ) -> bool:
        """Whether it went well; the reviewer is told of each unless they are many, and of what did not always."""
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
            if tell:
                self.message_user(request, f"《{report.title}》{done}。", messages.SUCCESS)
            return True
        return False


def _queue(request: HttpRequest) -> str:
    """The queue that is being worked off, "" for all drafts; from the list it is the doubt that is chosen there."""
    asked = request.GET.get("queue") or QueryDict(request.GET.get("_changelist_filters", "")).get("doubt", "")
    return asked if asked in QUEUE_NAMES else ""
