"""The token of the last change: another after whatever readers see was written, the same after anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from reports.models import Batch, Furniture, Indicator, Region, Report
from reports.models.access.database import insert_raw
from reports.models.last_change import last_change, note_change
from tests.factories import make_region, make_report

WRITES: dict[str, Callable[[Report], object]] = {
    "a row saved": lambda report: report.save(),
    "rows updated in place": lambda report: Report.objects.update(title="别的"),
    "a row made": lambda report: make_region("33"),
    "rows made together": lambda report: Furniture.objects.bulk_create(
        [Furniture(report=report, kind="share", start=0, end=1)]
    ),
    "rows put in raw": lambda report: insert_raw(
        Region,
        [field.column for field in Region._meta.concrete_fields if field.column != "id"],
        [
            tuple(
                getattr(report.region, field.attname).replace("6", "3")
                if field.column == "code"
                else getattr(report.region, field.attname)
                for field in Region._meta.concrete_fields
                if field.column != "id"
            )
        ],
    ),
    "rows deleted": lambda report: Report.objects.all().delete(),
    "a word of a vocabulary": lambda report: Indicator.objects.filter(slug="disputes_mediated").update(
        name="甲"
    ),
    "a change told": lambda report: note_change(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_what_readers_see_changes_it(write: Callable[[Report], object]) -> None:
    report = make_report()
    before = last_change()
    with transaction.atomic():
        write(report)
    assert last_change() not in ("", before)


@pytest.mark.django_db(transaction=True)
def test_a_statement_of_its_own_changes_it() -> None:
    make_report()
    before = last_change()
    Report.objects.update(title="别的")
    assert last_change() != before


@pytest.mark.django_db
def test_reading_and_what_no_reader_sees_leave_it(client) -> None:
    make_report()
    before = last_change()
    client.get("/reports/")
    User.objects.create_user("keeper", password="only for this test")
    Batch.objects.create()
    assert last_change() == before


def _save_and_fail(report: Report) -> None:
    with transaction.atomic():
        report.save()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_it_goes_back_with_what_is_not_kept() -> None:
    report = make_report()
    before = last_change()
    _save_and_fail(report)
    assert last_change() == before


@pytest.mark.django_db(transaction=True)
def test_a_write_after_one_that_was_taken_back_changes_it() -> None:
    report = make_report()
    before = last_change()
    with transaction.atomic():
        _save_and_fail(report)
        report.save()
    assert last_change() != before


@pytest.mark.django_db
def test_many_writes_of_a_transaction_cost_one_more_statement(django_assert_num_queries) -> None:
    report = make_report()
    last_change()
    with django_assert_num_queries(4), transaction.atomic(savepoint=False):
        for _ in range(3):
            Report.objects.filter(pk=report.pk).update(title="别的")
