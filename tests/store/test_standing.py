"""Which report stands before readers for a place, year and genre: one at most, known in all three."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from reports.models import Region, Report
from reports.store import reports as store
from tests.factories import make_region, make_report
from tests.ingest.readings import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Region:
    return make_region("330921106", "衢山镇")


def state(report: Report) -> tuple[str, str, int | None]:
    report.refresh_from_db()
    return report.status, report.returned, report.supersedes_id


@pytest.mark.parametrize("lacking", [{"region": None, "region_code": ""}, {"year": None}, {"genre": ""}])
def test_the_database_refuses_a_published_report_without_place_year_or_genre(town: Region, lacking) -> None:
    report = make_report(region=town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**lacking)


def test_the_database_refuses_a_second_published_report_of_a_place_year_and_genre(town: Region) -> None:
    make_report(region=town)
    make_report(region=town, genre="work_plan")
    make_report(region=town, status="draft")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_report(region=town)


@pytest.mark.parametrize("changes", [{"region": None}, {"year": None}])
def test_a_correction_that_takes_place_or_year_away_sends_it_back_and_shows_the_one_before(
    town: Region, changes
) -> None:
    old = make_report(region=town, status="superseded")
    report = make_report(region=town, supersedes=old)
    store.correct(report, changes, by="审核员")
    assert (state(report), state(old)) == (("draft", "incomplete", None), ("published", "", None))
    store.correct(report, {"region": town.code, "year": 2023}, by="审核员")
    assert state(report) == ("draft", "incomplete", old.pk)
    store.publish(report)
    assert (state(report), state(old)) == (("published", "", old.pk), ("superseded", "", None))


def test_a_new_reading_that_finds_no_year_sends_it_back(town: Region) -> None:
    report = make_report(region=town)
    store.rewrite(report, reading(year=None))
    assert state(report) == ("draft", "incomplete", None)


@pytest.mark.parametrize(
    "act",
    [
        lambda report: store.correct(report, {"year": 2023}, by="审核员"),
        lambda report: store.rewrite(report, reading(year=2023)),
    ],
)
def test_one_that_comes_to_the_place_and_year_of_another_goes_back_and_revises_it(
    town: Region, act: Callable[[Report], None]
) -> None:
    old = make_report(region=town, year=2023)
    report = make_report(region=town, year=2022)
    act(report)
    assert (state(report), state(old)) == (("draft", "held", old.pk), ("published", "", None))


def test_withdrawing_shows_no_report_again_where_another_stands_meanwhile(town: Region) -> None:
    old = make_report(region=town, year=2022, status="superseded")
    moved = make_report(region=town, year=2023, supersedes=old)
    make_report(region=town, year=2022)
    store.withdraw(moved)
    assert state(old) == ("superseded", "", None)


def test_publishing_asks_which_of_two_shall_stand(town: Region) -> None:
    old = make_report(region=town, title="先收的报告")
    draft = make_report(region=town, status="draft")
    with pytest.raises(
        store.NotPublishable, match=f"已发布《先收的报告》（编号 {old.public_id}），只能有一篇对外"
    ):
        store.publish(draft)
    assert state(draft) == ("draft", "", None)
    store.publish_instead(draft, old)
    assert (state(draft), state(old)) == (("published", "", old.pk), ("superseded", "", None))
