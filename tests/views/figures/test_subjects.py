"""The pages of topics and indicators."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from reports.models import Indicator, Report
from reports.parsing.vocab import load
from reports.queries import figures_of
from reports.queries.indicators import indicator_values
from tests.factories import make_region, make_report
from tests.views.conftest import behind, csv_rows, figure, full_report

#: What a drawing is made of: nothing that runs or loads.
SHAPES = {"svg", "title", "style", "g", "rect", "line", "circle", "text"}


@pytest.fixture
def archive(places, indexed):
    reports = [full_report(), full_report("330921102", 2022)]
    indexed()
    return reports


def test_a_topic_shows_the_sections_on_it_newest_year_first(archive, get):
    html = get("/topics/disputes/")
    assert re.findall(r'<a class="where" href="(.*?)">(.*?)</a>', html) == [
        (f"{report.get_absolute_url()}#{report.sections.get(path='1.1').anchor}", "（一）化解矛盾纠纷")
        for report in archive
    ]
    assert html.count("坚持和发展新时代“枫桥经验”") == 2


def test_the_sections_of_a_topic_end_where_they_end(archive, get):
    assert get("/topics/disputes/").count("发放宣传资料") == 0


def test_a_topic_can_be_narrowed_by_year(archive, get):
    assert get("/topics/disputes/", year=2022).count('<a class="title"') == 1


def test_topics_are_counted_by_report(archive, get):
    html = get("/topics/")
    assert html.count('<a href="/topics/disputes/">矛盾纠纷化解与信访</a> <span class="num">2 篇</span>') == 1


def test_an_indicator_shows_each_figure_in_its_sentence(archive, get):
    html = get("/indicators/disputes_mediated/")
    assert html.count("全年<mark>排查调处矛盾纠纷48起</mark>。") == 2


def test_unlike_units_are_never_mixed(archive, get):
    text = archive[0].text
    archive[0].metrics.create(
        **figure("排查调处矛盾纠纷48起", "48", text, value=7, unit="人"),
        subject="x", indicator_id="disputes_mediated", year=2023,
    )  # fmt: skip
    html = get("/indicators/disputes_mediated/")
    assert re.findall(r'<option value="(.)"( selected)?>. ?（(\d)）', html) == [
        ("起", " selected", "2"),
        ("人", "", "1"),
    ]
    assert get("/indicators/disputes_mediated/", unit="人").count('class="big-figure"') == 1


def test_plans_are_no_figures_of_an_indicator(archive, get):
    assert get("/indicators/publicity_events/").count("未见这个指标的数字") == 1


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({}, 2),
        ({"year": "2022"}, 1),
        ({"region": "330921101"}, 1),
        ({"region": "33"}, 2),
        ({"year": "x", "region": "x", "unit": "x", "sort": "x", "page": "x"}, 2),
    ],
)
def test_figures_can_be_narrowed_by_year_and_region(archive, get, params, count):
    assert get("/indicators/disputes_mediated/", **params).count('class="big-figure"') == count


def test_the_spread_is_told_by_year_in_the_table_and_the_file(archive, get, client):
    rows = [
        ["2022", "1", "48", "48", "48", "48", "48", "起"],
        ["2023", "1", "48", "48", "48", "48", "48", "起"],
    ]
    assert behind(get("/indicators/disputes_mediated/"), "spread")[1:] == rows
    assert csv_rows(client, "/indicators/disputes_mediated/spread.csv")[1:] == rows


def test_the_drawn_spread_is_a_file_of_its_own(archive, client):
    response = client.get("/indicators/disputes_mediated/spread.svg", {"region": "33"})
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="[a-z_]+-spread-\d{8}\.svg"', response["Content-Disposition"])
    assert response["Content-Security-Policy"].startswith("sandbox;")
    root = ElementTree.fromstring(response.content)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "调处矛盾纠纷各年分布（浙江省） · 起"
    assert texts[-1] == "http://testserver/indicators/disputes_mediated/?unit=%E8%B5%B7&region=33"
    assert {element.tag.split("}")[1] for element in root.iter()} <= SHAPES


@pytest.fixture
def mixed(places, indexed):
    """Reports of two provinces and three years, some on disputes."""
    make_region("11", "北京市")
    for region, year, topics in (
        ("330921101", 2020, ["disputes"]),
        ("330921102", 2020, []),
        ("330921103", 2020, []),
        ("330921101", 2022, ["disputes"]),
        ("110101001", 2022, ["disputes", "publicity"]),
        ("110101001", 2020, ["publicity"]),
    ):
        make_report(region=region, year=year, sections=[{"heading": "主要举措", "topics": topics}])
    indexed()


def test_the_share_of_a_topic_is_what_the_database_counts_gaps_included(mixed, get, client):
    published = Report.objects.filter(status="published")
    rows = []
    for year in (2020, 2021, 2022):
        whole = published.filter(year=year)
        part = whole.filter(sections__topics="disputes").distinct().count()
        share = f"{part * 100 // whole.count()}" if whole.exists() else ""
        rows.append([str(year), str(part), str(whole.count()), share])
    assert rows == [["2020", "1", "4", "25"], ["2021", "0", "0", ""], ["2022", "2", "2", "100"]]
    assert behind(get("/topics/disputes/"), "years")[1:] == rows
    assert csv_rows(client, "/topics/disputes/years.csv")[1:] == rows


@pytest.mark.parametrize(
    ("params", "years", "provinces"),
    [
        ({}, [["2020", "1", "4", "25"], ["2022", "2", "2", "100"]], ["33", "浙江省", "2", "4", "50"]),
        (
            {"region": "33"},
            [["2020", "1", "3", "33.3"], ["2022", "1", "1", "100"]],
            ["33", "浙江省", "2", "4", "50"],
        ),
        (
            {"year": "2020"},
            [["2020", "1", "4", "25"], ["2022", "2", "2", "100"]],
            ["33", "浙江省", "1", "3", "33.3"],
        ),
    ],
)
def test_the_shares_follow_what_the_page_is_narrowed_to(mixed, get, client, params, years, provinces):
    html = get("/topics/disputes/", **params)
    by_year = [row for row in behind(html, "years")[1:] if row[2] != "0"]
    assert (by_year, behind(html, "provinces")[1]) == (years, provinces)
    assert csv_rows(client, "/topics/disputes/provinces.csv", **params) == behind(html, "provinces")


@pytest.mark.parametrize("name", ["spread.exe", "nothing.csv", "nothing.svg"])
def test_there_are_no_other_charts(archive, client, name):
    assert client.get(f"/indicators/disputes_mediated/{name}").status_code == 404
    assert client.get("/indicators/publicity_events/spread.svg").status_code == 404


def test_more_reports_cause_no_more_queries(archive, indexed, queries_of):
    pages = ("/topics/disputes/", "/topics/", "/indicators/disputes_mediated/", "/indicators/")
    before = [queries_of(page) for page in pages]
    for year in range(2005, 2013):
        full_report("330921103", year)
    indexed()
    assert [queries_of(page) for page in pages] == before


def listed_indicators(html: str) -> list[tuple[str, str]]:
    """Topic and indicator, as the catalogue lists them."""
    return [
        (re.sub(r"<[^>]+>", "", part.split("</h2>")[0]), name)
        for part in html.split("<h2>")[1:]
        for name in re.findall(r'<a href="/indicators/\w+/">(.*?)</a>', part)
    ]


def test_the_most_reported_indicators_are_listed_under_their_topics(archive, get):
    html = get("/indicators/")
    assert listed_indicators(html) == [
        ("矛盾纠纷化解与信访", "调处矛盾纠纷"),
        ("普法宣传", "普法宣传活动"),
        ("普法宣传", "发放宣传资料"),
    ]
    assert (
        html.count('<a href="/indicators/disputes_mediated/">调处矛盾纠纷</a> <span class="num">2 篇</span>')
        == 1
    )


def test_the_rest_is_found_by_search_or_listed_whole(archive, get):
    petitions = [
        ("矛盾纠纷化解与信访", name) for name in ("信访、诉求受理", "信访、诉求办结", "包案、交办件化解")
    ]
    assert set(petitions) <= set(listed_indicators(get("/indicators/", q="信访")))
    assert set(petitions) <= set(listed_indicators(get("/indicators/", q="petition")))
    assert len(listed_indicators(get("/indicators/", all="1"))) == Indicator.objects.count()
    assert listed_indicators(get("/indicators/", q="没有这样的指标")) == []


def test_every_indicator_is_of_one_topic():
    topics = load("indicator_topics")
    assert list(topics) == [topic["id"] for topic in load("topics")["topic"]]
    told = [indicator for indicators in topics.values() for indicator in indicators]
    assert sorted(told) == sorted(one["id"] for one in load("indicators")["indicator"])


def test_an_indicator_is_downloaded_as_the_page_shows_it(client, db):
    for town, year, value, unit in ((113, 2021, 30, "件"), (113, 2022, 50, "件"), (114, 2022, 91, "件次")):
        make_report(
            f"调处纠纷{value}{unit}。",
            region=f"500116{town}",
            year=year,
            metrics=[{"indicator": "disputes_mediated", "value": value, "unit": unit, "figure": str(value)}],
        )
    response = client.get("/indicators/disputes_mediated/figures.csv", {"unit": "件", "sort": "value"})
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert [(row["报告年度"], row["数值"], row["单位"]) for row in rows] == [
        ("2021", "30", "件"),
        ("2022", "50", "件"),
    ]


def test_last_years_figures_quoted_for_comparison_are_not_this_years(db):
    report = make_report(
        "调处纠纷30件，去年同期50件。",
        region="500116113",
        year=2021,
        metrics=[
            {"indicator": "disputes_mediated", "value": 30, "unit": "件", "year": 2021},
            {"indicator": "disputes_mediated", "value": 50, "unit": "件", "year": 2020},
        ],
    )
    indicator = Indicator.objects.get(pk="disputes_mediated")
    assert indicator_values(indicator, "件") == [(2021, 30)]
    assert [one.value for one in figures_of(report.region)] == [30]


def test_a_report_counts_with_its_whole_alone_neither_with_parts_nor_with_what_it_tells_twice(places, get):
    text = "全年受理纠纷97件，其中邻里29件、其他29件；共受理纠纷97件。成功率98%，其中邻里100%。"
    row = {"indicator": "disputes_mediated", "unit": "件"}
    rate = {"indicator": "dispute_resolution_rate", "unit": "%"}
    figures = [
        figure("受理纠纷97件", "97", text, value=97, **row),
        figure("邻里29件", "29", text, value=29, **row),
        figure("其他29件", "29", text, value=29, **row),
        figure("共受理纠纷97件", "97", text, value=97, **row),
        figure("成功率98%", "98", text, value=98, **rate),
        figure("邻里100%", "100", text, value=100, **rate),
    ]
    make_report(text, region="330921101", year=2023, metrics=figures)
    shown = [get(f"/indicators/{slug}/") for slug in ("disputes_mediated", "dispute_resolution_rate")]
    listed = [re.findall(r'<p class="big-figure">(.*?)</p>', html) for html in shown]
    assert [[re.sub("<[^>]+>", "", one) for one in page] for page in listed] == [["97 件"], ["98 %"]]
    assert [behind(html, "spread")[1][:5] for html in shown] == [
        ["2023", "1", "97", "97", "97"],
        ["2023", "1", "98", "98", "98"],
    ]
