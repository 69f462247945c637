"""Columns of Whoosh's own kind that hold whole arrays beside the documents' values.

Whoosh calls a column's writer once a document and its reader once a segment; what the file looks like is the column's
own affair. These put inverted lists beside the values, so that a search works on arrays, and give the values
back when segments are merged.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.filedb.structfile import StructFile

from .arrays import ArrayWriter, Shelf, read_arrays
from .grams import CHUNK, FAR, Grams, Part, gram_keys, held, invert, merge, put_away

_NO_DOCS = np.zeros(0, dtype=np.uint16)
#: Before and behind every place.
_BEFORE, _BEHIND = np.int32(-1 << 30), np.int32(1 << 30)
#: Characters of many texts that are compared at once.
_STEP = 3
#: Grams of a phrase that are all looked up.
_SHORT = 11
#: Characters of a phrase whose grams are looked up at all.
_LONG = 48


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

    def records(self, dtype: np.dtype[np.void]) -> tuple[NDArray[np.void], NDArray[np.int64]]:
        """The bytes of all documents as records of ``dtype``, and how many of them each document has."""
        counts = np.diff(self._ends, prepend=0) // dtype.itemsize
        return np.frombuffer(self._buffer, dtype, count=int(counts.sum())), counts

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
        self._file.name_written("terms", "|u1")
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


def _telling(phrase: str) -> list[tuple[int, int]]:
    """The grams by which ``phrase`` is looked for: (offset in it, key); they cover it as far as _LONG characters go.

    Of a long phrase that is every other one and the last, which take half the time and leave hardly more open.
    """
    phrase = phrase[:_LONG]
    keys = gram_keys(phrase)
    numbers = range(len(keys)) if len(keys) <= _SHORT else sorted({*range(0, len(keys), 2), len(keys) - 1})
    offsets = [0, *accumulate(1 + (character > "\uffff") for character in phrase)]
    return [(offsets[number], keys[number]) for number in numbers]


class TextColumn(columns.Column):
    """A text a document, in which any run of characters within a line can be found: the exact field.

    Beside the text stand the inverted lists of its characters and bigrams. They name the candidates for a phrase; of
    three characters and more the places of its grams decide, and where they leave it open the text itself. It is kept
    as UTF-16, which takes two thirds of what UTF-8 takes for Chinese, and whose offsets count characters but for the
    few outside the Basic Multilingual Plane, which count two.
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
        self._shelf = Shelf(dbfile)
        self._parts: list[Part] = []
        self._sizes: list[int] = []

    def add(self, docnum: int, value: str) -> None:
        for _ in range(docnum - len(self._ends)):
            self._append("")
        self._append(value)

    def _append(self, text: str) -> None:
        self._file.write(text.encode("utf-16-le"))
        self._ends.append(self._file.position // 2)
        self._lengths.append(len(text))
        self._waiting.append(text)
        if len(self._waiting) == CHUNK:
            self._keep(put_away(invert(self._waiting), self._shelf))

    def _keep(self, part: Part) -> None:
        self._parts.append(part)
        self._sizes.append(len(self._waiting))
        self._waiting = []

    def finish(self, doccount: int) -> None:
        for _ in range(doccount - len(self._ends)):
            self._append("")
        if self._waiting:
            self._keep(held(invert(self._waiting)))
        self._file.name_written("text", "<u2")
        self._file.add("ends", np.array(self._ends, dtype=np.int64))
        self._file.add("lengths", np.array(self._lengths, dtype=np.int32))
        ends, often = [0], np.zeros(0, np.bool_)
        for name, array in merge(Grams, self._parts, self._sizes):
            if name == "offsets":
                ends = array.tolist()
            elif name == "counts":
                often = array > 1
            elif name == "lasts":
                # What stands once, half of all, has its last place in its first.
                again = accumulate((np.count_nonzero(often[a:b]) for a, b in pairwise(ends)), initial=0)
                self._file.add("again", np.array([*again], dtype=np.int64))
                array = array[often]
            self._file.add(name, array)
        self._file.close()


class TextReader(columns.ColumnReader):
    """``lengths``: characters of each document; ``units``: the texts one after the other, which end at ``ends``."""

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, self._buffer = read_arrays(dbfile, basepos, length)
        self.lengths: NDArray[np.int32] = arrays["lengths"]
        self.ends: NDArray[np.int64] = arrays["ends"]
        self.units: NDArray[np.uint16] = arrays["text"]
        #: Its ``lasts`` are those of postings that count more than one; ``again`` tells how many are before each list.
        self._grams = Grams(*(arrays[name] for name in Grams.__dataclass_fields__))
        self._again: NDArray[np.int64] = arrays["again"]

    def __getitem__(self, docnum: int) -> str:
        start = self.ends[docnum - 1] if docnum else 0
        return self.units[start : self.ends[docnum]].tobytes().decode("utf-16-le")

    def containing(self, phrase: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that contain ``phrase`` (not empty), and about how often: never less than it does."""
        grams = _telling(phrase)
        docs, places = self._holding([key for _, key in grams])
        if len(phrase) > 2 and len(docs):
            found = self._contains(phrase, grams, docs, places)
            docs, places = docs[found], places[:, found]
        return docs, self._rarest(places)

    def _holding(self, keys: list[int]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The documents that hold every gram of ``keys``, and where the postings of each gram (a row) in them are."""
        grams = self._grams
        runs = {}
        for key in keys:
            number = int(np.searchsorted(grams.keys, key))
            if number == len(grams.keys) or grams.keys[number] != key:
                return _NO_DOCS, np.zeros((len(keys), 0), dtype=np.int64)
            runs[key] = int(grams.offsets[number]), int(grams.offsets[number + 1])
        ordered = sorted(runs, key=lambda key: runs[key][1] - runs[key][0])
        start, end = runs[ordered[0]]
        docs = grams.docs[start:end]
        rows = [np.arange(start, end)]
        # Of each document the number of its posting in a run, one more than it is; 0 where there is none.
        table = np.zeros(self._doccount, dtype=np.uint32)
        for key in ordered[1:]:
            start, end = runs[key]
            others = grams.docs[start:end]
            table[others] = np.arange(1, end - start + 1, dtype=np.uint32)
            row = table[docs]
            table[others] = 0
            kept = row > 0
            if not kept.all():
                docs, row = docs[kept], row[kept]
                rows = [before[kept] for before in rows]
            rows.append(row.astype(np.int64) + (start - 1))
        by_key = dict(zip(ordered, rows, strict=True))
        return docs, np.array([by_key[key] for key in keys])

    def _rarest(self, places: NDArray[np.int64]) -> NDArray[np.uint8]:
        rarest: NDArray[np.uint8] = self._grams.counts[places].min(axis=0)
        return rarest

    def _contains(
        self, phrase: str, grams: list[tuple[int, int]], docs: NDArray[Any], places: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Which of ``docs`` contain ``phrase``, by the places of grams of it and, where they leave it open, the text.

        The phrase begins, if at all, not before what the first place of each of its grams allows, and not behind what
        the last place allows. Most often it begins at one of these two limits: grams that have their first or their
        last place where they must be for that, and that cover the phrase, show it without a look at the text.
        The offsets of ``grams``, whose postings are at the rows of ``places``, count from the phrase's beginning.
        """
        offsets = np.array([offset for offset, _ in grams], dtype=np.int32)[:, None]
        firsts = self._grams.firsts[places].astype(np.int32)
        lasts = np.array([self._lasts(key, row) for (_, key), row in zip(grams, places, strict=True)])
        firsts[firsts == FAR], lasts[lasts == FAR] = _BEFORE, _BEHIND
        earliest = np.maximum((firsts - offsets).max(axis=0), 0)
        latest = (lasts - offsets).min(axis=0)
        found = np.zeros(len(docs), dtype=np.bool_)
        for begin in (earliest, latest) if len(phrase) <= _LONG else ():
            here = (firsts == begin + offsets) | (lasts == begin + offsets)
            if len(offsets) == len(phrase) - 1:
                here = np.concatenate((here[:1], here[:-1] | here[1:], here[-1:]))
            found |= here.all(axis=0)
        unsure = np.flatnonzero(~found & (earliest <= latest))
        if len(unsure):
            # Of a gram whose places are too far behind neither of two is known.
            often = (self._rarest(places[:, unsure]) > 2) | (lasts[:, unsure] == _BEHIND).any(axis=0)
            units = np.frombuffer(phrase.encode("utf-16-le"), dtype="<u2")
            found[unsure] = self._verify(units, docs[unsure], earliest[unsure], latest[unsure], often)
        return found

    def _lasts(self, key: int, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """Where the last occurrences of a gram begin in the documents of its postings at ``places``."""
        number = int(np.searchsorted(self._grams.keys, key))
        start, end = self._grams.offsets[number : number + 2].tolist()
        lasts = self._grams.firsts[start:end].astype(np.int32)
        again = slice(*self._again[number : number + 2].tolist())
        lasts[self._grams.counts[start:end] > 1] = self._grams.lasts[again]
        found: NDArray[np.int32] = lasts[places - start]
        return found

    def _verify(
        self,
        phrase: NDArray[np.uint16],
        docs: NDArray[Any],
        earliest: NDArray[np.int32],
        latest: NDArray[np.int32],
        often: NDArray[np.bool_],
    ) -> NDArray[np.bool_]:
        """Which of ``docs`` contain ``phrase`` beginning from ``earliest`` to ``latest``.

        Not ``often`` means that some gram of it is there twice at most, so that it begins at one of the two or nowhere.
        """
        starts = np.where(docs > 0, self.ends[docs.astype(np.int64) - 1], 0)
        last = self.ends[docs] - len(phrase)
        first, last = starts + earliest.astype(np.int64), np.minimum(starts + latest, last)
        found = self._stands(phrase, first, last)
        unsure = np.flatnonzero(~found & (first < last))
        found[unsure] = self._stands(phrase, last[unsure], last[unsure])
        unsure = unsure[~found[unsure] & often[unsure]]
        data = phrase.tobytes()
        for number, begin, end in zip(
            unsure.tolist(), first[unsure].tolist(), last[unsure].tolist(), strict=True
        ):
            found[number] = self._find(data, 2 * begin, 2 * end + len(data))
        return found

    def _stands(
        self, phrase: NDArray[np.uint16], begins: NDArray[np.int64], last: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Where ``phrase`` stands at ``begins``, none of which may lie behind its ``last``."""
        left = np.flatnonzero(begins <= last)
        for step in range(0, len(phrase), _STEP):
            piece = phrase[step : step + _STEP]
            here = self.units[begins[left, None] + np.arange(step, step + len(piece))]
            left = left[(here == piece).all(axis=1)]
        found = np.zeros(len(begins), dtype=np.bool_)
        found[left] = True
        return found

    def _find(self, phrase: bytes, start: int, end: int) -> bool:
        """Whether the bytes of ``phrase`` stand in the buffer at a character's beginning."""
        while True:
            place = self._buffer.find(phrase, start, end)
            if place < 0 or place % 2 == 0:
                return bool(place >= 0)
            start = place + 1
