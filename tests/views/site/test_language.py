"""The language of the pages: chosen by a link, remembered, never guessed, never served to another."""

import re

import pytest
from django.conf import settings

from reports.views.site.language import LANGUAGES


def language_of(html: str) -> str:
    return re.findall(r'<html lang="([^"]*)"', html)[0]


def heading(html: str) -> str:
    return re.findall(r"<h1>(.*?)</h1>", html)[0]


def test_every_language_of_the_settings_can_be_chosen():
    assert {code: one.name for code, one in LANGUAGES.items()} == dict(settings.LANGUAGES)


def test_english_is_chosen_by_a_link_that_leads_back_and_is_remembered(client, get, db):
    link = re.findall(r'href="(/language\?to=en[^"]*)"', get("/nowhere/?a=1&b=2", status=404))[0]
    assert client.get(link.replace("&amp;", "&")).url == "/nowhere/?a=1&b=2"
    page = get("/nowhere/", status=404)
    assert (language_of(page), heading(page)) == ("en", "Page not found")
    back = re.findall(r'href="(/language\?to=zh-hans[^"]*)"', page)[0]
    client.get(back.replace("&amp;", "&"))
    page = get("/nowhere/", status=404)
    assert (language_of(page), heading(page)) == ("zh-CN", "找不到这一页")


@pytest.mark.parametrize("accepted", ["en", "en-GB,en;q=0.9", "fr"])
def test_what_the_browser_prefers_is_ignored(client, db, accepted):
    page = client.get("/about/", headers={"accept-language": accepted}).content.decode()
    assert language_of(page) == "zh-CN"


@pytest.mark.parametrize("chosen", ["", "fr", "zh", "EN", "../en"])
def test_an_unknown_language_changes_nothing(client, get, db, chosen):
    assert client.get("/language", {"to": chosen}).cookies == {}
    client.cookies["language"] = chosen
    assert language_of(get("/about/")) == "zh-CN"


@pytest.mark.parametrize("address", ["https://example.com/", "//example.com/", "/\\example.com", ""])
def test_it_leads_to_pages_of_this_site_alone(client, address):
    assert client.get("/language", {"to": "en", "next": address}).url == "/"


def test_a_cache_tells_the_languages_apart(client, db):
    chinese = client.get("/about/")
    client.cookies["language"] = "en"
    english = client.get("/about/")
    assert chinese.headers["ETag"] != english.headers["ETag"]
    assert [answer.headers["Content-Language"] for answer in (chinese, english)] == ["zh-CN", "en"]
    for answer in (chinese, english):
        assert "Cookie" in answer.headers["Vary"].split(", ")
    again = client.get("/about/", headers={"if-none-match": chinese.headers["ETag"]})
    assert again.status_code == 200


@pytest.mark.parametrize(
    "path", ["/reports/export.csv", "/coverage.csv", "/api/v1/topics", "/feeds/reports.atom"]
)
def test_data_is_the_same_for_everyone(client, report, indexed, path):
    indexed()
    chinese = client.get(path).getvalue()
    client.cookies["language"] = "en"
    assert client.get(path).getvalue() == chinese


def test_the_keepers_pages_stay_chinese(client, db):
    client.cookies["language"] = "en"
    assert "登录" in client.get("/admin/login/").content.decode()


def test_a_failure_is_told_in_the_language_chosen(client, db, monkeypatch):
    from reports.views.site import site

    client.raise_request_exception = False
    client.cookies["language"] = "en"
    monkeypatch.setattr(site, "render", lambda *_: 1 / 0)
    page = client.get("/about/").content.decode()
    assert (language_of(page), heading(page)) == ("en", "Something went wrong")
