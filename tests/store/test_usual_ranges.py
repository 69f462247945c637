"""The usual range of each indicator follows the archive."""

from decimal import Decimal

import pytest

from reports.models import ProvinceMedian, UsualRange
from reports.store import usual_ranges as ranges
from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db


def add(*values: int, **fields) -> None:
    figures = [
        {"indicator": "disputes_mediated", "value": Decimal(value), "unit": "件"} | fields.pop("figure", {})
        for value in values
    ]
    make_report(metrics=figures, **fields)


def rows() -> list[tuple[str, str, Decimal, Decimal, int]]:
    return list(UsualRange.objects.values_list("indicator", "unit", "low", "high", "n"))


def test_the_range_is_the_5th_to_the_95th_percentile_of_the_reports():
    for value in range(0, 101, 5):
        add(value)
    assert ranges.renew() == 1
    assert rows() == [("disputes_mediated", "件", Decimal(5), Decimal(95), 21)]


def test_of_several_figures_in_a_report_the_whole_counts():
    for value in range(0, 101, 5):
        add(value // 2, value)
    ranges.renew()
    assert rows() == [("disputes_mediated", "件", Decimal(5), Decimal(95), 21)]


def test_few_reports_plans_shares_drafts_and_last_years_figures_make_no_range():
    for _ in range(19):
        add(10)
    for _ in range(25):
        add(10, status="draft")
        add(10, figure={"planned": True})
        add(10, figure={"year": 2022})
        add(10, figure={"unit": "%"})
        add(10, genre="work_plan")
    assert ranges.renew() == 0


def test_it_is_reckoned_anew_when_the_archive_has_grown_by_a_fiftieth():
    for _ in range(20):
        add(10)
    assert [ranges.follow(), ranges.follow()] == [True, False]
    UsualRange.objects.update(of=60)
    assert ranges.follow()
    assert rows() == [("disputes_mediated", "件", Decimal(10), Decimal(10), 20)]


def test_a_small_archive_has_no_ranges_and_is_not_read_again_and_again(django_assert_num_queries):
    add(10)
    with django_assert_num_queries(2):
        assert not ranges.follow()


def test_a_province_has_the_median_of_each_year_of_which_five_reports_tell():
    make_region("33", "浙江省")
    for number, value in enumerate([10, 20, 30, 40, 90]):
        add(value // 2, value, region=f"33092110{number}", year=2023)
        add(value, region=f"33092110{number}", year=2022) if value < 90 else None
    add(5000, region="330921109", year=2023, status="draft")
    ranges.renew()
    assert list(
        ProvinceMedian.objects.values_list("province__code", "year", "indicator", "unit", "median", "n")
    ) == [("33", 2023, "disputes_mediated", "件", Decimal(30), 5)]
    ProvinceMedian.objects.all().delete()
    assert [ranges.renew_medians(), ProvinceMedian.objects.get().n] == [1, 5]
