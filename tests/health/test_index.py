from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from reports.health import upkeep
from reports.health.index import index
from reports.models import Report
from reports.search.engine import engine
from tests.factories import make_report


def test_one_that_holds_what_is_published_is_fit(fit: Callable[[], int]) -> None:
    make_report()
    make_report(status="draft")
    fit()
    assert (index().state, index().values) == ("ok", {"held": 1})


def test_one_that_is_not_there_is_missing(fit: object, settings: Settings) -> None:
    path = Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])
    aside = path.with_name("aside")
    path.rename(aside)
    try:
        assert index().state == "missing"
    finally:
        aside.rename(path)


@pytest.mark.parametrize(("minutes", "state"), [(1, "ok"), (20, "behind")])
def test_a_report_that_waits_long_to_be_indexed_is_said(fit: object, minutes: int, state: str) -> None:
    report = make_report()
    Report.objects.filter(pk=report.pk).update(updated_at=datetime.now(UTC) - timedelta(minutes=minutes))
    assert index().state == state


def test_one_that_lacks_a_report_that_does_not_wait_drifts(fit: Callable[[], int]) -> None:
    make_report()
    report = make_report()
    fit()
    engine().write((), deleted=[report.pk])
    assert index().state == "drifting"
    assert index().sentence == "索引里有 1 篇，数据库里应有 2 篇；上次核对有 0 处不一致。"


def test_what_the_last_check_found_counts_until_it_is_mended(fit: Callable[[], int], capsys: Any) -> None:
    report = make_report("一、主要举措\n调解纠纷三件。\n")
    fit()
    Report.objects.filter(pk=report.pk).update(text="一、主要举措\n调解纠纷九件。\n")
    assert index().state == "ok"
    with pytest.raises(CommandError):
        call_command("check_index")
    assert (index().state, index().values["wrong"]) == ("drifting", 1)
    call_command("check_index", repair=True)
    assert index().state == "ok"


def test_a_check_that_was_broken_off_does_not_hide_what_was_found(fit: object) -> None:
    upkeep.record("index", done=True, wrong=3)
    upkeep.record("index", done=False)
    assert (index().state, index().values["wrong"]) == ("drifting", 3)


def test_a_report_that_was_set_aside_is_said_and_is_no_drift(fit: Callable[[], int]) -> None:
    make_report()
    bad = make_report("工作\n", sections=[{"heading": "工作"}])
    bad.sections.update(roles=5)
    fit()
    assert (index().state, index().values) == ("aside", {"aside": 1})
