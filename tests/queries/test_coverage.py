"""What the database counts is what a count by hand gives."""

import random
from datetime import date

import pytest

from reports.analysis.coverage import Cells, best_copies, coverage, held_bodies
from reports.models import Region
from reports.queries.coverage import (
    Apart,
    apart,
    bodies,
    body_copies,
    body_counts,
    copies,
    held_counts,
    places,
    table,
)
from tests.factories import make_region, make_report

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 1)
YEARS = (2021, 2022, 2023)
#: From before there was a rule on.
ALL = (2017, 2018, 2019, 2020, *YEARS)


@pytest.fixture
def country():
    """A province with a city, a county right below it and a city without counties; and a municipality."""
    for code in ("330921101", "330921102", "330922101", "330201001"):
        make_region(code)
    make_region("419001", parent="41")
    make_region("419001001")
    make_region("4419", parent="44")
    make_region("441900003", parent="4419")
    make_region("441900004", parent="4419")
    make_region("500116113")


def test_bodies_are_counted_where_they_lie(country):
    assert body_counts(places(None), None, TODAY) == {"33": 4, "41": 1, "44": 2, "50": 1}
    for code, expected in {
        "33": {"3302": 1, "3309": 3},
        "41": {"419001": 1},
        "4419": {"441900003": 1, "441900004": 1},
        "50": {"500116": 1},
        "330921": {"330921101": 1, "330921102": 1},
        "330921101": {"330921101": 1},
    }.items():
        region = Region.objects.get(code=code)
        assert body_counts(places(region), region, TODAY) == expected, code


def test_bodies_that_no_longer_exist_owe_nothing(country):
    Region.objects.filter(code="330921102").update(valid_until=date(2024, 1, 1))
    Region.objects.filter(code="330922101").update(valid_until=date(2027, 1, 1))
    make_report(region="330921102", year=2021)
    make_report(region="330922101", year=2021)
    assert [one.code for one in bodies(Region.objects.get(code="3309"), TODAY)] == ["330921101", "330922101"]
    assert table(None, YEARS, TODAY).coverage.cells == Cells(on_time=1, not_held=7 * 3 - 1)
    assert apart(None, YEARS, TODAY).gone == 1


def test_a_body_and_year_is_one_cell_and_only_published_annual_reports_count(country):
    make_report(region="330921101", year=2021, published=date(2022, 3, 1))
    make_report(region="330921101", year=2022, published=None)
    make_report(region="330922101", year=2021, published=date(2022, 4, 1))
    make_report(region="330922101", year=2022, status="draft")
    make_report(region="330922101", year=2022, status="superseded")
    make_report(region="330922101", year=2022, status="withdrawn")
    make_report(region="330922101", year=2022, genre="accountability_statement")
    make_report(region="330922101", year=2022, genre="work_plan")
    for region in (None, Region.objects.get(code="33"), Region.objects.get(code="3309")):
        found = table(region, YEARS, TODAY).coverage
        cells = found.cells
        assert (cells.on_time, cells.late, cells.unknown) == (1, 1, 1)
        assert cells.total == found.bodies * 3
    assert apart(None, YEARS, TODAY) == Apart(0, 0, 0)


def test_reports_that_fill_no_cell_are_counted_apart_each_once(country):
    make_report(region="330921", year=2021)
    make_report(region="33", year=2021)
    make_report(region="330921101", year=2019)
    make_report(region="330921101", year=2021)
    assert table(None, YEARS, TODAY).coverage.cells.held == 1
    assert apart(None, YEARS, TODAY) == Apart(above=2, gone=0, other_years=1)
    assert apart(Region.objects.get(code="330921"), YEARS, TODAY).total == 2


def test_the_count_in_the_database_is_the_count_by_hand(country):
    chance = random.Random(7)
    codes = list(Region.objects.filter(level="township").values_list("code", flat=True))
    days = [None, date(2022, 3, 31), date(2022, 4, 1), date(2023, 2, 1), date(2024, 3, 31), date(2024, 8, 1)]
    for code in codes:
        for year in chance.sample([*YEARS, 2017, 2018], 3):
            make_report(region=code, year=year, published=chance.choice(days))
    for code in ("", "33", "3309", "330921", "41", "44", "4419", "50"):
        region = Region.objects.get(code=code) if code else None
        rows = places(region)
        counted = coverage(body_counts(rows, region, TODAY), ALL, held_counts(rows, ALL, region, TODAY))
        every = [body.code for body in bodies(region, TODAY)]
        by_hand = coverage(
            dict.fromkeys(every, 1), ALL, held_bodies(best_copies(copies(region, ALL, TODAY)).values())
        )
        assert counted.by_year == by_hand.by_year, code
        assert counted.cells.total == len(every) * len(ALL)


@pytest.mark.parametrize("code", ["", "33", "330921101"])
@pytest.mark.parametrize("at_a_time", [1, 2, 3, 500])
def test_bodies_read_a_few_at_a_time_have_the_cells_of_all_at_once(country, code, at_a_time):
    for body, year in (("330201001", 2023), ("330921101", 2021), ("330921101", 2022), ("500116113", 2021)):
        make_report(region=body, year=year)
        make_report(region=body, year=year, genre="work_plan")
    make_report(region="330921101", year=2019)
    region = Region.objects.get(code=code) if code else None
    best = best_copies(copies(region, YEARS, TODAY))
    cells = [
        (
            body.code,
            body.full_name,
            {year: best[body.code, year] for year in YEARS if (body.code, year) in best},
        )
        for body in bodies(region, TODAY)
    ]
    assert list(body_copies(region, YEARS, TODAY, at_a_time)) == cells


def test_the_first_bodies_are_there_before_the_others_are_asked_for(country, django_assert_num_queries):
    for body in ("330201001", "330921101", "500116113"):
        make_report(region=body, year=2021)
    found = body_copies(None, YEARS, TODAY, 2)
    with django_assert_num_queries(2):
        first = [next(found)[0] for _ in range(2)]
    assert first == ["330201001", "330921101"]
