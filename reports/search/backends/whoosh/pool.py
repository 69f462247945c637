"""Gathering postings until they are written, a term at a time: Whoosh's own pool sorts and pickles each by itself."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from typing import Any

from whoosh.writing import PostingPool

Key = tuple[str, bytes]
#: Document, weight, places.
Posting = tuple[int, float, bytes]

#: Bytes that a posting takes in memory beside its places: the tuple, its numbers, the place in a list.
_POSTING = 160


class TermPool(PostingPool):
    """Whoosh's pool of ``(field, term, document, weight, places)``, given by rising document, with a list for each term."""

    def __init__(self, pool: PostingPool) -> None:
        super().__init__(pool.tempstore, pool.segment)
        self.limit = pool.limit
        self.runs: list[str] = []
        self._terms: defaultdict[Key, list[Posting]] = defaultdict(list)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        field, term, document, weight, places = item
        self._terms[field, term].append((document, weight, places))
        self.currentsize += _POSTING + len(places or b"")
        if self.currentsize > self.limit:
            self._spill()

    def _spill(self) -> None:
        if self._terms:
            path, file = self._new_run()
            self._write_run(file, sorted(self._terms.items()))
            self._add_run(path)
            self._terms.clear()
        self.currentsize = 0

    def items(self, maxfiles: int = 128) -> Iterator[tuple[Any, ...]]:
        """All that was added, by field, term and document; the pool is empty then."""
        held = sorted(self._terms.items())
        self._terms.clear()
        # Of equal terms ``merge`` gives that of the earlier run first, whose documents come first.
        found = merge(*map(self._read_run, self.runs), held, key=_key)
        for (field, term), lists in groupby(found, key=_key):
            for _, postings in lists:
                for posting in postings:
                    yield field, term, *posting
        self.runs.clear()

    def _write_run(self, file: Any, items: list[tuple[Key, list[Posting]]]) -> None:
        with file:
            for item in items:
                pickle.dump(item, file, pickle.HIGHEST_PROTOCOL)


def _key(item: tuple[Key, list[Posting]]) -> Key:
    return item[0]
