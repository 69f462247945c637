"""The page of phrases over years and places: the API's numbers, each leading to its lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from reports.models import Report
from reports.views.words.table import full_years
from tests.factories import make_region, make_report
from tests.views.conftest import behind, csv_rows

pytestmark = pytest.mark.django_db
Index = Callable[[], int]
Get = Callable[..., str]


@pytest.fixture
def archive(places: None, indexed: Index) -> list[Report]:
    make_region("50", "重庆市")
    made = [
        make_report("坚持新时代“枫桥经验”，枫桥经验进村。", region="500116113", year=2020),
        make_report("学习枫桥经验。\n网格化管理。", region="330921101", year=2021),
        make_report("依法行政。", region="330921102", year=2023),
        make_report("枫桥经验", region="330921102", year=2022, status="draft"),
    ]
    indexed()
    return made


def api(client: Client, **params: object) -> dict:
    return json.loads(client.get("/api/v1/words/frequency", params).content)


def test_without_a_phrase_the_page_invites_to_one(get: Get, archive: list[Report]) -> None:
    html = get("/words/")
    assert "可以试试" in html
    assert "怎么数的" not in html


def test_the_numbers_are_those_of_the_api(client: Client, get: Get, archive: list[Report]) -> None:
    phrases = ["枫桥经验", "网格化管理"]
    rows = behind(get("/words/", q=phrases), "years")[1:]
    found = api(client, q=phrases)
    held = {one["year"]: one for one in found["held"]}
    expected = []
    for phrase in found["phrases"]:
        cells = {cell["year"]: cell for cell in phrase["cells"]}
        for year in held:
            cell = cells.get(year, {"occurrences": 0, "reports": 0})
            expected.append(
                [phrase["q"], str(year), str(cell["occurrences"]), str(cell["reports"]),
                 str(held[year]["reports"]), str(held[year]["characters"])]
            )  # fmt: skip
    assert [[*row[:5], row[6]] for row in rows] == expected


@pytest.mark.parametrize("by", ["province", "city", "county", "township"])
def test_places_have_the_numbers_of_the_api(client: Client, get: Get, archive: list[Report], by: str) -> None:
    head, *rows = csv_rows(client, "/words/places.csv", q="枫桥经验", by=by)
    found = api(client, q="枫桥经验", by=by)
    counts = {(cell["region"], cell["year"]): cell["occurrences"] for cell in found["phrases"][0]["cells"]}
    assert {(row[1] or None, int(row[3])): int(row[4]) for row in rows if row[4] != "0"} == counts
    assert {(row[1] or None, row[3], row[6]) for row in rows} == {
        (one["region"], str(one["year"]), str(one["reports"])) for one in found["held"]
    }
    if by == "province":
        assert [row[2] for row in rows] == ["浙江省", "浙江省", "重庆市"]
    shown, *table = behind(get("/words/", q="枫桥经验", by=by), "places")
    assert shown == head[:-1]
    assert [[cell.replace(",", "") for cell in row] for row in table] == [row[:-1] for row in rows]


@pytest.mark.parametrize(
    ("region", "level"),
    [(None, "各省"), ("33", "各市"), ("3309", "各区县"), ("330921", "各乡镇"), ("50", "各区县")],
)
def test_places_are_those_right_below_the_one_chosen(
    get: Get, archive: list[Report], region: str | None, level: str
) -> None:
    asked = {"region": region} if region else {}
    assert f'<section class="part" id="places"><h2>{level}' in get("/words/", q="枫桥经验", **asked)


def test_every_phrase_has_a_line_whose_points_open_their_sentences(
    client: Client, get: Get, archive: list[Report]
) -> None:
    html = get("/words/", q=["枫桥经验", "网格化管理"], of=2)
    panels = html.split('<div class="panels">')[1].split("</div>")[0]
    links = re.findall(
        r'<a href="([^"]+)" aria-label="(.) (\d+) 年：[^"]+共 (\d+) 处"><circle class="([^"]+)"', panels
    )
    assert {(sign, year, kind) for _address, sign, year, _count, kind in links} == {
        ("①", "2020", "point line-1 hollow"),
        ("①", "2021", "point line-1 hollow"),
        ("②", "2021", "point told hollow"),
    }
    for address, _sign, _year, count, _kind in links:
        assert client.get(address.replace("&amp;", "&")).content.decode().count('class="kwic"') == int(count)


def test_denominators_are_said_by_year(client: Client, get: Get, archive: list[Report]) -> None:
    html = get("/words/", q="枫桥经验").split('class="series denominators"')[1].split("</table>")[0]
    rows = {
        re.sub("<[^>]+>", "", row.split("</th>")[0]): re.findall(r'<td class="num">(.*?)</td>', row)
        for row in html.split("<tr>")[2:]
    }
    found = api(client, q="枫桥经验")
    assert rows["馆藏报告"] == [*(str(one["reports"]) for one in found["held"]), "3"]
    assert rows["出现次数"] == ["2", "1", "0", "3"]
    assert rows["写到的报告"] == ["1", "1", "0", "2"]
    assert rows["占报告"] == ["100 %", "100 %", "0 %", "67 %"]
    characters = [one["characters"] for one in found["held"]]
    assert rows["读到的字"] == [str(one) for one in [*characters, sum(characters)]]


def test_a_column_opens_its_lines(client: Client, get: Get, archive: list[Report]) -> None:
    html = get("/words/", q="枫桥经验", region="33")
    part = html.split('id="years"')[1].split("</figure>")[0]
    (address,) = re.findall(r'<a href="([^"]+)" aria-label="2021 年：1 篇里有，馆藏 1 篇，共 1 处">', part)
    answer = client.get(address.replace("&amp;", "&")).content.decode()
    assert answer.count('class="kwic"') == 1


def test_the_first_report_is_in_the_heading(get: Get, archive: list[Report]) -> None:
    html = get("/words/", q="网格化管理").replace("<wbr>", "")
    assert '<h1 class="statement">“网格化管理”最早见于本馆：2021 年，浙江省舟山市岱山县山前镇。</h1>' in html
    assert '<h1 class="statement">馆藏的这些报告里未见“没有的话”</h1>' in get(
        "/words/", q="没有的话"
    ).replace("<wbr>", "")


def test_a_share_is_said_of_years_with_reports_enough(get: Get, places: None, indexed: Index) -> None:
    for number in range(50):
        body = f"3309211{number:02}"
        make_report("枫桥经验。" if number < 20 else "依法行政。", region=body, year=2020)
        if number:
            make_report("枫桥经验。", region=body, year=2021)
    indexed()
    html = get("/words/", q="枫桥经验", year_to=2020).replace("<wbr>", "")
    assert "2020 年度馆藏的 50 篇报告里，40 %写到它。</h1>" in html
    assert "写到它。</h1>" not in get("/words/", q="枫桥经验").replace("<wbr>", "")
    assert html.split('id="years"')[1].count('class="few"') == 0
    assert get("/words/", q="枫桥经验").split('id="years"')[1].count('class="few"') == 1


@pytest.mark.parametrize(
    ("today", "years"), [(date(2026, 3, 31), [2023, 2024]), (date(2026, 4, 1), [2023, 2024, 2025])]
)
def test_a_year_is_full_once_its_reports_are_due(today: date, years: list[int]) -> None:
    assert list(full_years([2023, 2024, 2025, 2026, None], today)) == years


@pytest.mark.parametrize("per", ["", "million", "count"])
def test_charts_are_files(client: Client, archive: list[Report], per: str) -> None:
    for name in ("years", "places"):
        answer = client.get(f"/words/{name}.svg", {"q": ["枫桥经验", "网格化管理"], "of": "2", "per": per})
        assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert "<a " not in answer.content.decode()
    assert client.get("/words/nothing.csv", {"q": "枫桥经验"}).status_code == 404


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"q": list("一二三四五六七")}, "一次最多数 6 个词语，收到 7 个。"),
        ({"q": "长" * 61}, "“长长长长长长长长长长长长…”太长，一个词语最多 60 字。"),
        ({"q": "法治", "year": "去年"}, "“去年”不是有效的年度，未采用。"),
        ({"q": "法治", "topic": "nothing"}, "没有“nothing”这个主题。"),
    ],
)
def test_what_is_not_understood_is_said(
    client: Client, get: Get, archive: list[Report], params: dict, said: str
) -> None:
    assert said in get("/words/", **params)
    answer = client.get("/words/years.csv", params)
    assert (answer.status_code, answer.content.decode()) == (422, said)


def test_the_form_keeps_what_it_does_not_set(get: Get, archive: list[Report]) -> None:
    html = get("/words/", q="枫桥经验", region="330921", per="count", flag="empty")
    form = html.split('<form class="order words"')[1].split("</form>")[0]
    assert re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', form) == [
        ("flag", "empty"),
        ("per", "count"),
    ]
    assert '<option value="330921" lang="zh-CN" selected>岱山县</option>' in form
    assert "岱山县<span" in html


def test_without_an_index_the_page_rests(client: Client, without_index: None) -> None:
    for path in ("/words/", "/words/lines/", "/words/lines.csv"):
        answer = client.get(path, {"q": "法治"})
        assert answer.status_code == 503
        assert "检索索引正在重建，过一会儿再来。" in answer.content.decode()


def test_what_was_typed_stays_when_it_is_too_much(get: Get, archive: list[Report]) -> None:
    typed = [f"词{number}" for number in range(7)]
    html = get("/words/", q=typed)
    assert "一次最多数 6 个词语，收到 7 个。" in html
    assert re.findall(r'name="q" value="([^"]*)" maxlength="60"', html) == typed
