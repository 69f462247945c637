"""Who answers for the archive, on what ground it republishes, and what is left of a report that was withdrawn."""

import json
import re

import pytest
from django.contrib.auth import get_user_model

from reports.models import Report
from reports.store import reports as store
from reports.store.originals import keep
from tests.factories import make_report, make_source

pytestmark = pytest.mark.django_db
SECRET = "某人家住幸福路十二号。"


@pytest.fixture
def withdrawn(settings, tmp_path) -> Report:
    settings.ARCHIVE_ROOT = tmp_path
    content = SECRET.encode()
    keep(content)
    report = make_report(
        f"一、做法\n{SECRET}\n",
        region="500116113",
        year=2021,
        title="某镇2021年法治政府建设年度报告",
        source=make_source(content, "私人.txt"),
    )
    store.withdraw(report, reason="含家庭住址")
    return report


def of(report: Report) -> str:
    return report.get_absolute_url()


def test_the_address_of_a_withdrawn_report_has_a_trace_and_not_its_text(client, withdrawn):
    response = client.get(of(withdrawn))
    page = response.content.decode()
    told = re.findall(r"<dd.*?>(.*?)</dd>", page)
    day = withdrawn.withdrawn_at.strftime("%Y")
    assert (response.status_code, SECRET in page, "私人" in page) == (410, False, False)
    assert (told[0], told[2], told[3][:4]) == (withdrawn.title, "2021", day)
    assert told[4:] == ['<span lang="zh-CN">含家庭住址</span>', f"<code>{withdrawn.source.sha256}</code>"]


def test_its_address_of_before_leads_to_the_trace(client, withdrawn):
    assert client.get(f"/reports/{withdrawn.pk}/", follow=True).redirect_chain == [(of(withdrawn), 301)]


def test_the_original_of_a_withdrawn_report_is_refused(client, withdrawn):
    response = client.get(of(withdrawn) + "original")
    assert (response.status_code, SECRET in response.content.decode()) == (410, False)


@pytest.mark.parametrize("rest", ["", "/text"])
def test_the_api_answers_with_a_trace(client, withdrawn, rest):
    response = client.get(f"/api/v1{of(withdrawn).rstrip('/')}{rest}")
    body = json.loads(response.content)
    assert (response.status_code, response["Content-Type"]) == (410, "application/problem+json")
    assert sorted(body) == sorted(
        [
            "type",
            "title",
            "status",
            "detail",
            "report_title",
            "region",
            "year",
            "withdrawn_at",
            "reason",
            "sha256",
            "sample",
        ]
    )
    assert (body["report_title"], body["reason"], body["sha256"]) == (
        withdrawn.title,
        "含家庭住址",
        withdrawn.source.sha256,
    )


@pytest.mark.parametrize(
    "path",
    ["/reports/", "/api/v1/reports", "/reports/export.csv", "/reports/figures.csv", "/feeds/reports.atom"],
)
def test_a_withdrawn_report_is_in_no_list(client, indexed, withdrawn, path):
    indexed()
    response = client.get(path, {"q": "幸福路"})
    content = b"".join(response) if response.streaming else response.content
    assert withdrawn.title.encode() not in content


def test_keepers_still_see_it(client, withdrawn):
    client.force_login(get_user_model().objects.create_superuser("keeper"))
    assert client.get(of(withdrawn)).status_code == 200


def test_published_again_it_is_what_it_was(client, withdrawn):
    store.publish(withdrawn)
    assert (client.get(of(withdrawn)).status_code, withdrawn.withdrawn_at, withdrawn.withdrawn_reason) == (
        200,
        None,
        "",
    )


def test_a_superseded_report_that_is_withdrawn_leaves_a_trace_too(client):
    report = make_report(status="superseded")
    store.withdraw(report)
    assert client.get(of(report)).status_code == 410


def test_a_draft_sent_back_was_never_seen_and_tells_nothing(client):
    report = make_report(status="draft")
    store.withdraw(report, reason="不是年度报告")
    assert (client.get(of(report)).status_code, client.get(f"/api/v1{of(report)[:-1]}").status_code) == (
        404,
        404,
    )


def main_of(client) -> str:
    return client.get("/about/rights/").content.decode().partition("<main")[2].partition("</main>")[0]


def test_an_archive_without_an_operator_says_so(client):
    page = main_of(client)
    assert ("没有写明自己是谁" in page, "没有留下联系方式" in page) == (True, True)


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("keeper@example.org", '<a href="mailto:keeper@example.org">keeper@example.org</a>'),
        ("https://example.org/ask", '<a href="https://example.org/ask">https://example.org/ask</a>'),
        ("电话 010 转 1", '<span lang="zh-CN">电话 010 转 1</span>'),
        ("javascript:alert(1)", '<span lang="zh-CN">javascript:alert(1)</span>'),
    ],
)
def test_an_operator_and_a_contact_are_named(client, settings, contact, link):
    settings.SITE_OPERATOR, settings.SITE_CONTACT = "某某大学法学院", contact
    page = main_of(client)
    assert ('<span lang="zh-CN">某某大学法学院</span>' in page, link in page) == (True, True)


@pytest.mark.parametrize("path", ["/", "/reports/", "/about/", "/coverage/", "/nowhere/"])
def test_every_page_leads_to_the_page_on_rights(client, path):
    foot = client.get(path).content.decode().partition('<footer class="site">')[2]
    assert foot.count('href="/about/rights/"') == 1


def test_the_page_about_the_archive_names_the_version_of_the_project(client, settings):
    project = (settings.BASE_DIR / "pyproject.toml").read_text("utf-8")
    version = re.search(r'^version = "(.+)"$', project, re.M)
    assert version
    assert f'<dd class="code">{version[1]}</dd>' in client.get("/about/").content.decode()
