"""Columns of Whoosh's own kind that hold whole arrays beside the documents' values.

Whoosh calls a column's writer once a document and its reader once a segment; what the file looks like is the column's
own affair. These put inverted lists beside the values, so that a search works on arrays, and give the values
back when segments are merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from .arrays import ArrayWriter, read_arrays
from .grams import CHUNK, LAST_PLACE, PLACE, Grams, gram_keys, invert, merge

_NO_DOCS = np.zeros(0, dtype=np.uint16)
_NO_BYTES = np.zeros(0, dtype=np.uint8)


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


class BytesColumn(columns.Column):
    """Some bytes a document."""

    _default = b""

    def writer(self, dbfile: StructFile) -> BytesWriter:
        return BytesWriter(dbfile)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> BytesReader:
        return BytesReader(dbfile, basepos, length, doccount)


class BytesWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile) -> None:
        self._file = ArrayWriter(dbfile)
        self._ends: list[int] = []

    def _fill(self, doccount: int) -> None:
        self._ends += [self._file.position] * (doccount - len(self._ends))

    def add(self, docnum: int, value: bytes) -> None:
        self._fill(docnum)
        self._file.write(value)
        self._ends.append(self._file.position)

    def finish(self, doccount: int) -> None:
        self._fill(doccount)
        self._file.add("ends", np.array(self._ends, dtype=np.int64))
        self._file.close()


class BytesReader(columns.ColumnReader):
    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, self._buffer = read_arrays(dbfile, basepos, length)
        self._ends = arrays["ends"]

    def __getitem__(self, docnum: int) -> bytes:
        start = self._ends[docnum - 1] if docnum else 0
        return bytes(self._buffer[start : self._ends[docnum]])


class TermsColumn(columns.Column):
    """Any number of terms a document: the values of a filter."""

    _default: tuple[str, ...] = ()

    def writer(self, dbfile: StructFile) -> TermsWriter:
        return TermsWriter(dbfile)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> TermsReader:
        return TermsReader(dbfile, basepos, length, doccount)


class TermsWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile) -> None:
        self._file = ArrayWriter(dbfile)
        self._numbers: dict[str, int] = {}
        self._ids: list[int] = []
        self._ends: list[int] = []

    def _fill(self, doccount: int) -> None:
        self._ends += [len(self._ids)] * (doccount - len(self._ends))

    def add(self, docnum: int, value: Sequence[str]) -> None:
        self._fill(docnum)
        self._ids += [self._numbers.setdefault(term, len(self._numbers)) for term in value]
        self._ends.append(len(self._ids))

    def finish(self, doccount: int) -> None:
        self._fill(doccount)
        self._file.write("\n".join(self._numbers).encode())
        self._file.name_bytes("terms", 0)
        self._file.add("ids", np.array(self._ids, dtype=np.uint32))
        self._file.add("ends", np.array(self._ends, dtype=np.int64))
        self._file.close()


class TermsReader(columns.ColumnReader):
    """``terms``, and the numbers in it of each document's: ``ids[ends[d - 1]:ends[d]]``."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, _ = read_arrays(dbfile, basepos, length)
        text = arrays["terms"].tobytes().decode()
        self.terms = text.split("\n") if text else []
        self.ids: NDArray[np.uint32] = arrays["ids"]
        self.ends: NDArray[np.int64] = arrays["ends"]

    def __getitem__(self, docnum: int) -> tuple[str, ...]:
        start = self.ends[docnum - 1] if docnum else 0
        return tuple(self.terms[number] for number in self.ids[start : self.ends[docnum]].tolist())


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
        self._parts: list[Grams] = []
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
        self._parts.append(invert(self._waiting))
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
        for name, array in vars(grams).items():
            self._file.add(name, array)
        self._file.close()


class TextReader(columns.ColumnReader):
    """``lengths``: characters of each document."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, self._buffer = read_arrays(dbfile, basepos, length)
        self.lengths: NDArray[np.int32] = arrays["lengths"]
        self._ends = arrays["ends"]
        self._grams = Grams(*(arrays[name] for name in Grams.__dataclass_fields__))

    def __getitem__(self, docnum: int) -> str:
        start = self._ends[docnum - 1] if docnum else 0
        return bytes(self._buffer[start : self._ends[docnum]]).decode()

    def candidates(self, phrase: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that hold every gram of ``phrase``, and the count of the rarest gram in each."""
        docs, counts, _, _ = self._candidates(phrase)
        return docs, counts

    def containing(self, phrase: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that contain ``phrase`` (not empty), and about how often: never less than it does."""
        docs, counts, firsts, lasts = self._candidates(phrase)
        if len(phrase) <= 2 or not len(docs):
            return docs, counts
        found = self._verify(phrase.encode(), docs, firsts, lasts)
        return docs[found], counts[found]

    def _candidates(self, phrase: str) -> tuple[NDArray[Any], NDArray[np.uint8], NDArray[Any], NDArray[Any]]:
        """``candidates``, and between which places (see Grams) of each the phrase can only begin.

        No gram of the phrase stands before its own first place or behind its last. So the phrase begins at most its
        own length before the last of the first places, and not behind the first of the last ones.
        """
        grams = self._grams
        runs = []
        for key in dict.fromkeys(gram_keys(phrase)):
            number = int(np.searchsorted(grams.keys, key))
            if number == len(grams.keys) or grams.keys[number] != key:
                return _NO_DOCS, _NO_BYTES, _NO_BYTES, _NO_BYTES
            runs.append(slice(grams.offsets[number], grams.offsets[number + 1]))
        runs.sort(key=lambda run: run.stop - run.start)
        docs = grams.docs[runs[0]]
        counts, firsts, lasts = (array[runs[0]] for array in (grams.counts, grams.firsts, grams.lasts))
        reach = -(-len(phrase.encode()) // PLACE)
        table = np.zeros(self._doccount, dtype=np.uint8)
        for run in runs[1:]:
            others = grams.docs[run]
            table[others] = grams.counts[run]
            counts = np.minimum(counts, table[docs])
            table[others] = grams.firsts[run]
            firsts = np.maximum(firsts, table[docs])
            table[others] = grams.lasts[run]
            lasts = np.minimum(lasts, table[docs])
            table[others] = 0
            kept = (counts > 0) & (firsts.astype(np.int16) <= lasts.astype(np.int16) + reach)
            docs, counts, firsts, lasts = docs[kept], counts[kept], firsts[kept], lasts[kept]
            if not len(docs):
                break
        return docs, counts, firsts, lasts

    def _verify(
        self, phrase: bytes, docs: NDArray[Any], firsts: NDArray[Any], lasts: NDArray[Any]
    ) -> NDArray[np.bool_]:
        """Which of ``docs`` contain the bytes of ``phrase``; UTF-8 matches at character boundaries only."""
        starts = np.where(docs > 0, self._ends[docs.astype(np.int64) - 1], 0)
        ends = self._ends[docs]
        earliest = starts + np.maximum(firsts.astype(np.int64) * PLACE - len(phrase), 0)
        latest = starts + (lasts.astype(np.int64) + 1) * PLACE + len(phrase)
        latest = np.where(lasts < LAST_PLACE, np.minimum(latest, ends), ends)
        find = self._buffer.find
        return np.fromiter(
            (
                find(phrase, start, end) >= 0
                for start, end in zip(earliest.tolist(), latest.tolist(), strict=True)
            ),
            dtype=np.bool_,
            count=len(docs),
        )
