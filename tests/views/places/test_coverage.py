"""The page of coverage, its files, and the API beside it."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from tests.factories import make_region, make_report
from tests.views.conftest import csv_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(places):
    make_region("500116113", "中山镇")
    return [
        make_report(region="330921101", year=2021, published=date(2022, 3, 1)),
        make_report(region="330921101", year=2022, published=date(2023, 6, 1)),
        make_report(region="330921102", year=2022, published=None),
        make_report(region="330921", year=2022),
    ]


def tables(html: str) -> list[list[list[str]]]:
    """The words of every cell of every table, the head left out."""
    return [
        [
            [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)]
            for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.S)
        ]
        for table in html.split("<table")[1:]
    ]


def test_the_country_lists_provinces_and_years_that_add_up(archive, get):
    years, rows = tables(get("/coverage/"))
    assert years == [["2022", "", "0", "1", "1", "2"], ["2021", "", "1", "0", "0", "3"]]
    assert rows == [
        ["浙江省", "3", "1", "2", "1", "1", "1", "3"],
        ["地区50", "1", "0", "0", "0", "0", "0", "2"],
    ]


def test_a_county_shows_each_town_and_year_with_its_report(archive, get):
    html = get("/coverage/", region="330921")
    assert tables(html)[0] == [
        ["山前镇", "3-01 按时", "6-01 晚于期限"],
        ["山后乡", "·未收录", "不详"],
        ["山中镇", "·未收录", "·未收录"],
    ]
    grid = html.split('<table class="shelf states">')[1]
    assert re.findall(r'href="(/reports/\w+/)"', grid) == [one.get_absolute_url() for one in archive[:3]]


def test_the_page_says_what_not_held_means_and_what_fills_no_cell(archive, get):
    html = get("/coverage/")
    assert html.count("未收录不是未公开") == 1
    assert html.count("只认定到县级或以上的 1 篇。") == 1


def test_the_region_page_shows_the_same_grid(archive, get):
    def cells(html: str) -> str:
        return html.split('<table class="shelf states">')[1].split("</table>")[0]

    assert cells(get("/regions/330921/")) == cells(get("/coverage/", region="330921"))


def test_years_are_in_the_address_and_kept_on_the_way_down(archive, get):
    html = get("/coverage/", **{"from": 2022, "to": 2024})
    assert re.findall(r'<th scope="row"><a href="(\?[^"]+)"', html) == [
        "?region=33&amp;from=2022&amp;to=2024",
        "?region=50&amp;from=2022&amp;to=2024",
    ]
    assert [row[0] for row in tables(html)[0]] == ["2024", "2023", "2022"]


@pytest.mark.parametrize(
    ("params", "notice"),
    [
        ({"from": "二〇二一"}, "“二〇二一”不是年度，已略去。"),
        ({"from": "2023", "to": "2021"}, "起始年度晚于截止年度。"),
        ({"to": "1066"}, "年度应在 1990 至 2100 之间。"),
    ],
)
def test_years_that_cannot_be_shown_are_said(archive, get, params, notice):
    html = get("/coverage/", **params)
    assert re.findall(r'role="status">(.*?)</p>', html) == [notice]
    assert [row[0] for row in tables(html)[0]] == ["2022", "2021"]


def test_an_empty_archive_and_an_unknown_region(client, get, db):
    assert "地名表里没有这里的乡镇街道" in get("/coverage/")
    html = get("/coverage/", region="99")
    assert re.findall(r'role="status">(.*?)</p>', html) == ["“99”不是有效的地区代码，未采用。"]
    assert client.get("/coverage.csv?region=99").status_code == 404


def test_a_code_filled_up_with_zeros_is_that_of_the_place(archive, get):
    assert tables(get("/coverage/", region="330921000000")) == tables(get("/coverage/", region="330921"))


def lines(client, **params) -> list[list[str]]:
    response = client.get("/coverage.csv", params)
    body = b"".join(response.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")
    return [line.split(",") for line in body.decode("utf-8-sig").splitlines()]


def test_the_table_can_be_taken_away(archive, client):
    assert lines(client, region="33", to=2021) == [
        ["地区代码", "地区", "级别", "报告年度", "乡镇街道数", "按时", "晚于期限", "不详", "未收录"],
        ["3309", "浙江省舟山市", "地级", "2021", "3", "1", "0", "0", "2"],
    ]


def test_a_row_a_body_can_be_taken_away(archive, client):
    first = archive[0]
    county = "浙江省舟山市岱山县"
    assert lines(client, region="33", to=2021, level="township") == [
        ["地区代码", "地区", "报告年度", "收录情况", "发布日期", "报告编号", "网址"],
        ["330921101", f"{county}山前镇", "2021", "按时", "2022-03-01", first.public_id,
         f"http://testserver{first.get_absolute_url()}"],
        ["330921102", f"{county}山后乡", "2021", "未收录", "", "", ""],
        ["330921103", f"{county}山中镇", "2021", "未收录", "", "", ""],
    ]  # fmt: skip


def test_more_places_and_reports_cause_no_more_queries(archive, queries_of):
    pages = ("", "33", "330921", "330921101")
    before = [queries_of("/coverage/", region=page) for page in pages]
    for number in range(5):
        make_region(f"33093{number}101")
        make_region(f"3309212{number:02}")
        make_report(region=f"3309212{number:02}", year=2021)
    assert [queries_of("/coverage/", region=page) for page in pages] == before


def api(client, **params):
    response = client.get("/api/v1/coverage", params)
    return response, json.loads(response.content)


def test_the_api_answers_with_cells_that_add_up(archive, client):
    _, body = api(client)
    assert {key: body[key] for key in body if key != "rows"} == {
        "bodies": 4,
        "years": 2,
        "cells": {"on_time": 1, "late": 1, "unknown": 1, "not_held": 5},
    }
    assert [(row["region"]["code"], row["bodies"], row["cells"]) for row in body["rows"]] == [
        ("33", 3, {"on_time": 1, "late": 1, "unknown": 1, "not_held": 3}),
        ("50", 1, {"on_time": 0, "late": 0, "unknown": 0, "not_held": 2}),
    ]


def test_the_api_names_the_report_of_a_body_and_pages_long_lists(archive, client):
    response, body = api(client, region="330921", page_size=2, **{"from": 2022})
    assert (body["bodies"], body["years"]) == (3, 1)
    assert [row["years"] for row in body["rows"]] == [
        [
            {
                "year": 2022,
                "on_time": 0,
                "late": 1,
                "unknown": 0,
                "not_held": 0,
                "report": archive[1].public_id,
            }
        ],
        [
            {
                "year": 2022,
                "on_time": 0,
                "late": 0,
                "unknown": 1,
                "not_held": 0,
                "report": archive[2].public_id,
            }
        ],
    ]
    following = re.fullmatch(r'<(.+)>; rel="next"', response["Link"])
    last = json.loads(client.get(following[1]).content)
    assert [row["region"]["code"] for row in last["rows"]] == ["330921103"]
    assert last["cells"] == body["cells"]


def test_the_api_says_what_is_wrong_with_the_years(archive, client):
    response, body = api(client, **{"from": 2023, "to": 2021})
    assert (response.status_code, body["detail"]) == (422, "起始年度晚于截止年度。")


@pytest.mark.parametrize(
    ("params", "name", "expected"),
    [
        (
            {},
            "years",
            [
                ["报告年度", "按时", "晚于期限", "不详", "未收录", "n"],
                ["2022", "0", "1", "1", "2", "4"],
                ["2021", "1", "0", "0", "3", "4"],
            ],
        ),
        (
            {},
            "places",
            [["地区代码", "地区", "n", "2021", "2022"], ["33", "浙江省", "3", "1", "2"], ["50", "地区50", "1", "0", "0"]],
        ),
        (
            {"region": "330921", "to": 2021},
            "places",
            [
                ["地区代码", "地区", "2021"],
                ["330921101", "山前镇", "按时"],
                ["330921102", "山后乡", "未收录"],
                ["330921103", "山中镇", "未收录"],
            ],
        ),
    ],
)  # fmt: skip
def test_a_picture_and_its_table_can_be_taken_away(archive, client, params, name, expected):
    assert csv_rows(client, f"/coverage/{name}.csv", **params) == expected
    response = client.get(f"/coverage/{name}.svg", params)
    root = ElementTree.fromstring(response.content)
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {row[0 if name == "years" else 1].split("　")[0] for row in expected[1:]} <= {
        (word or "").split("　")[0] for word in words
    }
