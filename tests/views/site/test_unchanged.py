"""Answers that a reader holds: told to be the same for a query, and never when they are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.models import Indicator, Region, Report
from reports.store import reports as store
from reports.views.site import unchanged

PAGES = (
    "/", "/reports/", "/reports/?q=枫桥经验", "/reports/export.csv", "/regions/", "/regions/33/", "/regions/330921101/",
    "/topics/disputes/", "/indicators/disputes_mediated/", "/coverage/", "/coverage.csv", "/about/",
    "/feeds/reports.atom", "/api/v1/reports", "/api/v1/coverage",
)  # fmt: skip
HANDED_ON = "public, max-age=0, s-maxage=10, must-revalidate"


def tag(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    answer.getvalue()
    return answer.headers["ETag"]


def again(client: Client, path: str, held: str) -> int:
    return client.get(path, headers={"if-none-match": held}).status_code


@pytest.fixture
def pages(report: Report, indexed: Callable[[], int]) -> tuple[str, ...]:
    indexed()
    return (*PAGES, report.get_absolute_url(), f"/compare/?id={report.public_id}&id={report.public_id}")


def test_what_is_held_is_not_made_again(client: Client, pages: tuple[str, ...]) -> None:
    held = {path: tag(client, path) for path in pages}
    assert len(set(held.values())) == len(pages)
    for path, one in held.items():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path, headers={"if-none-match": f'"other", {one}'})
        assert (answer.status_code, len(asked), answer.content) == (304, 1, b""), path
        assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (one, HANDED_ON)
        assert {"Authorization", "Cookie", "Accept-Encoding"} <= set(answer.headers["Vary"].split(", "))


def test_what_streams_is_kept_by_browsers_alone(client: Client, pages: tuple[str, ...]) -> None:
    streams = {path: client.get(path).streaming for path in pages}
    told = {path: client.get(path).headers["Cache-Control"] for path in pages}
    assert told == {path: "no-cache" if streams[path] else HANDED_ON for path in pages}
    assert set(streams.values()) == {True, False}


def _publish(report: Report) -> None:
    store.withdraw(report)
    store.publish(Report.objects.get(pk=report.pk))


CHANGES: dict[str, Callable[[Report], object]] = {
    "published": _publish,
    "withdrawn": lambda report: store.withdraw(report, reason="重复"),
    "corrected": lambda report: store.correct(report, {"title": "山前镇2023年度报告"}, by="审核员"),
    "figure corrected": lambda report: store.correct_metric(
        report.metrics.all()[0], indicator="petitions_received", by="审核员"
    ),
    "place renamed": lambda report: Region.objects.filter(code="330921101").update(name="山前街道"),
    "vocabulary": lambda report: Indicator.objects.filter(slug="disputes_mediated").update(name="调解"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_every_page_is_made_again(
    client: Client, report: Report, pages: tuple[str, ...], change: Callable[[Report], object]
) -> None:
    held = {path: tag(client, path) for path in pages}
    change(report)
    assert [path for path in pages if again(client, path, held[path]) == 304] == []


def test_when_the_index_has_followed_lists_are_made_again(
    client: Client, report: Report, pages: tuple[str, ...], indexed: Callable[[], int]
) -> None:
    store.correct(report, {"title": "山前镇2023年度报告"}, by="审核员")
    held = tag(client, "/reports/")
    indexed()
    assert again(client, "/reports/", held) == 200


def test_another_version_of_the_program_or_another_day_makes_them_again(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tag(client, "/about/")
    with monkeypatch.context() as other:
        other.setattr(unchanged, "program", lambda: "another")
        assert again(client, "/about/", held) == 200
    with monkeypatch.context() as other:
        other.setattr(unchanged, "localdate", lambda: date(2030, 1, 1))
        assert again(client, "/about/", held) == 200
    assert again(client, "/about/", held) == 304


@pytest.mark.parametrize("name", ["SITE_CONTACT", "LANGUAGE_CODE", "TIME_ZONE"])
def test_the_program_is_its_settings_too(settings, name: str) -> None:
    before = unchanged.program.__wrapped__()
    setattr(settings, name, f"{getattr(settings, name)}*")
    assert unchanged.program.__wrapped__() != before


def test_the_program_is_its_templates_code_words_and_vocabularies() -> None:
    root = unchanged.Path(unchanged.settings.BASE_DIR)
    told = {path for pattern in unchanged.PROGRAM for path in root.glob(pattern)}
    for name in (
        "templates/base.html", "reports/views/site/site.py", "locale/en/LC_MESSAGES/django.mo",
        "reports/parsing/vocab/indicators.toml", "static/site.css", "archive/settings.py", "requirements.txt",
    ):  # fmt: skip
        assert root / name in told


@pytest.mark.parametrize(("cookie", "value"), [("language", "en"), ("size", "130")])
def test_readers_who_chose_otherwise_have_their_own(
    client: Client, db: None, cookie: str, value: str
) -> None:
    held = tag(client, "/about/")
    client.cookies[cookie] = value
    assert again(client, "/about/", held) == 200
    assert tag(client, "/about/") != held


def test_addresses_and_hosts_have_their_own(client: Client, pages: tuple[str, ...], settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "archive.example"]
    held = tag(client, "/reports/")
    assert again(client, "/reports/?page=1", held) == 200
    assert (
        client.get("/reports/", headers={"if-none-match": held, "host": "archive.example"}).status_code == 200
    )
    assert (
        client.get("/reports/", headers={"if-none-match": held, "host": "other.example"}).status_code == 400
    )


def test_keepers_are_shown_what_is_theirs(client: Client, report: Report, pages: tuple[str, ...]) -> None:
    address = report.get_absolute_url()
    held = tag(client, address)
    client.force_login(User.objects.create_superuser("keeper", password="only for this test"))
    answer = client.get(address, headers={"if-none-match": held})
    assert (answer.status_code, answer.headers["ETag"] == held) == (200, False)
    theirs = answer.headers["ETag"]
    client.logout()
    assert again(client, address, theirs) == 200


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/reports/000000000000/", "/check/", "/admin/login/", "/healthz"]
)
def test_what_is_no_page_or_has_a_form_of_its_own_is_always_made(client: Client, db: None, path: str) -> None:
    assert client.get(path).headers.get("Cache-Control") not in ("no-cache", HANDED_ON)


def test_a_compressed_page_is_the_same(client: Client, pages: tuple[str, ...]) -> None:
    packed = client.get("/reports/", headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert again(client, "/reports/", packed.headers["ETag"]) == 304
    # A proxy may take the sign of weakness away.
    assert again(client, "/reports/", packed.headers["ETag"].removeprefix("W/")) == 304
