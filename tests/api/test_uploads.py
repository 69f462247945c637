from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from reports.ingest.tokens import Scope, make, user_of
from reports.models import ApiToken, Batch, Report
from tests.factories import make_region

UPLOADS = "/api/v1/uploads"
REPORT = "浙江省岱山县衢山镇人民政府2023年法治政府建设年度报告\n一、主要举措\n调解纠纷35件。\n"


@pytest.fixture(autouse=True)
def surroundings(settings: Settings, tmp_path: Path) -> None:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def uploader(db: None) -> User:
    user = User.objects.create_user("uploader", password="before", is_staff=True)
    user.groups.add(Group.objects.get(name="上传员"))
    return user


def files(*named: tuple[str, str]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content.encode()) for name, content in named]


def token_for(user: User, scope: str = Scope.UPLOAD, days: int = 1) -> str:
    return make(user, "脚本", scope, days)[0]


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_files_are_taken_in_and_each_is_accounted_for(
    client: Client, uploader: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    make_region("330921106", "衢山镇")
    form = {
        "files": files(("一.txt", REPORT), ("空.txt", "")),
        "region": "330921",
        "url": "https://example.cn/a",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(UPLOADS, form, headers=bearer(token_for(uploader)))
    assert answer.status_code == 202
    batch = Batch.objects.get()
    assert (batch.created_by, batch.region and batch.region.code, batch.url, batch.publish) == (
        uploader,
        "330921",
        "https://example.cn/a",
        False,
    )
    told = client.get(f"{UPLOADS}/{batch.pk}", headers=bearer(token_for(uploader))).json()
    assert (told["id"], told["waiting"], told["page"]) == (
        batch.pk,
        0,
        f"/admin/reports/batch/{batch.pk}/change/",
    )
    assert [(item["name"], item["state"] == "refused", item["report"]) for item in told["items"]] == [
        ("一.txt", False, Report.objects.get().public_id),
        ("空.txt", True, None),
    ]


def test_a_nul_is_left_out_of_what_is_said_of_an_upload(client: Client, uploader: User) -> None:
    form = {"files": files(("一\0.txt", REPORT)), "note": "来\0件", "url": "https://a.cn/\0"}
    assert client.post(UPLOADS, form, headers=bearer(token_for(uploader))).status_code == 202
    batch = Batch.objects.get()
    assert (batch.note, batch.url, batch.items.get().name) == ("来件", "https://a.cn/", "一.txt")


@pytest.mark.parametrize("header", [{}, bearer("rubbish"), {"authorization": "Basic eDp5"}])
def test_without_a_token_nothing_is_taken(client: Client, db: None, header: dict[str, str]) -> None:
    answer = client.post(UPLOADS, {"files": files(("一.txt", REPORT))}, headers=header)
    assert answer.status_code == 401
    assert Batch.objects.count() == 0


def test_a_session_is_no_token(client: Client, uploader: User) -> None:
    client.force_login(uploader)
    assert client.post(UPLOADS, {"files": files(("一.txt", REPORT))}).status_code == 401


def test_a_user_who_may_not_upload_is_told_so(client: Client, db: None) -> None:
    reviewer = User.objects.create_user("reviewer", is_staff=True)
    answer = client.post(UPLOADS, {"files": files(("一.txt", REPORT))}, headers=bearer(token_for(reviewer)))
    assert (answer.status_code, answer.json()["detail"]) == (403, "这个用户没有上传权限。")


@pytest.mark.parametrize(
    ("form", "detail"),
    [
        ({"region": "999999"}, "没有代码为 999999 的地区。"),
        ({"url": "javascript:alert(1)"}, "来源网址要以 http:// 或 https:// 开头。"),
    ],
)
def test_what_is_given_wrongly_is_told(
    client: Client, uploader: User, form: dict[str, str], detail: str
) -> None:
    answer = client.post(
        UPLOADS, {"files": files(("一.txt", REPORT)), **form}, headers=bearer(token_for(uploader))
    )
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)
    assert Batch.objects.count() == 0


def test_a_batch_of_somebody_else_is_not_shown(client: Client, uploader: User) -> None:
    other = Batch.objects.create()
    assert client.get(f"{UPLOADS}/{other.pk}", headers=bearer(token_for(uploader))).status_code == 404


def test_a_token_ends_with_the_password_and_the_account(uploader: User) -> None:
    token = token_for(uploader)
    assert user_of(token) == uploader
    User.objects.update(is_active=False)
    assert user_of(token) is None
    User.objects.update(is_active=True)
    uploader.set_password("after")
    uploader.save()
    assert user_of(token) is None


@pytest.mark.parametrize(
    ("change", "works"),
    [
        ({}, True),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, False),
        ({"revoked_at": timezone.now()}, False),
        ({"scope": Scope.READ}, False),
    ],
)
def test_a_token_ends_at_its_date_and_when_revoked_and_does_what_it_may(
    client: Client, uploader: User, change: dict[str, object], works: bool
) -> None:
    header = bearer(token_for(uploader))
    ApiToken.objects.update(**change)
    answer = client.post(UPLOADS, {"files": files(("一.txt", REPORT))}, headers=header)
    assert answer.status_code == (202 if works else 401)


def test_a_token_is_kept_as_a_hash_with_its_last_use(client: Client, uploader: User) -> None:
    token = token_for(uploader)
    held = ApiToken.objects.get()
    assert (token in str(vars(held)), held.last_used_at) == (False, None)
    assert client.get("/api/v1/topics", headers=bearer(token)).status_code == 200
    held.refresh_from_db()
    assert held.last_used_at is not None


def test_a_token_raises_the_rate_of_reading(
    client: Client, uploader: User, settings: Settings, tmp_path: Path
) -> None:
    settings.LIMITS_ROOT, settings.THROTTLE = tmp_path / "limits", 1 / 300
    header = bearer(token_for(uploader, Scope.READ))
    statuses = [client.get("/api/v1/topics", headers=header).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_the_command_lists_and_revokes(uploader: User, capsys: pytest.CaptureFixture[str]) -> None:
    row = make(uploader, "区里的脚本", Scope.UPLOAD, 30)[1]
    call_command("upload_token", "--revoke", str(row.pk))
    call_command("upload_token", "--list")
    told = capsys.readouterr().out.splitlines()[-1].split("  ")
    assert told[:5] == [str(row.pk), "uploader", "区里的脚本", "上传和读取", "已作废"]
    with pytest.raises(CommandError):
        call_command("upload_token", "--revoke", "0")


MULTIPART = 'multipart/form-data; boundary="xx"'


@pytest.mark.parametrize("path", [UPLOADS, "/check/"])
@pytest.mark.parametrize(
    ("head", "body", "media_type"),
    [
        (f'name="text"; x="{"a" * 100_000}"', "正文", MULTIPART),
        (f'name="{"a" * 100_000}"', "正文", MULTIPART),
        ('name="files"; filename="a.txt"\r\nContent-Transfer-Encoding: base64', "!!!", MULTIPART),
        ('name="text"', "+2AA-", f"{MULTIPART}; charset=utf-7"),
        ('name="note"', "+2AA-", f"{MULTIPART}; charset=utf-16"),
        ('name="text"', "1", "multipart/form-data"),
        ('name="text"', "1", "application/x-www-form-urlencoded; charset=utf-7"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_with_a_sentence(
    client: Client, uploader: User, path: str, head: str, body: str, media_type: str
) -> None:
    sent = f"--xx\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n--xx--\r\n"
    client.raise_request_exception = False
    answer = client.generic("POST", path, sent, content_type=media_type, headers=bearer(token_for(uploader)))
    assert 400 <= answer.status_code < 500
    assert answer.content


def test_the_command_prints_a_token_of_whoever_may_upload(
    uploader: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("upload_token", "uploader")
    assert user_of(capsys.readouterr().out.strip()) == uploader


@pytest.mark.parametrize("name", ["nobody", "viewer"])
def test_the_command_refuses_everybody_else(db: None, name: str) -> None:
    User.objects.create_user("viewer")
    with pytest.raises(CommandError):
        call_command("upload_token", name)
