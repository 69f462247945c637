"""The banner of the demonstration: on every page, in the page's language, and on none of an archive proper."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.factories import make_region

BANNER = '<aside class="demo-banner" aria-label="演示"><p>演示：内容系生成，并非真实报告</p></aside>'
ENGLISH = "Demonstration: everything here is generated; none of it is a real report"
PAGES = [
    "/", "/reports/", "/reports/?q=调解", "/regions/", "/regions/99/", "/topics/", "/topics/disputes/", "/indicators/",
    "/indicators/disputes_mediated/", "/words/", "/words/lines/", "/words/keyness/", "/words/collocates/", "/words/panel/",
    "/coverage/", "/check/", "/compare/", "/about/", "/about/rights/", "/api/v1/docs", "/admin/login/",
]  # fmt: skip
ERRORS = {"/nowhere/": 404, "/reports/000000000000/": 404}


@pytest.fixture
def demo(indexed, settings, tmp_path: Path) -> None:
    make_region("99", "示例省")
    settings.DEMO_ROOT = str(tmp_path)


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_the_banner_once(demo, client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content.decode().count(BANNER)) == (200, 1)


@pytest.mark.parametrize(("path", "status"), ERRORS.items())
def test_a_page_of_an_error_has_it_too(demo, client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content.decode().count(BANNER)) == (status, 1)


def test_english_pages_say_it_in_english_and_the_keepers_in_chinese(demo, client: Client) -> None:
    client.cookies["language"] = "en"
    assert client.get("/").content.decode().count(ENGLISH) == 1
    assert client.get("/admin/login/").content.decode().count(BANNER) == 1


def test_a_page_says_how_long_it_is_with_the_banner(demo, client: Client) -> None:
    for path in ("/", "/nowhere/"):
        answer = client.get(path)
        assert answer.headers["Content-Length"] == str(len(answer.content))


def test_what_is_no_page_is_left_as_it_is(demo, client: Client) -> None:
    for path in ("/reports/export.csv", "/api/v1/reports", "/feeds/reports.atom"):
        assert b"demo-banner" not in b"".join(client.get(path))


def test_an_archive_proper_has_no_banner(indexed, client: Client) -> None:
    for path in PAGES[:3]:
        assert b"demo-banner" not in client.get(path).content


def test_all_data_of_a_demonstration_lies_in_its_folder(tmp_path: Path) -> None:
    """Whatever the keeper's own settings say."""
    asked = (
        "from django.conf import settings as s; "
        "print(s.DATABASES['default']['NAME'], s.HAYSTACK_CONNECTIONS['default']['PATH'], "
        "s.ARCHIVE_ROOT, s.LIMITS_ROOT, s.STATIC_ROOT)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=Path(__file__).parents[3],
        env={
            "DJANGO_SETTINGS_MODULE": "archive.settings",
            "SECRET_KEY": "x",
            "DEMO_ROOT": str(tmp_path),
            "DATABASE_URL": "postgres://keeper@db/archive",
            "SEARCH_URL": "whoosh:///var/index",
            "ARCHIVE_ROOT": "var/originals",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    names = ("archive.sqlite3", "index", "originals", "limits", "static")
    assert done.stdout.split() == [str(tmp_path / name) for name in names]
