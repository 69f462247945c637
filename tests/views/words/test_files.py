"""The files of the pages of words: the same table in each, and what it is of."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from typing import Any

import pyarrow.parquet
import pytest
from django.test import Client

from reports.exports import xlsx
from reports.queries import words
from tests.exports.workbooks import sheets
from tests.factories import make_region, make_report
from tests.views.conftest import csv_rows

pytestmark = pytest.mark.django_db
ASKED: dict[str, dict[str, Any]] = {
    "lines": {"q": "枫桥经验", "sort": "year", "year_from": "2021"},
    "keyness": {"region": "33"},
    "collocates": {"q": "枫桥经验", "window": "3"},
    "panel": {"c": ["纠纷:枫桥经验,调解", "执法:行政执法"], "by": "county"},
    "years": {"q": ["枫桥经验", "行政执法"]},
    "places": {"q": ["枫桥经验", "行政执法"], "of": "2"},
}


@pytest.fixture
def archive(places: None, indexed: Callable[[], int]) -> None:
    make_region("50", "重庆市")
    for number in (1, 2, 3):
        make_report("学习枫桥经验，船上调解纠纷。" * 3, region=f"33092110{number}", year=2020 + number)
        make_report("行政执法检查，依法调解。" * 3, region=f"50011611{number}", year=2021)
    indexed()


def content(client: Client, path: str, params: dict[str, Any]) -> bytes:
    answer = client.get(path, params)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", ASKED)
def test_each_file_holds_the_same_table(client: Client, archive: None, name: str) -> None:
    params = ASKED[name]
    head, *rows = csv_rows(client, f"/words/{name}.csv", **params)
    assert rows
    about, (xlsx_head, *xlsx_rows) = sheets(content(client, f"/words/{name}.xlsx", params))
    parquet = pyarrow.parquet.read_table(
        io.BytesIO(content(client, f"/words/{name}.parquet", params))
    ).to_pylist()
    assert xlsx_head == head == list(parquet[0])
    assert [[as_csv(cell) for cell in row] for row in xlsx_rows] == [row_without_end(row) for row in rows]
    assert [[as_csv(cell) for cell in row.values()] for row in parquet] == [
        [cell.lstrip("\t") for cell in row] for row in rows
    ]
    said = dict(about[: about.index(["", ""])])
    assert (said["语料版本"], said["行数"]) == (words.corpus_version(), str(len(rows)))
    assert str(said["网址"]).startswith("http://testserver/words/")
    assert "不是全部报告的抽样" in str(said["留意"])


def test_a_parquet_file_holds_the_definition_of_every_concept(client: Client, archive: None) -> None:
    params = {"c": ["纠纷:枫桥经验", "网格:网格化管理,网格员"]}
    file = io.BytesIO(content(client, "/words/panel.parquet", params))
    about = json.loads(pyarrow.parquet.read_schema(file).metadata[b"about"])
    assert about["概念"] == "纠纷：枫桥经验\n网格：网格化管理、网格员"


def as_csv(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def row_without_end(row: list[str]) -> list[str]:
    """A sheet's row ends with its last cell that is not empty."""
    cells = [cell.lstrip("\t") for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


@pytest.mark.parametrize("name", [name for name in ASKED if name not in ("years", "places")])
def test_a_page_offers_its_files(client: Client, archive: None, name: str) -> None:
    params = ASKED[name]
    html = client.get(f"/words/{name}/", params).content.decode()
    links = re.findall(rf'<a href="(/words/{name}\.[^"]+)">([^<]+)</a>', html)
    kinds = ["CSV", "XLSX", "Parquet"] + (["JSON Lines"] if name == "lines" else [])
    assert [kind for _address, kind in links] == kinds
    for address, _kind in links:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_without_pyarrow_no_page_offers_parquet_and_its_address_says_why(
    client: Client, archive: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    html = client.get("/words/lines/", {"q": "枫桥经验"}).content.decode()
    assert "Parquet" not in html
    answer = client.get("/words/lines.parquet", {"q": "枫桥经验"})
    assert (answer.status_code, answer.content.decode()) == (
        501,
        "这里没有装 Parquet 的部件。装上：.venv/bin/python -m pip install --require-hashes -r requirements-parquet.txt",
    )


def test_more_rows_than_a_sheet_has_are_said_to_be_too_many(
    client: Client, archive: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    said = "Excel 的一张表最多 5 行，这里有 9 行：请下载 CSV，或先筛选。"
    assert said in client.get("/words/lines/", {"q": "枫桥经验"}).content.decode()
    answer = client.get("/words/lines.xlsx", {"q": "枫桥经验"})
    assert (answer.status_code, answer.content.decode()) == (422, said)


def test_a_file_of_another_kind_there_is_none(client: Client, archive: None) -> None:
    assert client.get("/words/lines.doc", {"q": "枫桥经验"}).status_code == 404


@pytest.mark.parametrize("name", ["years", "places"])
def test_a_chart_has_an_address_with_its_data_and_what_it_means(
    client: Client, archive: None, name: str
) -> None:
    params = ASKED[name]
    data = json.loads(client.get(f"/words/{name}.json", params).content)
    assert data["corpus"] == words.corpus_version()
    assert data["measure"]["name"] == "占报告"
    assert data["phrases"][0]["first"]["year"] == 2021
    assert [one["reports"] for one in data["held"]] == [4, 1, 1]
    header = [one["name"] for one in data["columns"]]
    head, *rows = csv_rows(client, f"/words/{name}.csv", **params)
    assert header == head
    assert [[as_csv(cell) for cell in row] for row in data["rows"]] == rows
    found = [dict(zip(header, row, strict=True)) for row in data["rows"]]
    for row in found:
        lines = client.get(row["用例网址"]).content.decode() if row["用例网址"] else ""
        assert lines.count('class="kwic"') == row["出现（处）"]


def test_the_version_of_the_corpus_follows_what_is_in_it(
    client: Client, archive: None, indexed: Callable[[], int]
) -> None:
    before = words.corpus_version()
    indexed()
    assert words.corpus_version() == before
    report = make_report("枫桥经验", region="330921101", year=2019)
    indexed()
    after = words.corpus_version()
    report.delete()
    indexed()
    assert (words.corpus_version(), after == before) == (before, False)
