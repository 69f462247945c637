"""Uploads by programs: the same batches as in the admin, worked off in the background."""

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import File, Form, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from ninja.security import HttpBearer

from reports.ingest import batches
from reports.ingest.addresses import is_web_address
from reports.ingest.tasks import process_soon
from reports.ingest.tokens import user_of
from reports.ingest.told import tell, with_state
from reports.models import Batch, Region
from reports.queries import HEAVY
from reports.store.groups import may_publish


class Token(HttpBearer):
    """``Authorization: Bearer TOKEN``, of a staff member who may upload; made in the admin or by ``upload_token``."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        user = user_of(token)
        if user is not None and not user.has_perm("reports.add_batch"):
            raise HttpError(403, "这个用户没有上传权限。")
        return user


class ItemOut(Schema):
    """A file of a batch and what became of it until now; ``reason`` says what is to be asked, or why it was refused."""

    name: str
    state: str
    reason: str
    report: str | None


class BatchOut(Schema):
    """A batch: ``waiting`` counts the files not yet worked off."""

    id: int
    waiting: int
    page: str
    items: list[ItemOut]


router = Router(auth=Token())


@router.post("", response={202: BatchOut}, summary="Upload files")
def upload(
    request: HttpRequest,
    files: File[list[UploadedFile]],
    region: Form[str] = "",
    url: Form[str] = "",
    publish: Form[bool] = False,
    note: Form[str] = "",
) -> Status[BatchOut]:
    """Take files (or zips of them) into a new batch; ask for ``GET /uploads/{id}`` until nothing waits.

    ``region`` is the code of the region they belong to, ``publish`` publishes what is without doubt, if
    you may review.
    """
    # PostgreSQL refuses NUL characters.
    region, url, note = (typed.replace("\0", "") for typed in (region, url, note))
    place = Region.objects.filter(code=region).first() if region else None
    if region and place is None:
        raise HttpError(422, f"没有代码为 {region} 的地区。")
    if url and not is_web_address(url):
        raise HttpError(422, "来源网址要以 http:// 或 https:// 开头。")
    if publish and not may_publish(_user(request)):
        raise HttpError(403, "这个用户不能直接发布，请去掉 publish，由审核员发布。")
    brought = batches.keep(files)
    with transaction.atomic():
        batch = Batch.objects.create(
            created_by=_user(request), region=place, url=url[:1000], publish=publish, note=note[:200]
        )
        batches.bring(batch, brought)
        process_soon(batch)
    return Status(202, _told(batch))


@router.get("/{batch_id}", response=BatchOut, summary="What became of an upload")
def outcome(request: HttpRequest, batch_id: int) -> BatchOut:
    """The files of one of your own batches with their outcomes."""
    return _told(get_object_or_404(Batch, pk=batch_id, created_by=_user(request)))


def _user(request: HttpRequest) -> User:
    user = getattr(request, "auth", None)
    # Token lets nobody else through.
    assert isinstance(user, User)
    return user


def _told(batch: Batch) -> BatchOut:
    held = batch.items.select_related("report").defer(*(f"report__{name}" for name in HEAVY))
    items = [
        ItemOut(
            name=told.item.name,
            state=told.state,
            reason=told.reason,
            report=told.item.report.public_id if told.item.report else None,
        )
        for told in tell(with_state(held))
    ]
    return BatchOut(
        id=batch.pk,
        waiting=sum(item.state == "waiting" for item in items),
        page=reverse("admin:reports_batch_change", args=[batch.pk]),
        items=items,
    )
