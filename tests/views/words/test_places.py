"""The choice of a place: step by step without scripts, by its name, and under the field while one types."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs

import pytest
from django.test import Client

from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db
Get = Callable[..., str]
ASKED = {
    "words": {"q": ["枫桥经验", "法治"], "per": "count"},
    "words/lines": {"q": "枫桥经验", "sort": "year"},
    "words/keyness": {"year": "2021"},
    "words/collocates": {"q": "枫桥经验", "window": "3"},
    "words/panel": {"c": ["纠纷:枫桥经验,调解"], "by": "year"},
}


@pytest.fixture
def archive(places: None, indexed: Callable[[], int]) -> None:
    make_region("50", "重庆市")
    make_report("学习枫桥经验。", region="330921101", year=2021)
    make_report("学习枫桥经验。", region="330921102", year=2021)
    make_report("学习枫桥经验。", region="500116113", year=2021)
    indexed()


def offered(html: str) -> list[str]:
    select = html.split('<select name="region">')[1].split("</select>")[0]
    return re.findall(r'<option value="(\d+)"', select)


@pytest.mark.parametrize(
    ("region", "codes"),
    [
        (None, ["33", "50"]),
        ("33", ["3309", "33", "50"]),
        ("3309", ["330921", "3309", "33", "50"]),
        ("330921", ["330921101", "330921102", "330921103", "330921", "3309", "33", "50"]),
        ("330921102", ["330921101", "330921102", "330921103", "330921", "3309", "33", "50"]),
    ],
)
@pytest.mark.parametrize("name", ASKED)
def test_the_list_goes_down_to_townships_step_by_step(
    get: Get, archive: None, name: str, region: str | None, codes: list[str]
) -> None:
    html = get(f"/{name}/", **ASKED[name], **({"region": region} if region else {}))
    assert offered(html) == codes
    assert re.findall(r'<option value="(\d+)" lang="zh-CN" selected', html)[:1] == (
        [region] if region else []
    )


@pytest.mark.parametrize("name", ASKED)
def test_a_place_is_found_by_its_name_and_the_rest_of_the_question_stays(
    client: Client, get: Get, archive: None, name: str
) -> None:
    params = ASKED[name] | {"region": "33"}
    html = get(f"/{name}/", **params, region_q="岱山")
    (address,) = re.findall(r'<li><a href="([^"]+)" rel="nofollow">岱山县', html)
    plain = get(f"/{name}/", **params | {"region": "330921"})
    assert get(unescape(address)).split("<main")[1] == plain.split("<main")[1]
    (suggest,) = re.findall(r'find-region words"[^>]* data-suggest="([^"]+)"', html)
    answer = client.get(unescape(suggest), {"region_q": "岱山"} | query(suggest))
    (row,) = json.loads(answer.content)["suggestions"]
    assert (row["text"], row["hint"], row["counted"]) == ("岱山县", "浙江省舟山市", "2 篇")
    assert get(row["url"]).split("<main")[1] == plain.split("<main")[1]


def query(address: str) -> dict[str, list[str]]:
    return parse_qs(unescape(address).partition("?")[2])


def test_a_place_without_reports_is_said_not_to_be_there(get: Get, archive: None) -> None:
    assert "没有以“四川”开头而有报告的地方。" in get("/words/", q="枫桥经验", region_q="四川")


def test_a_page_there_is_not_has_no_suggestions(client: Client, archive: None) -> None:
    answer = client.get("/words/suggest", {"page_name": "admin:index", "region_q": "岱山"})
    assert json.loads(answer.content) == {"suggestions": []}
