"""The pages of regions."""

import re

from tests.factories import make_region, make_report
from tests.views.conftest import figure, full_report


def series(html: str) -> list[list[str]]:
    table = html.split('<table class="series">')[1].split("</table>")[0]
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", table, re.S)
    ]


def test_a_region_lists_what_it_holds_and_what_it_does_not(report, get):
    make_region("3310", "台州市")
    full_report(year=2022)
    make_report(region="3311", year=2022)
    make_region("331201001")
    html = get("/regions/33/")
    shelf, rest = html.split('id="shelf"')[1].split("</table>", 1)
    assert re.findall(r'<a href="/regions/(\d+)/">(\w+)</a></th><td class="num">(\d+)</td>', shelf) == [
        ("3309", "舟山市", "3"),
        ("3312", "地区3312", "1"),
    ]
    # Without towns of their own they fill no cells.
    held, not_held = rest.split("个下级地区未收录")
    assert re.findall(r'<li><a href="/regions/(\d+)/">', held) == ["3311"]
    assert re.findall(r'<li class="none"><a href="/regions/(\d+)/">', not_held) == ["3310"]


def test_a_county_shows_which_towns_and_years_it_holds_gaps_included(report, get):
    earlier = full_report(year=2021)
    full_report("330921102", status="draft")
    full_report("330921103", 2022, genre="work_plan")
    table = get("/regions/330921/").split('<table class="shelf states">')[1].split("</table>")[0]
    assert re.findall(r'<th scope="col">(\d+)</th>', table) == ["2021", "2022", "2023"]
    rows = [
        re.findall(r'<a href="(/reports/\w+/)">[\d-]+<span class="unseen"> 按时|class="unseen">(未收录)', row)
        for row in table.split("<tr>")[2:]
    ]
    assert [["".join(cell) for cell in row] for row in rows] == [
        [earlier.get_absolute_url(), "未收录", report.get_absolute_url()],
        ["未收录", "未收录", "未收录"],
        ["未收录", "未收录", "未收录"],
    ]


def test_the_index_counts_each_province_and_what_lies_in_a_single_one(report, get):
    make_region("11", "北京市")
    html = get("/regions/")
    found = re.findall(r'<a href="/regions/(\d+)/">\w+</a> <span class="num">(.*?)</span>', html)
    assert found == [("33", "1"), ("3309", "1"), ("11", "未收录")]


def test_the_path_leads_up(report, get):
    html = get("/regions/330921101/").split('<nav class="path"')[1].split("</nav>")[0]
    assert re.findall(r'href="(/regions/\d+/)">(\w+)<', html) == [
        ("/regions/33/", "浙江省"),
        ("/regions/3309/", "舟山市"),
        ("/regions/330921/", "岱山县"),
    ]


def test_a_township_shows_its_figures_year_by_year_and_blanks_where_none_was_found(places, get):
    full_report(year=2022)
    last = full_report(year=2023)
    last.metrics.filter(indicator="publicity_materials").delete()
    assert series(get("/regions/330921101/")) == [
        ["指标", "单位", "2022", "2023"],
        ["发放宣传资料 全年", "份", "2,000余", ""],
        ["调处矛盾纠纷 全年", "起", "48", "48"],
    ]


def test_the_table_has_parts_once_and_the_drawing_the_whole_of_each_year(places, get):
    for year, whole in ((2022, 90), (2023, 97)):
        text = f"受理纠纷{whole}件，其中邻里29件、其他29件；共受理纠纷{whole}件。"
        row = {"indicator": "disputes_mediated", "unit": "件", "year": year}
        figures = [
            figure(words, number, text, value=int(number), **row)
            for words, number in (
                (f"受理纠纷{whole}件", str(whole)),
                ("邻里29件", "29"),
                ("其他29件", "29"),
                (f"共受理纠纷{whole}件", str(whole)),
            )
        ]
        make_report(text, region="330921101", year=year, metrics=figures)
    html = get("/regions/330921101/")
    assert series(html)[1:] == [["调处矛盾纠纷 全年", "件", "90、29", "97、29"]]
    assert html.split('class="panels"')[1].split("</svg>")[0].count("<circle") == 2


def test_a_figure_of_the_series_leads_to_its_place(report, get):
    there = f"{report.get_absolute_url()}#{report.metrics.get(figure='48').anchor}"
    assert get("/regions/330921101/").count(f'href="{there}">48</a>') == 1


def test_more_reports_and_children_cause_no_more_queries(report, queries_of):
    pages = ("/regions/330921/", "/regions/330921101/", "/regions/")
    full_report("330921102", 2022)
    before = [queries_of(page) for page in pages]
    for number in range(10):
        make_region(f"3309212{number:02}")
        full_report(f"3309212{number:02}", 2000 + number)
        full_report(year=2000 + number)
    assert [queries_of(page) for page in pages] == before


def test_long_lists_are_paged(places, get):
    for year in range(1995, 2020):
        full_report(year=year)
    html = get("/regions/330921/", page=2)
    assert html.count('<a class="title"') == 5
    assert get("/regions/330921/", page="nonsense").count('<a class="title"') == 20
