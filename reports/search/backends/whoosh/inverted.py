"""Inverted lists as arrays: which documents hold a key, and how often.

An :class:`Inverted` is one sorted array of keys and, for each, a run of document numbers in ascending order. Lists
are built a chunk of documents at a time by sorting whole arrays, and the chunks are then merged: no Python loop over
postings, which is what makes writing about fifty times as fast as one call for each posting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: How many documents a chunk may have: a document number takes the low bits of a sorted 64-bit value.
CHUNK = 2048
_DOC_BITS = 16
#: A code point takes 21 bits; a bigram's key is two of them, a single character's has 0 in the second place.
_CHAR_BITS = 21
_BREAK = ord("\n")


@dataclass(frozen=True)
class Inverted:
    """``docs[offsets[i]:offsets[i + 1]]`` hold ``keys[i]``, ``counts`` (capped at 255) times each."""

    keys: NDArray[np.int64]
    offsets: NDArray[np.int64]
    docs: NDArray[Any]
    counts: NDArray[np.uint8]


def gram_keys(phrase: str) -> list[int]:
    """The keys of a phrase's bigrams, or of its one character."""
    codes = [ord(character) for character in phrase]
    if len(codes) == 1:
        return [codes[0] << _CHAR_BITS]
    return list(dict.fromkeys(first << _CHAR_BITS | second for first, second in pairwise(codes)))


def invert_grams(texts: Sequence[str]) -> Inverted:
    """The characters and bigrams of up to CHUNK texts; none runs across a line end."""
    codes = np.frombuffer("\n".join((*texts, "")).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    docs = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    letters = codes != _BREAK
    singles = (codes << (_CHAR_BITS + _DOC_BITS) | docs)[letters]
    pairs = letters[:-1] & letters[1:]
    firsts, seconds = codes[:-1][pairs], codes[1:][pairs]
    doubles = firsts << (_CHAR_BITS + _DOC_BITS) | seconds << _DOC_BITS | docs[:-1][pairs]
    return _run_lengths(np.concatenate((singles, doubles)))


def invert_ids(ids: NDArray[Any], counts: NDArray[np.uint8], offsets: NDArray[np.int64]) -> Inverted:
    """Turn document → ids (``ids[offsets[d]:offsets[d + 1]]``, each once) into id → documents."""
    docs = np.repeat(np.arange(len(offsets) - 1, dtype=doc_type(len(offsets) - 1)), np.diff(offsets))
    order = np.argsort(ids, kind="stable")
    keys, starts = np.unique(ids[order], return_index=True)
    return Inverted(
        keys.astype(np.int64), np.append(starts, len(ids)).astype(np.int64), docs[order], counts[order]
    )


def merge(parts: Sequence[Inverted], sizes: Sequence[int]) -> Inverted:
    """One list of ``parts`` whose documents stand one part after the other, ``sizes`` of them in each."""
    if not parts:
        nothing = np.zeros(0, dtype=np.int64)
        return Inverted(nothing, np.zeros(1, np.int64), nothing.astype(np.uint16), nothing.astype(np.uint8))
    keys = np.unique(np.concatenate([part.keys for part in parts]))
    totals = np.zeros(len(keys), dtype=np.int64)
    places = [np.searchsorted(keys, part.keys) for part in parts]
    for place, part in zip(places, parts, strict=True):
        totals[place] += np.diff(part.offsets)
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(totals)))
    docs = np.empty(offsets[-1], dtype=doc_type(sum(sizes)))
    counts = np.empty(offsets[-1], dtype=np.uint8)
    following = offsets[:-1].copy()
    base = 0
    for place, part, size in zip(places, parts, sizes, strict=True):
        lengths = np.diff(part.offsets)
        target = np.repeat(following[place] - part.offsets[:-1], lengths)
        target += np.arange(len(part.docs), dtype=np.int64)
        docs[target] = part.docs.astype(docs.dtype) + docs.dtype.type(base)
        counts[target] = part.counts
        following[place] += lengths
        base += size
    return Inverted(keys, offsets, docs, counts)


def doc_type(documents: int) -> type[np.uint16] | type[np.uint32]:
    """The narrowest type that can number ``documents``."""
    return np.uint16 if documents <= 1 << 16 else np.uint32


def _run_lengths(values: NDArray[np.int64]) -> Inverted:
    """Sorted and counted: ``values`` are keys with the document number in the low bits."""
    values.sort()
    changes = np.flatnonzero(np.diff(values, prepend=-1))
    counts = np.diff(changes, append=len(values))
    values = values[changes]
    docs = (values & ((1 << _DOC_BITS) - 1)).astype(np.uint16)
    postings = values >> _DOC_BITS
    starts = np.flatnonzero(np.diff(postings, prepend=-1))
    return Inverted(
        postings[starts], np.append(starts, len(postings)), docs, np.minimum(counts, 255).astype(np.uint8)
    )
