"""Columns of Whoosh's own kind that hold whole arrays beside the documents' values.

Whoosh calls a column's writer once a document and its reader once a segment; what the file looks like is the column's
own affair. These put inverted lists beside the values, so that a search works on arrays, and give the values
back when segments are merged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from .arrays import ArrayWriter, read_arrays
from .inverted import CHUNK, Inverted, gram_keys, invert_grams, invert_ids, merge

_EMPTY = np.zeros(0, dtype=np.uint16)
_NO_COUNTS = np.zeros(0, dtype=np.uint8)


class NumberColumn(columns.Column):
    """A 64-bit integer a document; ``default`` where there is none."""

    def __init__(self, default: int = 0) -> None:
        self._default = default

    def writer(self, dbfile: StructFile) -> NumberWriter:
        return NumberWriter(dbfile, self._default)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> NumberReader:
        return NumberReader(dbfile, basepos, length, doccount)


class NumberWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile, default: int) -> None:
        self._file = ArrayWriter(dbfile)
        self._default = default
        self._numbers: list[int] = []

    def _fill(self, doccount: int) -> None:
        self._numbers += [self._default] * (doccount - len(self._numbers))

    def add(self, docnum: int, value: int) -> None:
        self._fill(docnum)
        self._numbers.append(value)

    def finish(self, doccount: int) -> None:
        self._fill(doccount)
        self._file.add("numbers", np.array(self._numbers, dtype=np.int64))
        self._file.close()


class NumberReader(columns.ColumnReader):
    """``numbers``: the value of each document."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, _ = read_arrays(dbfile, basepos, length)
        self.numbers: NDArray[np.int64] = arrays["numbers"]

    def __getitem__(self, docnum: int) -> int:
        return int(self.numbers[docnum])


class TermsColumn(columns.Column):
    """Any number of terms a document, with how often each stands in it: words, or the values of a filter."""

    _default: dict[str, int] = {}

    def writer(self, dbfile: StructFile) -> TermsWriter:
        return TermsWriter(dbfile)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> TermsReader:
        return TermsReader(dbfile, basepos, length, doccount)


class TermsWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile) -> None:
        self._file = ArrayWriter(dbfile)
        self._numbers: dict[str, int] = {}
        self._ids: list[NDArray[np.uint32]] = []
        self._counts: list[NDArray[np.uint8]] = []

    def add(self, docnum: int, value: Mapping[str, int] | Sequence[str]) -> None:
        self._fill(docnum)
        numbers = self._numbers
        terms = value if isinstance(value, Mapping) else Counter(value)
        self._ids.append(
            np.array([numbers.setdefault(term, len(numbers)) for term in terms], dtype=np.uint32)
        )
        self._counts.append(np.minimum(np.array(list(terms.values()), dtype=np.int64), 255).astype(np.uint8))

    def _fill(self, doccount: int) -> None:
        for _ in range(doccount - len(self._ids)):
            self._ids.append(np.zeros(0, dtype=np.uint32))
            self._counts.append(_NO_COUNTS)

    def finish(self, doccount: int) -> None:
        self._fill(doccount)
        terms = sorted(self._numbers)
        ranks = np.empty(len(terms), dtype=np.uint32)
        ranks[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.uint32)
        ids = ranks[np.concatenate([np.zeros(0, np.uint32), *self._ids])]
        counts = np.concatenate([_NO_COUNTS, *self._counts])
        offsets = np.cumsum([0, *map(len, self._ids)], dtype=np.int64)
        inverted = invert_ids(ids, counts, offsets)
        encoded = [term.encode() for term in terms]
        self._file.write(b"".join(encoded))
        self._file.name_bytes("text", 0)
        self._file.add("term_ends", np.cumsum(list(map(len, encoded)), dtype=np.int64))
        self._file.add("ids", ids)
        self._file.add("id_counts", counts)
        self._file.add("id_offsets", offsets)
        self._file.add("docs", inverted.docs)
        self._file.add("counts", inverted.counts)
        self._file.add("offsets", inverted.offsets)
        self._file.close()


class Terms(Sequence[str]):
    """The sorted terms of a segment, decoded one at a time."""

    def __init__(self, text: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._text = text
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        start = self._ends[index - 1] if index else 0
        return self._text[start : self._ends[index]].tobytes().decode()


class TermsReader(columns.ColumnReader):
    """``terms``, and their numbers document by document (``ids`` between ``id_offsets``)."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, _ = read_arrays(dbfile, basepos, length)
        self.terms = Terms(arrays["text"], arrays["term_ends"])
        self.ids: NDArray[np.uint32] = arrays["ids"]
        self.id_offsets: NDArray[np.int64] = arrays["id_offsets"]
        self._id_counts = arrays["id_counts"]
        self._docs, self._counts, self._offsets = arrays["docs"], arrays["counts"], arrays["offsets"]

    def __getitem__(self, docnum: int) -> dict[str, int]:
        here = slice(self.id_offsets[docnum], self.id_offsets[docnum + 1])
        return {
            self.terms[number]: int(count)
            for number, count in zip(self.ids[here].tolist(), self._id_counts[here], strict=True)
        }

    def postings(self, term: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that hold ``term``, and how often."""
        number = bisect_left(self.terms, term)
        if number == len(self.terms) or self.terms[number] != term:
            return _EMPTY, _NO_COUNTS
        here = slice(self._offsets[number], self._offsets[number + 1])
        return self._docs[here], self._counts[here]


class TextColumn(columns.Column):
    """A text a document, in which any run of characters within a line can be found: the exact field.

    Beside the UTF-8 text stand the inverted lists of its characters and bigrams. They name the candidates for a
    phrase; of three characters and more the text itself decides.
    """

    _default = ""

    def writer(self, dbfile: StructFile) -> TextWriter:
        return TextWriter(dbfile)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> TextReader:
        return TextReader(dbfile, basepos, length, doccount)


class TextWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile) -> None:
        self._file = ArrayWriter(dbfile)
        self._ends: list[int] = []
        self._lengths: list[int] = []
        self._waiting: list[str] = []
        self._parts: list[Inverted] = []
        self._sizes: list[int] = []

    def add(self, docnum: int, value: str) -> None:
        for _ in range(docnum - len(self._ends)):
            self._append("")
        self._append(value)

    def _append(self, text: str) -> None:
        self._file.write(text.encode())
        self._ends.append(self._file.position)
        self._lengths.append(len(text))
        self._waiting.append(text)
        if len(self._waiting) == CHUNK:
            self._invert()

    def _invert(self) -> None:
        self._parts.append(invert_grams(self._waiting))
        self._sizes.append(len(self._waiting))
        self._waiting = []

    def finish(self, doccount: int) -> None:
        for _ in range(doccount - len(self._ends)):
            self._append("")
        if self._waiting:
            self._invert()
        self._file.name_bytes("text", 0)
        self._file.add("ends", np.array(self._ends, dtype=np.int64))
        self._file.add("lengths", np.array(self._lengths, dtype=np.int32))
        grams = merge(self._parts, self._sizes)
        self._file.add("keys", grams.keys)
        self._file.add("offsets", grams.offsets)
        self._file.add("docs", grams.docs)
        self._file.add("counts", grams.counts)
        self._file.close()


class TextReader(columns.ColumnReader):
    """``lengths``: characters of each document."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, self._buffer = read_arrays(dbfile, basepos, length)
        self.lengths: NDArray[np.int32] = arrays["lengths"]
        self._ends = arrays["ends"]
        self._keys, self._offsets = arrays["keys"], arrays["offsets"]
        self._docs, self._counts = arrays["docs"], arrays["counts"]

    def __getitem__(self, docnum: int) -> str:
        start = self._ends[docnum - 1] if docnum else 0
        return bytes(self._buffer[start : self._ends[docnum]]).decode()

    def postings(self, key: int) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that hold a gram, and how often (at most 255)."""
        number = int(np.searchsorted(self._keys, key))
        if number == len(self._keys) or self._keys[number] != key:
            return _EMPTY, _NO_COUNTS
        here = slice(self._offsets[number], self._offsets[number + 1])
        return self._docs[here], self._counts[here]

    def candidates(self, phrase: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that hold every gram of ``phrase``, and the count of the rarest gram in each."""
        lists = sorted((self.postings(key) for key in gram_keys(phrase)), key=lambda found: len(found[0]))
        docs, counts = lists[0]
        table = np.zeros(self._doccount, dtype=np.uint8)
        for others, other_counts in lists[1:]:
            if not len(docs):
                break
            table[others] = other_counts
            here = table[docs]
            table[others] = 0
            kept = here > 0
            docs, counts = docs[kept], np.minimum(counts[kept], here[kept])
        return docs, counts

    def containing(self, phrase: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that contain ``phrase`` (not empty), and about how often: never less than it does."""
        docs, counts = self.candidates(phrase)
        if len(phrase) <= 2 or not len(docs):
            return docs, counts
        found = self._verify(phrase.encode(), docs)
        return docs[found], counts[found]

    def _verify(self, phrase: bytes, docs: NDArray[Any]) -> NDArray[np.bool_]:
        """Which of ``docs`` contain the bytes of ``phrase``; UTF-8 matches at character boundaries only."""
        ends = self._ends[docs]
        starts = np.where(docs > 0, self._ends[docs.astype(np.int64) - 1], 0)
        find = self._buffer.find
        return np.fromiter(
            (
                find(phrase, start, end) >= 0
                for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            ),
            dtype=np.bool_,
            count=len(docs),
        )
