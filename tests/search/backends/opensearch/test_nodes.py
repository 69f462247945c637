"""Three nodes, of which one is killed while reports are written and another while they are searched."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from reports.search import Criteria
from reports.search.backends.opensearch.address import address_of
from reports.search.backends.opensearch.client import client
from reports.search.backends.opensearch.find import Search
from reports.search.backends.opensearch.lock import WriterLock
from reports.search.backends.opensearch.mapping import alias
from reports.search.backends.opensearch.writing import Writing, create, publish
from reports.search.engine import EngineAway
from reports.search.index.documents import Document
from reports.search.query.language import parse
from tests.opensearch.nodes import Cluster, cluster, fetch, missing, url

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason="no Java and Maven")]


def _document(pk: int) -> Document:
    body = f"第{pk}篇报告写到枫桥经验"
    return Document(
        pk=pk, revision=1, body=body, title="报告", headings="", shown_title="报告", region="", year=2020,
        published=None, genre="annual_report", roles=(), topics=(), indicators=(), flags=(), sample=False, way=b"",
        sentences=b"",
    )  # fmt: skip


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[Cluster]:
    fetch()
    with cluster(tmp_path, 3) as made:
        yield made


def test_no_acknowledged_report_is_lost_and_no_answer_is_partial(nodes: Cluster) -> None:
    address = address_of(url(nodes.hosts, "nodes", shards=3, replicas=1, timeout=60))
    talker = client(address)
    publish(talker, address, create(talker, address))
    talker.cluster.health(params={"wait_for_status": "green"})
    lock = WriterLock(talker, address.name)
    acknowledged: list[int] = []
    answers: list[tuple[int, int]] = []
    ended = Event()

    def read() -> None:
        while not ended.is_set():
            written = len(acknowledged)
            try:
                found = Search(talker, alias(address), parse('"枫桥经验"').node, Criteria()).count()
            except EngineAway:
                continue
            answers.append((written, found))

    reading = Thread(target=read)
    reading.start()
    try:
        for start in range(0, 600, 20):
            if start == 200:
                nodes.kill(0)
            with Writing(talker, alias(address), lock, is_alias=True) as writing:
                for pk in range(start, start + 20):
                    writing.add(_document(pk), ())
            acknowledged += range(start, start + 20)
    finally:
        ended.set()
        reading.join()
    nodes.start([0])
    talker.cluster.health(params={"wait_for_status": "green"})
    nodes.kill(1)
    search = Search(talker, alias(address), parse('"枫桥经验"').node, Criteria())
    assert sorted(search.ids()) == acknowledged
    assert [one for one in answers if one[1] < one[0]] == []
    assert len(answers) > 20
    nodes.kill(2)
    with pytest.raises(EngineAway):
        search.ids()
