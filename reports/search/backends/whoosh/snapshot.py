"""One state of the index, opened for reading: arrays over all its documents.

A document's number is its place in the segments, one after the other. Masks are boolean arrays with a place for each
document. Everything here is of one commit and never changes; a new commit makes a new snapshot, which takes over the
segments that are still the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.columns import EmptyColumnReader
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from reports.analysis.words.corpus import NO_YEAR, Corpus, Part, Stretches, Texts, Words, code_number
from reports.search.index.documents import digest
from reports.search.index.sentences import RECORD, find_in, formulas, places_of
from reports.search.index.stored import Stored, way_back
from reports.search.words.frequent import FLOOR, FrequentWords
from reports.text.normalise import WayBack
from reports.text.region_codes import DIGITS, in_municipality

from .cache import Cache
from .columns import BytesReader, NumberReader, TermsReader, TextReader
from .folder import version
from .schema import NUMBERS, SENTENCES, TERMS, TEXTS, UNKNOWN, WAY, WORDS
from .words import WordsReader

Mask = NDArray[np.bool_]

#: Bytes that results and lists worked out for one state of the index may take, in each of two caches.
CACHE_BYTES = 24 * 1024 * 1024
#: In a segment of so many documents a word worth offering is held by some.
_MANY = 2000


class Segment:
    """The columns of one segment, ``size`` documents."""

    def __init__(self, reader: IndexReader) -> None:
        def column(name: str) -> Any:
            found = reader.column_reader(name, translate=False)
            # Whoosh takes a column whose file a writer has just removed for one that never was.
            if isinstance(found, EmptyColumnReader):
                raise FileNotFoundError(f"the column {name} of {reader.segment().segment_id()} is gone")
            return found

        self.size: int = reader.doc_count_all()
        self.numbers: dict[str, NumberReader] = {name: column(name) for name in NUMBERS}
        self.terms: dict[str, TermsReader] = {name: column(name) for name in TERMS}
        self.ways: BytesReader = column(WAY)
        self.sentences: BytesReader = column(SENTENCES)
        self.texts: dict[str, TextReader] = {name: column(name) for name in TEXTS}
        self.words: WordsReader = column(WORDS)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The texts and words, for what is counted over all reports."""
        words = Words(self.words.words())
        return tuple(self._part(start, end, words, own) for start, end, own in self.words.stretches())

    def _part(self, start: int, end: int, words: Words, own: NDArray[np.uint32]) -> Part:
        text, pieces = self.texts["text"], self.words
        first, begin = (int(ends[start - 1]) if start else 0 for ends in (text.ends, pieces.ends))
        return Part(
            text.units[first : text.ends[end - 1]],
            text.ends[start:end] - first,
            pieces.pieces[begin : pieces.ends[end - 1]],
            pieces.ends[start:end] - begin,
            words,
            own,
        )


@dataclass(frozen=True)
class Single:
    """A column of one value a document at most: ``ids`` index ``values``, -1 where there is none."""

    values: list[str]
    ids: NDArray[np.int32]

    def mask(self, chosen: Iterable[str]) -> Mask:
        """The documents whose value is among those ``chosen``."""
        return self._mask(
            (bisect_left(self.values, value), bisect_right(self.values, value)) for value in chosen
        )

    def mask_below(self, prefixes: Iterable[str]) -> Mask:
        """The documents whose value, made of digits, begins with one of ``prefixes``."""
        return self._mask(
            (bisect_left(self.values, prefix), bisect_left(self.values, prefix + ":")) for prefix in prefixes
        )

    def _mask(self, ranges: Iterable[tuple[int, int]]) -> Mask:
        """The documents whose value stands in one of the ``ranges`` of ``values``."""
        chosen = np.zeros(len(self.values) + 1, dtype=np.bool_)
        for start, end in ranges:
            chosen[start:end] = True
        return chosen[self.ids]

    def counts(self, within: Mask) -> NDArray[np.int64]:
        """How many documents of ``within`` have each value."""
        return np.bincount(self.ids[within] + 1, minlength=len(self.values) + 1)[1:]


@dataclass(frozen=True)
class Multiple:
    """A column of any number of values a document: ``rows[i]`` is the mask of ``values[i]``, packed (see _packed)."""

    values: list[str]
    rows: NDArray[np.uint64]

    def mask(self, chosen: Iterable[str], size: int) -> Mask:
        """The documents, ``size`` in all, that have any of the values ``chosen``."""
        places = [self.values.index(value) for value in chosen if value in self.values]
        joined = np.bitwise_or.reduce(self.rows[places], axis=0)
        return np.unpackbits(joined.view(np.uint8), count=size).view(np.bool_)

    def counts(self, within: Mask) -> NDArray[np.int64]:
        """How many documents of ``within`` have each value."""
        counts: NDArray[np.int64] = np.bitwise_count(self.rows & _packed(within)).sum(axis=1, dtype=np.int64)
        return counts


def _packed(mask: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """``mask`` along its last axis, 64 documents a number; what is left of the last number is 0."""
    room = -mask.shape[-1] % 64
    packed = np.packbits(np.pad(mask, [(0, 0)] * (mask.ndim - 1) + [(0, room)]), axis=-1)
    return packed.view(np.uint64)


class Snapshot:
    """The index at ``generation`` in ``folder``."""

    def __init__(self, folder: Path, previous: Snapshot | None = None) -> None:
        index = FileIndex(FileStorage(str(folder)))
        reader = index.reader()
        try:
            leaves = [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()]
            self.folder = folder
            self.generation: int = reader.generation() if leaves else index.latest_generation()
            known = previous._segments if previous and previous.folder == folder else {}
            self._segments: dict[str, Segment] = {}
            alive = [np.zeros(0, dtype=np.bool_)]
            for leaf, _ in leaves:
                name = leaf.segment().segment_id()
                self._segments[name] = known.get(name) or Segment(leaf)
                alive.append(_alive(leaf))
        finally:
            reader.close()
        self.segments = list(self._segments.values())
        #: The documents that have not been deleted since.
        self.alive: Mask = np.concatenate(alive)
        self.size = len(self.alive)
        self.count = int(np.count_nonzero(self.alive))
        self.lists = Cache(CACHE_BYTES)
        self.results = Cache(CACHE_BYTES)

    def numbers(self, name: str) -> NDArray[np.int64]:
        """A number column over all documents."""
        return self._joined(segment.numbers[name].numbers for segment in self.segments)

    @cached_property
    def corpus(self) -> Corpus:
        """The documents as a corpus, the living ones looked at."""
        regions = np.array([code_number(code) for code in (*self.regions.values, "")], dtype=np.int64)
        years = np.where(self.years == UNKNOWN, NO_YEAR, self.years)
        texts = Texts(tuple(part for segment in self.segments for part in segment.parts))
        return Corpus(texts, self.pks, years, regions[self.regions.ids], self.alive, self.alive)

    @cached_property
    def version(self) -> str:
        """The version of all indexes like this one, and a digest of what is in this one, in whatever order it came."""
        contents = np.sort(self.numbers("digest")[self.alive]).astype("<i8").tobytes()
        return f"{version()}-{blake2b(contents, digest_size=4).hexdigest()}"

    @cached_property
    def corpus_without_formulas(self) -> Corpus:
        """The same, but for the sentences that are formulas among real reports, and those that are among samples."""
        kept = [segment.sentences.records(RECORD) for segment in self.segments]
        masked = [records["masked"].copy() for records, _ in kept]
        bodies = np.where(self.alive, self.regions.ids, UNKNOWN)
        samples = self.samples.mask(("yes",))
        left_out = [np.zeros(0, np.int64)] * len(kept)
        for shelf in (samples, ~samples):
            if not (shelf & self.alive).any():
                continue
            counted, base = [], 0
            for segment, (_, counts) in zip(self.segments, kept, strict=True):
                here = slice(base, base + segment.size)
                counted.append(np.repeat(np.where(shelf[here], bodies[here], UNKNOWN), counts))
                base += segment.size
            found = formulas(masked, counted)
            for number, (hashes, whose) in enumerate(zip(masked, counted, strict=True)):
                places = find_in(found, hashes)
                places = places[whose[places] != UNKNOWN]
                left_out[number] = np.sort(np.concatenate((left_out[number], places)))
        stretches = []
        for segment, (records, counts), chosen in zip(self.segments, kept, left_out, strict=True):
            texts, starts, ends = places_of(records, counts, chosen)
            base = 0
            for part in segment.parts:
                own = (texts >= base) & (texts < base + part.size)
                before = part.starts[texts[own] - base]
                stretches.append(Stretches(before + starts[own], before + ends[own]))
                base += part.size
        return replace(self.corpus, texts=self.corpus.texts.without(stretches))

    def _joined(self, parts: Iterable[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

    @cached_property
    def pks(self) -> NDArray[np.int64]:
        return self.numbers("pk")

    @cached_property
    def years(self) -> NDArray[np.int64]:
        return self.numbers("year_number")

    @cached_property
    def lengths(self) -> NDArray[np.float32]:
        """The characters of each body, as shares of the average."""
        lengths = self._joined(segment.texts["text"].lengths for segment in self.segments).astype(np.float32)
        return lengths / max(1.0, float(lengths.mean())) if len(lengths) else lengths

    @cached_property
    def regions(self) -> Single:
        return self._single("region_code")

    @cached_property
    def genres(self) -> Single:
        return self._single("genre_name")

    @cached_property
    def samples(self) -> Single:
        return self._single("sample_name")

    @cached_property
    def roles(self) -> Multiple:
        return self._multiple("role_names")

    @cached_property
    def topics(self) -> Multiple:
        return self._multiple("topic_names")

    @cached_property
    def indicators(self) -> Multiple:
        return self._multiple("indicator_names")

    @cached_property
    def flags(self) -> Multiple:
        return self._multiple("flag_names")

    @cached_property
    def units(self) -> dict[str, Single]:
        """For each level, the codes of the units at that level in which the documents' regions lie."""
        found = {}
        for level, digits in DIGITS.items():
            codes = [
                code[:digits]
                if len(code) >= digits and not (level == "city" and in_municipality(code))
                else ""
                for code in self.regions.values
            ]
            values = sorted(set(codes) - {""})
            places = np.array(
                [bisect_left(values, code) if code else -1 for code in codes] + [-1], dtype=np.int32
            )
            found[level] = Single(values, places[self.regions.ids])
        return found

    def order(self, sort: str) -> NDArray[np.int64]:
        """All documents in the order of a key of ``SORTS`` other than relevance; unknown last, ties by pk."""
        return self.lists.get(("order", sort), lambda: self._order(sort))

    def _order(self, sort: str) -> NDArray[np.int64]:
        name = sort.removeprefix("-")
        if name == "region":
            keys: NDArray[Any] = self.regions.ids
        else:
            keys = {"year": self.years, "published": self.numbers("published_day"), "pk": self.pks}[name]
        unknown = keys == UNKNOWN
        return np.lexsort((self.pks, -keys if sort.startswith("-") else keys, unknown))

    def postings(self, field: str, text: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The documents whose ``field`` contains ``text``, deleted ones too, and about how often."""
        return self.lists.get((field, text), lambda: self._postings(field, text))

    def _postings(self, field: str, text: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        return self._listed(segment.texts[field].containing(text) for segment in self.segments)

    def _listed(
        self, lists: Iterable[tuple[NDArray[Any], NDArray[np.uint8]]]
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Documents and counts of all segments, of those of each."""
        docs, counts, base = [], [], 0
        for segment, (found, count) in zip(self.segments, lists, strict=True):
            docs.append(found.astype(np.int64) + base)
            counts.append(count)
            base += segment.size
        return self._joined(docs), np.concatenate([np.zeros(0, dtype=np.uint8), *counts])

    def word(self, word: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """The documents that hold ``word`` as a whole word, deleted ones too, and how often."""
        return self.lists.get(
            (WORDS, word), lambda: self._listed(segment.words.holding(word) for segment in self.segments)
        )

    @cached_property
    def frequent_words(self) -> FrequentWords:
        """The words of the most documents."""
        counts: Counter[str] = Counter()
        for segment in self.segments:
            # In several segments a word may be rare in each.
            counts.update(segment.words.frequent(FLOOR if segment.size > _MANY else 1))
        return FrequentWords.of(counts)

    def digests(self) -> dict[int, int]:
        """The digest of each document by pk; 0 where body, words or sentences have not come back as they were written."""
        wanted = self.numbers("kept_digest")
        return {
            int(self.pks[document]): stored if self._whole(document, wanted[document]) else 0
            for document, stored in enumerate(self.numbers("digest").tolist())
            if self.alive[document]
        }

    def _whole(self, document: int, wanted: int) -> bool:
        body = self.stored(document).body
        segment, number = self._placed(document)
        return digest(body, segment.sentences[number]) == wanted and "".join(segment.words[number]) == body

    def stored(self, document: int) -> Stored:
        """What is kept of a document's text."""
        segment, number = self._placed(document)
        revision = segment.numbers["revision"][number]
        return Stored(revision, segment.texts["text"][number], segment.ways[number])

    def way(self, document: int) -> tuple[int, WayBack]:
        """The revision of a document, and what leads back from its body to the report's text."""
        segment, number = self._placed(document)
        return int(segment.numbers["revision"].numbers[number]), way_back(segment.ways[number])

    def _placed(self, document: int) -> tuple[Segment, int]:
        """The segment that a document is in, and its number there."""
        for segment in self.segments:
            if document < segment.size:
                return segment, document
            document -= segment.size
        raise IndexError(document)

    def _single(self, name: str) -> Single:
        values, places, columns = self._values(name)
        ids = []
        for column in columns:
            starts = np.concatenate((np.zeros(1, np.int64), column.ends[:-1]))
            here = np.full(len(column), UNKNOWN, dtype=np.int32)
            filled = column.ends > starts
            here[filled] = places[column][column.ids[starts[filled]]]
            ids.append(here)
        return Single(values, self._joined(ids).astype(np.int32))

    def _multiple(self, name: str) -> Multiple:
        values, places, columns = self._values(name)
        rows = np.zeros((len(values), self.size), dtype=np.bool_)
        base = 0
        for column in columns:
            docs = np.repeat(np.arange(len(column)), np.diff(column.ends, prepend=0))
            rows[places[column][column.ids], docs + base] = True
            base += len(column)
        return Multiple(values, _packed(rows))

    def _values(self, name: str) -> tuple[list[str], dict[TermsReader, NDArray[np.int32]], list[TermsReader]]:
        """The values of a column in order, and where in them those of each segment stand."""
        columns = [segment.terms[name] for segment in self.segments]
        values = sorted({term for column in columns for term in column.terms})
        ranks = {value: rank for rank, value in enumerate(values)}
        places = {
            column: np.array([ranks[term] for term in column.terms], dtype=np.int32) for column in columns
        }
        return values, places, columns


def _alive(leaf: IndexReader) -> Mask:
    if not leaf.has_deletions():
        return np.ones(leaf.doc_count_all(), dtype=np.bool_)
    alive = np.zeros(leaf.doc_count_all(), dtype=np.bool_)
    alive[np.fromiter(leaf.all_doc_ids(), dtype=np.int64)] = True
    return alive
