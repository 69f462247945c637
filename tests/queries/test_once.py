"""What is found out once a change of the archive."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from reports.models import Report
from reports.queries.once import once
from tests.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_begins() -> Iterator[object]:
    """Call it to begin the next request; as with Django's test client the connection stays open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield lambda: request_started.send(None)
    request_finished.send(None)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def counted(asked: list[int]) -> int:
    return once("reports, for this test", lambda: asked.append(1) or Report.objects.count())


def test_a_command_asks_each_time():
    make_report()
    asked: list[int] = []
    assert (counted(asked), counted(asked), len(asked)) == (1, 1, 2)


def test_requests_ask_once_until_something_changes(request_begins):
    make_report()
    asked: list[int] = []
    for _ in range(3):
        request_begins()
        assert counted(asked) == 1
    assert len(asked) == 1
    make_report()
    request_begins()
    assert (counted(asked), len(asked)) == (2, 2)


def test_what_was_found_after_a_change_is_not_kept_for_before_it(request_begins):
    make_report()
    asked: list[int] = []
    request_begins()
    once("read first", lambda: None)
    make_report()
    assert (counted(asked), counted(asked), len(asked)) == (2, 2, 2)
