"""The first page: a sentence with its number, what came in, what is held."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from reports.search import Criteria
from reports.views.site.held import instrument
from reports.views.site.opening import PHRASES, phrase_of
from tests.factories import make_region, make_report

#: A day whose phrase is the first.
DAY = date.fromordinal(date(2026, 1, 1).toordinal() // len(PHRASES) * len(PHRASES))
Get = Callable[[str], str]


def plain(html: str) -> str:
    """The words of a piece of HTML."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


def heading(html: str) -> str:
    return plain(html.split("<h1")[1].split(">", 1)[1].split("</h1>")[0])


def held(years: dict[int, tuple[int, int]]) -> None:
    """So many reports of each year, and so many of them with the phrase of the day."""
    for year, (count, having) in years.items():
        for number in range(count):
            words = PHRASES[0] if number < having else "依法行政"
            make_report(f"一、情况\n坚持{words}，扎实推进。\n", year=year)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({2022: (50, 5), 2023: (60, 45)}, [(2022, 10, 50), (2023, 75, 60)]),
        # A year of too few reports is left out; with one year left nothing is said.
        ({2021: (49, 40), 2022: (50, 5), 2023: (60, 45)}, [(2022, 10, 50), (2023, 75, 60)]),
        ({2022: (49, 5), 2023: (60, 45)}, None),
        ({2022: (50, 0), 2023: (50, 0)}, None),
    ],
)
def test_the_phrase_of_the_day_is_told_of_years_with_enough_reports(
    db: None,
    indexed: Callable[[], int],
    years: dict[int, tuple[int, int]],
    expected: list[tuple[int, int, int]] | None,
) -> None:
    held(years)
    indexed()
    found = phrase_of(DAY, Criteria())
    assert (found and [(one.year, round(one.share * 100), one.held) for one in found.columns]) == expected


def test_without_enough_reports_the_page_says_what_is_held(
    db: None, indexed: Callable[[], int], get: Get
) -> None:
    held({2022: (2, 1), 2023: (1, 1)})
    indexed()
    assert heading(get("/")) == "馆藏 3 篇报告"


def test_a_report_of_the_list_is_told_by_place_and_year(
    report: object, indexed: Callable[[], int], get: Get
) -> None:
    indexed()
    rows = re.findall(r'<a class="place"[^>]*>([^<]+)</a>', get("/"))
    assert rows == ["山前镇 · 2023"]


@pytest.mark.parametrize(
    ("asked", "year", "held_bodies"),
    [("", 2022, 2), ("2023", 2023, 1), ("1999", 2022, 2), ("x", 2022, 2)],
)
def test_coverage_is_of_the_year_asked_for_or_the_one_most_is_held_on(
    db: None, asked: str, year: int, held_bodies: int
) -> None:
    make_region("33", "浙江省")
    for code, of in (("330921101", 2022), ("330921102", 2022), ("330921101", 2023)):
        make_report(region=code, year=of)
    make_region("330921103", "山中镇")
    found = instrument(asked, date(2024, 6, 1))
    assert found is not None
    assert (found.year, found.years, found.held, found.bodies) == (year, (2022, 2023), held_bodies, 3)
    tile = next(one for one in found.tiles if one.code == "33")
    assert (tile.held, tile.bodies, tile.shade) == (held_bodies, 3, 5)
    assert {one.shade for one in found.tiles if one.code != "33"} == {0}


def test_nothing_is_said_of_coverage_while_nothing_is_held(db: None) -> None:
    assert instrument("", date(2024, 6, 1)) is None


def test_the_year_of_the_coverage_is_chosen_by_a_link(
    report: object, indexed: Callable[[], int], client: Client
) -> None:
    make_report(region="330921102", year=2022)
    indexed()
    html = client.get("/?year=2022").content.decode()
    choices = html.split('<p class="choose"')[1].split("</p>")[0]
    assert re.findall(r'<b aria-current="true">(\d+)</b>', choices) == ["2022"]
    assert re.findall(r'href="\?year=(\d+)"', choices) == ["2023"]
