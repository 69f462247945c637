"""The engine of a cluster: phrases, filters and counts from OpenSearch, words and Haystack's query sets from a folder.

The folder is the one that the engine on one machine has: what is written to the cluster is written there too, so that
words are counted (用词) from memory whatever the engine, and give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from opensearchpy import OpenSearch

from reports.search.answer.found import AWAY, NOTHING, Found
from reports.search.engine import EngineAway
from reports.search.index.documents import Document
from reports.search.query.criteria import Criteria
from reports.search.query.tree import Node
from reports.search.words.beside import cut_beside
from reports.search.words.cutting import pieces

from ..whoosh.engine import Cut, WhooshBackend, WhooshEngine
from ..whoosh.folder import PATIENCE
from .address import Address, address_of
from .client import NoIndex, check_whole, client, troubles
from .find import Search
from .lock import WriterLock
from .mapping import alias
from .sources import held_digest
from .writing import Writing, create, discard, publish, revisions

#: Reports whose texts are read together to be checked, and how long the cluster keeps the moment.
_TOGETHER, _KEEP = 500, "2m"


class OpenSearchBackend(WhooshBackend):
    """``find``, ``ids`` and ``count`` of the cluster's index; all else as on one machine, written to both."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.address: Address = address_of(options["URL"])
        self.lock = WriterLock(self.cluster, self.address.name)

    @property
    def cluster(self) -> OpenSearch:
        """The client of this process."""
        return client(self.address)

    @property
    def alias(self) -> str:
        """The name of the index that is searched."""
        return alias(self.address)

    def find(self, node: Node, criteria: Criteria) -> Found:
        """A page of ids with its counts; nothing, and not complete, while the cluster is away."""
        try:
            return self._search(node, criteria).find()
        except NoIndex:
            return NOTHING
        except EngineAway:
            return AWAY

    def ids(self, node: Node, criteria: Criteria) -> list[int] | None:
        """The reports of all pages, in order; None without an index, or while the cluster is away."""
        for _ in range(2):
            try:
                return self._search(node, criteria).ids()
            except NoIndex:
                # A new index has taken the old one's place in the middle: once more.
                continue
            except EngineAway:
                return None
        return None

    def count(self, node: Node, criteria: Criteria) -> int:
        """How many reports ``find`` would find."""
        try:
            return self._search(node, criteria).count()
        except (NoIndex, EngineAway):
            return 0

    def ready(self) -> bool:
        """Whether both are there and of this version."""
        with troubles():
            return bool(self.cluster.indices.exists_alias(name=self.alias)) and super().ready()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the one writer, of all machines. Raises IndexBusy after a long wait, EngineAway without a cluster."""
        with self.lock.held(PATIENCE), super().writing():
            yield

    def pks(self) -> list[int]:
        """The reports in either index."""
        return sorted({*self._pks(), *super().pks()})

    def size(self) -> int:
        """How many reports are in the cluster's index; 0 while it is away."""
        try:
            with troubles():
                return int(self.cluster.count(index=self.alias)["count"])
        except (NoIndex, EngineAway):
            return 0

    def digests(self) -> dict[int, int]:
        """The digest of each document by pk; 0 where the two do not hold the same, or not what was written."""
        beside = super().digests()
        found = {
            int(one["pk"]): held_digest(one) for one in self._sources(["pk", "digest", "body", "body_digest"])
        }
        return {
            pk: found[pk] if found.get(pk) == beside.get(pk) else 0 for pk in (*found, *beside) if pk in found
        } | {pk: 0 for pk in beside if pk not in found}

    def write(self, found: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        """Add or replace documents and delete others, in the cluster first; makes the indexes if there are none."""
        gone = list(deleted)
        with self.writing():
            if not self.ready():
                publish(self.cluster, self.address, create(self.cluster, self.address))
            held = revisions(self.cluster, self.alias, gone)
            kept: list[Cut] = []
            with Writing(self.cluster, self.alias, self.lock, is_alias=True) as writing:
                for document in found:
                    words = pieces(document.body)
                    writing.add(document, words)
                    kept.append((document, words))
                    held.pop(document.pk, None)
                for pk, revision in held.items():
                    writing.delete(pk, revision)
            self.put(kept, gone)

    def rebuild(self, found: Iterable[Document]) -> None:
        """New indexes of just these documents, each put in the place of the present one when it is complete."""
        with self.writing():
            name = create(self.cluster, self.address)
            try:
                with Writing(self.cluster, name, self.lock, is_alias=False) as writing:

                    def passed() -> Iterator[Cut]:
                        for document, words in cut_beside(found):
                            writing.add(document, words)
                            yield document, words

                    self.build(passed())
                self.lock.check()
                publish(self.cluster, self.address, name)
            except BaseException:
                discard(self.cluster, name)
                raise

    def _search(self, node: Node, criteria: Criteria) -> Search:
        return Search(self.cluster, self.alias, node, criteria)

    def _pks(self) -> Iterator[int]:
        return (int(one["pk"]) for one in self._sources(["pk"], 10_000))

    def _sources(self, fields: list[str], together: int = _TOGETHER) -> Iterator[dict[str, Any]]:
        """These fields of all documents, as of one moment; of none without an index."""
        try:
            with troubles():
                moment = self.cluster.create_pit(index=self.alias, params={"keep_alive": _KEEP})["pit_id"]
        except NoIndex:
            return
        body: dict[str, Any] = {
            "size": together,
            "sort": [{"pk": "asc"}],
            "_source": fields,
            "pit": {"id": moment, "keep_alive": _KEEP},
        }
        try:
            while True:
                with troubles():
                    answer = self.cluster.search(body=body, params={"allow_partial_search_results": "false"})
                check_whole(answer)
                hits = answer["hits"]["hits"]
                yield from (hit["_source"] for hit in hits)
                if len(hits) < together:
                    return
                body["search_after"] = hits[-1]["sort"]
        finally:
            with troubles():
                self.cluster.delete_pit(body={"pit_id": [moment]})


class OpenSearchEngine(WhooshEngine):
    backend = OpenSearchBackend
