"""Every chart of the site as files: the same numbers in each, and as data with what it means."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from reports.models import Report
from tests.exports.workbooks import sheets
from tests.views.conftest import csv_rows, full_report

pytestmark = pytest.mark.django_db
PAGES = {
    "/regions/330921/": {},
    "/coverage/": {"region": "330921"},
    "/topics/disputes/": {},
    "/indicators/disputes_mediated/": {},
    "/words/": {"q": "枫桥经验"},
}


@pytest.fixture
def archive(places: None, indexed: Callable[[], int]) -> list[Report]:
    made = [full_report(region, year) for region in ("330921101", "330921102") for year in (2021, 2022)]
    indexed()
    return made


@pytest.mark.parametrize("page", PAGES)
def test_the_files_of_a_chart_hold_the_same_table(client: Client, archive: list[Report], page: str) -> None:
    html = client.get(page, PAGES[page]).content.decode()
    charts = {unescape(one) for one in re.findall(r'<a href="([^"]+)">JSON</a>', html)}
    assert charts
    for address in charts:
        data = json.loads(client.get(address).content)
        names = [column["name"] for column in data["columns"]]
        head, *rows = csv_rows(client, address.replace(".json", ".csv"))
        assert (head, len(rows)) == (names, len(data["rows"]))
        book = b"".join(client.get(address.replace(".json", ".xlsx")).streaming_content)
        about, (xlsx_head, *xlsx_rows) = sheets(book)
        assert (xlsx_head, len(xlsx_rows)) == (names, len(rows))
        assert dict(row for row in about if len(row) == 2)["行数"] == str(len(rows))
        parquet = client.get(address.replace(".json", ".parquet"))
        assert b"".join(parquet.streaming_content)[:4] == b"PAR1"
        assert_numbers(data["rows"], xlsx_rows)


def assert_numbers(rows: list[list[Any]], others: list[list[Any]]) -> None:
    """Where one has a number, so has the other."""
    for row, other in zip(rows, others, strict=True):
        for value, cell in zip(row, other, strict=False):
            if isinstance(value, int | float):
                assert cell == value
