"""Instances by a statement put together once are those that Django gives."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from reports.models import Report
from reports.models.access.rows import Instances
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
