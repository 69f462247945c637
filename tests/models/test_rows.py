"""Instances and rows by a statement put together once are those that Django gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import models

from reports.models import Metric, Report
from reports.models.access.rows import Instances, answers, rows_where
from reports.queries.conditions import Condition, any_of, lies_in
from tests.factories import make_report

pytestmark = pytest.mark.django_db

FULL = Instances(Report, joined=("region", "region__parent", "source"))
LIGHT = Instances(Report, joined=("region",), without=("text", "evidence"))


def values(one: models.Model) -> dict[str, Any]:
    """The columns that were loaded, with their types."""
    return {name: (type(value), value) for name, value in vars(one).items() if name != "_state"}


def test_an_instance_and_what_it_leads_to_are_those_of_django(django_assert_num_queries: Any) -> None:
    report = make_report()
    with django_assert_num_queries(1):
        (found,) = FULL.where("report.id = %s", report.pk)
        assert found.region is not None
        assert found.region.parent is not None
        shown = [values(one) for one in (found, found.region, found.region.parent, found.source)]
    same = Report.objects.select_related("region__parent", "source").get(pk=report.pk)
    assert same.region is not None
    assert same.region.parent is not None
    assert shown == [values(one) for one in (same, same.region, same.region.parent, same.source)]
    assert not found._state.adding
    assert found._state.db == "default"


def test_columns_left_out_are_read_when_they_are_asked_for(django_assert_num_queries: Any) -> None:
    report = make_report()
    (found,) = LIGHT.where("report.id = %s", report.pk)
    assert found.get_deferred_fields() == {"text", "evidence"}
    with django_assert_num_queries(1):
        assert found.text == report.text


def test_what_leads_nowhere_leads_nowhere(django_assert_num_queries: Any) -> None:
    report = make_report(region=None, status=Report.Status.DRAFT)
    with django_assert_num_queries(1):
        (found,) = LIGHT.where("report.id = %s", report.pk)
        assert found.region is None


def test_instances_by_their_keys() -> None:
    reports = [make_report(year=year) for year in (2021, 2022)]
    assert LIGHT.by_key([one.pk for one in reports]) == {one.pk: one for one in reports}
    assert LIGHT.by_key([reports[0].public_id, "none"], "public_id") == {reports[0].public_id: reports[0]}
    assert LIGHT.by_key([]) == {}


def test_columns_of_what_it_leads_to_are_left_out_by_their_path() -> None:
    report = make_report()
    without_day = Instances(Report, joined=("region",), without=("region__valid_from", "region__valid_until"))
    (found,) = without_day.where("report.id = %s", report.pk)
    assert found.region is not None
    assert found.region.get_deferred_fields() == {"valid_from", "valid_until"}
    assert found.get_deferred_fields() == set()


def test_rows_are_named_values_as_django_gives_them() -> None:
    report = make_report(
        "调解纠纷12.5件。",
        year=2022,
        published=date(2023, 3, 1),
        metrics=[{"text": "调解纠纷12.5件", "value": "12.5"}],
    )
    figure = Metric.objects.get()
    rows = rows_where(
        Metric,
        ("pk", "report_id", "value"),
        "report.year = %s ORDER BY metric.start",
        2022,
        joined="JOIN reports_report report ON report.id = metric.report_id",
    )
    assert [row._asdict() for row in rows] == [
        {"pk": figure.pk, "report_id": report.pk, "value": figure.value}
    ]
    assert rows_where(Report, ("published",), "report.year = 2022")[0].published == date(2023, 3, 1)
    assert rows_where(Report, ("published",), "report.year = 2021") == []


def test_what_the_database_answers_is_given_as_it_is() -> None:
    make_report(year=2022)
    assert answers("SELECT COUNT(*), MIN(year) FROM reports_report WHERE year = %s", 2022) == [(1, 2022)]


def test_conditions_are_put_together_with_their_values_in_order() -> None:
    one, other = Condition("report.year = %s", (2021,)), Condition("NOT report.sample")
    assert one & other == Condition("report.year = %s AND NOT report.sample", (2021,))
    assert ~one == Condition("NOT (report.year = %s)", (2021,))
    assert any_of((other, one & lies_in("51"))) == Condition(
        "((NOT report.sample) OR (report.year = %s AND report.region_code BETWEEN %s AND %s))",
        (2021, "51", "519999999999"),
    )
