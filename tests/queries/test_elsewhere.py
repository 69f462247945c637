"""The same indicator a year before, in the county and in the province."""

from decimal import Decimal

import pytest

from reports.models import Metric, ProvinceMedian, Report
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
    return list(elsewhere_of(parsed_of(report).metrics, region_path(report.region), report.year).values())


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


def test_of_several_like_figures_the_first_is_set_beside_others():
    report = add(30)
    first = report.metrics.get()
    Metric.objects.create(report=report, start=5, end=6, indicator_id=first.indicator_id, unit="件", value=9,
                          figure_start=5, year=2023)  # fmt: skip
    found = elsewhere_of(parsed_of(report).metrics, region_path(report.region), 2023)
    assert [(one.start, one.value) for one in found] == [(first.start, first.value)]


def test_it_costs_six_queries_whatever_the_report_holds(django_assert_num_queries):
    report = add(30)
    add(20, year=2022)
    for number in range(2, 12):
        add(number, f"3309211{number:02}")
    metrics, path = parsed_of(report).metrics, region_path(report.region)
    with django_assert_num_queries(6):
        elsewhere_of(metrics, path, 2023)
