from typing import Any

import pytest

from reports.models import Flag, Region, Report
from reports.store import reports as store
from reports.store.asking.doubt import Doubt, doubt_of
from reports.store.asking.review_order import renew_doubts
from tests.factories import make_report

SURE: dict[str, Any] = {
    "status": "published",
    "region": "330921106",
    "confidence": 0.95,
    "year": 2023,
    "genre": "annual_report",
    "revises": False,
    "title_derived": False,
    "flagged": False,
}


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({}, Doubt(0)),
        ({"region": None, "confidence": 0.0}, Doubt.NO_REGION),
        ({"confidence": 0.89}, Doubt.UNSURE_REGION),
        ({"region": "330921", "confidence": 1.0}, Doubt.UNSURE_REGION),
        ({"year": None}, Doubt.NO_YEAR),
        ({"genre": "other"}, Doubt.OTHER_GENRE),
        ({"genre": "work_plan"}, Doubt(0)),
        ({"flagged": True, "title_derived": True}, Doubt.FLAGGED | Doubt.DERIVED_TITLE),
        ({"revises": True}, Doubt(0)),
        ({"revises": True, "status": "draft"}, Doubt.DRAFT | Doubt.REVISION),
        ({"status": "withdrawn"}, Doubt(0)),
        ({"flagged": True, "lost": True}, Doubt.FLAGGED | Doubt.LOST_CORRECTION),
    ],
)
def test_what_is_doubtful_of_a_report(said: dict[str, Any], doubt: Doubt) -> None:
    assert doubt_of(**{**SURE, **said}) == doubt


def test_the_queue_weighs_what_readers_find_a_report_by_above_the_rest() -> None:
    assert [doubt.name for doubt in sorted(Doubt, reverse=True)] == [
        "LOST_CORRECTION",
        "DRAFT",
        "NO_REGION",
        "NO_YEAR",
        "UNSURE_REGION",
        "OTHER_GENRE",
        "REVISION",
        "FLAGGED",
        "DERIVED_TITLE",
    ]


def doubt_now(report: Report) -> Doubt:
    return Doubt(Report.objects.get(pk=report.pk).doubt)


def test_each_change_keeps_the_place_in_the_queue(town: Region) -> None:
    draft = make_report(region=None, year=None, status="draft", flags=["numbering"])
    assert doubt_now(draft) == Doubt.DRAFT | Doubt.NO_REGION | Doubt.NO_YEAR | Doubt.FLAGGED
    store.correct(draft, {"region": town.code}, by="审核员")
    assert doubt_now(draft) == Doubt.DRAFT | Doubt.NO_YEAR | Doubt.FLAGGED
    store.correct(draft, {"year": 2023}, by="审核员")
    store.publish(draft)
    assert doubt_now(draft) == Doubt.FLAGGED
    store.withdraw(draft)
    assert doubt_now(draft) == Doubt.FLAGGED


def test_the_places_of_all_reports_at_once_are_those_kept_for_each(town: Region) -> None:
    first = make_report(region=town)
    made = [
        first,
        make_report(region=None, status="draft"),
        make_report(region=town, year=None, status="superseded", flags=["numbering", "empty"]),
        make_report(region=town, status="draft", supersedes=first, genre="other", title_derived=True),
        make_report(region="330921", region_confidence=0.3),
    ]
    kept = [doubt_now(report) for report in made]
    assert len(set(kept)) == 5
    Report.objects.update(doubt=255)
    renew_doubts(Report, Flag)
    assert [doubt_now(report) for report in made] == kept
