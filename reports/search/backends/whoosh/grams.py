"""Inverted lists of characters and bigrams as arrays: which texts hold them, how often, and where first and last.

Lists are built a chunk of texts at a time by sorting whole arrays, and the chunks are then merged: no Python loop over
postings, which is what makes writing about fifty times as fast as one call for each posting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Shelf

# A posting is sorted as one value of 63 bits: the ranks of two characters among those of its chunk, the text's number
# in the chunk, the place in the text.
_CHAR_BITS = 21
_DOC_BITS = 9
_PLACE_BITS = 16
#: How many texts a chunk may have; sorting one takes about 100 MB.
CHUNK = 1 << _DOC_BITS
#: A place is an offset into the UTF-16 of the text; this one stands for any that is too far behind to be said.
FAR = (1 << _PLACE_BITS) - 1
_BREAK = ord("\n")
#: Counts go no further.
MOST = 255


@dataclass(frozen=True)
class Lists:
    """``docs[offsets[i]:offsets[i + 1]]``, ascending, hold what ``keys[i]`` stands for.

    Beside ``docs`` stand ``counts``, how often (at most MOST).
    """

    keys: NDArray[np.int64]
    offsets: NDArray[np.int64]
    docs: NDArray[Any]
    counts: NDArray[np.uint8]


@dataclass(frozen=True)
class Grams(Lists):
    """The lists of grams, and the places where the first and the last occurrence begin, FAR if too far behind."""

    firsts: NDArray[np.uint16]
    lasts: NDArray[np.uint16]


def gram_keys(phrase: str) -> list[int]:
    """The keys of a phrase's bigrams in order, or of its one character: a bigram whose second character is none."""
    codes = [ord(character) for character in phrase]
    return [first << _CHAR_BITS | second for first, second in pairwise(codes if codes[1:] else [*codes, 0])]


def invert(texts: Sequence[str]) -> Grams:
    """The grams of up to CHUNK texts; none runs across a line end."""
    codes = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    present = np.zeros(1 << _CHAR_BITS, dtype=np.bool_)
    # The rank of "none", the second character of a single one.
    present[0] = True
    present[codes] = True
    characters = np.flatnonzero(present)
    ranks = (np.cumsum(present, dtype=np.int32) - 1)[codes].astype(np.int64)
    rank_bits = len(characters).bit_length()
    # More characters than there are in use leave less room for the place.
    place_bits = min(_PLACE_BITS, 63 - _DOC_BITS - 2 * rank_bits)
    # The low bits of every posting: the text's number and the place.
    low = np.repeat(np.arange(len(texts), dtype=np.int64), lengths) << place_bits
    low |= np.minimum(_offsets(codes, lengths), (1 << place_bits) - 1)
    letters = codes != _BREAK
    pairs = letters[:-1] & letters[1:]
    shift = _DOC_BITS + place_bits
    high = ranks << (rank_bits + shift) | low
    doubles = high[:-1][pairs] | ranks[1:][pairs] << shift
    return _counted(np.concatenate((high[letters], doubles)), characters, rank_bits, place_bits)


def _offsets(codes: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each character in the UTF-16 of its own text; ``lengths`` in characters with the line end after each text."""
    sizes = 1 + (codes > 0xFFFF).astype(np.int64)
    offsets = np.cumsum(sizes) - sizes
    starts = np.cumsum(lengths) - lengths
    own: NDArray[np.int64] = offsets - np.repeat(offsets[starts], lengths)
    return own


def _counted(
    values: NDArray[np.int64], characters: NDArray[np.int64], rank_bits: int, place_bits: int
) -> Grams:
    """Sorted and counted: one posting for each gram in each text. ``characters[rank]`` is the code point of a rank."""
    values.sort()
    postings = values >> place_bits
    begins = np.flatnonzero(np.diff(postings, prepend=-1))
    counts = np.diff(begins, append=len(values))
    postings = postings[begins]
    ranks = postings >> _DOC_BITS
    starts = np.flatnonzero(np.diff(ranks, prepend=-1))
    ranks = ranks[starts]
    return Grams(
        characters[ranks >> rank_bits] << _CHAR_BITS | characters[ranks & ((1 << rank_bits) - 1)],
        np.append(starts, len(postings)),
        (postings & (CHUNK - 1)).astype(np.uint16),
        np.minimum(counts, MOST).astype(np.uint8),
        _places(values[begins], place_bits),
        _places(values[begins + counts - 1], place_bits),
    )


def _places(values: NDArray[np.int64], place_bits: int) -> NDArray[np.uint16]:
    """The places in the low bits of ``values``; the last that the bits can say is FAR."""
    last = (1 << place_bits) - 1
    places = values & last
    places[places == last] = FAR
    return places.astype(np.uint16)


#: Lists of some texts: the array of a field by its name.
Part = Callable[[str], NDArray[Any]]


def held(lists: Lists) -> Part:
    """``lists`` as they are in memory."""
    return partial(getattr, lists)


def put_away(lists: Lists, shelf: Shelf) -> Part:
    """``lists`` from disk, an array at a time."""
    kept = {name: shelf.put(getattr(lists, name)) for name in lists.__dataclass_fields__}
    return lambda name: kept[name]()


def merge(
    kind: type[Lists], parts: Sequence[Part], sizes: Sequence[int]
) -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of one set of lists of ``parts``, all of ``kind``, by name.

    The texts of the parts stand one part after the other, ``sizes`` of them in each. The arrays come one at a time, so
    that no two of the large ones need be held at once.
    """
    keys = reduce(np.union1d, (part("keys") for part in parts), np.zeros(0, np.int64))
    totals = np.zeros(len(keys), dtype=np.int64)
    ranks = [np.searchsorted(keys, part("keys")).astype(np.int32) for part in parts]
    for rank, part in zip(ranks, parts, strict=True):
        totals[rank] += np.diff(part("offsets"))
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(totals)))
    yield "keys", keys
    yield "offsets", offsets
    number = doc_type(sum(sizes))
    bases = np.cumsum([0, *sizes])
    types: dict[str, type[np.unsignedinteger[Any]]] = {"docs": number, "counts": np.uint8}
    for name in list(kind.__dataclass_fields__)[2:]:
        dtype = types.get(name, np.uint16)
        merged = np.empty(offsets[-1], dtype=dtype)
        following = offsets[:-1].copy()
        for rank, part, base in zip(ranks, parts, bases.tolist(), strict=False):
            starts, values = part("offsets"), part(name)
            lengths = np.diff(starts)
            target = np.repeat(following[rank] - starts[:-1], lengths)
            target += np.arange(len(values), dtype=np.int64)
            merged[target] = np.add(values, base, dtype=number) if name == "docs" else values
            following[rank] += lengths
        yield name, merged


def doc_type(documents: int) -> type[np.uint16] | type[np.uint32]:
    """The narrowest type that can number ``documents``."""
    return np.uint16 if documents <= 1 << 16 else np.uint32
