"""A sample is marked on every page that names it, is not offered to be cited and not indexed by search machines."""

import re
from collections.abc import Callable
from itertools import islice
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from reports.models import Report
from reports.store import copied_rows as reuse
from reports.store import reports as store
from reports.store.originals import keep
from tests.analysis.copied.made_sentences import made_sentences, report_of
from tests.factories import make_region, make_report
from tests.views.conftest import csv_rows, full_report

MARK = re.compile(r'<span class="tag sample" title="[^"]+">(?:示例|sample)</span>')
BANNER = "本馆目前只有示例"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def samples(places: None) -> list[Report]:
    """Of two townships of 示例省 and two years of the first."""
    make_region("99", "示例省")
    return [
        full_report(region, year, sample=True)
        for region, year in (("990101101", 2023), ("990101102", 2023), ("990101101", 2022))
    ]


@pytest.fixture
def real(samples: list[Report]) -> Report:
    return full_report()


def marks(client: Client, address: str) -> int:
    """How often the page marks something as a sample, its banner aside."""
    answer = client.get(address)
    assert answer.status_code == 200
    return len(MARK.findall(answer.content.decode()))


def test_each_row_of_a_listing_says_it(client: Client, real: Report, indexed: Callable[[], int]) -> None:
    indexed()
    for query in ("", "?q=枫桥经验"):
        page = client.get(f"/reports/{query}").content.decode()
        rows = re.findall(r'<h2><a class="title".*?</h2>', page)
        assert len(rows) == 4
        assert sum(bool(MARK.search(row)) for row in rows) == 3
    assert marks(client, "/reports/?sample=no") == 0
    assert marks(client, "/reports/?sample=yes") == 3


def test_the_page_of_a_sample_says_it_and_offers_nothing_to_cite(client: Client, real: Report) -> None:
    sample = Report.objects.get(region_code="990101101", year=2023)
    page = client.get(sample.get_absolute_url()).content.decode()
    heading = re.findall(r"<h1 .*?</h1>", page)
    assert [bool(MARK.search(one)) for one in heading] == [True]
    assert "（示例）" in re.findall(r"<title>.*?</title>", page)[0]
    assert ('id="cite"' in page, 'href="#cite"' in page, "GB/T 7714" in page) == (False, False, False)
    assert '<meta name="robots" content="noindex">' in page
    page = client.get(real.get_absolute_url()).content.decode()
    assert (len(MARK.findall(page)), "（示例）" in page) == (0, False)
    assert ('id="cite"' in page, "GB/T 7714" in page, "noindex" in page) == (True, True, False)


@pytest.mark.parametrize(
    ("address", "count"),
    [
        # The place itself, and its reports.
        ("/regions/990101/", 1 + 3),
        ("/regions/330921/", 0),
        ("/regions/990101101/change/", 2),
        ("/topics/disputes/", 0),
        ("/topics/disputes/?region=99", 3),
        ("/indicators/disputes_mediated/", 0),
        ("/indicators/disputes_mediated/?region=99", 3),
        ("/", 0),
    ],
)
def test_other_pages_mark_the_samples_they_name(
    client: Client, real: Report, indexed: Callable[[], int], address: str, count: int
) -> None:
    for report in Report.objects.all():
        reuse.remember(report)
    indexed()
    assert marks(client, address) == count


def test_pairs_much_alike_are_marked_and_so_are_sources(client: Client, places: None) -> None:
    sentences = list(islice(made_sentences(5), 40))
    pair = [make_report(report_of(sentences), region=f"99010110{number}", sample=True) for number in (1, 2)]
    for report in pair:
        reuse.remember(report)
    assert marks(client, "/regions/990101/similar/") == 2
    # Its heading, its neighbour, the source of its sentences and the report that it is nearly a copy of.
    assert marks(client, pair[1].get_absolute_url()) == 4


def test_a_comparison_marks_its_columns_and_what_can_be_added(client: Client, real: Report) -> None:
    sample, *_ = Report.objects.filter(sample=True).order_by("pk")
    query = f"?id={sample.public_id}&id={real.public_id}"
    page = client.get(reverse("compare") + query).content.decode()
    heads = re.findall(r'<th scope="col">\s*<a class="title".*?</th>', page, re.DOTALL)
    assert [bool(MARK.search(head)) for head in heads] == [True, False]
    offers = re.findall(r'<ul class="offers">.*?</ul>', page, re.DOTALL)
    assert [len(MARK.findall(one)) for one in offers] == [2]


def test_original_and_text_of_a_sample_are_not_to_be_indexed(
    client: Client, real: Report, settings, tmp_path
) -> None:
    settings.ARCHIVE_ROOT = tmp_path
    sample = make_report("一", region="990101101", year=2020, sample=True)
    for report, expected in ((sample, "noindex"), (real, None)):
        report.source.sha256 = keep(str(report.pk).encode())
        report.source.save()
        for address in (
            reverse("original", args=[report.public_id]),
            f"/api/v1/reports/{report.public_id}/text",
        ):
            assert client.get(address).headers.get("X-Robots-Tag") == expected


def test_a_download_has_a_column_for_it(client: Client, real: Report, indexed: Callable[[], int]) -> None:
    indexed()
    for address in ("/reports/export.csv", "/reports/figures.csv"):
        header, *rows = csv_rows(client, address)
        at, code = header.index("示例"), header.index("地区代码")
        assert {(row[code][:2], row[at]) for row in rows} <= {("99", "是"), ("33", "")}
        assert {row[at] for row in rows} >= {"是"}


def test_a_feed_says_it_in_title_and_category(
    client: Client, real: Report, indexed: Callable[[], int]
) -> None:
    indexed()
    feed = ElementTree.fromstring(client.get("/feeds/reports.atom").content)
    entries = {
        entry.findtext(f"{ATOM}title"): [one.get("term") for one in entry.findall(f"{ATOM}category")]
        for entry in feed.iter(f"{ATOM}entry")
    }
    assert entries == {
        real.title: [],
        **{f"{one.title}（示例）": ["示例"] for one in Report.objects.filter(sample=True)},
    }


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/reports/",
        "/regions/",
        "/topics/",
        "/indicators/",
        "/coverage/",
        "/check/",
        "/about/",
        "/compare/",
    ],
)
def test_every_page_says_so_while_only_samples_are_held(
    client: Client, samples: list[Report], indexed: Callable[[], int], address: str
) -> None:
    indexed()
    page = client.get(address).content.decode()
    assert (page.count(BANNER), '<meta name="robots" content="noindex">' in page) == (1, True)
    client.cookies["language"] = "en"
    assert client.get(address).content.decode().count("holds nothing but samples") == 1
    client.cookies.clear()
    full_report()
    assert BANNER not in client.get(address).content.decode()


def test_a_fresh_archive_shows_something_everywhere(
    client: Client, samples: list[Report], indexed: Callable[[], int]
) -> None:
    indexed()
    home = client.get("/")
    assert (home.context["count"], len(home.context["newest"]), home.context["held"].held) == (3, 3, 2)
    assert client.get("/topics/disputes/").context["found"].count == 3
    assert len(client.get("/indicators/disputes_mediated/").context["figures"]) == 3
    assert [one.region.code for one, _ in client.get("/regions/").context["holdings"] if one.count] == ["99"]
    assert client.get("/coverage/").context["coverage"].cells.held == 0
    assert client.get("/coverage/?region=99").context["coverage"].cells.held == 3


def test_national_numbers_forget_the_samples_with_the_first_real_report(
    client: Client, real: Report, indexed: Callable[[], int]
) -> None:
    indexed()
    home = client.get("/")
    assert (home.context["count"], [row.report for row in home.context["newest"]]) == (1, [real])
    assert client.get("/topics/disputes/").context["found"].count == 1
    assert [bar.count for bar in home.context["bars"]] == [1]
    # A link from a number leads to just what was counted.
    assert "/reports/?year=2023&amp;sample=no" in home.content.decode()
    assert client.get("/reports/?year=2023&sample=no").context["found"].count == 1
    assert [one.region.code for one, _ in client.get("/regions/").context["holdings"]] == ["33"]


def test_an_archive_without_samples_has_clean_addresses(
    client: Client, report: Report, indexed: Callable[[], int]
) -> None:
    indexed()
    assert "sample=" not in client.get("/").content.decode()
    assert [facet.key for facet in client.get("/reports/").context["facets"] if facet.key == "sample"] == []


def test_what_is_left_of_a_withdrawn_sample_says_so_too(client: Client, samples: list[Report]) -> None:
    store.withdraw(samples[0])
    page = client.get(samples[0].get_absolute_url())
    assert (page.status_code, len(MARK.findall(page.content.decode()))) == (410, 1)
