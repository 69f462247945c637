"""Which account opens which page of the admin, and that no form is taken without its token."""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, URLResolver

from reports.models import Batch, Report
from tests.factories import make_report

#: Address → the status for: nobody, a user who is no staff, staff without a group, an uploader, a reviewer, the keeper.
OPENS = {
    "/admin/": (302, 302, 200, 200, 200, 200),
    "/admin/reports/report/": (302, 302, 403, 403, 200, 200),
    "/admin/reports/report/add/": (302, 302, 403, 403, 403, 403),
    "/admin/reports/report/{report}/change/": (302, 302, 403, 403, 200, 200),
    "/admin/reports/report/{report}/delete/": (302, 302, 403, 403, 403, 403),
    "/admin/reports/report/{report}/history/": (302, 302, 403, 403, 200, 200),
    "/admin/reports/batch/": (302, 302, 403, 200, 200, 200),
    "/admin/reports/batch/add/": (302, 302, 403, 200, 403, 200),
    "/admin/reports/batch/{batch}/change/": (302, 302, 403, 302, 200, 200),
    "/admin/reports/batch/{batch}/delete/": (302, 302, 403, 403, 403, 403),
    "/admin/reports/region/": (302, 302, 403, 200, 200, 200),
    "/admin/reports/region/add/": (302, 302, 403, 403, 403, 403),
    "/admin/reports/apitoken/": (302, 302, 403, 403, 403, 200),
    "/admin/reports/apitoken/add/": (302, 302, 403, 403, 403, 200),
    "/admin/auth/user/": (302, 302, 403, 403, 403, 200),
    "/admin/auth/user/add/": (302, 302, 403, 403, 403, 200),
    "/admin/auth/group/": (302, 302, 403, 403, 403, 200),
}
WHO = ("nobody", "reader", "staff", "上传员", "审核员", "keeper")


@pytest.fixture
def accounts(db: None) -> dict[str, Client]:
    clients = {who: Client() for who in WHO}
    for who, client in clients.items():
        if who == "nobody":
            continue
        user = User.objects.create_user(who, is_staff=who != "reader", is_superuser=who == "keeper")
        user.groups.set(Group.objects.filter(name=who))
        client.force_login(user)
    return clients


@pytest.mark.parametrize("address", OPENS)
def test_each_account_opens_its_own_pages_alone(accounts: dict[str, Client], address: str) -> None:
    report, batch = make_report(status=Report.Status.DRAFT), Batch.objects.create()
    path = address.format(report=report.pk, batch=batch.pk)
    assert tuple(accounts[who].get(path).status_code for who in WHO) == OPENS[address]


def addresses_of(patterns: Iterable[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses_of(one.url_patterns, route)
        else:
            yield re.sub(r"<[^>]*>", "1", route)


def test_whoever_has_not_signed_in_is_sent_to_do_so_from_every_page_of_the_admin(
    client: Client, db: None
) -> None:
    paths = sorted({path for path in addresses_of(admin.site.get_urls(), "/admin/") if "(?P" not in path})
    led = {path: client.get(path).headers.get("Location", "").split("?")[0] for path in paths}
    assert len(led) > 30
    assert {path for path, to in led.items() if to != "/admin/login/"} == {"/admin/login/", "/admin/logout/"}


@pytest.mark.parametrize(
    "path",
    ["/admin/login/", "/admin/logout/", "/admin/reports/batch/add/", "/admin/reports/report/", "/check/"],
)
def test_a_form_without_its_token_is_refused(db: None, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("keeper"))
    assert client.post(path, {"text": "正文"}).status_code == 403
    assert Batch.objects.count() == 0
