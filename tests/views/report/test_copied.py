"""Copied text on the report's page, and the pairs of a county."""

import re
from datetime import date
from itertools import islice

import pytest
from django.urls import reverse

from reports.models import Report
from reports.store import copied_rows as reuse
from tests.analysis.copied.made_sentences import made_sentences, report_of
from tests.factories import make_region, make_report

SENTENCES = list(islice(made_sentences(5), 300))


@pytest.fixture
def made(places):
    def make(sentences: list[str], region: str = "330921101", **fields) -> Report:
        report = make_report(report_of(sentences), region=region, **fields)
        reuse.remember(report)
        return report

    return make


@pytest.fixture
def copy(made) -> Report:
    made(SENTENCES[:40], year=2022, published=date(2023, 3, 1))
    made(SENTENCES[40:80], "330921102", year=2021, published=date(2022, 3, 1))
    mixed = [*SENTENCES[:4], *SENTENCES[40:52], *SENTENCES[100:104]]
    return made(mixed, published=date(2024, 3, 1))


def facts(html: str) -> dict[str, str]:
    part = html.split('<section class="reuse">')[1].split("</section>")[0]
    pairs = [one.split("</dt><dd>") for one in part.split("<dt>")[1:]]
    return {name: value.split("</dd>")[0] for name, value in pairs}


def test_the_page_says_how_much_stands_elsewhere(copy, get):
    html = get(copy.get_absolute_url())
    assert facts(html) == {
        "见于较早公开的报告": "80 %",
        "逐字相同": "80 %",
        "只差数字、地名": "0 %",
        "见于本地往年": "20 %",
        "见于别处": "60 %",
    }
    assert html.count('class="c-exact"') == 0


def test_the_head_says_how_much_was_public_earlier_and_where_most_of_it(copy, get):
    line = re.findall(r'<li><p class="lead">80 %</p><p>(.*?)</p></li>', get(copy.get_absolute_url()))
    earlier = Report.objects.get(year=2021)
    assert line == [
        f'的句子见于较早公开的报告，最多的是<a href="{earlier.get_absolute_url()}">山后乡 · 2021</a>（60 %）'
        '<a class="evidence" href="?copied=1#reuse">逐句看</a>'
    ]


def test_sentences_are_marked_and_listed_on_demand(copy, get):
    html = get(copy.get_absolute_url(), copied="1")
    text = html.split('<article class="text"')[1].split("</article>")[0]
    assert text.count('class="shared-by"') == html.count('<li id="w-') == 16
    start = copy.text.index(SENTENCES[40])
    assert f'<sup><a class="shared-by" href="#w-{start}" title="另见 1 篇">1</a></sup>' in text
    entry = html.split(f'<li id="w-{start}">')[1].split("</li>")[0]
    other = Report.objects.get(year=2021)
    place = other.text.index(SENTENCES[40])
    assert f'<a href="{other.get_absolute_url()}?copied=1#c-{place}">山后乡 2021</a>' in entry
    assert "逐字相同，另见 1 篇（1 地），他篇较早：" in entry


def test_the_place_a_sentence_leads_to_is_on_the_other_page(copy, get):
    other = Report.objects.get(year=2022)
    html = get(other.get_absolute_url(), copied="1")
    assert f'id="c-{other.text.index(SENTENCES[0])}"' in html
    assert "在馆内其他报告里未见相同的句子" in html


def test_a_report_that_had_a_sentence_first_is_told_so(copy, get):
    html = get(reverse("report", args=[Report.objects.get(year=2021).public_id]), copied="1")
    assert (html.count("，他篇在后："), html.count("另有 12 句只见于较晚公开的报告：他篇在后。")) == (12, 1)
    assert "他篇在后：本篇有 12 句又见于较晚公开的报告。" in html
    assert '雷同 <span class="count">' not in html


@pytest.mark.parametrize(
    ("day", "told", "copied"),
    [(date(2024, 1, 5), "较早", 5), (date(2024, 5, 1), "较晚", None), (None, "不详", 5), (date(2024, 2, 1), "不详", 5)],
)  # fmt: skip
def test_which_of_two_was_public_first_is_told_where_it_is_known(made, get, day, told, copied):
    made(SENTENCES[:5], "330921102", published=day)
    html = get(made(SENTENCES[:20], published=date(2024, 2, 1)).get_absolute_url())
    row = html.split('<table class="reuse-sources">')[1].split("<tbody>")[1].split("</tr>")[0]
    assert re.findall(r"<td>(较早|较晚|不详)</td>", row) == [told]
    assert re.findall(r'雷同 <span class="count">(\d+)<', html) == ([str(copied)] if copied else [])


def test_a_report_of_short_lines_says_that_nothing_can_be_compared(report, get):
    make_report("一、概况\n有力。", region="330921101", year=2020)
    html = get(reverse("report", args=[Report.objects.get(year=2020).public_id]))
    assert "没有够长、可比的句子" in html


def test_a_draft_is_no_source(copy, get, made):
    made(SENTENCES[100:104], "330921103", status="draft")
    assert facts(get(copy.get_absolute_url()))["见于别处"] == "60 %"


def test_a_report_page_takes_no_more_queries_with_more_copies(copy, made, queries_of):
    before = queries_of(copy.get_absolute_url(), copied="1")
    for year in range(2015, 2021):
        made(SENTENCES[:20], year=year)
        made(SENTENCES[40:60], "330921103", year=year)
    assert queries_of(copy.get_absolute_url(), copied="1") == before


def test_the_pairs_of_a_county_are_listed_by_year(made, get):
    made(SENTENCES[:20])
    made([*SENTENCES[:15], *SENTENCES[30:35]], "330921102")
    html = get("/regions/330921/similar/")
    assert "岱山县 2023 年度相近的报告" in html
    assert "15 句" in html
    assert "各占 75 %，75 %" in html
    assert "15 句" in get("/regions/330921102/similar/", year="2023")
    assert "15 句" not in get("/regions/330921103/similar/", year="2023")
    assert "2022 年度同县的报告里没有两篇有相同的句子" in get("/regions/330921/similar/", year="2022")


def test_above_a_county_one_is_chosen(made, get):
    made(SENTENCES[:20])
    made(SENTENCES[:20], "330921102")
    assert '<a href="/regions/3309/similar/">舟山市</a> <span class="num">2</span>' in get(
        "/regions/33/similar/"
    )
    assert '<a href="/regions/330921/similar/">岱山县</a>' in get("/regions/3309/similar/")


def test_a_city_without_counties_is_compared_itself(made, get):
    make_region("4419", "东莞市")
    for number, code in enumerate(("441900101", "441900102")):
        town = make_region(code, f"镇{number}", parent="4419")
        report = make_report(report_of(SENTENCES[:20]), region=town)
        reuse.remember(report)
    assert "20 句" in get("/regions/4419/similar/")


@pytest.mark.parametrize("year", ["abc", "20233", "二〇二三", "-1"])
def test_a_year_that_is_none_is_not_found(places, client, year):
    assert client.get("/regions/330921/similar/", {"year": year}).status_code == 404


def test_the_page_of_pairs_takes_no_more_queries_with_more_reports(made, queries_of):
    made(SENTENCES[:20])
    made(SENTENCES[:20], "330921102")
    before = queries_of("/regions/330921/similar/", year="2023")
    for number in range(110, 120):
        made(SENTENCES[number : number + 20], f"330921{number}")
    assert queries_of("/regions/330921/similar/", year="2023") == before
