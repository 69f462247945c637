"""The page that lists and searches."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from reports.search import Criteria
from reports.search.answer.page import FacetValue
from reports.views.listing.listing import year_bars
from reports.views.listing.region_tree import toggle_region
from tests.factories import make_region, make_report
from tests.views.conftest import full_report, place


@pytest.fixture
def archive(places, indexed):
    """Three towns of one county over two years, and one elsewhere."""
    reports = [
        full_report("330921101", 2022),
        full_report("330921101", 2023),
        full_report("330921102", 2023),
        full_report("330921103", 2023),
    ]
    indexed()
    return reports


def links(html: str, css_class: str = "") -> list[str]:
    pattern = rf'<a class="{css_class}" href="([^"]+)"' if css_class else r'href="([^"]+)"'
    return [unescape(link) for link in re.findall(pattern, html)]


def facet(html: str, key: str) -> dict[str, tuple[str, int]]:
    """label → (address, count) of a facet."""
    section = html.split(f'data-facet="{key}"')[1].split("</section>")[0]
    found = re.findall(r'<a href="([^"]+)".*?><span>(.*?)</span> <span class="num">(\d+)</span>', section)
    return {re.sub(r"\s*<.*", "", label): (unescape(address), int(count)) for address, label, count in found}


def test_the_listing_shows_all_newest_year_first(archive, get):
    html = get("/reports/")
    assert links(html, "title") == [archive[number].get_absolute_url() for number in (1, 2, 3, 0)]
    assert html.count('<span class="total">4 篇</span>') == 1


def switch(html: str) -> list[str]:
    return re.findall(
        r">((?:全部|精确|分词)[ \d,]*)</", html.split('<p class="choose matches">')[1].split("</p>")[0]
    )


def test_a_query_without_exact_hits_says_so_in_its_heading(archive, get):
    html = get("/reports/", q="纠纷讲座", year=2023)
    heading = re.sub("<[^>]+>", "", html.split("<h1 ")[1].split(">", 1)[1].split("</h1>")[0]).strip()
    assert heading == "没有一字不差的；3 篇分开含有 纠纷＋讲座，2023年"
    assert switch(html) == ["全部 3", "精确 0", "分词 3"]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"q": "枫桥经验"}, ["全部 4", "精确 4", "分词 0"]),
        ({"q": '"枫桥经验"'}, ["全部 4", "精确 4", "分词 0"]),
        ({"q": "没有这样的话"}, ["全部 0", "精确 0", "分词 0"]),
        ({"q": "枫桥经验", "match": "exact"}, ["全部", "精确", "分词"]),
        ({}, []),
    ],
)
def test_the_switch_between_exact_and_words_stands_beside_every_query(archive, get, asked, shown):
    assert switch(get("/reports/", **asked)) == shown


def test_a_hit_leads_to_its_place_in_the_report(archive, get):
    html = get("/reports/", q="枫桥经验", year=2022)
    at = place("枫桥经验")[0]
    (quote,) = links(html, "quote")
    assert quote == f"{archive[0].get_absolute_url()}?hl=%E6%9E%AB%E6%A1%A5%E7%BB%8F%E9%AA%8C#h-{at}"
    path, _, fragment = quote.partition("#")
    assert get(path.split("?")[0], hl="枫桥经验").count(f'id="{fragment}"') == 1
    assert html.count("<mark>枫桥经验</mark>") == 1
    (where,) = links(html, "where")
    assert where.endswith(f"#{archive[0].sections.get(path='1.1').anchor}")


@pytest.mark.parametrize(
    ("key", "label", "count"),
    [
        ("region", "浙江省", 4),
        ("year", "2023年", 3),
        ("topic", "普法宣传", 4),
        ("role", "不足和原因", 4),
        ("indicator", "调处矛盾纠纷", 4),
    ],
)
def test_a_facet_leads_to_as_many_reports_as_it_says(archive, get, key, label, count):
    address, number = facet(get("/reports/"), key)[label]
    assert number == count
    assert get(address).count(f'<span class="total">{count} 篇</span>') == 1


def test_regions_narrow_from_province_to_township(archive, get):
    html = get("/reports/")
    for label in ("浙江省", "舟山市", "岱山县", "山前镇"):
        html = get(facet(html, "region")[label][0])
    assert html.count('<span class="total">2 篇</span>') == 1


def test_below_a_chosen_region_are_its_parts_and_below_the_others_none(archive, get):
    make_region("110108", "海淀区")
    full_report("110108", 2023)
    full_report("110108", 2022)
    html = get("/reports/", region="3309")
    assert list(facet(html, "region")) == ["浙江省", "舟山市", "岱山县"]


def test_the_districts_of_a_municipality_stand_right_below_it(places, indexed, get):
    make_region("11", "北京市")
    make_region("110108", "海淀区")
    full_report("110108", 2023)
    indexed()
    assert list(facet(get("/reports/", region="11"), "region")) == ["北京市", "海淀区"]


def found_places(html: str) -> list[tuple[str, str]]:
    part = html.split('<ul class="found-places"')[1].split("</ul>")[0]
    return [
        (label.strip(), unescape(address))
        for address, label in re.findall(r'<a href="([^"]+)" rel="nofollow"><span>([^<]+)<', part)
    ]


def test_a_place_is_found_by_name_without_script_and_narrows_what_is_shown(archive, get):
    html = get("/reports/", region_q="山", year=2023, q="纠纷")
    assert found_places(html) == [
        ("山前镇", "/reports/?q=%E7%BA%A0%E7%BA%B7&region=330921101&year=2023"),
        ("山后乡", "/reports/?q=%E7%BA%A0%E7%BA%B7&region=330921102&year=2023"),
        ("山中镇", "/reports/?q=%E7%BA%A0%E7%BA%B7&region=330921103&year=2023"),
    ]
    assert found_places(get("/reports/", region_q="山后", year=2022)) == []


def test_places_are_suggested_with_the_rest_of_the_state_kept(archive, client):
    answer = client.get("/suggest", {"region_q": "山后", "year": "2023", "region": "3309"}).json()
    assert answer["suggestions"] == [
        {
            "kind": "region",
            "text": "山后乡",
            "hint": "浙江省舟山市岱山县",
            "count": 1,
            "counted": "1 篇",
            "url": "/reports/?region=330921102&year=2023",
        }
    ]


@pytest.mark.parametrize(
    ("chosen", "code", "expected"),
    [
        ((), "33", ("33",)),
        (("33",), "3309", ("3309",)),
        (("3309",), "33", ()),
        (("330921101", "50"), "330921102", ("330921101", "50", "330921102")),
        (("330921101",), "330921101", ()),
    ],
)
def test_a_region_takes_the_place_of_those_above_and_below(chosen, code, expected):
    assert toggle_region(Criteria(regions=chosen), code).regions == expected


def test_each_filter_has_a_chip_that_takes_just_it_away(archive, get):
    html = get("/reports/?q=纠纷&region=3309&year=2022&year=2023&topic=disputes&role=plan&year_from=2020")
    chips = re.findall(r'<li><a href="([^"]+)"><span class="unseen">去掉条件：</span>([^<]+)<', html)
    full = {"q", "region", "year", "topic", "role", "year_from"}
    told = {label: full - set(parse_qs(urlsplit(unescape(address)).query)) for address, label in chips}
    assert told == {
        "浙江省舟山市": {"region"},
        "2022 年度": set(),
        "2023 年度": set(),
        "2020 年度起": {"year_from"},
        "矛盾纠纷化解与信访": {"topic"},
        "下一年度安排": {"role"},
    }
    assert "year=2022" not in unescape({label: a for a, label in chips}["2022 年度"])


def test_forms_keep_the_rest_of_the_state(archive, get):
    html = get("/reports/", q="纠纷", region="33", sort="year", page_size=10)
    order = html.split('<form class="order"')[1].split("</form>")[0]
    assert re.findall(r'name="(\w+)" value="([^"]+)"', order) == [("q", "纠纷"), ("region", "33")]
    years = html.split('<form class="range"')[1].split("</form>")[0]
    assert [name for name, _ in re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', years)] == [
        "q",
        "region",
        "sort",
        "page_size",
    ]


def test_pages_are_linked_and_hold_the_rest(places, indexed, get):
    for year in range(2001, 2024):
        full_report(year=year)
    indexed()
    html = get("/reports/", page_size=10, page=2, region="33")
    pages = html.split('<nav class="pages"')[1].split("</nav>")[0]
    assert [unescape(link) for link in re.findall(r'href="([^"]+)"', pages)] == [
        "/reports/?region=33&page_size=10",
        "/reports/?region=33&page_size=10",
        "/reports/?region=33&page=3&page_size=10",
        "/reports/?region=33&page=3&page_size=10",
    ]
    assert len(links(html, "title")) == 10
    assert len(links(get("/reports/", page_size=10, page=3, region="33"), "title")) == 3


def test_boxes_send_the_reports_to_the_comparison(archive, get):
    form = get("/reports/").split('<form class="picks"')[1].split("</form>")[0]
    assert form.startswith(' action="/compare/"')
    assert sorted(re.findall(r'type="checkbox" name="id" value="(\w+)"', form)) == sorted(
        report.public_id for report in archive
    )


def test_nothing_found_says_so_and_offers_ways_on(archive, get):
    html = get("/reports/", q="“没有这话”", year=2023)
    assert html.count("没有找到。") == 1
    assert html.count("不是说没有这回事") == 1
    assert html.count('<a href="/reports/">看全部报告</a>') == 1


@pytest.mark.parametrize(
    "params",
    [
        {"q": '"('},
        {"q": "-" * 3000},
        {"q": "\x00<script>"},
        {"page": "-1"},
        {"page": "99999999999"},
        {"year": "二〇二三", "region": "'; --", "sort": "x", "match": "y", "page_size": "0"},
        {"topic": "none", "role": "none", "flag": "none", "genre": "none"},
    ],
)
def test_no_input_is_a_server_error_or_markup(archive, get, params):
    assert get("/reports/", **params).count("<script>") == 0


def test_more_reports_on_a_page_cause_no_more_queries(places, indexed, queries_of):
    full_report(year=2010)
    full_report(year=2011)
    indexed()
    before = [queries_of("/reports/", q=q) for q in ("", "纠纷")]
    for year in range(2012, 2022):
        full_report(year=year)
    indexed()
    assert [queries_of("/reports/", q=q) for q in ("", "纠纷")] == before


def test_a_deep_page_says_where_it_is_and_can_be_asked_for_by_number(places, indexed, get):
    for year in range(1990, 2012):
        make_report("依法行政扎实推进。", region="330921101", year=year)
    indexed()
    html = get("/reports/", page=2, page_size=2, region="33")
    assert re.findall(r'class="total">([^<]*)<', html) == ["22 篇，第 2 / 11 页"]
    form = html.split('<form class="jump" action="/reports/">')[1].split("</form>")[0]
    assert re.findall(r'name="(\w+)" (?:value="(\w+)"|min="1" max="(\d+)")', form) == [
        ("region", "33", ""),
        ("page_size", "2", ""),
        ("page", "", "11"),
    ]
    assert get("/reports/", page_size=10).count('class="jump"') == 0


def test_the_filters_stay_open_on_what_was_looked_for_in_them(archive, get):
    assert get("/reports/").count('<details class="drawer">') == 1
    assert get("/reports/", region_q="山").count('<details class="drawer" open>') == 1


def test_there_are_no_filters_where_there_is_nothing_to_choose(archive, get):
    assert get("/reports/", q="没有这样的话").count('class="drawer"') == 0


@pytest.mark.parametrize(
    ("counts", "heights"),
    [
        ({}, []),
        ({2022: 1, 2023: 3}, []),
        ({2019: 1, 2022: 2, 2023: 4}, [25, 0, 0, 50, 100]),
        ({1066: 1, 2022: 2, 2023: 4}, []),
    ],
)
def test_years_are_drawn_in_order_of_time_with_a_gap_where_there_are_none(counts, heights):
    values = [FacetValue(str(year), f"{year}年", count) for year, count in counts.items()]
    assert [bar.height for bar in year_bars(values)] == heights


def test_the_drawing_of_the_years_names_the_first_and_the_last(archive, indexed, get):
    for year in (2015, 2016):
        full_report(year=year)
    indexed()
    drawn = get("/reports/").split('class="year-spark"')[1].split("</div>")[0]
    assert re.findall(r"<span>(\d+)</span>", drawn) == ["2015", "2023"]


@pytest.mark.parametrize("path", ["/reports/export.csv", "/reports/figures.csv", "/feeds/reports.atom"])
def test_while_there_is_no_index_a_file_is_refused_and_not_empty(client, without_index, path):
    make_report()
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer.content.decode() == "检索索引正在重建，过一会儿再来。"
