"""An address with a report's id lasts; one of before, with its number, leads there."""

import pytest

from reports.models import Report
from reports.models.public_ids import is_number, is_public_id, public_id
from tests.factories import make_report, make_source

HASH = "1a2b3c4d5e6f" + "0" * 52


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        (set(), "1a2b3c4d5e6f"),
        ({"1a2b3c4d5e60"}, "1a2b3c4d5e6f"),
        ({"1a2b3c4d5e6f"}, "1a2b3c4d5e6f0"),
        ({"1a2b3c4d5e6f", "1a2b3c4d5e6f0"}, "1a2b3c4d5e6f00"),
    ],
)
def test_an_id_is_the_shortest_beginning_of_the_hash_that_is_free(taken, given):
    assert public_id(HASH, taken) == given


def test_there_are_no_more_ids_than_beginnings():
    with pytest.raises(ValueError, match="every id"):
        public_id(HASH, {HASH[:size] for size in range(12, 65)})


@pytest.mark.parametrize(
    ("text", "an_id", "a_number"),
    [
        ("1a2b3c4d5e6f", True, False),
        # An id may have no letter in it.
        ("123456789012", True, False),
        ("12345678901", False, True),
        ("12", False, True),
        ("１２", False, False),
        ("1A2B3C4D5E6F", False, False),
        ("", False, False),
        ("0" * 65, False, False),
    ],
)
def test_ids_and_numbers_are_told_apart_by_their_length(text, an_id, a_number):
    assert (is_public_id(text), is_number(text)) == (an_id, a_number)


def test_reports_of_one_original_have_ids_of_their_own(db):
    source = make_source("一个文件里的两篇".encode())
    reports = [make_report(source=source, year=year) for year in (2022, 2023, 2024)]
    assert [one.public_id for one in reports] == [source.sha256[:size] for size in (12, 13, 14)]


def test_no_change_of_a_report_changes_its_id(db):
    report = make_report("一、主要举措\n依法行政。\n")
    before = report.public_id
    report.text, report.year = "别的读法", 2020
    report.save()
    assert Report.objects.get().public_id == before == report.source.sha256[:12]


@pytest.fixture
def reports(db, client):
    return [make_report(region="330921101", year=year) for year in (2022, 2023)]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("/reports/{0.pk}/", "/reports/{0.public_id}/"),
        (
            "/reports/{0.pk}/?hl=%E4%BE%9D%E6%B3%95&copied=1",
            "/reports/{0.public_id}/?hl=%E4%BE%9D%E6%B3%95&copied=1",
        ),
        ("/reports/{0.pk}/original", "/reports/{0.public_id}/original"),
        ("/compare/?id={0.pk}&id={1.pk}&by=topic", "/compare/?id={0.public_id}&id={1.public_id}&by=topic"),
        ("/compare/?id={0.public_id}&id={1.pk}", "/compare/?id={0.public_id}&id={1.public_id}"),
        ("/compare/?id={0.pk}&id=999", "/compare/?id={0.public_id}&id=999"),
        (
            "/compare/figures.csv?id={1.pk}&id={0.pk}",
            "/compare/figures.csv?id={1.public_id}&id={0.public_id}",
        ),
        ("/api/v1/reports/{0.pk}", "/api/v1/reports/{0.public_id}"),
        ("/api/v1/reports/{0.pk}/text", "/api/v1/reports/{0.public_id}/text"),
        ("/api/v1/compare?id={0.pk}&id={1.pk}", "/api/v1/compare?id={0.public_id}&id={1.public_id}"),
    ],
)
def test_an_address_of_before_leads_to_that_of_today(reports, client, before, now):
    response = client.get(before.format(*reports))
    assert (response.status_code, response.headers["Location"]) == (301, now.format(*reports))
    if "original" not in now:
        assert client.get(now.format(*reports)).status_code == 200


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
@pytest.mark.parametrize(
    "address", ["/reports/{}/", "/reports/{}/original", "/api/v1/reports/{}", "/api/v1/reports/{}/text"]
)
def test_a_number_leads_nobody_to_what_they_may_not_see(db, client, status, address):
    report = make_report(status=status)
    assert client.get(address.format(report.pk)).status_code == 404


def test_a_number_leads_staff_to_a_draft(db, admin_client):
    report = make_report(status="draft")
    assert admin_client.get(f"/reports/{report.pk}/").headers["Location"] == f"/reports/{report.public_id}/"


@pytest.mark.parametrize(
    "address", ["/reports/99/", "/reports/ffffffffffff/", "/reports/1A2B3C4D5E6F/", "/reports/99/original"]
)
def test_what_names_no_report_is_not_found(reports, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["99", "ffffffffffff", "某镇"])
def test_the_api_says_so_in_a_problem_document(reports, client, name):
    response = client.get(f"/api/v1/reports/{name}")
    assert (response.status_code, response.json()["detail"]) == (404, f"没有编号为 {name} 的已发布报告。")


def test_an_entry_of_the_feed_is_named_by_the_reports_id(reports, indexed, client):
    indexed()
    feed = client.get("/feeds/reports.atom").content.decode()
    assert feed.count(f"<id>tag:testserver,2026:reports/{reports[0].public_id}</id>") == 1
