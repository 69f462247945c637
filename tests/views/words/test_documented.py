"""docs/words.md says what is: its examples run, in both languages the same, and its panel is counted."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from reports.exports.xlsx import MOST_ROWS
from reports.views.words.frequency_charts import ENOUGH
from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[3] / "docs"
ENGLISH, CHINESE = ((DOCS / name).read_text("utf-8") for name in ("words.md", "words.zh-CN.md"))


def commands(text: str) -> list[list[str]]:
    lines = text.replace("\\\n", " ").splitlines()
    return [shlex.split(line) for line in lines if line.startswith("curl ")]


@pytest.fixture
def archive(places: None, indexed: Callable[[], int]) -> None:
    make_region("50", "重庆市")
    make_report("坚持枫桥经验，人民调解。", region="330921101", year=2021)
    make_report("依法行政，行政执法。", region="500116113", year=2021)
    indexed()


def test_both_languages_have_the_same_examples() -> None:
    assert commands(ENGLISH) == commands(CHINESE) != []
    assert re.findall(r"^/words/.*$", ENGLISH, re.M) == re.findall(r"^/words/.*$", CHINESE, re.M)


@pytest.mark.parametrize("words", commands(ENGLISH), ids=lambda words: " ".join(words)[:60])
def test_the_examples_run(client: Client, archive: None, words: list[str]) -> None:
    (address,) = [word for word in words if word.startswith("https://")]
    given = [after for word, after in pairwise(words) if word in ("-d", "--data-urlencode")]
    path = urlsplit(address).path
    if path.endswith("/panel"):
        answer = client.post(path, json.loads(given[0]), content_type="application/json")
    else:
        answer = client.get(path, parse_qs("&".join(given)))
    assert answer.status_code == 200


def test_the_panel_of_the_example_is_counted(client: Client, archive: None) -> None:
    (address,) = re.findall(r"^/words/panel/.*$", ENGLISH, re.M)
    html = client.get(address).content.decode()
    assert '<h1 class="statement"><span lang="zh-CN">纠纷化解、执法</span></h1>' in html
    assert re.findall(r"引用时写明网址、语料版本 [0-9a-f]{8}-[0-9a-f]{8} 和日期", html) != []


def test_the_bounds_that_are_told_are_those_that_hold() -> None:
    for text in (ENGLISH, CHINESE):
        assert f"{MOST_ROWS + 1:,}" in text
        assert f" {ENOUGH} " in text
