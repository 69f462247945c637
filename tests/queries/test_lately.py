"""The figure told first of a report: the largest of its county where there are enough, else what people look for."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Report
from reports.queries.lately import leads
from tests.factories import make_report

pytestmark = pytest.mark.django_db


def report(town: int, year: int, /, **figures: int) -> Report:
    """A report of the county 330921 with figures by indicator."""
    text = "一、情况\n" + "".join(f"办理{slug}{value}件。" for slug, value in figures.items())
    metrics = []
    for slug, value in figures.items():
        words = f"{slug}{value}件"
        start = text.index(words)
        metrics.append(
            {
                "text": words,
                "figure": str(value),
                "figure_start": start + len(slug),
                "start": start,
                "end": start + len(words),
                "value": value,
                "unit": "件",
                "indicator": slug,
                "year": year,
            }
        )
    return make_report(text, region=f"3309211{town:02d}", year=year, metrics=metrics)


def told(one: Report) -> tuple[str, int, int | None, int] | None:
    """Indicator, value, the value of the year before, and how many others are smaller."""
    lead = leads([one]).get(one.pk)
    if lead is None:
        return None
    return lead.indicator.slug, lead.figure.value, lead.before and lead.before.value, lead.others


def test_what_people_look_for_comes_before_the_rest() -> None:
    assert told(report(1, 2023, leadership_meetings=9, disputes_mediated=48)) == (
        "disputes_mediated",
        48,
        None,
        0,
    )


def test_the_report_of_the_year_before_stands_beside_it() -> None:
    report(1, 2022, disputes_mediated=61)
    report(1, 2021, disputes_mediated=70)
    report(2, 2022, disputes_mediated=80)
    assert told(report(1, 2023, disputes_mediated=48)) == ("disputes_mediated", 48, 61, 0)


@pytest.mark.parametrize(
    ("others", "mine", "expected"),
    [
        ([10, 20, 30, 40, 45], 48, ("legality_reviews", 48, None, 5)),
        # Too few beside it; as large as another; smaller; so large that it is more likely misread.
        ([10, 20, 30, 40], 48, ("disputes_mediated", 3, None, 0)),
        ([10, 20, 30, 40, 48], 48, ("disputes_mediated", 3, None, 0)),
        ([10, 20, 30, 40, 50], 48, ("disputes_mediated", 3, None, 0)),
        ([1, 2, 3, 4, 4], 48, ("disputes_mediated", 3, None, 0)),
    ],
)
def test_the_largest_of_the_county_comes_first(
    others: list[int], mine: int, expected: tuple[str, int, None, int]
) -> None:
    for town, value in enumerate(others, 2):
        report(town, 2023, legality_reviews=value)
        report(town, 2022, legality_reviews=1000)
    assert told(report(1, 2023, disputes_mediated=3, legality_reviews=mine)) == expected


@pytest.mark.parametrize(
    "change",
    [{"genre": Report.Genre.WORK_PLAN}, {"year": None}],
    ids=["no annual report", "no year"],
)
def test_of_others_nothing_is_told(change: dict[str, object]) -> None:
    one = report(1, 2023, disputes_mediated=48)
    for name, value in change.items():
        setattr(one, name, value)
    assert told(one) is None


def test_it_takes_as_many_queries_for_many_reports_as_for_one() -> None:
    many = [report(town, 2023, disputes_mediated=town) for town in range(1, 10)]
    counts = []
    for some in (many[:1], many):
        leads([])
        with CaptureQueriesContext(connection) as asked:
            leads(some)
        counts.append(len(asked))
    assert counts[0] == counts[1]
