"""The page of concepts: the API's numbers, and the definition in the address alone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_region, make_report
from tests.views.conftest import csv_rows

pytestmark = pytest.mark.django_db
Get = Callable[..., str]
CONCEPTS = {"纠纷": ["枫桥经验", "调解"], "执法": ["行政执法"]}
WRITTEN = ["纠纷:枫桥经验,调解", "执法：行政执法"]


@pytest.fixture
def archive(places: None, indexed: Callable[[], int]) -> None:
    make_region("50", "重庆市")
    for number in (1, 2, 3):
        make_report("学习枫桥经验，船上调解纠纷。" * 3, region=f"33092110{number}", year=2020 + number)
        make_report("行政执法检查，依法调解。" * 3, region=f"50011611{number}", year=2021)
    indexed()


def rows(html: str) -> list[list[str]]:
    return [
        [
            re.sub("<[^>]+>", "", cell).replace(",", "")
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in html.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    ]


@pytest.mark.parametrize("by", ["province", "city", "county", "township", "year"])
def test_the_numbers_are_those_of_the_api(client: Client, get: Get, archive: None, by: str) -> None:
    body = {"concepts": CONCEPTS, "by": by}
    answer = client.post("/api/v1/words/panel", json.dumps(body), content_type="application/json")
    expected = [
        [
            row["concept"],
            row["region"] or "",
            str(row["year"]),
            *map(str, (row["occurrences"], row["reports"], row["held"])),
        ]
        for row in json.loads(answer.content)["rows"]
    ]
    for table in (
        rows(get("/words/panel/", c=WRITTEN, by=by)),
        rows(get("/words/panel/", c="\r\n".join(WRITTEN), by=by)),
        csv_rows(client, "/words/panel.csv", c=WRITTEN, by=by)[1:],
    ):
        assert [[*row[:2], *row[3:7]] for row in table] == expected


def test_long_tables_have_pages(get: Get, archive: None) -> None:
    many = [f"概念{number}:调解" for number in range(45)]
    first, last = (get("/words/panel/", c=many, by="township", page=number) for number in (1, 2))
    assert (len(rows(first)), len(rows(last))) == (200, 70)


def test_without_concepts_the_page_shows_an_example(get: Get, archive: None) -> None:
    html = get("/words/panel/")
    (address,) = re.findall(r'<a href="([^"]+)">看这个例子</a>', html)
    assert len(rows(get(address.replace("&amp;", "&")))) == 8


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"c": "枫桥经验"}, "“枫桥经验”要写成“概念:词语,词语”。"),
        ({"c": [f"概念{number}:调解" for number in range(51)]}, "一张面板要有 1 至 50 个概念。"),
        ({"c": WRITTEN, "year": "去年"}, "“去年”不是有效的年度，未采用。"),
    ],
)
def test_what_is_not_understood_is_said(
    client: Client, get: Get, archive: None, params: dict[str, Any], said: str
) -> None:
    assert said in get("/words/panel/", **params)
    answer = client.get("/words/panel.csv", params)
    assert (answer.status_code, answer.content.decode()) == (422, said)


def test_a_file_without_concepts_is_refused(client: Client, archive: None) -> None:
    answer = client.get("/words/panel.csv")
    assert (answer.status_code, answer.content.decode()) == (422, "一张面板要有 1 至 50 个概念。")
