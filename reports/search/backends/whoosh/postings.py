"""How the postings of words are written: Whoosh's own blocks, with what is in them as bytes.

Whoosh pickles every posting's places and weight by themselves, which takes four times as much.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, islice, pairwise
from operator import sub
from types import SimpleNamespace
from typing import Any

from whoosh import formats
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3LeafMatcher, W3PostingsWriter
from whoosh.filedb.structfile import StructFile
from whoosh.util.numeric import length_to_byte

#: Postings in a block. A larger one takes less; it is read as a whole.
_BLOCK = 1024


class Positions(formats.Positions):
    """Whoosh's format of positions, each written as its distance from the one before; a posting weighs as many."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        # Most words stand once in a text.
        return _one(poslist[0]) if len(poslist) == 1 else packed(_steps(poslist))

    def decode_positions(self, valuestring: bytes) -> list[int]:
        return list(accumulate(unpacked(valuestring)))

    def decode_frequency(self, valuestring: bytes) -> int:
        return sum(byte < 0x80 for byte in valuestring)


@lru_cache(maxsize=1 << 14)
def _one(place: int) -> bytes:
    return packed((place,))


class PackedCodec(W3Codec):
    """Whoosh's codec, but for the postings in :class:`Positions`."""

    def __init__(self) -> None:
        super().__init__(blocklimit=_BLOCK)

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        return _FieldWriter(self, storage, segment)

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> W3PostingsWriter:
        return _Writer(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)

    def postings_reader(
        self, dbfile: StructFile, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> W3LeafMatcher:
        matcher = _Matcher if isinstance(format_, Positions) else W3LeafMatcher
        return matcher(dbfile, *terminfo.extent(), format_, term=term, scorer=scorer)


class _FieldWriter(W3FieldWriter):
    def add_postings(self, schema: Any, lengths: Any, items: Iterable[Any]) -> None:
        # A document's length is asked for at each of its postings.
        known = SimpleNamespace(doc_field_length=cache(lengths.doc_field_length))
        super().add_postings(schema, known, items)


class _Writer(W3PostingsWriter):
    """A block's three parts: steps from document to document, numbers of places, steps from place to place.

    Whoosh's block, but for its data: the lengths of the first two parts, then the three as they are.
    """

    def _write_block(self, last: bool = False) -> None:
        if not self._is_packed:
            super()._write_block(last)
            return
        if not self._blockcount:
            self._postfile.write(WHOOSH3_HEADER_MAGIC)
        self._terminfo.add_block(self)
        parts = self._mini_ids(), self._mini_weights(), self._mini_values()
        data = packed(map(len, parts[:2])) + b"".join(parts)
        pressed = zlib.compress(data, self._compression)
        level = self._compression if len(pressed) < len(data) else 0
        lengths = length_to_byte(self._minlength), length_to_byte(self._maxlength)
        info = pickle.dumps((len(self._ids), self._ids[-1], self._maxweight, level, *lengths), 2)
        block = info + (pressed if level else data)
        self._postfile.write_int(-len(block) if last else len(block))
        self._postfile.write(block)
        self._blockcount += 1
        self._new_block()

    def _mini_ids(self) -> Any:
        ids = super()._mini_ids()
        return packed(ids) if self._is_packed else ids

    def _mini_weights(self) -> Any:
        return packed(map(int, self._weights)) if self._is_packed else super()._mini_weights()

    def _mini_values(self) -> Any:
        return b"".join(self._values) if self._is_packed else super()._mini_values()

    @property
    def _is_packed(self) -> bool:
        return isinstance(self._format, Positions)


class _Matcher(W3LeafMatcher):
    def _read_data(self) -> None:
        data = self._postfile.get(self._dataoffset, self._nextoffset - self._dataoffset)
        if self._compression:
            data = zlib.decompress(data)
        lengths = list(islice(unpacked(data), 2))
        edges = list(accumulate(lengths, initial=len(packed(lengths))))
        self._data = tuple(data[start:end] for start, end in pairwise((*edges, len(data))))

    def _read_ids(self) -> None:
        self._ids = tuple(accumulate(unpacked(self._part(0))))

    def _read_weights(self) -> None:
        self._weights = array("f", unpacked(self._part(1)))

    def _read_values(self) -> None:
        places = self._part(2)
        ends = [end for end, byte in enumerate(places, start=1) if byte < 0x80]
        held = [ends[number - 1] for number in accumulate(unpacked(self._part(1)))]
        self._values = tuple(places[start:end] for start, end in pairwise(chain((0,), held)))

    def _part(self, number: int) -> bytes:
        if self._data is None:
            self._read_data()
        part: bytes = self._data[number]
        return part


def _steps(places: Sequence[int]) -> Iterator[int]:
    return map(sub, places, chain((0,), places))


def packed(numbers: Iterable[int]) -> bytes:
    """Whole numbers from 0 on, seven bits a byte, the lowest first; the last byte of each is below 128."""
    written = bytearray()
    for number in numbers:
        while number > 0x7F:
            written.append(number & 0x7F | 0x80)
            number >>= 7
        written.append(number)
    return bytes(written)


def unpacked(written: bytes) -> Iterator[int]:
    """The numbers that :func:`packed` wrote."""
    number = shift = 0
    for byte in written:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield number
            number = shift = 0
