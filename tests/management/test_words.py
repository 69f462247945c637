"""``manage.py words`` prints the numbers of the API."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(indexed: Callable[[], int]) -> None:
    make_region("33", "浙江省")
    make_region("50", "重庆市")
    for number in (1, 2, 3):
        make_report("学习枫桥经验，船上调解纠纷。" * 3, region=f"33092110{number}", year=2020 + number)
        make_report("行政执法检查，依法调解。" * 3, region=f"50011611{number}", year=2021)
    indexed()


def said(*args: str) -> list[list[str]]:
    out = io.StringIO()
    call_command("words", *args, stdout=out)
    return list(csv.reader(io.StringIO(out.getvalue())))[1:]


def api(client: Client, name: str, **params: Any) -> Any:
    return json.loads(client.get(f"/api/v1/words/{name}", params).content)


def test_frequency(client: Client, archive: None) -> None:
    found = api(client, "frequency", q="调解", by="province")
    counts = {(one["region"], one["year"]): one for one in found["phrases"][0]["cells"]}
    assert said("frequency", "调解", "--by", "province") == [
        ["调解", held["region"], str(held["year"]), str(counts[held["region"], held["year"]]["occurrences"]),
         str(counts[held["region"], held["year"]]["reports"]), str(held["reports"]), str(held["characters"])]
        for held in found["held"]
    ]  # fmt: skip


def test_lines(client: Client, archive: None) -> None:
    found = api(client, "lines", q="枫桥经验", sort="year", region="33", grouped=True)
    rows = said("lines", "枫桥经验", "--sort", "year", "--region", "33", "--grouped")
    assert [(row[0], *row[3:]) for row in rows] == [
        (
            one["report"],
            one["left"],
            one["hit"],
            one["right"],
            str(one["start"]),
            str(one["end"]),
            str(one["same"]),
        )
        for one in found["results"]
    ]
    assert len(said("lines", "枫桥经验")) == 9


def test_keyness_and_collocates(client: Client, archive: None) -> None:
    found = api(client, "keyness", region="33", **{"against.region": "50"})["results"]
    rows = said("keyness", "--region", "33", "--against", "region=50")
    assert [row[:4] for row in rows] == [
        [one["word"], str(one["count"]), str(one["reference_count"]), str(one["reports"])] for one in found
    ]
    found = api(client, "collocates", q="枫桥经验", window=1, sort="count")["results"]
    rows = said("collocates", "枫桥经验", "--window", "1", "--sort", "count")
    assert [row[:3] for row in rows] == [[one["word"], str(one["count"]), str(one["total"])] for one in found]
    assert rows


def test_a_panel(client: Client, archive: None) -> None:
    body = {"concepts": {"纠纷": ["枫桥经验", "调解"], "执法": ["行政执法"]}, "by": "province"}
    answer = client.post("/api/v1/words/panel", json.dumps(body), content_type="application/json")
    rows = said("panel", "纠纷:枫桥经验,调解", "执法：行政执法", "--by", "province")
    assert [tuple(row) for row in rows] == [
        tuple(
            str(one[key])
            for key in ("concept", "region", "year", "occurrences", "reports", "held", "characters")
        )
        for one in json.loads(answer.content)["rows"]
    ]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["frequency"], "写上要数的词语。"),
        (["lines", "甲", "乙"], "一次最多数 1 个词语，收到 2 个。"),
        (["frequency", "甲", "--region", "77"], "没有“77”这个地区代码。"),
        (["lines", "甲", "--sort", "g2"], "lines 的次序只能是 right、left、year、region。"),
        (["collocates", "甲", "--window", "21"], "--window 要在 1 至 20 之间。"),
        (["keyness", "--most", "0"], "--most 至少是 1。"),
        (["panel", "枫桥经验"], "“枫桥经验”要写成“概念:词语,词语”。"),
        (["panel"], "一张面板要有 1 至 50 个概念。"),
        (["keyness", "--against", "33"],
         "--against 写成 NAME=VALUE，NAME 是 region、year、year_from、year_to、topic、role、indicator、genre、flag、"
         "sample 之一：33"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_a_sentence(
    archive: None, args: list[str], sentence: str
) -> None:
    with pytest.raises(CommandError) as error:
        said(*args)
    assert str(error.value) == sentence


def test_without_an_index_it_says_what_to_run(without_index: None) -> None:
    with pytest.raises(CommandError, match="rebuild_index"):
        said("frequency", "法治")
