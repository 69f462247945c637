"""A small archive for the tests of pages."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reports.models import Report
from tests.factories import make_region, make_report

TEXT = """某网站首页
山前镇2023年法治政府建设年度报告
一、主要举措和成效
（一）化解矛盾纠纷。坚持和发展新时代“枫桥经验”，全年排查调处矛盾纠纷48起。
（二）普法宣传。发放宣传资料2000余份，下一年计划举办讲座10场。
二、存在的不足
执法力量不足，博彩广告学习不够深入。
三、下一步打算
继续推进依法行政各项工作落到实处。
打印本页"""


def place(part: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def figure(words: str, number: str, text: str = TEXT, **fields) -> dict:
    start, end = place(words, text)
    return {
        "text": words,
        "figure": number,
        "figure_start": start + words.index(number),
        "start": start,
        "end": end,
        **fields,
    }


@pytest.fixture
def places(db) -> None:
    make_region("33", "浙江省")
    make_region("3309", "舟山市")
    make_region("330921", "岱山县")
    make_region("330921101", "山前镇")
    make_region("330921102", "山后乡")
    make_region("330921103", "山中镇")


@pytest.fixture
def report(places) -> Report:
    return full_report()


def full_report(region: str = "330921101", year: int = 2023, text: str = TEXT, **fields) -> Report:
    """A report with a section of each kind, figures, furniture and injected text."""
    furniture = [place("某网站首页", text), place("打印本页", text)]
    injected = place("博彩广告", text)
    title = place("山前镇2023年法治政府建设年度报告", text)
    sections = [
        {"heading": "主要举措和成效", "path": "1", "marker": "一、", "role": "achievements"},
        {"heading": "化解矛盾纠纷", "path": "1.1", "marker": "（一）", "level": 2, "role": "achievements"},
        {"heading": "普法宣传", "path": "1.2", "marker": "（二）", "level": 2, "role": "achievements"},
        {"heading": "存在的不足", "path": "2", "marker": "二、", "role": "problems"},
        {"heading": "下一步打算", "path": "3", "marker": "三、", "role": "plan"},
    ]
    topics = {"1.1": ["disputes"], "1.2": ["publicity"]}
    for section in sections:
        section["start"] = text.index(section["marker"])
        section["heading_end"] = section["start"] + len(section["marker"] + section["heading"])
        if section["path"] == "1":
            section["end"] = text.index("二、")
        section["topics"] = topics.get(section["path"], [])
    return make_report(
        text,
        region=region,
        year=year,
        title="山前镇2023年法治政府建设年度报告",
        evidence={"title": [{"start": title[0], "end": title[1], "text": text[slice(*title)], "why": None}]},
        sections=sections,
        metrics=[
            figure("排查调处矛盾纠纷48起", "48", text, value=48, unit="起", indicator="disputes_mediated"),
            figure(
                "发放宣传资料2000余份", "2000余", text, value=2000, unit="份", indicator="publicity_materials",
                approx=True, bound="min",
            ),
            figure("举办讲座10场", "10", text, value=10, unit="场", indicator="publicity_events", planned=True),
        ],
        furniture=furniture,
        flags=[{"kind": "injected_text", "start": injected[0], "end": injected[1], "note": "与上下文无关"}],
        **fields,
    )  # fmt: skip


@pytest.fixture
def queries_of(client: Client) -> Callable[..., int]:
    """How many queries a page takes, caches warm."""

    def count(path: str, **params) -> int:
        client.get(path, params)
        with CaptureQueriesContext(connection) as context:
            assert client.get(path, params).status_code == 200
        return len(context)

    return count


@pytest.fixture
def get(client: Client) -> Callable[..., str]:
    """The HTML of a page that must answer 200, or what ``status`` says."""

    def fetch(path: str, status: int = 200, **params) -> str:
        response = client.get(path, params)
        assert response.status_code == status, path
        return response.content.decode()

    return fetch


def behind(html: str, part: str) -> list[list[str]]:
    """The table behind the chart in the part of a page with this id, its head first."""
    table = html.split(f'id="{part}"')[1].split('<details class="behind')[1].split("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in table.split("<tr>")[1:]]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in rows]


def csv_rows(client: Client, path: str, **params) -> list[list[str]]:
    """The rows of a CSV download, its head first."""
    content = b"".join(client.get(path, params).streaming_content)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
