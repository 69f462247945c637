"""The site around the archive: errors, headers, robots, the empty archive."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve
from django.views.defaults import server_error

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
PAGES = ["/", "/reports/", "/copied/", "/compare/", "/regions/", "/topics/", "/indicators/", "/about/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_works_in_an_empty_archive(indexed, get, path):
    assert get(path).count("<h1") == 1


def test_the_empty_archive_says_how_to_fill_it(indexed, get):
    assert get("/").count("馆里还没有报告") == 1


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/reports/1/", "/regions/99/", "/topics/none/", "/indicators/none/"]
)
def test_what_is_not_there_is_a_404_with_a_way_on(db, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.content.decode().count("找不到这一页") == 2


def test_what_is_not_there_is_not_said_to_be_unpublished(db, client):
    page = client.get("/nowhere/").content.decode()
    assert ("没有公开" in page, page.count("本馆没有收录的报告，当地也许已经公开。")) == (False, 1)


NUL_ASKED = [
    "/reports/?q=%00调解&region=%00&topic=%00&indicator=%00&year=%00&region_q=%00",
    "/reports/?q=%%0000",
    "/coverage/?region=%00&from=%00",
    "/indicators/disputes_mediated/?region=%00&unit=%00",
    "/feeds/reports.atom?q=%00&region=%00",
    "/api/v1/reports?q=%00&region=%00",
    "/api/v1/regions?q=%00&parent=%00",
]


@pytest.mark.parametrize("path", NUL_ASKED)
def test_a_nul_in_what_is_asked_is_as_if_it_had_not_been_typed(indexed, client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "\0" not in answer.wsgi_request.META["QUERY_STRING"]
    assert all("\0" not in value for values in answer.wsgi_request.GET.lists() for value in values[1])


@pytest.mark.parametrize("path", ["/regions/%001/", "/topics/%00/", "/api/v1/regions/%00"])
def test_no_page_has_a_nul_in_its_address(db, client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/readyz", "/nowhere/"])
def test_every_answer_carries_the_security_headers(indexed, client, path):
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert policy.split("; ")[0] == "default-src 'self'"
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "template", [path for path in TEMPLATES if "admin" not in path.parts], ids=lambda path: path.name
)
def test_templates_hold_no_inline_style_script_handler_or_foreign_address(template):
    text = template.read_text("utf-8")
    assert (
        re.findall(r'\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|(?:src|href)="(?:https?:)?//', text)
        == []
    )


def test_a_failure_page_needs_nothing_that_may_have_failed(client, db, monkeypatch):
    client.raise_request_exception = False
    from reports.views.site import site

    monkeypatch.setattr(site, "render", lambda *_: 1 / 0)
    response = client.get("/about/")
    assert response.status_code == 500
    assert response.content.decode().count("网站出错了") == 1


def test_the_failure_page_asks_no_database_and_leads_on(rf):
    """Without the database's fixture a single query would fail here."""
    html = server_error(rf.get("/anywhere/")).content.decode()
    ways = re.findall(r'(?:<a [^>]*href|action)="([^"]+)"', html)
    assert [resolve(way).url_name for way in ways] == ["home", "reports", "reports", "regions", "home"]


def test_a_form_that_is_not_accepted_says_what_to_do(db):
    response = Client(enforce_csrf_checks=True).post("/check/", {"text": "草稿"})
    assert (response.status_code, response.content.decode().count("没有提交成功")) == (403, 2)


def test_what_is_not_understood_is_a_400_with_ways_on(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert (response.status_code, response.content.decode().count("看不懂这个请求")) == (400, 2)


def test_robots_are_kept_from_the_combinations_of_filters(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /reports/?",
        "Disallow: /compare/",
        "Disallow: /coverage/?",
        "Disallow: /coverage.csv",
        "Disallow: /indicators/*?",
        "Disallow: /topics/*?",
        "Disallow: /*.csv",
        "Disallow: /*.svg?",
        "Allow: /",
    ]


def test_browsers_that_ask_for_an_icon_are_led_to_it(client):
    assert client.get("/favicon.ico").headers["Location"] == "/static/icon.svg"


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/reports/", [("/reports/", "page")]),
        ("/topics/disputes/", [("/topics/", "true")]),
        ("/about/", [("/about/", "page")]),
        ("/", []),
    ],
)
def test_the_header_marks_the_section_one_is_in(indexed, get, path, marked):
    header = get(path).split("<header")[1].split("</header>")[0]
    sections = re.findall(r'<a href="([^"?]+)" aria-current="(\w+)"', header)
    assert sections == marked


def test_every_kind_of_public_page_describes_itself_once(report, get):
    pages = [
        "/", "/reports/", report.get_absolute_url(), "/regions/", "/regions/330921/", "/topics/", "/topics/disputes/",
        "/indicators/", "/indicators/disputes_mediated/", "/coverage/", "/words/", "/check/", "/about/",
    ]  # fmt: skip
    told = [re.findall(r'<meta name="description" content="([^"]+)">', get(page)) for page in pages]
    assert [len(one) for one in told] == [1] * len(pages)
    # The list of reports says what the whole site is.
    assert len({one[0] for one in told}) == len(pages) - 1


def test_a_request_of_the_wrong_kind_gets_a_page_of_the_sites_own(db, client):
    refused = client.put("/check/")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, POST")
    assert refused.content.decode().count("<h1>这一页不能这样打开</h1>") == 1
