"""What a page of results says beside its reports: order, description, facets, advice; and what it costs."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.search import Criteria, search, search_ids
from reports.search.answer.description import describe
from reports.search.answer.results import warm_up
from reports.search.query.language import parse
from tests.factories import make_region, make_report

Index = Callable[[], int]


def pks(criteria: Criteria) -> list[int]:
    return [hit.report.pk for hit in search(criteria).hits]


@pytest.mark.parametrize(
    ("criteria", "sentence"),
    [
        (Criteria(), "全部报告"),
        (Criteria(years=(2021,), regions=("50",)), "2021年、重庆市的报告"),
        (Criteria(q="“枫桥经验” -试点", year_from=2021, year_to=2023, regions=("50",)),
         "包含“枫桥经验”、不含“试点”，2021—2023年，重庆市的报告"),
        (Criteria(years=(2019, 2022, 2021, 2023)), "2019、2021—2023年的报告"),
        (Criteria(year_from=2020), "2020年以来的报告"),
        (Criteria(year_to=2020, years=(2019, 2022)), "2019、2022年（限2020年以前）的报告"),
        (Criteria(regions=("50", "500112", "99")), "重庆市或重庆市渝北区或99的报告"),
        (Criteria(q="普法", match="exact", genres=("annual_report",)), "包含“普法”（仅精确匹配），年度报告的报告"),
        (Criteria(topics=("leadership",), roles=("plan",)), "有主题“组织领导与第一责任人”、写有“下一年度安排”的报告"),
        (Criteria(flags=("missing_title",)), "标记为“缺标题”的报告"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_the_description_says_what_is_shown(criteria: Criteria, sentence: str) -> None:
    make_region("50", "重庆市")
    make_region("500112", "渝北区", parent="50")
    assert describe(parse(criteria.q).node, criteria) == sentence


def test_a_title_or_a_heading_weighs_more_than_the_same_words_in_the_text(indexed: Index) -> None:
    text = "工作情况\n一年来开展枫桥经验宣传，其他工作也有序推进。"
    plain = make_report(text)
    heading = make_report(text + "枫桥经验", sections=[{"heading": "枫桥经验"}])
    title = make_report(text, title="枫桥经验工作报告")
    indexed()
    assert pks(Criteria(q="枫桥经验")) == [title.pk, heading.pk, plain.pk]


def test_a_report_that_says_it_more_often_comes_first_and_exact_ones_before_all(indexed: Index) -> None:
    apart = make_report("枫桥的经验，" * 9)
    once = make_report("枫桥经验，别的事情也做了不少，" + "甲乙丙丁" * 20)
    often = make_report("枫桥经验，" * 5 + "甲乙丙丁" * 20)
    indexed()
    page = search(Criteria(q="枫桥经验"))
    assert [hit.report.pk for hit in page.hits] == [often.pk, once.pk, apart.pk]
    assert [hit.exact for hit in page.hits] == [True, True, False]
    assert [hit.hit_count for hit in page.hits] == [5, 1, 18]
    assert (page.count, page.exact_count, page.word_count) == (3, 2, 1)


def test_marks_fall_on_the_characters_of_the_original_around_furniture(indexed: Index) -> None:
    make_report("首页枫桥经验\n新时代“枫 桥經驗”推广", furniture=[(0, 6)])
    indexed()
    (hit,) = search(Criteria(q='"枫桥经验"')).hits
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["枫 桥經驗"]
    assert search(Criteria(q="首页")).count == 0


def test_facets_of_regions_show_the_units_below_and_beside_what_is_chosen(indexed: Index) -> None:
    for code in ("500112001", "500112002", "500229001", "510104001", "513221001"):
        make_report(region=code)
    indexed()

    def shown(*regions: str) -> dict[str, dict[str, int]]:
        facets = search(Criteria(regions=regions)).facets
        levels = ("province", "city", "county", "township")
        return {level: {value.value: value.count for value in facets[level]} for level in levels}

    provinces = {"50": 3, "51": 2}
    assert shown() == {"province": provinces, "city": {}, "county": {}, "township": {}}
    assert shown("50") == {
        "province": provinces,
        "city": {},
        "county": {"500112": 2, "500229": 1},
        "township": {"500112001": 1, "500112002": 1, "500229001": 1},
    }
    assert shown("500112")["county"] == {"500112": 2, "500229": 1}
    assert shown("5101") == {
        "province": provinces,
        "city": {"5101": 1, "5132": 1},
        "county": {"510104": 1},
        "township": {"510104001": 1},
    }
    assert shown("510104001")["township"] == {"510104001": 1}


def test_a_chosen_value_stays_in_its_facet_when_it_counts_nothing(indexed: Index) -> None:
    make_report(year=2021)
    indexed()
    years = search(Criteria(years=(2030,))).facets["year"]
    assert [(value.label, value.count, value.active) for value in years] == [
        ("2030年", 0, True),
        ("2021年", 1, False),
    ]


def test_when_nothing_is_found_each_piece_of_advice_finds_something(indexed: Index) -> None:
    make_report("枫桥的经验", year=2021)
    indexed()
    page = search(Criteria(q='"枫桥经验"', years=(2021,)))
    assert page.count == 0
    assert [text for text, _ in page.advice] == ["不加引号，按词检索（1篇）"]
    page = search(Criteria(q="枫桥", years=(2019,), match="words"))
    assert [text for text, _ in page.advice] == ["去掉全部条件（1篇）"]
    page = search(Criteria(q="枫桥", years=(2019,)))
    assert [text for text, _ in page.advice] == ["去掉年度条件（1篇）"]
    for _, criteria in page.advice:
        assert search(criteria).count == 1


def test_a_phrase_with_operators_in_it_is_advised_as_its_words(indexed: Index) -> None:
    make_report("法治建设")
    both = make_report("法治，还要 OR 建设")
    indexed()
    assert search(Criteria(q='"法治 OR 不存在的词"')).advice == ()
    assert search(Criteria(q='"法治 -建设|不存在的词"')).advice == ()
    ((label, advised),) = search(Criteria(q='"建设 OR 法治"')).advice
    assert (label, advised.q, pks(advised)) == ("不加引号，按词检索（1篇）", '建设 "OR" 法治', [both.pk])


def test_ids_are_those_of_all_pages_without_what_has_just_been_taken_down(indexed: Index) -> None:
    reports = [make_report("甲村") for _ in range(30)]
    indexed()
    reports[3].status = "withdrawn"
    reports[3].save()
    first = search(Criteria(q="甲村", page_size=10))
    found = search_ids(Criteria(q="甲村", page=2, page_size=10))
    assert found == [report.pk for report in reports if report != reports[3]]
    assert first.pages == 3
    assert len(first.hits) == 9


def test_ten_more_reports_cost_no_more_queries(indexed: Index) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            search(Criteria(q="甲村", page_size=50))
        return len(captured)

    for number in range(3):
        make_report(
            "甲村", region=f"51010400{number}", sections=[{"heading": "甲村"}], flags=["missing_title"]
        )
    indexed()
    few = queries()
    for number in range(10):
        make_report("甲村", region=f"50011200{number}", sections=[{"heading": "甲村"}], furniture=[(1, 2)])
    indexed()
    assert queries() == few
    assert few <= 4


def test_warming_up_asks_nothing_of_the_database(indexed: Index) -> None:
    make_report("甲村")
    indexed()
    with CaptureQueriesContext(connection) as captured:
        warm_up()
    assert len(captured) == 0
