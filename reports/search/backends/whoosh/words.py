"""The field of words: Whoosh's postings by jieba, and beside them the pieces of every text as arrays.

A document's value is its text cut into pieces (:func:`reports.search.words.cutting.pieces`): cutting takes longer than
all else, so it is done once, by processes side by side. What a plain query parser is given is cut by the analyzer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns, fields
from whoosh.filedb.structfile import StructFile

from reports.search.words.cutting import is_word, parts
from reports.search.words.tokenizer import JiebaTokenizer

from .arrays import ArrayWriter, Shelf, read_arrays
from .grams import CHUNK, MOST, Lists, Part, doc_type, held, merge, put_away
from .postings import Positions

_NO_DOCS = np.zeros(0, dtype=np.uint16)
_NO_WORDS = np.zeros(0, dtype=np.int64)
#: Words that two bytes can number.
_DIFFERENT = 1 << 16


class WordsField(fields.TEXT):
    """A text by its words, with those inside them, as any Whoosh query finds and ranks them."""

    def __init__(self) -> None:
        super().__init__(analyzer=JiebaTokenizer(), sortable=WordsColumn())
        self.format = Positions()

    def index(self, value: Iterable[str], **options: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each word of the pieces ``value`` with its places: ordinals of the whole words."""
        places: dict[str, list[int]] = defaultdict(list)
        held: dict[str, tuple[str, ...]] = {}
        position = 0
        for piece in value:
            words = held.get(piece)
            if words is None:
                words = held[piece] = (piece, *parts(piece)) if is_word(piece) else ()
            for word in words:
                places[word].append(position)
            position += bool(words)
        for word, found in places.items():
            yield word.encode(), len(found), float(len(found)), self.format.encode(found)

    def to_column_value(self, value: Iterable[str]) -> Iterable[str]:
        return value


class WordsColumn(columns.Column):
    """The pieces of each document's text, and for each different piece the documents that hold it."""

    _default: tuple[str, ...] = ()

    def writer(self, dbfile: StructFile) -> WordsWriter:
        return WordsWriter(dbfile)

    def reader(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> WordsReader:
        return WordsReader(dbfile, basepos, length, doccount)


@dataclass(frozen=True, eq=False)
class _Chunk:
    """The pieces of some documents as numbers of those that they have: places in ``words``."""

    words: NDArray[np.int64]
    pieces: Callable[[], NDArray[Any]]


@dataclass(frozen=True, eq=False)
class _Stretch:
    """Chunks whose ``words`` can be numbered together, and how many documents there are up to the last of them."""

    words: NDArray[np.int64]
    chunks: list[_Chunk]
    doccount: int

    def pieces(self, dtype: np.dtype[Any]) -> Iterator[NDArray[Any]]:
        """As places in the ``words`` of all, a chunk at a time."""
        for chunk in self.chunks:
            yield np.searchsorted(self.words, chunk.words).astype(dtype).take(chunk.pieces())


class WordsWriter(columns.ColumnWriter):
    def __init__(self, dbfile: StructFile) -> None:
        self._file = ArrayWriter(dbfile)
        self._shelf = Shelf(dbfile)
        self._numbers: dict[str, int] = {}
        self._lengths: list[int] = []
        self._waiting: list[NDArray[np.uint32]] = []
        self._lists: list[Part] = []
        # The stretch that chunks are put into, and those that are full.
        self._chunks: list[_Chunk] = []
        self._words = _NO_WORDS
        self._stretches: list[_Stretch] = []

    def _fill(self, doccount: int) -> None:
        while len(self._lengths) < doccount:
            self._append(())

    def add(self, docnum: int, value: Iterable[str]) -> None:
        self._fill(docnum)
        self._append(value)

    def _append(self, value: Iterable[str]) -> None:
        numbers = self._numbers
        pieces = np.array([numbers.setdefault(piece, len(numbers)) for piece in value], dtype=np.uint32)
        self._lengths.append(len(pieces))
        self._waiting.append(pieces)
        if len(self._waiting) == CHUNK:
            self._invert()

    def _invert(self) -> None:
        waiting, self._waiting = self._waiting, []
        documents = np.repeat(np.arange(len(waiting)), [len(one) for one in waiting])
        pieces = np.concatenate([np.zeros(0, np.uint32), *waiting])
        postings, counts = np.unique(pieces.astype(np.int64) * CHUNK + documents, return_counts=True)
        starts = np.flatnonzero(np.diff(postings // CHUNK, prepend=-1))
        words = postings[starts] // CHUNK
        lists = Lists(
            words,
            np.append(starts, len(postings)),
            (postings % CHUNK).astype(np.uint16),
            np.minimum(counts, MOST).astype(np.uint8),
        )
        # What is not full is the last: that may stay in memory.
        full = len(waiting) == CHUNK
        self._lists.append(put_away(lists, self._shelf) if full else held(lists))
        together = np.union1d(self._words, words)
        if self._chunks and len(together) > _DIFFERENT:
            self._close(len(self._lengths) - len(waiting))
            together = words
        self._words = together
        own = np.zeros(len(self._numbers), doc_type(len(words)))
        own[words] = np.arange(len(words))
        numbered = own.take(pieces)
        self._chunks.append(_Chunk(words, self._shelf.put(numbered) if full else lambda: numbered))

    def _close(self, doccount: int) -> None:
        """End the stretch behind that many documents: its words get numbers of their own."""
        self._stretches.append(_Stretch(self._words, self._chunks, doccount))
        self._chunks, self._words = [], _NO_WORDS

    def finish(self, doccount: int) -> None:
        self._fill(doccount)
        if self._waiting:
            self._invert()
        if self._chunks:
            self._close(doccount)
        # Numbered in order, a word is found by halving.
        words = sorted(self._numbers, key=str.encode)
        rank = np.empty(len(words), dtype=np.int64)
        rank[[self._numbers[word] for word in words]] = np.arange(len(words))
        spelled = [word.encode() for word in words]
        self._file.write(b"".join(spelled))
        self._file.name_written("spelled", "|u1")
        self._file.add("word_ends", np.cumsum([len(one) for one in spelled], dtype=np.int64))
        self._file.add("ends", np.cumsum(self._lengths, dtype=np.int64))
        stretches = self._stretches
        dtype = np.dtype(doc_type(max((len(one.words) for one in stretches), default=0)))
        self._file.add_joined("pieces", dtype, (pieces for one in stretches for pieces in one.pieces(dtype)))
        self._file.add("stretch_ends", np.array([one.doccount for one in stretches], dtype=np.int64))
        self._file.add("own_ends", np.cumsum([len(one.words) for one in stretches], dtype=np.int64))
        own = (rank[one.words].astype(np.uint32) for one in stretches)
        self._file.add_joined("own", np.dtype(np.uint32), own)
        sizes = [min(CHUNK, doccount - start) for start in range(0, doccount, CHUNK)]
        for name, array in merge(Lists, [partial(_ranked, rank, one) for one in self._lists], sizes):
            self._file.add(f"list_{name}", array)
        self._file.close()


def _ranked(rank: NDArray[np.int64], part: Part, name: str) -> NDArray[Any]:
    """``part`` with its words by their ``rank``."""
    return rank[part(name)] if name == "keys" else part(name)


class WordsReader(columns.ColumnReader):
    """``pieces`` as numbers of words, those of document ``d`` at ``[ends[d - 1], ends[d])``.

    So that two bytes are enough for a number, each stretch of documents numbers the words that stand in it.
    """

    def __init__(self, dbfile: StructFile, basepos: int, length: int, doccount: int) -> None:
        super().__init__(dbfile, basepos, length, doccount)
        arrays, _ = read_arrays(dbfile, basepos, length)
        self.pieces: NDArray[Any] = arrays["pieces"]
        self.ends: NDArray[np.int64] = arrays["ends"]
        self._stretch_ends: NDArray[np.int64] = arrays["stretch_ends"]
        self._own: NDArray[np.uint32] = arrays["own"]
        self._own_ends: NDArray[np.int64] = arrays["own_ends"]
        self._spelled: NDArray[np.uint8] = arrays["spelled"]
        self._word_ends: NDArray[np.int64] = arrays["word_ends"]
        self._lists = Lists(*(arrays[f"list_{name}"] for name in Lists.__dataclass_fields__))

    def __getitem__(self, docnum: int) -> tuple[str, ...]:
        start = self.ends[docnum - 1] if docnum else 0
        stretch = int(np.searchsorted(self._stretch_ends, docnum, side="right"))
        own = self._own_words(stretch)
        return tuple(self.word(number) for number in own[self.pieces[start : self.ends[docnum]]].tolist())

    def stretches(self) -> Iterator[tuple[int, int, NDArray[np.uint32]]]:
        """The first document of each stretch, the one behind its last, and its words: pieces are places in those."""
        start = 0
        for stretch, end in enumerate(self._stretch_ends.tolist()):
            yield start, end, self._own_words(stretch)
            start = end

    def _own_words(self, stretch: int) -> NDArray[np.uint32]:
        start = self._own_ends[stretch - 1] if stretch else 0
        return self._own[start : self._own_ends[stretch]]

    def words(self) -> list[str]:
        """Every different piece, in the order of its UTF-8."""
        text, start, words = self._spelled.tobytes(), 0, []
        for end in self._word_ends.tolist():
            words.append(text[start:end].decode())
            start = end
        return words

    def word(self, number: int) -> str:
        """The piece with that number."""
        return self._bytes(number).decode()

    def frequent(self, floor: int) -> dict[str, int]:
        """The pieces that at least ``floor`` documents hold, deleted ones too, and how many do."""
        documents = np.diff(self._lists.offsets)
        often = np.flatnonzero(documents >= floor)
        return {self.word(number): int(documents[number]) for number in often.tolist()}

    def holding(self, word: str) -> tuple[NDArray[Any], NDArray[np.uint8]]:
        """The documents that hold ``word`` as a whole word, and how often each, at most MOST."""
        number = self._number(word.encode())
        if number is None:
            return _NO_DOCS, np.zeros(0, np.uint8)
        start, end = self._lists.offsets[number : number + 2].tolist()
        return self._lists.docs[start:end], self._lists.counts[start:end]

    def _number(self, spelled: bytes) -> int | None:
        low, high = 0, len(self._word_ends)
        while low < high:
            middle = (low + high) // 2
            if self._bytes(middle) < spelled:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._word_ends) and self._bytes(low) == spelled else None

    def _bytes(self, number: int) -> bytes:
        start = self._word_ends[number - 1] if number else 0
        return self._spelled[start : self._word_ends[number]].tobytes()
