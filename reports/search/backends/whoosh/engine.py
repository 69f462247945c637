"""The Haystack engine: its fields, commands and query sets as Haystack has them, this package's columns beside them."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.db.models import Model
from haystack import connections, indexes
from haystack.backends import whoosh_backend
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import MoreLikeThisError, SearchBackendError
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from whoosh.fields import Schema

from reports.models import Report
from reports.search.answer.found import NOTHING, Found, Reading, Related
from reports.search.index.documents import Document, documents
from reports.search.query.criteria import Criteria
from reports.search.query.tree import Node
from reports.search.words.beside import cut_beside
from reports.search.words.cutting import pieces
from reports.search.words.frequent import FrequentWords

from .find import corpus, count, find, ids
from .folder import IndexFolder
from .mapping import give_back
from .reader import shared_reader
from .related import related
from .schema import column_values, extend, phrase
from .writing import LARGEST, create, write

#: Reports that more_like_this gives at most.
_NEAREST = 100
#: A document and the pieces of its body.
Cut = tuple[Document, Sequence[str]]


class WhooshBackend(whoosh_backend.WhooshSearchBackend):
    """Haystack's Whoosh backend over the current generation, and the archive's own ``find`` and writing.

    Haystack's ``update``, ``remove`` and ``clear`` go through the one locked writer. A ``SearchQuerySet`` finds text
    by containment, as ``find`` does, and ``words`` by jieba's words; its ``highlight`` is not to be had, and says so.
    """

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.folder = IndexFolder(Path(options["PATH"]))
        self.reader = shared_reader(self.folder.path)
        self._opened: Path | None = None

    # What the archive's search asks for.

    def find(self, node: Node, criteria: Criteria) -> Found:
        """A page of ids with its counts."""
        snapshot = self.reader.snapshot()
        if snapshot is None:
            return NOTHING
        found = find(snapshot, node, criteria)
        give_back()
        return found

    def ids(self, node: Node, criteria: Criteria) -> list[int] | None:
        """The reports of all pages, in order; None without an index."""
        snapshot = self.reader.snapshot()
        return ids(snapshot, node, criteria) if snapshot else None

    def count(self, node: Node, criteria: Criteria) -> int:
        """How many reports ``find`` would find."""
        snapshot = self.reader.snapshot()
        return count(snapshot, node, criteria) if snapshot else 0

    def reading(self, node: Node, criteria: Criteria, *, formulas: bool = True) -> Reading | None:
        """The texts of what ``find`` would find; None without an index."""
        snapshot = self.reader.snapshot()
        if snapshot is None:
            return None
        whole = corpus(snapshot, node, criteria, formulas=formulas)
        return Reading(whole, snapshot.way, snapshot.version)

    def related(self, pk: int, most: int) -> tuple[list[str], list[Related]]:
        """The key terms of a report, and the reports nearest to it by these."""
        snapshot = self.reader.snapshot()
        return related(snapshot, pk, most) if snapshot else ([], [])

    def frequent_words(self) -> FrequentWords:
        """The words of the most reports."""
        snapshot = self.reader.snapshot()
        return snapshot.frequent_words if snapshot else FrequentWords()

    def ready(self) -> bool:
        """Whether there is an index of this version."""
        return self.reader.snapshot() is not None

    def writing(self) -> AbstractContextManager[None]:
        """Be the one writer; raises :class:`~reports.search.engine.IndexBusy` after a long wait."""
        return self.folder.writing()

    def pks(self) -> list[int]:
        """The reports in the index."""
        snapshot = self.reader.snapshot()
        return snapshot.pks[snapshot.alive].tolist() if snapshot else []

    def size(self) -> int:
        """How many reports are in the index."""
        snapshot = self.reader.snapshot()
        return snapshot.count if snapshot else 0

    def digests(self) -> dict[int, int]:
        """The digest of each document in the index, by pk; 0 where the body no longer equals what was written."""
        snapshot = self.reader.snapshot()
        return snapshot.digests() if snapshot else {}

    def write(self, found: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        """Add or replace documents and delete others, in one commit; makes the index if there is none."""
        self.put(((document, pieces(document.body)) for document in found), deleted)

    def put(self, cut: Iterable[Cut], deleted: Iterable[int]) -> None:
        """What :meth:`write` does with documents that are cut into pieces already."""
        with self.folder.writing():
            write(self._current(), itertools.starmap(self._row, cut), deleted)

    def rebuild(self, found: Iterable[Document]) -> None:
        """A new index of just these documents, built aside and then put in place of the present one."""
        self.build(cut_beside(found))

    def build(self, cut: Iterable[Cut]) -> None:
        """What :meth:`rebuild` does with documents that are cut into pieces already."""
        with self.folder.writing():
            folder = self.folder.begin()
            try:
                create(folder, self._schema())
                for rows in _portions(itertools.starmap(self._row, cut), LARGEST):
                    write(folder, rows, merging=False)
            except BaseException:
                shutil.rmtree(folder)
                raise
            self.folder.publish(folder)

    # What Haystack asks for.

    def setup(self) -> None:
        """Open the current generation, an empty one if there is none."""
        self._opened = self.folder.current()
        if self._opened is None:
            with self.folder.writing():
                self._opened = self._current()
        self.path = str(self._opened)
        super().setup()
        self.parser.phraseclass = phrase

    def build_schema(self, fields: dict[str, indexes.SearchField]) -> tuple[str, Schema]:
        name, schema = super().build_schema(fields)
        extend(schema)
        return name, schema

    def update(self, index: indexes.SearchIndex, iterable: Iterable[Model], commit: bool = True) -> None:
        self.write(documents([instance.pk for instance in iterable]))

    def remove(self, obj_or_string: Model | str, commit: bool = True) -> None:
        self.write((), deleted=[int(get_identifier(obj_or_string).rsplit(".", 1)[1])])

    def clear(self, models: Sequence[type[Model]] | None = None, commit: bool = True) -> None:
        if models is None or Report in models:
            self.rebuild(())

    def search(self, query_string: str, **options: Any) -> dict[str, Any]:
        """Raises SearchBackendError when asked to highlight: the text that is indexed is not the one to be shown."""
        if options.get("highlight"):
            raise SearchBackendError(
                "SearchQuerySet.highlight() is not supported: use reports.search.search(), whose hits have snippets."
            )
        if not self.setup_complete or self._opened != self.folder.current():
            self.setup()
        # Haystack's "everything", which Whoosh takes as every term of the text, of which there are none.
        found: dict[str, Any] = super().search("*:*" if query_string == "*" else query_string, **options)
        return found

    def more_like_this(
        self,
        model_instance: Model,
        additional_query_string: str | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        **options: Any,
    ) -> dict[str, Any]:
        """The reports nearest to one by its key terms, as Haystack takes them.

        Raises MoreLikeThisError when it is to be narrowed by a query: the nearest are few, and of all reports.
        """
        if additional_query_string not in (None, "", "*"):
            raise MoreLikeThisError("SearchQuerySet.more_like_this() takes no further filters.")
        _, near = self.related(int(model_instance.pk), _NEAREST)
        app, model = get_model_ct(Report).split(".")
        results = [SearchResult(app, model, str(one.pk), one.score) for one in near[start_offset:end_offset]]
        return {"results": results, "hits": len(near)}

    def _current(self) -> Path:
        """The current generation, made if there is none; the caller holds the lock."""
        folder = self.folder.current()
        if folder is None:
            folder = self.folder.begin()
            create(folder, self._schema())
            self.folder.publish(folder)
        return folder

    def _schema(self) -> Schema:
        fields = connections[self.connection_alias].get_unified_index().all_searchfields()
        return self.build_schema(fields)[1]

    def _row(self, document: Document, words: Sequence[str]) -> dict[str, Any]:
        """The fields of a document as Whoosh takes them: Haystack's, then the columns; ``words`` are its body's."""
        fields = document.fields() | {
            ID: f"{get_model_ct(Report)}.{document.pk}",
            DJANGO_CT: get_model_ct(Report),
            DJANGO_ID: str(document.pk),
        }
        rows = {name: self._from_python(value) for name, value in fields.items() if value is not None}
        return rows | column_values(document, words)


class WhooshEngine(whoosh_backend.WhooshEngine):
    backend = WhooshBackend


def _portions(rows: Iterable[dict[str, Any]], size: int) -> Iterator[Iterator[dict[str, Any]]]:
    """``rows`` in iterators of at most ``size``; each must be used up before the next is asked for."""
    waiting = iter(rows)
    for first in waiting:

        def portion(first: dict[str, Any] = first) -> Iterator[dict[str, Any]]:
            yield first
            for _, row in zip(range(size - 1), waiting, strict=False):
                yield row

        yield portion()
