"""The same phrases on other pieces: ``python -m tests.benchmarks.rivals NAME SIZE`` prints JSON.

Each indexes the same normalised texts and answers a phrase with the number of reports and the first twenty of them,
best first; none counts facets or cuts snippets. The set of a phrase is compared with a scan.
"""

from __future__ import annotations

import json
import resource
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time
from typing import Protocol

from tests.benchmarks.archive import bodies_of, folder_bytes, open_archive
from tests.benchmarks.ours import quantiles

#: Phrases asked of each, fewer of a large archive: the slowest takes seconds for some.
PHRASES = 300
ASKED = 4_000_000


class Rival(Protocol):
    def __init__(self, folder: Path) -> None: ...
    def index(self, bodies: list[str]) -> None:
        """Index texts, the first under the number 1."""

    def page(self, phrase: str) -> int:
        """Work out the first page; the number of reports found."""

    def all(self, phrase: str) -> set[int]:
        """The numbers of all reports found."""


class Scan:
    """``phrase in text`` over texts in memory; no ranking."""

    def __init__(self, folder: Path) -> None:
        self._texts: list[tuple[int, str]] = []

    def index(self, bodies: list[str]) -> None:
        self._texts = list(enumerate(bodies, start=1))

    def page(self, phrase: str) -> int:
        return len(self.all(phrase))

    def all(self, phrase: str) -> set[int]:
        return {number for number, text in self._texts if phrase in text}


class Trigram:
    """SQLite FTS5 with its trigram tokenizer; phrases under three characters by LIKE, as its manual says."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts.sqlite3")

    def index(self, bodies: list[str]) -> None:
        self._base.execute("CREATE VIRTUAL TABLE texts USING fts5(body, tokenize='trigram')")
        with self._base:
            self._base.executemany(
                "INSERT INTO texts (rowid, body) VALUES (?, ?)", enumerate(bodies, start=1)
            )
        self._base.execute("INSERT INTO texts (texts) VALUES ('optimize')")
        self._base.commit()

    def page(self, phrase: str) -> int:
        where, value, order = self._where(phrase)
        self._base.execute(f"SELECT rowid FROM texts WHERE {where} {order} LIMIT 20", (value,)).fetchall()
        return int(self._base.execute(f"SELECT count(*) FROM texts WHERE {where}", (value,)).fetchone()[0])

    def all(self, phrase: str) -> set[int]:
        where, value, _ = self._where(phrase)
        return {row[0] for row in self._base.execute(f"SELECT rowid FROM texts WHERE {where}", (value,))}

    @staticmethod
    def _where(phrase: str) -> tuple[str, str, str]:
        if len(phrase) < 3:
            escaped = "".join(f"\\{c}" if c in "%_\\" else c for c in phrase)
            return "body LIKE ? ESCAPE '\\'", f"%{escaped}%", ""
        return "texts MATCH ?", '"' + phrase.replace('"', '""') + '"', "ORDER BY rank"


class Tantivy:
    """Tantivy with a token a character and its phrase query."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True, fast=True)
        schema.add_text_field("body", tokenizer_name="characters")
        self._tantivy = tantivy
        self._schema = schema.build()
        (folder / "tantivy").mkdir()
        self._index = tantivy.Index(self._schema, path=str(folder / "tantivy"))
        # Its n-gram tokenizer gives every token the same position; so blanks are put between the characters.
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("characters", analyzer)
        self._size = 0

    def index(self, bodies: list[str]) -> None:
        writer = self._index.writer(heap_size=256_000_000, num_threads=2)
        for number, body in enumerate(bodies, start=1):
            # A paragraph a value, so that a phrase cannot run on into the next one.
            paragraphs = [" ".join(paragraph) for paragraph in body.split("\n")]
            writer.add_document(self._tantivy.Document(number=number, body=paragraphs))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._size = len(bodies)

    def _search(self, phrase: str, limit: int) -> object:
        tantivy = self._tantivy
        if len(phrase) == 1:
            query = tantivy.Query.term_query(self._schema, "body", phrase)
        else:
            query = tantivy.Query.phrase_query(self._schema, "body", list(phrase))
        return self._index.searcher().search(query, limit)

    def page(self, phrase: str) -> int:
        return int(self._search(phrase, 20).count)  # type: ignore[attr-defined]

    def all(self, phrase: str) -> set[int]:
        searcher = self._index.searcher()
        hits = self._search(phrase, self._size).hits  # type: ignore[attr-defined]
        return {searcher.doc(address)["number"][0] for _, address in hits}


class Stock:
    """Haystack's own Whoosh backend with ``jieba.analyse.ChineseAnalyzer`` on its text, as most tutorials have it."""

    def __init__(self, folder: Path) -> None:
        import jieba
        from haystack import connections, indexes
        from jieba.analyse import ChineseAnalyzer

        from reports.models import Report

        jieba.initialize()

        class StockIndex(indexes.SearchIndex, indexes.Indexable):
            text = indexes.CharField(document=True, analyzer=ChineseAnalyzer(), model_attr="text")

            def get_model(self) -> type[Report]:
                return Report

        connections.connections_info["stock"] = {
            "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
            "PATH": str(folder / "stock"),
            "SILENTLY_FAIL": False,
        }
        self._fields = StockIndex()
        connections["stock"].get_unified_index().build(indexes=[self._fields])
        self._backend = connections["stock"].get_backend()
        self._report = Report

    def index(self, bodies: list[str]) -> None:
        # In one commit, which is the quickest: after each of several it would merge what it has.
        rows = [self._report(pk=number, text=body) for number, body in enumerate(bodies, start=1)]
        self._backend.update(self._fields, rows)

    def page(self, phrase: str) -> int:
        return int(self._backend.search(f'"{phrase}"', end_offset=20)["hits"])

    def all(self, phrase: str) -> set[int]:
        query = self._backend.parser.parse(f'"{phrase}"')
        with self._backend.index.searcher() as searcher:
            return {int(searcher.stored_fields(doc)["django_id"]) for doc in searcher.docs_for_query(query)}


RIVALS: dict[str, Callable[[Path], Rival]] = {
    "stock": Stock,
    "fts5": Trigram,
    "tantivy": Tantivy,
    "scan": Scan,
}


def measure(name: str, size: int) -> dict[str, object]:
    folder = open_archive(size)
    from reports.text.normalise import normalise
    from tests.benchmarks.queries import COMMON, phrases

    bodies = bodies_of(size)
    normalise("")
    work = folder / f"rival-{name}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    rival = RIVALS[name](work)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began = process_time()
    rival.index(bodies)
    indexed = process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wanted = list(_unique([*COMMON, *phrases(bodies, min(PHRASES, ASKED // size))]))
    taken = []
    for phrase in wanted:
        began = process_time()
        rival.page(phrase)
        taken.append(1000 * (process_time() - began))
    texts = list(enumerate(bodies, start=1))
    wrong = sum(rival.all(p) != {number for number, text in texts if p in text} for p in wanted)
    result = {
        "reports_per_second": size / indexed if indexed > 0.01 else None,
        "index_mb": max(0.0, peak - before),
        "disk_mb": folder_bytes(work) / 1e6,
        "phrases": len(wanted),
        "wrong": wrong,
        "milliseconds": quantiles(taken),
    }
    shutil.rmtree(work)
    return result


def _unique(values: list[str]) -> Iterator[str]:
    return iter(dict.fromkeys(values))


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
