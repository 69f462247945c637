"""Inverted lists of characters and bigrams as arrays: which texts hold them, how often, and where first.

Lists are built a chunk of texts at a time by sorting whole arrays, and the chunks are then merged: no Python loop over
postings, which is what makes writing about fifty times as fast as one call for each posting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

# A posting is sorted as one 64-bit value: two code points, the text's number in its chunk, the place in the text.
_CHAR_BITS = 21
_DOC_BITS = 9
_PLACE_BITS = 8
#: How many texts a chunk may have; sorting one takes about 100 MB.
CHUNK = 1 << _DOC_BITS
#: A place is counted in steps of this many bytes; what lies behind the last step is said to lie in it.
PLACE = 128
LAST_PLACE = (1 << _PLACE_BITS) - 1
_BREAK = ord("\n")


@dataclass(frozen=True)
class Grams:
    """``docs[offsets[i]:offsets[i + 1]]``, ascending, hold the gram ``keys[i]``.

    Beside ``docs`` stand ``counts``, how often (at most 255), and the places of the first and the last occurrence:
    it begins in the PLACE bytes of the UTF-8 text from ``place * PLACE``, or later if the place is LAST_PLACE.
    """

    keys: NDArray[np.int64]
    offsets: NDArray[np.int64]
    docs: NDArray[Any]
    counts: NDArray[np.uint8]
    firsts: NDArray[np.uint8]
    lasts: NDArray[np.uint8]


def gram_keys(phrase: str) -> list[int]:
    """The keys of a phrase's bigrams in order, or of its one character: a bigram whose second character is none."""
    codes = [ord(character) for character in phrase]
    return [first << _CHAR_BITS | second for first, second in pairwise(codes if codes[1:] else [*codes, 0])]


def invert(texts: Sequence[str]) -> Grams:
    """The grams of up to CHUNK texts; none runs across a line end."""
    codes = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    # The low bits of every posting: the text's number and the place.
    low = np.repeat(np.arange(len(texts), dtype=np.int64), lengths) << _PLACE_BITS
    low |= np.minimum(_byte_offsets(codes, lengths) // PLACE, LAST_PLACE)
    letters = codes != _BREAK
    pairs = letters[:-1] & letters[1:]
    shift = _DOC_BITS + _PLACE_BITS
    high = codes << (_CHAR_BITS + shift) | low
    doubles = high[:-1][pairs] | codes[1:][pairs] << shift
    return _counted(np.concatenate((high[letters], doubles)))


def _byte_offsets(codes: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of each character in the UTF-8 of its own text; ``lengths`` in characters with the line end after each text."""
    sizes = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    offsets = np.cumsum(sizes) - sizes
    starts = np.cumsum(lengths) - lengths
    return offsets - np.repeat(offsets[starts], lengths)


def _counted(values: NDArray[np.int64]) -> Grams:
    """Sorted and counted: one posting for each gram in each text."""
    values.sort()
    postings = values >> _PLACE_BITS
    begins = np.flatnonzero(np.diff(postings, prepend=-1))
    counts = np.diff(begins, append=len(values))
    postings = postings[begins]
    keys = postings >> _DOC_BITS
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    return Grams(
        keys[starts],
        np.append(starts, len(keys)),
        (postings & (CHUNK - 1)).astype(np.uint16),
        np.minimum(counts, 255).astype(np.uint8),
        (values[begins] & LAST_PLACE).astype(np.uint8),
        (values[begins + counts - 1] & LAST_PLACE).astype(np.uint8),
    )


def merge(parts: Sequence[Grams], sizes: Sequence[int]) -> Grams:
    """One set of lists of ``parts`` whose texts stand one part after the other, ``sizes`` of them in each."""
    keys = np.unique(np.concatenate([np.zeros(0, np.int64), *(part.keys for part in parts)]))
    totals = np.zeros(len(keys), dtype=np.int64)
    ranks = [np.searchsorted(keys, part.keys) for part in parts]
    for rank, part in zip(ranks, parts, strict=True):
        totals[rank] += np.diff(part.offsets)
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(totals)))
    merged = Grams(
        keys,
        offsets,
        np.empty(offsets[-1], dtype=doc_type(sum(sizes))),
        *(np.empty(offsets[-1], dtype=np.uint8) for _ in range(3)),
    )
    following = offsets[:-1].copy()
    base = 0
    for rank, part, size in zip(ranks, parts, sizes, strict=True):
        lengths = np.diff(part.offsets)
        target = np.repeat(following[rank] - part.offsets[:-1], lengths)
        target += np.arange(len(part.docs), dtype=np.int64)
        merged.docs[target] = part.docs.astype(merged.docs.dtype) + merged.docs.dtype.type(base)
        for name in ("counts", "firsts", "lasts"):
            getattr(merged, name)[target] = getattr(part, name)
        following[rank] += lengths
        base += size
    return merged


def doc_type(documents: int) -> type[np.uint16] | type[np.uint32]:
    """The narrowest type that can number ``documents``."""
    return np.uint16 if documents <= 1 << 16 else np.uint32
