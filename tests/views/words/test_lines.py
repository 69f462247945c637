"""The page of lines: the API's lines, each opening its place in the report, and all of them as files."""

from __future__ import annotations

import html as markup
import json
import re
from collections.abc import Callable

import pytest
from django.test import Client

from reports.models import Report
from tests.factories import make_report
from tests.views.conftest import csv_rows

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
Get = Callable[..., str]
LINE = re.compile(
    r'<a class="kwic" href="([^"]+)"[^>]*><span[^>]*>(.*?)</span><b>(.*?)</b><span[^>]*>(.*?)</span>'
)


@pytest.fixture
def archive(places: None, indexed: Index) -> list[Report]:
    made = [
        make_report("坚持新时代“楓橋經驗”，枫桥经验进村。", region="330921101", year=2020),
        make_report("学习枫桥经验，小事不出村。", region="330921102", year=2021),
        make_report("学习枫桥经验，小事不出村。", region="330921103", year=2022),
    ]
    indexed()
    return made


def lines(html: str) -> list[tuple[str, ...]]:
    return [tuple(map(markup.unescape, line)) for line in LINE.findall(html)]


@pytest.mark.parametrize("sort", ["right", "left", "year", "region"])
@pytest.mark.parametrize("group", ["", "1"])
def test_the_lines_are_those_of_the_api(
    client: Client, get: Get, archive: list[Report], sort: str, group: str
) -> None:
    page = get("/words/lines/", q="枫桥经验", sort=sort, group=group)
    params = {"q": "枫桥经验", "sort": sort, "grouped": bool(group)}
    found = json.loads(client.get("/api/v1/words/lines", params).content)
    assert [line[1:] for line in lines(page)] == [
        (one["left"], one["hit"], one["right"]) for one in found["results"]
    ]
    assert "“枫桥经验”出现 4 处" in page
    assert ("说法 3 种" in page) == bool(group)


def test_a_line_opens_its_place_in_the_report(client: Client, get: Get, archive: list[Report]) -> None:
    for address, _left, hit, _right in lines(get("/words/lines/", q="枫桥经验")):
        path, _, anchor = address.partition("#")
        text = client.get(path).content.decode()
        assert re.search(f'<mark id="{anchor}"[^>]*>{hit}', text)


def test_pages_lead_on_and_none_lies_beyond_the_last(get: Get, places: None, indexed: Index) -> None:
    make_report("法治，" * 120, region="330921101")
    indexed()
    assert [len(lines(get("/words/lines/", q="法治", page=number))) for number in (1, 2, 3, 9)] == [
        50,
        50,
        20,
        20,
    ]
    assert 'rel="next"' in get("/words/lines/", q="法治", page=2)


def test_files_have_all_lines(client: Client, places: None, indexed: Index) -> None:
    text = "法治，" * 120
    made = make_report(text, region="330921101", year=2023)
    indexed()
    params = {"q": "法治", "sort": "year"}
    head, *rows = csv_rows(client, "/words/lines.csv", **params)
    assert (len(rows), head[0]) == (120, "报告")
    assert [int(row[8]) for row in rows] == list(range(0, 360, 3))
    answer = client.get("/words/lines.jsonl", params)
    objects = [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]
    assert (len(objects), objects[1]["report"], objects[1]["place"]) == (
        120,
        made.public_id,
        "浙江省舟山市岱山县山前镇",
    )
    assert text[objects[1]["start"] : objects[1]["end"]] == objects[1]["hit"] == "法治"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "写上要数的词语。"),
        ({"q": ["法治", "枫桥经验"]}, "一次最多数 1 个词语，收到 2 个。"),
        ({"q": "法治", "region": "77"}, "没有“77”这个地区代码。"),
    ],
)
def test_a_file_is_refused_with_a_sentence(
    client: Client, archive: list[Report], params: dict, said: str
) -> None:
    answer = client.get("/words/lines.csv", params)
    assert (answer.status_code, answer.content.decode()) == (422, said)


def test_a_word_beside_the_phrase_chooses_lines_on_page_file_and_api(
    client: Client, get: Get, archive: list[Report]
) -> None:
    params = {"q": "枫桥经验", "near": "學習", "window": "1"}
    html = get("/words/lines/", **params)
    assert "“枫桥经验”左右 1 个词以内有“学习”的 2 处" in html
    found = json.loads(client.get("/api/v1/words/lines", params).content)
    _head, *rows = csv_rows(client, "/words/lines.csv", **params)
    assert [line[1] for line in lines(html)] == [one["left"] for one in found["results"]] == ["学习"] * 2
    assert [row[5] for row in rows] == ["学习"] * 2
    (every_line,) = re.findall(r'<a href="([^"]+)">它的全部用例</a>', html)
    assert len(lines(client.get(markup.unescape(every_line)).content.decode())) == 4
    assert "“枫桥经验”左右 1 个词以内未见“没有的词”" in get("/words/lines/", **params | {"near": "没有的词"})


def test_a_phrase_that_is_nowhere_is_said_to_be_unseen(get: Get, archive: list[Report]) -> None:
    html = get("/words/lines/", q="没有的话")
    assert "馆藏的这些报告里未见“没有的话”" in html
    assert lines(html) == []


def test_a_grouped_line_names_the_places_that_have_it(
    client: Client, get: Get, archive: list[Report], indexed: Index
) -> None:
    make_report("学习枫桥经验，小事不出村。", region="330921103", year=2023)
    indexed()
    html = get("/words/lines/", q="枫桥经验", group="1")
    (alike,) = re.findall(r'<details class="alike"><summary>(.*?)</summary><p>(.*?)</p>', html)
    assert alike[0] == "另 1 个乡镇一字不差"
    named = re.findall(r'<a href="([^"]+)">([^<]+)</a> <span class="muted">([^<]+)</span>', alike[1])
    assert [(name, years) for _address, name, years in named] == [
        ("山后乡", "2021"),
        ("山中镇", "2022 2023"),
    ]
    assert "同样的共 2 处" in client.get(markup.unescape(named[1][0])).content.decode()


def test_a_line_of_one_place_says_how_often_it_stands_there(get: Get, places: None, indexed: Index) -> None:
    for year in (2021, 2022):
        make_report("学习枫桥经验。", region="330921101", year=year)
    indexed()
    html = get("/words/lines/", q="枫桥经验", group="1")
    assert '<p class="alike muted">同样的共 2 处</p>' in html
    assert '<details class="alike">' not in html


def test_many_places_are_counted_beyond_those_named(
    get: Get, places: None, indexed: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.queries.lines.MOST_TOWNS", 2)
    for number in (1, 2, 3):
        make_report("学习枫桥经验。", region=f"33092110{number}", year=2021)
    indexed()
    html = get("/words/lines/", q="枫桥经验", group="1")
    assert "另 2 个乡镇一字不差" in html
    assert "另 1 处，在文件里" in html
