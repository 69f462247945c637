"""The feed holds every report of a result, the latest arrival first, page by page, and says what was changed."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from reports.models import Report
from reports.store import reports as store
from tests.factories import make_report

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: Client, address: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Id and summary of the entries, and where the links of the feed lead."""
    feed = ElementTree.fromstring(client.get(address).content)
    entries = [
        (entry.findtext(f"{ATOM}id", "").rpartition("/")[2], entry.findtext(f"{ATOM}summary", ""))
        for entry in feed.iter(f"{ATOM}entry")
    ]
    return entries, {link.get("rel", ""): link.get("href", "") for link in feed.findall(f"{ATOM}link")}


def released(report: Report, day: int) -> Report:
    Report.objects.filter(pk=report.pk).update(released_at=timezone.now() - timedelta(days=day))
    return report


def test_a_newly_received_report_of_an_old_year_comes_first(client: Client, indexed) -> None:
    recent = released(make_report("甲", region="500116113", year=2024), 3)
    old = released(make_report("乙", region="500116101", year=2012), 1)
    indexed()
    entries, _ = read(client, "/feeds/reports.atom")
    assert [name for name, _ in entries] == [old.public_id, recent.public_id]


def test_a_draft_arrives_when_it_is_published_and_a_withdrawn_report_when_it_returns(
    client: Client, indexed
) -> None:
    early = make_report("甲", region="500116113", year=2020, status="draft")
    later = make_report("乙", region="500116101", year=2021)
    store.publish(early)
    indexed()
    assert [name for name, _ in read(client, "/feeds/reports.atom")[0]] == [early.public_id, later.public_id]
    store.withdraw(later)
    store.publish(later)
    indexed()
    assert [name for name, _ in read(client, "/feeds/reports.atom")[0]] == [later.public_id, early.public_id]


def test_following_next_from_the_first_page_gives_every_report_once(client: Client, indexed) -> None:
    made = [make_report(f"甲{n}", region="500116113", year=1900 + n) for n in range(101)]
    make_report("乙", region="330921106", year=2020)
    indexed()
    address, seen, pages = "/feeds/reports.atom?region=50", [], 0
    while address:
        entries, links = read(client, address)
        seen += [name for name, _ in entries]
        pages += 1
        assert links["first"].endswith("/feeds/reports.atom?region=50")
        assert ("previous" in links) is (pages > 1)
        address = links.get("next", "")
    assert (pages, len(seen), sorted(seen)) == (3, 101, sorted(report.public_id for report in made))


def test_the_feed_says_what_was_superseded_and_what_was_corrected(client: Client, indexed) -> None:
    first = make_report("甲", region="500116113", year=2020, title="旧稿")
    second = make_report("乙", region="500116113", year=2020, status="draft", supersedes=first)
    store.correct(second, {"issuer": "某镇司法所"}, by="keeper")
    store.publish(second)
    indexed()
    place = "地区50地区500116地区500116113，2020年度。"
    ((_, summary),) = read(client, "/feeds/reports.atom")[0]
    assert summary == f"{place}取代此前收录的《旧稿》。"
    Report.objects.filter(pk=second.pk).update(released_at=timezone.now() - timedelta(days=30))
    second.refresh_from_db()
    store.correct(second, {"title": "新稿", "year": 2021}, by="keeper")
    indexed()
    at = datetime.fromisoformat(second.corrections["title"]["at"])
    day = f"{timezone.localtime(at):%Y年%-m月%-d日}"
    ((_, summary),) = read(client, "/feeds/reports.atom")[0]
    changed = place.replace("2020", "2021")
    assert summary == f"{changed}取代此前收录的《旧稿》。{day}更正：发布机关、标题、报告年度。"
    entry = ElementTree.fromstring(client.get("/feeds/reports.atom").content).find(f"{ATOM}entry")
    assert entry is not None
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")) == at.replace(microsecond=0)
