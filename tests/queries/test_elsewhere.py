"""The same indicator a year before, in the county and in the province."""

from decimal import Decimal

import pytest

from reports.models import ProvinceMedian, Report
from reports.queries import parsed_of, region_path
from reports.queries.elsewhere import Elsewhere, elsewhere_of
from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db
TOWN = "330921101"


@pytest.fixture(autouse=True)
def places() -> None:
    for code in ("33", "3309", "330921", TOWN):
        make_region(code)


def add(value: int, region: str = TOWN, year: int = 2023, **fields) -> Report:
    figure = {"indicator": "disputes_mediated", "value": Decimal(value), "unit": "件"}
    return make_report(region=region, year=year, metrics=[figure | fields.pop("figure", {})], **fields)


def beside(report: Report) -> list[Elsewhere]:
    return list(
        elsewhere_of(parsed_of(report).metrics, region_path(report.region), report.year, report.text).values()
    )


def shown(report: Report) -> list[tuple[Decimal | None, list[tuple[str, Decimal, int]]]]:
    return [
        (
            one.before.value if one.before else None,
            [(median.region.code, median.median, median.n) for median in one.medians],
        )
        for one in beside(report)
    ]


def test_the_year_before_is_the_same_bodys_published_annual_report():
    report = add(30)
    add(20, year=2022)
    add(25, year=2021)
    add(99, year=2022, region="330921102")
    add(98, year=2022, status="draft")
    assert shown(report) == [(Decimal(20), [])]


def test_five_reports_of_the_county_have_a_median_and_four_have_none():
    report = add(10)
    for number in range(2, 5):
        add(number * 10, f"33092110{number}")
    assert shown(report) == [(None, [])]
    add(90, "330921105")
    add(1000, "330922101")
    assert shown(report) == [(None, [("330921", Decimal(30), 5)])]


def test_the_provinces_median_is_of_the_same_year_and_unit():
    report = add(10)
    median = {"province": make_region("33"), "indicator_id": "disputes_mediated", "n": 40}
    ProvinceMedian.objects.create(**median, year=2023, unit="件", median=55)
    ProvinceMedian.objects.create(**median, year=2022, unit="件", median=66)
    ProvinceMedian.objects.create(**median, year=2023, unit="起", median=77)
    assert shown(report) == [(None, [("33", Decimal(55), 40)])]


@pytest.mark.parametrize("figure", [{"planned": True}, {"per": "月"}, {"year": 2022}, {"indicator": None}])
def test_plans_rates_and_figures_of_other_years_stand_alone(figure):
    add(20, year=2022)
    assert beside(add(30, figure=figure)) == []


def told(text: str, *figures: tuple[str, int]):
    """A report in whose text these figures stand, each by its words."""
    return make_report(
        text,
        region="330921101",
        year=2023,
        metrics=[
            {
                "text": words, "start": text.index(words), "end": text.index(words) + len(words), "value": value,
                "figure_start": text.index(words), "unit": "件", "indicator": "disputes_mediated", "year": 2023,
            }
            for words, value in figures
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figures", "whole"),
    [
        ("调解纠纷120件，其中邻里20件、婚姻60件。", [("120件", 120), ("20件、", 20), ("60件", 60)], [120]),
        (
            "调解邻里纠纷20件、婚姻纠纷60件。合计调解120件。",
            [("20件、", 20), ("60件", 60), ("120件", 120)],
            [120],
        ),
        ("其中邻里20件、婚姻60件，共120件。", [("20件、", 20), ("60件", 60), ("120件", 120)], [120]),
        # A part alone is not set against the whole of others.
        ("受理信访90件，其中调解邻里纠纷20件。", [("20件", 20)], []),
        ("受理信访90件，其中越级3件；调解纠纷20件。", [("20件", 20)], [20]),
    ],
)
def test_of_several_like_figures_the_whole_is_set_beside_others(places, text, figures, whole):
    report = told(text, *figures)
    found = elsewhere_of(parsed_of(report).metrics, region_path(report.region), 2023, report.text)
    assert [one.value for one in found] == whole


def test_it_costs_six_queries_whatever_the_report_holds(django_assert_num_queries):
    report = add(30)
    add(20, year=2022)
    for number in range(2, 12):
        add(number, f"3309211{number:02}")
    metrics, path = parsed_of(report).metrics, region_path(report.region)
    with django_assert_num_queries(6):
        elsewhere_of(metrics, path, 2023, report.text)
