import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from reports.models import Batch, Region, Report
from tests.factories import make_report


@pytest.fixture
def draft(town: Region) -> Report:
    return make_report("一、主要举措\n", region=town, status="draft")


def browser_of(client: Client, group: str) -> Client:
    user = User.objects.create_user("staff", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("group", "upload", "batch", "reports", "publish"),
    [("上传员", 200, 200, 403, 403), ("审核员", 403, 200, 200, 302)],
)
def test_each_group_does_its_own_work_and_no_other(
    client: Client, draft: Report, group: str, upload: int, batch: int, reports: int, publish: int
) -> None:
    staff = browser_of(client, group)
    form = {
        "region": draft.region_id,
        "year": "2023",
        "title": draft.title,
        "genre": draft.genre,
        "_publish": "1",
    }
    page = f"/admin/reports/report/{draft.pk}/change/"
    answers = (
        staff.get("/admin/reports/batch/add/").status_code,
        staff.get(f"/admin/reports/batch/{Batch.objects.create().pk}/change/").status_code,
        staff.get("/admin/reports/report/").status_code,
        staff.post(page, form).status_code,
    )
    assert answers == (upload, batch, reports, publish)
    draft.refresh_from_db()
    assert draft.status == ("published" if group == "审核员" else "draft")


@pytest.mark.parametrize("group", ["上传员", "审核员"])
def test_no_group_manages_users(client: Client, db: None, group: str) -> None:
    assert browser_of(client, group).get("/admin/auth/user/").status_code == 403


@pytest.mark.parametrize(
    ("group", "links"),
    [("上传员", ["/admin/reports/batch/add/"]), ("审核员", ["/admin/reports/report/?status__exact=draft"])],
)
def test_the_first_page_leads_each_group_to_its_work(
    client: Client, db: None, group: str, links: list[str]
) -> None:
    page = browser_of(client, group).get("/admin/").content.decode()
    assert re.findall(r'<a class="button" href="([^"]+)"', page) == links
