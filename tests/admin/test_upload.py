import io
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from reports.models import Batch, BatchItem, Region, Report
from reports.store import originals
from reports.store import reports as store
from reports.text.remarks import words

REPORT = (
    "衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n（一）化解矛盾。调解纠纷35件。\n"
    "（二）依法行政。健全合法性审查机制，推进综合行政执法规范化建设。\n二、存在不足\n力量不足。\n"
)
ADD = "/admin/reports/batch/add/"


def upload_of(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def outcomes() -> list[tuple[str, str, str]]:
    return [(item.name, item.state, item.reason) for item in BatchItem.objects.all()]


def page_of(batch: Batch) -> str:
    return f"/admin/reports/batch/{batch.pk}/change/"


def test_of_three_files_the_bad_one_gets_its_reason_and_the_others_go_in(
    keeper: Client, town: Region, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    files = [
        upload_of("一.txt", REPORT.format(2022)),
        upload_of("空.txt", ""),
        upload_of("二.html", f"<html><body><p>{REPORT.format(2023)}</p></body></html>".encode("gbk")),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        answer = keeper.post(
            ADD, {"uploads": files, "region": town.pk, "url": "https://example.cn/a", "note": "来件"}
        )
    batch = Batch.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page_of(batch))
    assert [(name, state == "refused") for name, state, _ in outcomes()] == [
        ("一.txt", False),
        ("空.txt", True),
        ("二.html", False),
    ]
    assert outcomes()[1][2] == "文件是空的（0 字节）。"
    assert Report.objects.count() == 2
    for report in Report.objects.select_related("source"):
        assert originals.load(report.source.sha256)
        assert (report.source.url, report.source.received_by.username) == ("https://example.cn/a", "keeper")
    page = keeper.get(page_of(batch)).content.decode()
    for name, _, reason in outcomes():
        assert name in page
        assert reason in page
    assert 'http-equiv="refresh"' not in page


def rows(keeper: Client, batch: Batch, **params: str) -> list[tuple[str, str]]:
    """State and remark of each file, as the batch's page shows them."""
    page = keeper.get(page_of(batch), params).content.decode()
    return re.findall(r'<span class="state-(\w+)">.*?<td>([^<]*)</td>\s*</tr>', page, re.S)


def test_the_files_of_a_batch_say_what_the_keeper_has_decided_since(
    keeper: Client, town: Region, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    nowhere = REPORT.format(2021).replace("衢山镇", "城关镇")
    files = [upload_of("一.txt", nowhere), upload_of("二.txt", f"岱山县{REPORT.format(2022)}")]
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(ADD, {"uploads": files, "region": "", "publish": "on"})
    batch = Batch.objects.get()
    first, second = Report.objects.order_by("year")
    unsure = "认出“城关镇”，全国有 131 处叫这个名字，请选地区。"
    assert rows(keeper, batch) == [("undecided", unsure), ("published", "")]
    store.correct(first, {"region": town.code}, by="keeper")
    assert rows(keeper, batch) == [("undecided", "没有疑问了，可以发布。"), ("published", "")]
    store.publish(first)
    store.withdraw(second)
    assert rows(keeper, batch) == [("published", ""), ("withdrawn", "")]
    assert rows(keeper, batch, state="withdrawn") == [("withdrawn", "")]


def test_a_zip_gives_an_item_a_file(
    keeper: Client, town: Region, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("2022/一.txt", REPORT.format(2022))
        archive.writestr("../../二.txt", "")
        archive.writestr("__MACOSX/._一.txt", b"\0")
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(ADD, {"uploads": [upload_of("来件.zip", packed.getvalue())]})
    assert [(name, state == "refused") for name, state, _ in outcomes()] == [
        ("来件.zip/二.txt", True),
        ("来件.zip/2022/一.txt", False),
    ]


def test_without_files_the_form_says_so(keeper: Client) -> None:
    answer = keeper.post(ADD, {"note": "空"})
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors == {"uploads": ["这个字段是必填项。"]}


def test_of_a_form_that_is_shown_again_nothing_is_kept(keeper: Client) -> None:
    answer = keeper.post(ADD, {"uploads": [upload_of("一.txt", b"one")], "url": "no address"})
    assert list(answer.context["adminform"].form.errors) == ["url"]
    assert list(originals.stored()) == []
    assert Batch.objects.count() == 0


@pytest.fixture
def waiting(town: Region) -> Batch:
    batch = Batch.objects.create()
    BatchItem.objects.create(batch=batch, name="一.txt", sha256=originals.keep(REPORT.format(2022).encode()))
    return batch


def test_a_batch_that_waits_renews_its_page_by_itself(keeper: Client, waiting: Batch) -> None:
    page = keeper.get(page_of(waiting)).content.decode()
    assert 'http-equiv="refresh"' in page
    assert "立即处理" not in page


def test_without_a_worker_the_page_says_so_and_offers_to_do_it_now(keeper: Client, waiting: Batch) -> None:
    before = timezone.now() - timedelta(minutes=5)
    Batch.objects.update(created_at=before)
    BatchItem.objects.update(updated_at=before)
    assert (
        "请启动 <code>python manage.py serve --only worker</code>"
        in keeper.get(page_of(waiting)).content.decode()
    )
    keeper.post(page_of(waiting), {"_now": "1"})
    assert [state == "waiting" for _, state, _ in outcomes()] == [False]
    assert Report.objects.count() == 1


def test_a_batch_of_hundreds_is_shown_in_pages_and_by_what_became_of_its_files(
    keeper: Client, waiting: Batch, django_assert_max_num_queries: Any
) -> None:
    waiting.items.all().delete()
    refused = BatchItem.State.REFUSED
    rows = [BatchItem(batch=waiting, name=f"{n:03}.txt", sha256="") for n in range(450)]
    rows += [
        BatchItem(batch=waiting, name=f"坏{n}.txt", state=refused, remark=words("坏").stored())
        for n in range(3)
    ]
    BatchItem.objects.bulk_create(rows)
    address = page_of(waiting)

    def names(**params: object) -> list[str]:
        html = keeper.get(address, params).content.decode()
        return re.findall(r'<td class="file-name">(.*?)</td>', html)

    assert [len(names(page=page)) for page in (1, 2, 3, 99, "x")] == [200, 200, 53, 53, 200]
    assert names(state=refused) == ["坏0.txt", "坏1.txt", "坏2.txt"]
    assert len(names(state="没有")) == 200
    with django_assert_max_num_queries(25):
        html = keeper.get(address, {"page": 2}).content.decode()
    assert re.findall(r'<progress[^>]* value="(\d+)" max="(\d+)"', html) == [("3", "453")]
    assert html.count('<a href="?page=3">3</a>') == 1


def test_refused_files_are_tried_again(
    keeper: Client, waiting: Batch, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    waiting.items.update(state="refused", remark=words("当时读不了。").stored())
    with django_capture_on_commit_callbacks(execute=True):
        keeper.post(page_of(waiting), {"_retry": "1"})
    assert [state == "refused" for _, state, _ in outcomes()] == [False]
    assert Report.objects.count() == 1


def test_undoing_a_batch_withdraws_its_reports_and_keeps_everything(keeper: Client, waiting: Batch) -> None:
    keeper.post(page_of(waiting), {"_now": "1"})
    keeper.post(page_of(waiting), {"_undo": "1"})
    report = Report.objects.get()
    assert report.status == "withdrawn"
    assert originals.load(report.source.sha256) == REPORT.format(2022).encode()


@pytest.mark.parametrize(
    ("permission", "may_upload", "may_press"),
    [("view_batch", 403, 403), ("add_batch", 200, 403), ("change_batch", 403, 302)],
)
def test_each_permission_opens_only_its_own(
    client: Client, waiting: Batch, permission: str, may_upload: int, may_press: int
) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=permission))
    client.force_login(user)
    assert client.get(ADD).status_code == may_upload
    assert client.post(page_of(waiting), {"_retry": "1"}).status_code == may_press


def test_nothing_can_be_deleted(keeper: Client, waiting: Batch) -> None:
    assert keeper.post(f"/admin/reports/batch/{waiting.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Batch.objects.count() == 1
