"""Batches: the upload page, and the page that shows what became of each file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from reports.ingest import batches
from reports.ingest.tasks import drain_soon, process_soon
from reports.ingest.told import STATES, tell, with_state
from reports.models import Batch, BatchItem
from reports.queries import HEAVY
from reports.store.groups import may_publish, may_review

from .kept import KeptAdmin

#: A batch that has not moved for so long waits for a worker that is not there.
_STALLED = timedelta(seconds=20)
#: What one press of the button does without a worker, below the time a web server gives a request.
_INLINE_SECONDS = 15.0
#: Files on a page.
_FILES = 200


#: Counted for the batches of one page, where a join would count those of all.
_ITEMS = Coalesce(
    Subquery(
        BatchItem.objects.filter(batch=OuterRef("pk"))
        .order_by()
        .values("batch")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    0,
)


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, at least one; cleans to a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        # Empty files are let through: each gets its row with the reason.
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return list(data) if isinstance(data, (list, tuple)) else [data]


class PlaceSelect(AutocompleteSelect):
    """Django's field that searches, whose first choice says what it means: an empty one has no name for a reader."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().create_option(name, value, label or "不限", *args, **kwargs)


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """Files and what is true of all of them."""

    uploads = FilesField(
        label="文件", help_text="可多选，也可拖进来。txt、html、docx、doc、pdf、rtf、odt，或装着它们的 zip。"
    )

    url = forms.URLField(label="来源网址", required=False, assume_scheme="https", max_length=1000)

    class Meta:
        model = Batch
        fields: list[Any] = ["region", "url", "publish", "note"]
        help_texts = {
            "region": "可不填。填了县区，同名乡镇就在这个县区里找；填了乡镇，正文没写明地区的就归它。",
            "url": "可不填。用于全部文件。",
            "publish": "只发布没有疑问的；有疑问的和修订稿仍待审。",
        }


@admin.register(Batch)
class BatchAdmin(KeptAdmin):
    """Uploads. An existing batch is shown, not edited."""

    form = UploadForm
    list_display = ["__str__", "created_at", "created_by", "note", "items_held"]
    list_select_related = ["created_by"]
    add_form_template = "admin/reports/batch/upload.html"
    change_form_template = "admin/reports/batch/progress.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Batch]:
        found: QuerySet[Batch] = super().get_queryset(request).annotate(items_count=_ITEMS)
        if may_review(request.user):
            return found
        # Whoever only uploads sees what became of their own.
        return found.filter(created_by=request.user.pk)

    @admin.display(description="文件数")
    def items_held(self, batch: Any) -> int:
        return int(batch.items_count)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "region":
            kwargs["widget"] = PlaceSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Batch | None = None) -> list[Any]:
        if obj:
            return []
        publishing = ["publish"] if may_publish(request.user) else []
        return ["uploads", "region", "url", *publishing, "note"]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        # The form is worked on in a transaction, which would hold all other writers up while the files are stored.
        if request.method == "POST" and self.has_add_permission(request):
            form = self.get_form(request)(request.POST, request.FILES)
            # Of a form that is shown again nothing is kept.
            if form.is_valid():
                request.brought = batches.keep(request.FILES.getlist("uploads"))  # type: ignore[attr-defined]  # for save_model
        return super().add_view(request, form_url, extra_context)

    def save_model(
        self, request: HttpRequest, obj: Batch, form: forms.ModelForm[Batch], change: bool
    ) -> None:
        if change:
            return
        obj.created_by_id = request.user.pk
        obj.save()
        batches.bring(obj, getattr(request, "brought", ()))
        process_soon(obj)

    def response_add(
        self, request: HttpRequest, obj: Batch, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._to_progress(obj)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The progress page; a POST presses one of its buttons."""
        batch = self.get_object(request, object_id)
        if batch is not None and request.method == "POST":
            if not self.has_change_permission(request, batch):
                raise PermissionDenied
            self._press(request, batch)
            return self._to_progress(batch)
        context = _progress(batch, request.GET) if batch is not None else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def _press(self, request: HttpRequest, batch: Batch) -> None:
        if "_retry" in request.POST:
            again = batches.retry(batch)
            self.log_change(request, batch, f"重新处理 {again} 个文件")
            self.message_user(request, f"{again} 个文件重新处理。")
            process_soon(batch)
        elif "_undo" in request.POST:
            undone = batches.undo(batch, by=request.user.pk)
            self.log_change(request, batch, f"撤下整批，{undone} 篇")
            self.message_user(request, f"已撤下这一批的 {undone} 篇报告；原件仍在。", messages.WARNING)
            drain_soon()
        elif "_now" in request.POST:
            left = batches.work_off(batch, seconds=_INLINE_SECONDS)
            self.message_user(request, f"还有 {left} 个文件等待，请再点一次。" if left else "全部处理完了。")
            drain_soon()

    def _to_progress(self, batch: Batch) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:reports_batch_change", args=[batch.pk]))


def _progress(batch: Batch, wanted: Mapping[str, str]) -> dict[str, Any]:
    """The context of the progress page: all its counts, and of its files those of a ``state``, a ``page`` of them."""
    items = with_state(batch.items.all())
    numbers = dict(items.order_by().values_list("now").annotate(n=Count("pk")))
    waiting, total = numbers.get(BatchItem.State.WAITING, 0), sum(numbers.values())
    moved = items.aggregate(last=Max("updated_at"))["last"] or batch.created_at
    state = wanted.get("state", "") if wanted.get("state") in numbers else ""
    shown = (items.filter(now=state) if state else items).select_related("report__region")
    page = Paginator(shown.defer(*(f"report__{name}" for name in HEAVY)), _FILES).get_page(wanted.get("page"))
    return {
        "batch": batch,
        "page": page,
        "files": tell(page),
        "numbers": page.paginator.get_elided_page_range(page.number),
        "state": state,
        "total": total,
        "waiting": waiting,
        "done": total - waiting,
        "counts": [(key, label, numbers[key]) for key, label in STATES if key in numbers],
        "stalled": bool(waiting) and timezone.now() - moved > _STALLED,
        "retriable": items.filter(state=BatchItem.State.REFUSED).exclude(sha256="").exists(),
        "undoable": items.filter(report__isnull=False).exclude(state=BatchItem.State.DUPLICATE).exists(),
    }
