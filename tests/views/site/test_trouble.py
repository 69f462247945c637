"""While disk or database take nothing: reading goes on, writing is answered 503 with a sentence, nothing is half done."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from reports.ingest.tokens import make
from reports.models import Batch, BatchItem, Report
from reports.store import originals
from tests.factories import make_report
from tests.operating.faults import no_room, read_only_database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the faults are SQLite's"),
]
FULL, READ_ONLY = "磁盘满了，请腾出空间后再试。", "磁盘只读或没有权限，请检查后再试。"
FAULTS = [(no_room, FULL), (read_only_database, READ_ONLY)]
# Long enough that it does not fit in what is left of a page of the database.
TEXT = "衢山镇人民政府2023年法治政府建设年度报告\n" * 4000


@pytest.fixture(autouse=True)
def archive(settings, tmp_path: Path) -> None:
    settings.ARCHIVE_ROOT = tmp_path / "originals"


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("keeper"))
    client.raise_request_exception = False
    return client


def held() -> tuple[int, int, int]:
    return Batch.objects.count(), BatchItem.objects.count(), Report.objects.count()


@pytest.mark.parametrize(("fault", "sentence"), FAULTS)
def test_an_upload_is_refused_whole_and_readers_go_on(
    keeper: Client, indexed, fault: Callable[[], AbstractContextManager[None]], sentence: str
) -> None:
    report = make_report("甲村")
    indexed()
    before = held()
    with fault():
        files = [SimpleUploadedFile("一.txt", TEXT.encode())]
        refused = keeper.post("/admin/reports/batch/add/", {"uploads": files, "region": ""})
        read = [
            keeper.get(path).status_code
            for path in ("/", "/reports/?q=甲村", f"/reports/{report.public_id}/")
        ]
    assert (refused.status_code, refused["Retry-After"]) == (503, "30")
    assert [refused.content.decode().count(said) for said in ("<h1>没有保存</h1>", f"<p>{sentence}</p>")] == [
        1,
        1,
    ]
    assert (read, held()) == ([200, 200, 200], before)


@pytest.mark.parametrize(("fault", "sentence"), FAULTS)
def test_an_upload_by_a_program_gets_a_problem_document(
    keeper: Client, fault: Callable[[], AbstractContextManager[None]], sentence: str
) -> None:
    headers = {"authorization": f"Bearer {make(User.objects.get(), '脚本')[0]}"}
    with fault():
        answer = keeper.post(
            "/api/v1/uploads", {"files": [SimpleUploadedFile("一.txt", b"one")]}, headers=headers
        )
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        503,
        "30",
        "application/problem+json",
    )
    assert answer.json() == {"type": "about:blank", "title": "暂时不能用", "status": 503, "detail": sentence}
    assert held() == (0, 0, 0)


def test_where_the_disk_is_full_no_original_is_left_either(keeper: Client) -> None:
    with no_room():
        keeper.post(
            "/admin/reports/batch/add/", {"uploads": [SimpleUploadedFile("一.txt", b"one")], "region": ""}
        )
    assert list(originals.stored()) == []


def test_a_correction_that_cannot_be_stored_changes_nothing(keeper: Client) -> None:
    report = make_report("甲村", status="draft")
    form = {"title": "改过的题目", "genre": report.genre, "seen": report.revision, "region": "", "year": ""}
    page = f"/admin/reports/report/{report.pk}/change/"
    with read_only_database():
        assert keeper.post(page, form).status_code == 503
    assert Report.objects.get().title == report.title
    assert keeper.post(page, form).status_code == 302
    assert Report.objects.get().title == "改过的题目"


def test_anything_else_is_still_our_fault(keeper: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.views.site import site

    def fail(*_: object) -> None:
        raise RuntimeError("secret/path")

    monkeypatch.setattr(site, "render", fail)
    answer = keeper.get("/about/")
    said = answer.content.decode()
    assert (answer.status_code, "RuntimeError" in said, "secret" in said) == (500, False, False)
