"""The list of copying, and that no page says otherwise than another."""

import re
from datetime import date
from itertools import islice

import pytest

from reports.models import CopiedFrom, Report
from reports.store import copied_rows
from tests.analysis.copied.made_sentences import made_sentences, report_of
from tests.factories import make_region, make_report

SENTENCES = list(islice(made_sentences(8), 200))


def publish(sentences: list[str], region: str, year: int = 2023, day: date | None = None) -> Report:
    report = make_report(report_of(sentences), region=region, year=year, published=day)
    copied_rows.remember(report)
    return report


@pytest.fixture
def archive(places, indexed) -> list[Report]:
    make_region("3310", "台州市")
    make_region("331001", "椒江区")
    make_region("331001101", "海门镇")
    found = [
        publish(SENTENCES[:25], "330921101", 2022, date(2023, 3, 1)),
        publish([*SENTENCES[:10], *SENTENCES[30:40]], "330921101", 2023, date(2024, 3, 1)),
        publish([*SENTENCES[30:39], SENTENCES[60]], "330921102", 2023, date(2024, 4, 1)),
        publish([*SENTENCES[:23], *SENTENCES[70:72]], "331001101", 2024),
        publish(SENTENCES[100:110], "330921103", 2023, date(2024, 1, 1)),
        publish(SENTENCES[120:130], "330921103", 2022),
        publish(SENTENCES[120:130], "330921102", 2022),
    ]
    indexed()
    copied_rows.renew_shares()
    return found


def whole(share: str) -> int:
    return int(share.split()[0])


def told(html: str) -> int:
    """What a report's page says stands in earlier reports and in those of unknown order, in per cent."""
    return sum(
        whole(share)
        for share in re.findall(r"<dt>(?:见于较早公开的报告|先后不详)</dt><dd>(\d+ %)</dd>", html)
    )


def count_on(html: str) -> int:
    (count,) = re.findall(r"雷同名单 <span class=\"total\">(\d+) 篇", html)
    return int(count)


def test_no_page_contradicts_another(archive, get, client):
    pages = {one.public_id: told(get(one.get_absolute_url())) for one in archive}
    listed = get("/reports/", sort="-copied")
    rows = re.findall(r'href="/reports/(\w+)/#reuse">雷同 (\d+ %)', listed)
    assert {public_id: whole(share) for public_id, share in rows} == pages
    assert [whole(share) for _, share in rows] == sorted(pages.values(), reverse=True)
    for least in (30, 50, 80, 100):
        narrowed = get("/reports/", copied_min=least)
        wanted = {public_id for public_id, share in pages.items() if share >= least}
        assert set(re.findall(r'href="/reports/(\w+)/#reuse">雷同', narrowed)) == wanted
        answer = client.get("/api/v1/reports", {"copied_min": least}).json()
        assert {one["id"] for one in answer["results"]} == wanted
    for code in ("", "33", "3309", "330921", "330921101", "330921103", "331001101"):
        copied = [one for one in archive if one.region_code.startswith(code) and pages[one.public_id]]
        page = get("/copied/", region=code) if code else get("/copied/")
        assert count_on(page) == len(copied)
        assert set(re.findall(r'<td><a href="/reports/(\w+)/#reuse">', page)) == {
            one.public_id for one in copied
        }
        if code:
            assert f"雷同名单：{len(copied)} 篇有相同的句子" in get(f"/regions/{code}/")
    for one in archive:
        sources = client.get(f"/api/v1/reports/{one.public_id}").json()["reuse"]["sources"]
        origins = CopiedFrom.objects.filter(report=one).select_related("source")
        said = {source["report"]: source["direction"] for source in sources}
        assert {
            origin.source.public_id: "earlier" if origin.earlier else "unknown" for origin in origins
        }.items() <= said.items()
        assert bool(origins) == any(direction != "later" for direction in said.values())


def test_sentences_are_counted_the_same_everywhere(archive, get):
    short = "一年来成效明显。"
    make_region("330921104", "山下镇")
    twin = publish([*SENTENCES[30:39], SENTENCES[30], short], "330921104", 2023, date(2024, 5, 1))
    counts = {
        one.public_id: int(re.findall(r"占可比的 (\d+) 句", get(one.get_absolute_url()))[0])
        for one in (archive[2], twin)
    }
    compared = get("/compare/", id=[*counts])
    assert [tuple(map(int, pair)) for pair in re.findall(r"(\d+) 句，共 (\d+) 句", compared)] == [
        (9, counts[archive[2].public_id]),
        (10, counts[twin.public_id]),
    ]
    similar = get("/regions/330921104/similar/", year=2023)
    shares = [f"{round(same * 100 / counts[one])} %" for one, same in zip(counts, (9, 10), strict=True)]
    assert f"各占 {shares[0]}，{shares[1]}" in similar


@pytest.mark.parametrize(
    ("kind", "pairs"),
    [
        ("own", {(1, 0)}),
        ("county", {(2, 1), (5, 6), (6, 5)}),
        ("elsewhere", {(3, 0)}),
    ],
)
def test_a_list_is_narrowed_to_other_counties_the_own_county_or_own_years(archive, get, kind, pairs):
    html = get("/copied/", kind=kind)
    found = re.findall(r'<td><a href="/reports/(\w+)/#reuse">.*?<td><a href="/reports/(\w+)/">', html, re.S)
    assert set(found) == {(archive[a].public_id, archive[b].public_id) for a, b in pairs}


def test_a_list_is_sorted_as_asked(archive, get):
    def order(**asked: str) -> list[str]:
        return re.findall(r'<td class="num">(\d+) 句</td>', get("/copied/", **asked))

    assert order() == ["10", "10", "23", "9", "10"]
    assert order(sort="sentences") == ["23", "10", "10", "10", "9"]


def test_what_is_unknown_in_an_address_is_said(archive, get):
    html = get("/copied/", region="77", kind="x", sort="y", year="z")
    assert re.findall(r'role="status">([^<]+)', html) == [
        "“77”不是有效的地区代码，未采用。",
        "“x”不是有效的类别，未采用。",
        "“y”不是有效的排序方式，未采用。",
        "“z”不是有效的年度，未采用。",
    ]


def test_more_copies_take_no_more_queries(archive, queries_of):
    before = queries_of("/copied/")
    for year in range(2010, 2020):
        publish(SENTENCES[:20], "330921102", year)
    copied_rows.renew_shares()
    assert queries_of("/copied/") == before


def test_shares_follow_what_changes(archive):
    assert not copied_rows.follow_shares()
    publish(SENTENCES[100:110], "330921102", 2024, date(2025, 1, 1))
    assert CopiedFrom.objects.count() == 5
    copied_rows.CopiedState.objects.update(seconds=0)
    assert copied_rows.follow_shares()
    assert CopiedFrom.objects.count() == 6
