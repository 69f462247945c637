"""Uploader, reviewer and administrator: what each can do, and that nobody gets further by posting directly."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports.ingest.tokens import make
from reports.models import Batch, Region, Report
from tests.admin.test_review import LIST, form_of, page_of
from tests.factories import make_report

ADD = "/admin/reports/batch/add/"
UPLOADS = "/api/v1/uploads"


@pytest.fixture
def draft(town: Region) -> Report:
    return make_report("一、主要举措\n", region=town, status="draft")


@pytest.fixture(params=["上传员", "审核员", "管理员"])
def staff(request: pytest.FixtureRequest, client: Client, db: None) -> tuple[str, User]:
    """Who is signed in: the name of the role, and the user."""
    user = User.objects.create_user("staff", is_staff=True, is_superuser=request.param == "管理员")
    if not user.is_superuser:
        user.groups.add(Group.objects.get(name=request.param))
    client.force_login(user)
    return request.param, user


def file() -> SimpleUploadedFile:
    return SimpleUploadedFile("一.txt", "岱山县衢山镇2023年法治政府建设年度报告\n一、主要举措\n".encode())


def reached(client: Client, batch: Batch, **pressed: str) -> int:
    """200 when the batch's page is what comes back, else 403: a page that is not there leads to the first one."""
    page = f"/admin/reports/batch/{batch.pk}/change/"
    answer = client.post(page, pressed, follow=True) if pressed else client.get(page, follow=True)
    return 200 if answer.request["PATH_INFO"] == page and answer.status_code == 200 else 403


Act = Callable[[Client, User, Report, Batch], int]
#: What can be done → how it is posted, and which of uploader, reviewer, administrator it is open to.
ACTS: dict[str, tuple[Act, tuple[bool, bool, bool]]] = {
    "upload": (lambda c, u, r, b: c.post(ADD, {"uploads": file()}).status_code, (True, False, True)),
    "upload by a program": (
        lambda c, u, r, b: (
            c.post(
                UPLOADS, {"files": file()}, headers={"authorization": f"Bearer {make(u, '脚本')[0]}"}
            ).status_code
        ),
        (True, False, True),
    ),
    "publish from a program": (
        lambda c, u, r, b: (
            c.post(
                UPLOADS,
                {"files": file(), "publish": "true"},
                headers={"authorization": f"Bearer {make(u, '脚本')[0]}"},
            ).status_code
        ),
        (False, False, True),
    ),
    "see the list of reports": (lambda c, u, r, b: c.get(LIST).status_code, (False, True, True)),
    "see the review screen": (lambda c, u, r, b: c.get(page_of(r)).status_code, (False, True, True)),
    "see a report's history": (
        lambda c, u, r, b: c.get(f"{LIST}{r.pk}/history/").status_code,
        (False, True, True),
    ),
    "correct": (
        lambda c, u, r, b: c.post(page_of(r), form_of(r, year="2022")).status_code,
        (False, True, True),
    ),
    "publish": (
        lambda c, u, r, b: c.post(page_of(r), form_of(r, _publish="1")).status_code,
        (False, True, True),
    ),
    "publish from the list": (
        lambda c, u, r, b: c.post(LIST, {"action": "publish_chosen", "_selected_action": [r.pk]}).status_code,
        (False, True, True),
    ),
    "send back": (
        lambda c, u, r, b: c.post(page_of(r), form_of(r, _withdraw="1")).status_code,
        (False, True, True),
    ),
    "see another's batch": (lambda c, u, r, b: reached(c, b), (False, True, True)),
    "try another's batch again": (lambda c, u, r, b: reached(c, b, _retry="1"), (False, True, True)),
    "undo another's batch": (lambda c, u, r, b: reached(c, b, _undo="1"), (False, True, True)),
    "add a region": (
        lambda c, u, r, b: c.get("/admin/reports/region/add/").status_code,
        (False, False, False),
    ),
    "delete a report": (
        lambda c, u, r, b: c.post(f"{LIST}{r.pk}/delete/", {"post": "yes"}).status_code,
        (False,) * 3,
    ),
    "manage users": (lambda c, u, r, b: c.get("/admin/auth/user/").status_code, (False, False, True)),
    "make a user": (lambda c, u, r, b: c.get("/admin/auth/user/add/").status_code, (False, False, True)),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_role_does_its_own_work_and_no_other(
    client: Client, staff: tuple[str, User], draft: Report, act: str
) -> None:
    role, user = staff
    do, open_to = ACTS[act]
    batch = Batch.objects.create()
    before = Report.objects.values().get()
    allowed = do(client, user, draft, batch) in (200, 202, 302)
    assert allowed == open_to[["上传员", "审核员", "管理员"].index(role)]
    if not allowed:
        assert Report.objects.values().get() == before
        assert list(Batch.objects.all()) == [batch]


def test_an_uploader_who_asks_for_publication_all_the_same_gets_a_draft(client: Client, town: Region) -> None:
    user = User.objects.create_user("up", is_staff=True)
    user.groups.add(Group.objects.get(name="上传员"))
    client.force_login(user)
    assert 'name="publish"' not in client.get(ADD).content.decode()
    assert client.post(ADD, {"uploads": file(), "publish": "on"}).status_code == 302
    assert [(batch.created_by, batch.publish) for batch in Batch.objects.all()] == [(user, False)]


def test_an_uploader_sees_no_link_that_is_closed_to_them(client: Client, draft: Report) -> None:
    user = User.objects.create_user("up", is_staff=True)
    user.groups.add(Group.objects.get(name="上传员"))
    client.force_login(user)
    batch = Batch.objects.create(created_by=user)
    batch.items.create(name="一.txt", state="stored", report=draft)
    page = client.get(f"/admin/reports/batch/{batch.pk}/change/").content.decode()
    assert draft.title in page
    assert page_of(draft) not in page
    assert "_undo" not in page


def test_an_uploader_finds_their_batches_on_the_first_page(client: Client, draft: Report) -> None:
    user = User.objects.create_user("up", is_staff=True)
    user.groups.add(Group.objects.get(name="上传员"))
    client.force_login(user)
    mine, _ = Batch.objects.create(created_by=user), Batch.objects.create()
    mine.items.create(name="一.txt", state="stored", report=draft)
    page = client.get("/admin/").content.decode()
    assert set(re.findall(r'href="(/admin/reports/batch/\d+/change/)"', page)) == {
        f"/admin/reports/batch/{mine.pk}/change/"
    }
    assert "1 个，1 个入库" in page


@pytest.mark.parametrize(
    ("group", "links"),
    [
        ("上传员", ["/admin/reports/batch/add/"]),
        ("审核员", ["/admin/reports/report/review/", "/admin/reports/report/sure/"]),
    ],
)
def test_the_first_page_leads_each_group_to_its_work(
    client: Client, draft: Report, group: str, links: list[str]
) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    page = client.get("/admin/").content.decode()
    assert re.findall(r'<a class="button[^"]*" href="([^"]+)"', page) == links
