"""What a line may mean beside its words, over a small archive and through the real index."""

import pytest

from reports.models import Region
from reports.search import Criteria, search
from reports.search.answer.offers import offers
from tests.factories import make_region, make_report

TEXT = "坚持和发展枫桥经验，人民调解扎实开展。\n"


@pytest.fixture
def archive(indexed):
    for code, name, letters in (
        ("33", "浙江省", "zhejiangsheng"),
        ("3309", "舟山市", "zhoushanshi"),
        ("330921", "岱山县", "daishanxian"),
        ("330921101", "中山镇", "zhongshanzhen"),
        ("50", "重庆市", "chongqingshi"),
        ("500116", "江津区", "jiangjinqu"),
        ("500116101", "中山镇", "zhongshanzhen"),
        ("500116102", "平安镇", "pinganzhen"),
    ):
        make_region(code, name)
        Region.objects.filter(code=code).update(pinyin=letters)
    for region, year in (("330921101", 2022), ("330921101", 2023), ("500116101", 2023)):
        make_report(TEXT, region=region, year=year)
    indexed()


def filters(typed: str, **others) -> list[tuple[str, str, int]]:
    return [
        (str(one.label), one.criteria.query_string(), one.count)
        for one in offers(Criteria(q=typed, **others)).filters
    ]


@pytest.mark.parametrize(
    ("typed", "label", "state"),
    [
        ("2023 浙江 枫桥经验", "按 浙江省 · 2023 年度 筛选“枫桥经验”", Criteria("枫桥经验", regions=("33",), years=(2023,))),
        ("枫桥经验 浙江省 2023年度", "按 浙江省 · 2023 年度 筛选“枫桥经验”",
         Criteria("枫桥经验", regions=("33",), years=(2023,))),
        ("2023年浙江“枫桥经验”", "按 浙江省 · 2023 年度 筛选“枫桥经验”", None),
        ("浙江 2022 2023", "按 浙江省 · 2022 年度 · 2023 年度 筛选", Criteria(regions=("33",), years=(2022, 2023))),
        ("浙江 舟山 枫桥经验", "按 舟山市 筛选“枫桥经验”", Criteria("枫桥经验", regions=("3309",))),
        ("江津区中山镇 枫桥经验", "按 中山镇 筛选“枫桥经验”", Criteria("枫桥经验", regions=("500116101",))),
        ("浙江 重庆 枫桥经验", "按 浙江省 · 重庆市 筛选“枫桥经验”", Criteria("枫桥经验", regions=("33", "50"))),
        ("mediation 2023 zhejiang", "按 浙江省 · 2023 年度 筛选“调解”", Criteria("调解", regions=("33",), years=(2023,))),
    ],
)  # fmt: skip
def test_years_and_places_of_a_line_are_offered_as_filters(archive, typed, label, state):
    if state is None:
        assert filters(typed) == []
    else:
        assert filters(typed) == [(label, state.query_string(), search(state).count)]


def test_of_namesakes_each_is_offered_that_gives_reports(archive):
    assert filters("中山 枫桥经验") == [
        ("按 浙江省舟山市岱山县中山镇 筛选“枫桥经验”", Criteria("枫桥经验", regions=("330921101",)).query_string(), 2),
        ("按 重庆市江津区中山镇 筛选“枫桥经验”", Criteria("枫桥经验", regions=("500116101",)).query_string(), 1),
    ]  # fmt: skip


def test_the_only_place_meant_is_offered_though_it_gives_nothing(archive):
    assert [(label, count) for label, _, count in filters("平安镇 枫桥经验")] == [
        ("按 平安镇 筛选“枫桥经验”", 0)
    ]


def test_where_year_and_place_give_nothing_together_each_is_offered_that_gives_some(archive):
    assert [(label, count) for label, _, count in filters("2022 江津区 枫桥经验")] == [
        ("按 江津区 · 2022 年度 筛选“枫桥经验”", 0),
        ("按 江津区 筛选“枫桥经验”", 1),
        ("按 2022 年度 筛选“枫桥经验”", 1),
    ]


def test_what_is_filtered_by_already_is_not_offered_and_other_filters_stay(archive):
    kept = {"genres": ("annual_report",)}
    ((_, state, _count),) = filters("2023 枫桥经验", **kept)
    assert state == Criteria("枫桥经验", years=(2023,), **kept).query_string()
    assert filters("枫桥经验", years=(2023,)) == []


@pytest.mark.parametrize("typed", ["中山", "中山镇", "zhongshan", "Zhongshan Zhen"])
def test_the_name_of_a_place_leads_to_it_and_its_namesakes(archive, typed):
    found = offers(Criteria(q=typed))
    assert [(one.region.code, one.count) for one in found.places] == [("330921101", 2), ("500116101", 1)]
    assert found.filters == ()


def test_a_place_without_reports_is_led_to_as_well(archive):
    assert [(one.region.code, one.count) for one in offers(Criteria(q="平安镇")).places] == [("500116102", 0)]


def test_a_term_in_english_is_offered_in_chinese(archive):
    (one,) = offers(Criteria(q="mediation")).chinese
    assert (one.typed, [(str(term.label), term.count) for term in one.terms]) == (
        "mediation",
        [("调解", 3), ("人民调解", 3)],
    )
    assert one.terms[0].criteria == Criteria(q="调解")


@pytest.mark.parametrize(
    "typed", ["", "枫桥经验", "petition", "信访 -浙江", "“浙江”", "没有的地方", "\x00", "\ud800", "a" * 200]
)
def test_nothing_is_offered_where_nothing_else_is_meant(archive, typed):
    assert not offers(Criteria(q=typed))


def test_one_query_at_most_is_asked(archive, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        offers(Criteria(q="2023 浙江 中山 zhongshan 枫桥经验"))
