"""A report that cannot be indexed keeps no other out of the index, is named, and is tried again."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from reports.models import Report, Unindexed
from reports.search import Criteria, search
from reports.search.engine import engine
from reports.search.index.documents import documents
from reports.search.index.writer import drain, drift, rebuild, waiting
from tests.factories import make_report


@pytest.fixture
def three(indexed) -> list[Report]:
    return [make_report("甲村的工作", sections=[{"heading": "工作"}]) for _ in range(3)]


def damage(report: Report) -> None:
    """A row that no parser writes: a section whose roles are no list."""
    report.sections.update(roles=5)
    touch(report)


def mend(report: Report) -> None:
    report.sections.update(roles=[])
    touch(report)


def touch(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(revision=F("revision") + 1, search_dirty=True)


def found() -> list[int]:
    return sorted(hit.report.pk for hit in search(Criteria(q="甲村")).hits)


def test_the_others_are_indexed_and_the_one_is_named(three: list[Report]) -> None:
    first, bad, last = three
    damage(bad)
    assert drain() == 3
    assert found() == [first.pk, last.pk]
    one = Unindexed.objects.get()
    assert (one.report_id, one.tries, one.error) == (bad.pk, 1, "TypeError: 'int' object is not iterable")
    assert set(Report.objects.filter(search_dirty=True)) == {bad}


def test_it_is_tried_again_after_pauses_that_double(three: list[Report]) -> None:
    damage(three[1])
    pauses = []
    for _ in range(9):
        before = timezone.now()
        drain()
        pauses.append(round((Unindexed.objects.get().again - before) / timedelta(minutes=1)))
        # Nothing is tried before its time.
        assert (drain(), waiting().count()) == (0, 0)
        Unindexed.objects.update(again=before)
    assert pauses == [10, 20, 40, 80, 160, 320, 640, 1280, 1440]


def test_a_time_far_away_comes_of_a_clock_and_is_not_waited_for(three: list[Report]) -> None:
    damage(three[1])
    drain()
    Unindexed.objects.update(again=timezone.now() + timedelta(days=366))
    assert (drain(), Unindexed.objects.get().tries) == (1, 2)


def test_a_change_is_tried_at_once_and_what_can_be_indexed_is_no_longer_named(three: list[Report]) -> None:
    damage(three[1])
    drain()
    mend(three[1])
    assert drain() == 1
    assert (found(), Unindexed.objects.count()) == ([one.pk for one in three], 0)
    assert not Report.objects.filter(search_dirty=True).exists()


def test_one_that_is_withdrawn_is_no_longer_named(three: list[Report]) -> None:
    damage(three[1])
    drain()
    Report.objects.filter(pk=three[1].pk).update(status="withdrawn")
    touch(three[1])
    drain()
    assert Unindexed.objects.count() == 0


def test_a_rebuild_leaves_it_out_too(three: list[Report]) -> None:
    damage(three[1])
    assert rebuild() == 2
    assert found() == [three[0].pk, three[2].pk]
    assert Unindexed.objects.get().report_id == three[1].pk


def test_one_that_the_engine_does_not_take_is_set_aside_as_well(
    three: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an engine refuses goes by its documents, so a document is given that Whoosh has no number for."""
    from dataclasses import replace

    from reports.search.index import aside

    def overgrown(pks):
        for document in documents(pks):
            yield replace(document, year="no year") if document.pk == three[1].pk else document  # type: ignore[arg-type]

    monkeypatch.setattr(aside, "documents", overgrown)
    drain()
    assert found() == [three[0].pk, three[2].pk]
    assert Unindexed.objects.get().report_id == three[1].pk
    monkeypatch.undo()
    Unindexed.objects.update(again=timezone.now())
    drain()
    assert (found(), Unindexed.objects.count()) == ([one.pk for one in three], 0)


def test_checking_names_it_and_repairing_tries_it_at_once(three: list[Report]) -> None:
    damage(three[1])
    drain()
    assert drift().count == 0
    out = StringIO()
    with pytest.raises(CommandError, match="有 1 篇编不进索引。"):
        call_command("check_index", stdout=out)
    assert f"编不进索引，已搁置  {three[1].pk} 《{three[1].title}》：TypeError" in out.getvalue()
    Report.objects.get(pk=three[1].pk).sections.update(roles=[])
    call_command("check_index", "--repair", stdout=out)
    assert out.getvalue().splitlines()[-1] == "已修复。"
    assert sorted(engine().pks()) == [one.pk for one in three]
