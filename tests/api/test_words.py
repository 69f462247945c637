"""Counts of words by the API: the same as a plain count over the texts, and refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from reports.models import Report
from tests.factories import make_report

pytestmark = pytest.mark.django_db
Index = Callable[[], int]


def get(client: Client, path: str, **params: Any) -> tuple[int, Any]:
    response = client.get(f"/api/v1/words{path}", params)
    return response.status_code, json.loads(response.content)


def post(client: Client, body: Any) -> tuple[int, Any]:
    response = client.post("/api/v1/words/panel", json.dumps(body), content_type="application/json")
    return response.status_code, json.loads(response.content)


@pytest.fixture
def archive(indexed: Index) -> list[Report]:
    made = [
        make_report("坚持新时代“楓橋經驗”，枫桥经验进村。", region="500116113", year=2020),
        make_report("学习枫桥经验。\n网格化管理。", region="330921106", year=2021),
        make_report("首页枫桥经验\n人民调解。", region="330921106", year=2022, furniture=[(0, 6)]),
        make_report("枫桥经验", region="990101001", year=2021, sample=True),
        make_report("枫桥经验", region="500116113", year=2021, status="draft"),
    ]
    indexed()
    return made


def test_frequency_counts_by_year(client: Client, archive: list[Report]) -> None:
    status, body = get(client, "/frequency", q=["枫桥经验", "网格化管理"])
    assert status == 200
    first, second = body["phrases"]
    assert (first["q"], first["occurrences"], first["reports"]) == ("枫桥经验", 3, 2)
    assert first["first"] == {
        "report": archive[0].public_id,
        "year": 2020,
        "url": f"http://testserver{archive[0].get_absolute_url()}",
    }
    assert first["cells"] == [
        {"year": 2020, "region": None, "occurrences": 2, "reports": 1},
        {"year": 2021, "region": None, "occurrences": 1, "reports": 1},
    ]
    assert (second["occurrences"], [cell["year"] for cell in second["cells"]]) == (1, [2021])
    assert [(held["year"], held["reports"]) for held in body["held"]] == [(2020, 1), (2021, 1), (2022, 1)]


def test_frequency_counts_by_place_and_filter(client: Client, archive: list[Report]) -> None:
    _, body = get(client, "/frequency", q="枫桥经验", by="province", region="33")
    assert [(cell["region"], cell["year"], cell["occurrences"]) for cell in body["phrases"][0]["cells"]] == [
        ("33", 2021, 1)
    ]
    assert [(held["region"], held["reports"], held["bodies"]) for held in body["held"]] == [
        ("33", 1, 1),
        ("33", 1, 1),
    ]


def test_samples_are_counted_when_asked_for(client: Client, archive: list[Report]) -> None:
    _, body = get(client, "/frequency", q="枫桥经验", sample="yes")
    assert body["phrases"][0]["occurrences"] == 1


def test_lines_have_the_reports_own_characters_and_offsets(client: Client, archive: list[Report]) -> None:
    status, body = get(client, "/lines", q="枫桥经验", sort="year")
    assert (status, body["count"], body["occurrences"], body["next"]) == (200, 3, 3, None)
    first = body["results"][0]
    assert (first["left"], first["hit"], first["right"]) == ("坚持新时代“", "楓橋經驗", "”，枫桥经验进村。")
    text = archive[0].text
    assert text[first["start"] : first["end"]] == first["hit"]
    assert [line["report"] for line in body["results"]] == [archive[0].public_id] * 2 + [archive[1].public_id]


def test_pages_of_lines_lead_on(client: Client, indexed: Index) -> None:
    make_report("法治，" * 150)
    indexed()
    _, body = get(client, "/lines", q="法治", sort="year")
    assert len(body["results"]) == 100
    last = json.loads(client.get(body["next"]).content)
    assert (len(last["results"]), last["next"]) == (50, None)
    _, body = get(client, "/lines", q="法治", sort="year", page=9)
    assert (body["results"], body["count"]) == ([], 150)


def test_keyness_against_all_others_and_against_some(client: Client, indexed: Index) -> None:
    for number in range(3):
        make_report("海上枫桥经验。" * 3, region=f"33092110{number}", year=2021)
        make_report("行政执法检查。" * 3, region=f"50011611{number}", year=2021)
        make_report("海上枫桥经验。" * 9, region=f"51011611{number}", year=2021)
    indexed()
    _, body = get(client, "/keyness", region="33")
    assert body["sizes"] == {"words": 18, "reference_words": 72}
    _, body = get(client, "/keyness", **{"region": "33", "against.region": "50"})
    assert [one["word"] for one in body["results"]] == ["海上枫桥经验"]
    assert (
        body["results"][0]["count"],
        body["results"][0]["reference_count"],
        body["results"][0]["reports"],
    ) == (9, 0, 3)


def test_collocates(client: Client, indexed: Index) -> None:
    make_report("学习枫桥经验。" * 3 + "行政执法检查。" * 9)
    indexed()
    _, body = get(client, "/collocates", q="枫桥经验", window=1)
    assert [(one["word"], one["count"], one["total"]) for one in body["results"]] == [("学习", 3, 3)]
    assert (body["hits"], body["places"]) == (3, 3)


def test_a_panel(client: Client, archive: list[Report]) -> None:
    status, body = post(
        client, {"concepts": {"调解": ["枫桥经验", "人民调解"]}, "by": "year", "years": [2021, 2022]}
    )
    assert status == 200
    assert [(row["year"], row["occurrences"], row["reports"], row["held"]) for row in body["rows"]] == [
        (2021, 1, 1, 1),
        (2022, 1, 1, 1),
    ]


@pytest.mark.parametrize(
    ("path", "params", "said"),
    [
        ("/frequency", {"q": " "}, "写上要数的词语。"),
        ("/frequency", {"q": list("一二三四五六七")}, "一次最多数 6 个词语，收到 7 个。"),
        ("/lines", {"q": "长" * 61}, "“长长长长长长长长长长长长…”太长，一个词语最多 60 字。"),
        ("/frequency", {"q": "法治", "by": "village"}, "by：只能是 year、province、city、county、township。"),
        ("/collocates", {"q": "法治", "window": 0}, "window：不能小于 1。"),
        ("/keyness", {"against.region": "77"}, "against.region：没有“77”。"),
        ("/lines", {"q": "法治", "year": "去年"}, "“去年”不是有效的年度，未采用。"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(
    client: Client, archive: list[Report], path: str, params: dict[str, Any], said: str
) -> None:
    status, body = get(client, path, **params)
    assert (status, body["detail"]) == (422, said)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"concepts": {}}, "一张面板要有 1 至 50 个概念。"),
        ({"concepts": {"甲": []}}, "写上要数的词语。"),
        ({"concepts": {"甲": [f"词{number}" for number in range(150)], "乙": [f"语{number}" for number in range(150)]}},
         "一张面板最多 200 个词语。"),
    ],
)  # fmt: skip
def test_a_panel_that_is_too_large_or_empty_is_refused(
    client: Client, archive: list[Report], body: dict[str, Any], said: str
) -> None:
    status, answer = post(client, body)
    assert (status, answer["detail"]) == (422, said)


def test_without_an_index_counting_rests(client: Client, without_index: None) -> None:
    status, body = get(client, "/frequency", q="法治")
    assert (status, body["detail"]) == (503, "检索索引正在重建，过一会儿再来。")
