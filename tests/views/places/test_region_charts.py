"""The pictures on the pages of regions: a township's own series, and the trends of a larger place."""

import re
from xml.etree import ElementTree

import pytest

from tests.factories import make_region, make_report
from tests.views.conftest import behind, csv_rows


def figures(region: str, year: int, *metrics: dict) -> None:
    make_report(region=region, year=year, metrics=[{"year": year, **metric} for metric in metrics])


def disputes(value: float, **fields) -> dict:
    return {"indicator": "disputes_mediated", "value": value, "unit": "件", "figure": str(value), **fields}


@pytest.fixture
def township(db) -> str:
    make_region("330921101", "山前镇")
    figures("330921101", 2020, disputes(48), disputes(7, per="月"))
    figures(
        "330921101",
        2022,
        disputes(60, approx=True, text="约60件"),
        disputes(80, planned=True, year=2023, text="计划80件"),
        {"indicator": "publicity_events", "value": 3, "unit": "场", "figure": "3"},
    )
    return "/regions/330921101/"


def test_a_series_of_two_years_is_drawn_and_one_of_a_single_year_is_not(township, get):
    html = get(township)
    assert re.findall(r'<h3><a href="[^"]+">(.*?)</a>', html.split('<div class="panels">')[1]) == [
        "调处矛盾纠纷"
    ]
    svg = html.split('<div class="panels">')[1].split("<svg")[1].split("</svg>")[0]
    assert re.findall(r"<text[^>]*>(.*?)</text>", svg) == [
        "48",
        "约60",
        "计划80",
        "2020",
        "2021",
        "2022",
        "2023",
    ]
    assert re.findall(r'<circle class="(.*?)"', svg) == ["point", "point hollow", "point plan"]


def test_the_table_of_a_series_has_what_is_drawn_and_says_what_is_planned(township, get, client):
    cells = [
        re.sub(r"<[^>]+>", "", cell).strip()
        for cell in re.findall(
            r'<td class="num">(.*?)</td>', get(township).split('<table class="series">')[1]
        )
    ]
    assert cells == ["", "3", "", "48", "约60", "计划80"]
    rows = csv_rows(client, f"{township}series.csv")
    assert [row[:7] for row in rows] == [
        ["指标", "单位", "年度", "数值", "上限", "写法", "计划数"],
        ["普法宣传活动", "场", "2022", "3", "", "3", ""],
        ["调处矛盾纠纷", "件", "2020", "48", "", "48", ""],
        ["调处矛盾纠纷", "件", "2022", "60", "", "约60", ""],
        ["调处矛盾纠纷", "件", "2023", "80", "", "计划80", "是"],
    ]


def test_a_long_number_is_short_in_the_picture_and_whole_in_the_table(db, get):
    make_region("330921101", "山前镇")
    for year in (2020, 2021):
        figures("330921101", year, disputes(123456, approx=True, bound="min"))
    html = get("/regions/330921101/")
    assert html.count(">12.3万余</text>") == 2
    assert html.split('<table class="series">')[1].count(">123,456余</a>") == 2


def test_a_township_with_one_year_has_a_table_and_no_picture(db, get, client):
    make_region("330921101", "山前镇")
    figures("330921101", 2020, disputes(48))
    html = get("/regions/330921101/")
    assert (html.count('<table class="series">'), html.count('<div class="panels">')) == (1, 0)
    assert client.get("/regions/330921101/series.svg").status_code == 404


@pytest.fixture
def county(db, indexed) -> str:
    """Three figures of 2021, two of 2022; and one in another unit."""
    for number, (year, value) in enumerate([(2021, 10), (2021, 20), (2021, 60), (2022, 5), (2022, 7)]):
        make_region(f"33092110{number}")
        figures(f"33092110{number}", year, disputes(value))
    figures("330921101", 2023, disputes(900, unit="人"))
    make_region("110101001")
    figures("110101001", 2021, disputes(1000))
    indexed()
    return "/regions/330921/"


def test_the_trends_of_a_place_are_its_own_figures_in_one_unit(county, get, client):
    rows = [
        ["调处矛盾纠纷", "件", "2021", "3", "15", "20", "40"],
        ["调处矛盾纠纷", "件", "2022", "2", "5.5", "6", "6.5"],
    ]
    assert behind(get(county), "trends")[1:] == rows
    assert csv_rows(client, f"{county}trends.csv")[1:] == rows


def test_a_year_has_a_median_and_with_few_figures_points(county, get):
    svg = get(county).split('id="trends"')[1].split("<svg")[1].split("</svg>")[0]
    assert re.findall(r'<circle class="(.*?)"', svg) == ["point", "point hollow", "point hollow"]
    assert re.findall(r"<text[^>]*>(.*?)</text>", svg) == ["20", "7", "2021", "n = 3", "2022", "n = 2"]


@pytest.mark.parametrize(("page", "name"), [("330921", "trends"), ("33", "trends")])
def test_the_drawn_trends_are_a_file(county, client, page, name):
    root = ElementTree.fromstring(client.get(f"/regions/{page}/{name}.svg").content)
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[1] == "调处矛盾纠纷（件）"
    assert texts[-1] == f"http://testserver/regions/{page}/#trends"


def test_each_level_has_its_own_charts(county, client):
    wrong = ["330921/series.svg", "330921101/trends.csv", "330921/trends.pdf", "99/trends.svg"]
    assert [client.get(f"/regions/{path}").status_code for path in wrong] == [404] * 4


def test_more_figures_cause_no_more_queries(county, indexed, queries_of):
    pages = ("/regions/33/", county, "/regions/330921101/", "/coverage/", "/coverage/?region=330921")
    before = [queries_of(page) for page in pages]
    for year in range(2012, 2020):
        figures(
            "330921101", year, disputes(year), {"indicator": "publicity_events", "value": 3, "unit": "场"}
        )
    indexed()
    assert [queries_of(page) for page in pages] == before
