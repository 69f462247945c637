"""Suggestions over a small archive, through the real index."""

import pytest

from reports.models import Region
from reports.search import Criteria, search
from reports.search.answer.suggest import suggest
from reports.search.index.writer import drain
from tests.factories import make_region, make_report


@pytest.fixture
def archive(indexed):
    make_region("33", "浙江省")
    make_region("3309", "舟山市")
    make_region("330921", "岱山县")
    town = make_region("330921101", "山前镇")
    make_region("330921102", "山后乡")
    Region.objects.filter(code="330921101").update(pinyin="shanqianzhen", initials="sqz")
    text = "一、主要举措\n坚持和发展枫桥经验，普法宣传扎实开展。\n"
    make_report(text, region=town, year=2022, sections=[{"heading": "主要举措", "topics": ["disputes"]}])
    make_report(text, region=town, year=2023)
    make_report("山后乡的报告\n", region="330921102", status="draft")
    indexed()


def shown(typed: str) -> list[tuple[str, str, str, int]]:
    return [(one.kind, one.text, one.hint, one.count) for one in suggest(typed)]


@pytest.mark.parametrize("typed", ["山", "山前", "shanqian", "shan qian", "SQ", "sqz"])
def test_a_place_is_offered_by_name_pinyin_and_initials_when_it_has_reports(archive, typed):
    assert shown(typed) == [("region", "山前镇", "浙江省舟山市岱山县", 2)]


def test_a_higher_place_counts_the_reports_below_it(archive):
    assert shown("舟山") == [("region", "舟山市", "浙江省", 2)]


def test_a_phrase_is_offered_when_reports_hold_it(archive):
    assert shown("枫桥") == [("phrase", "枫桥经验", "", 2)]


def test_the_most_frequent_of_the_phrases_begun_come_first(archive, indexed):
    for year, text in ((2020, "人民调解员"), (2021, "人民调解员"), (2019, "人民调解委员会")):
        make_report(f"{text}参加。\n", region="330921102", year=year)
    indexed()
    assert [(text, count) for _, text, _, count in shown("人民调")] == [
        ("人民调解", 3),
        ("人民调解员", 2),
        ("人民调解委员会", 1),
    ]


def test_a_topic_is_offered_by_a_part_of_its_name(archive):
    assert shown("信访") == [("topic", "矛盾纠纷化解与信访", "主题", 1)]


@pytest.mark.parametrize("typed", ["", " ", "s", "没有这样的词", "\x00", "\ud800", "法" * 5000, "%", "_"])
def test_nothing_is_offered_for_what_leads_nowhere(archive, typed):
    assert shown(typed) == []


def test_what_is_offered_gives_as_many_reports_as_it_says(archive):
    for typed in ("山前", "枫桥", "信访"):
        (one,) = suggest(typed)
        assert search(one.criteria).count == one.count


def test_a_slip_is_pointed_out_when_nothing_is_found(archive):
    page = search(Criteria(q="风桥经验"))
    assert [(label, other.q) for label, other in page.advice] == [("改为“枫桥经验”（2篇）", "枫桥经验")]


def test_the_search_box_asks_for_suggestions(archive, client):
    answer = client.get("/suggest", {"q": "山前"}).json()
    assert answer == {
        "suggestions": [
            {
                "kind": "region",
                "text": "山前镇",
                "hint": "浙江省舟山市岱山县",
                "count": 2,
                "counted": "2 篇",
                "url": "/reports/?region=330921101",
            }
        ]
    }


def test_ten_more_places_cause_no_more_queries(archive, django_assert_num_queries):
    for number in range(10):
        make_report("镇里的报告\n", region=make_region(f"3309212{number:02}", f"山前{number}乡"))
    drain()
    with django_assert_num_queries(2):
        assert len(suggest("山前")) == 4
