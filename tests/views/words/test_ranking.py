"""The pages of words that set reports apart and of words beside a phrase: the API's numbers, each leading to its lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_region, make_report
from tests.views.conftest import csv_rows

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
Get = Callable[..., str]


@pytest.fixture
def archive(places: None, indexed: Index) -> None:
    make_region("50", "重庆市")
    for number in (1, 2, 3):
        make_report("学习枫桥经验，船上调解纠纷。" * 3, region=f"33092110{number}", year=2021)
        make_report("行政执法检查，依法调解。" * 3, region=f"50011611{number}", year=2021)
        make_report("行政执法，船上普法。" * 3, region=f"51011611{number}", year=2021)
    indexed()


def rows(html: str) -> list[list[str]]:
    body = html.split('class="series ranking"')[1].split("<tbody>")[1].split("</tbody>")[0]
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in body.split("<tr>")[1:]
    ]


def api(client: Client, name: str, **params: Any) -> list[dict[str, Any]]:
    return json.loads(client.get(f"/api/v1/words/{name}", params).content)["results"]


@pytest.mark.parametrize("sort", ["g2", "log_dice", "count"])
@pytest.mark.parametrize("window", [1, 5])
def test_collocates_are_those_of_the_api(
    client: Client, get: Get, archive: None, sort: str, window: int
) -> None:
    params = {"q": "枫桥经验", "window": window, "sort": sort}
    shown = rows(get("/words/collocates/", **params))
    found = api(client, "collocates", **params)
    assert shown == [
        [one["word"], str(one["count"]), str(one["total"]), f"{one['g2']:.1f}", f"{one['log_dice']:.1f}"]
        for one in found
    ]
    assert [row[:3] for row in csv_rows(client, "/words/collocates.csv", **params)[1:]] == [
        row[:3] for row in shown
    ]
    assert "学习" in [row[0] for row in shown]


@pytest.mark.parametrize("sort", ["g2", "log_ratio", "count"])
@pytest.mark.parametrize("against", [{}, {"against.region": "50"}, {"against.region": ["50", "51"]}])
def test_telling_words_are_those_of_the_api(
    client: Client, get: Get, archive: None, sort: str, against: dict[str, Any]
) -> None:
    params = {"region": "33", "sort": sort} | against
    if "51" in str(against):
        make_region("51", "四川省")
    shown = rows(get("/words/keyness/", **params))
    found = api(client, "keyness", **params)
    assert [row[:4] for row in shown] == [
        [one["word"], str(one["count"]), str(one["reference_count"]), str(one["reports"])] for one in found
    ]
    assert [row[:4] for row in csv_rows(client, "/words/keyness.csv", **params)[1:]] == [
        row[:4] for row in shown
    ]
    assert shown


def test_each_key_word_opens_its_lines(client: Client, get: Get, archive: None) -> None:
    html = get("/words/keyness/", region="33")
    for address, word in re.findall(r'<th scope="row"><a href="([^"]+)"[^>]*>(.*?)</a>', html):
        assert f"<b>{word}</b>" in client.get(unescape(address)).content.decode()


@pytest.mark.parametrize("window", [1, 5])
def test_each_collocate_opens_the_lines_where_it_stands_beside_the_phrase(
    client: Client, get: Get, archive: None, window: int
) -> None:
    html = get("/words/collocates/", q="枫桥经验", window=window)
    addresses = re.findall(r'<th scope="row"><a href="([^"]+)"', html)
    assert addresses
    for address, row in zip(addresses, rows(html), strict=True):
        lines = client.get(unescape(address)).content.decode()
        assert f"“枫桥经验”左右 {window} 个词以内有“{row[0]}”的 {row[1]} 处" in lines


def test_the_orders_keep_what_it_is_compared_with(get: Get, archive: None) -> None:
    html = get("/words/keyness/", region="33", **{"against.region": "50", "against.year": "2021"})
    order = re.search(r'<a href="([^"]+)">对数比</a>', html)
    assert order is not None
    assert unescape(order[1]) == (
        "/words/keyness/?against.region=50&against.year=2021&sort=log_ratio&region=33"
    )
    assert '<input type="hidden" name="against.year" value="2021">' in html
    assert '<option value="50" lang="zh-CN" selected' in html


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("keyness", {}, "先选一些报告：某省、某年或某个主题。"),
        ("keyness", {"region": "33", "against.year": "去年"}, "“去年”不是有效的年度，未采用。"),
        ("keyness", {"region": "33", "against.region": "77"}, "没有“77”这个地区代码。"),
        ("collocates", {"q": "枫桥经验", "year": "去年"}, "“去年”不是有效的年度，未采用。"),
        ("collocates", {"q": "长" * 61}, "“长长长长长长长长长长长长…”太长，一个词语最多 60 字。"),
    ],
)
def test_what_is_not_understood_is_said(
    client: Client, get: Get, archive: None, name: str, params: dict[str, Any], said: str
) -> None:
    assert said in get(f"/words/{name}/", **params)
    answer = client.get(f"/words/{name}.csv", params)
    assert (answer.status_code, answer.content.decode()) == (422, said)


def test_nothing_is_compared_where_one_side_has_no_reports(get: Get, archive: None) -> None:
    assert "对照的一边没有报告，无从相比。" in get("/words/keyness/", year="2021")
    assert "这样筛选没有报告。" in get("/words/keyness/", year="1999")
