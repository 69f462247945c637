"""An index on a cluster over its life: written, broken off, rebuilt, away, and written by one at a time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from django.db.models import F
from django.test import Client
from django.urls import reverse

from reports.models import Report
from reports.search import Criteria, search, search_ids
from reports.search.answer.found import Resting
from reports.search.backends.opensearch.engine import OpenSearchBackend
from reports.search.backends.opensearch.lock import WriterLock
from reports.search.backends.opensearch.writing import Writing, made
from reports.search.engine import EngineAway, IndexBusy, engine
from reports.search.index.documents import Document, documents
from reports.search.index.writer import drain, drift, rebuild, repair
from tests.factories import make_report
from tests.opensearch.nodes import given

pytestmark = [
    pytest.mark.skipif(not given(), reason="no cluster: make test-opensearch"),
    pytest.mark.django_db,
]
Index = Callable[[], int]


@pytest.fixture
def backend(indexed: Index) -> OpenSearchBackend:
    return cast(OpenSearchBackend, engine())


@pytest.fixture
def away(backend: OpenSearchBackend) -> Iterator[None]:
    """The cluster does not answer: nothing listens at its address."""
    kept = backend.address
    backend.address = replace(kept, hosts=(("127.0.0.1", 9),))
    yield
    backend.address = kept


def count(q: str) -> int:
    return search(Criteria(q=q)).count


def touch(report: Report, **changes: object) -> None:
    Report.objects.filter(pk=report.pk).update(**changes, revision=F("revision") + 1, search_dirty=True)


def test_draining_adds_changes_and_takes_out(backend: OpenSearchBackend) -> None:
    kept, changed, withdrawn = make_report("甲村"), make_report("甲村"), make_report("甲村")
    assert drain() == 3
    touch(changed, text="乙村")
    touch(withdrawn, status="withdrawn")
    assert drain() == 2
    assert [hit.report.pk for hit in search(Criteria(q="甲村")).hits] == [kept.pk]
    assert [hit.report.pk for hit in search(Criteria(q="乙村")).hits] == [changed.pk]
    touch(withdrawn, status="published")
    drain()
    assert sorted(search_ids(Criteria(q="甲村"))) == [kept.pk, withdrawn.pk]
    assert backend.size() == 3
    assert backend.pks() == sorted([kept.pk, changed.pk, withdrawn.pk])
    assert drift().count == 0


def test_a_report_taken_out_comes_back_at_the_same_revision(backend: OpenSearchBackend) -> None:
    report = make_report("甲村")
    drain()
    backend.write((), deleted=[report.pk])
    assert count("甲村") == 0
    found = drift()
    assert (found.missing, found.stale, found.different) == ((report.pk,), (), ())
    repair(found)
    assert count("甲村") == 1


def test_what_only_one_of_the_two_indexes_holds_is_found_and_mended(backend: OpenSearchBackend) -> None:
    report, other = make_report("甲村"), make_report("乙村")
    drain()
    super(OpenSearchBackend, backend).put((), [report.pk])
    assert drift().different == (report.pk,)
    repair(drift())
    assert drift().count == 0
    backend.cluster.delete(index=backend.alias, id=str(other.pk), params={"refresh": "true"})
    assert drift().different == (other.pk,)
    repair(drift())
    assert (drift().count, count("乙村")) == (0, 1)


def test_a_rebuild_that_breaks_off_leaves_the_old_index(backend: OpenSearchBackend) -> None:
    make_report("甲村")
    drain()
    before = made(backend.cluster, backend.address)

    def broken() -> Iterator[Document]:
        yield from documents(Report.objects.values_list("pk", flat=True))
        raise RuntimeError("broken off")

    with pytest.raises(RuntimeError, match="broken off"):
        backend.rebuild(broken())
    assert made(backend.cluster, backend.address) == before
    assert count("甲村") == 1
    rebuild()
    assert made(backend.cluster, backend.address) != before
    assert len(made(backend.cluster, backend.address)) == 1
    assert count("甲村") == 1


def test_an_older_revision_does_not_replace_a_later_one(backend: OpenSearchBackend) -> None:
    report = make_report("甲村")
    (older,) = documents([report.pk])
    touch(report, text="乙村")
    drain()
    with Writing(backend.cluster, backend.alias, backend.lock, is_alias=True) as writing:
        writing.add(older, ())
    assert (count("甲村"), count("乙村")) == (0, 1)


def test_nothing_is_written_where_there_is_no_index(backend: OpenSearchBackend) -> None:
    report = make_report("甲村")
    (document,) = documents([report.pk])
    with (
        pytest.raises(EngineAway),
        Writing(backend.cluster, "tests-absent", backend.lock, is_alias=True) as writing,
    ):
        writing.add(document, ())
    assert not backend.cluster.indices.exists(index="tests-absent")


def test_one_writes_at_a_time(backend: OpenSearchBackend) -> None:
    other = WriterLock(backend.cluster, backend.address.name)
    with backend.writing(), backend.writing(), pytest.raises(IndexBusy), other.held(patience=0):
        pass
    with other.held(patience=0):
        pass


def test_a_writer_that_died_is_waited_for_no_longer_than_its_lock_holds(backend: OpenSearchBackend) -> None:
    backend.cluster.index(
        index=f"{backend.address.name}-writer",
        id="writer",
        body={"owner": "gone", "until": 0},
        params={"refresh": "true"},
    )
    make_report("甲村")
    assert drain() == 1


def test_pages_stay_up_while_the_cluster_is_away(backend: OpenSearchBackend, away: None) -> None:
    report = make_report("甲村")
    page = search(Criteria(q="甲村"))
    assert (page.count, page.resting, page.notices) == (
        0,
        True,
        ("检索暂时歇着：检索服务器没有回答。报告仍可按地区浏览，过一会儿再检索。",),
    )
    with pytest.raises(Resting):
        search_ids(Criteria())
    client = Client()
    assert client.get(report.get_absolute_url()).status_code == 200
    assert client.get(reverse("reports"), {"q": "甲村"}).status_code == 200
    answer = client.get("/api/v1/reports?q=甲村")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_what_changes_while_the_cluster_is_away_waits_in_the_outbox(backend: OpenSearchBackend) -> None:
    report = make_report("甲村")
    kept = backend.address
    backend.address = replace(kept, hosts=(("127.0.0.1", 9),))
    with pytest.raises(EngineAway):
        backend.write(documents([report.pk]))
    backend.address = kept
    assert Report.objects.filter(search_dirty=True).count() == 1
    assert drain() == 1
    assert count("甲村") == 1
