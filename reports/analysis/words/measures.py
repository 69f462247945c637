"""How much more often than one would expect (统计量): the measures of keyness and of collocation.

All take arrays and give arrays; ``o`` stands for what is observed. Where a measure is not defined the result is 0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]


def log_likelihood(count: ArrayLike, size: float, reference: ArrayLike, reference_size: float) -> Values:
    """G² (对数似然) of ``count`` in ``size`` against ``reference`` in ``reference_size``; below 0 where it is rarer.

    The two-cell form that corpus tools use: 2 Σ o ln(o / e) over both corpora, with the expected counts of one rate for
    both. Source: Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", 1993; in this form Rayson
    and Garside, "Comparing Corpora using Frequency Profiling", 2000.
    """
    first, second = np.asarray(count, np.float64), np.asarray(reference, np.float64)
    both = size + reference_size
    rate = (first + second) / both if both else np.zeros_like(first + second)
    value = 2 * (_surprise(first, size * rate) + _surprise(second, reference_size * rate))
    rarer = first * reference_size < second * size
    signed: Values = np.where(rarer, -value, value)
    return signed


def log_ratio(count: ArrayLike, size: float, reference: ArrayLike, reference_size: float) -> Values:
    """The binary logarithm of the ratio of the two relative frequencies (对数比); 1 is twice as often.

    A count of none is taken as one half. Source: Hardie, "Log Ratio – an informal introduction", 2014.
    """
    first, second = np.asarray(count, np.float64), np.asarray(reference, np.float64)
    if not size or not reference_size:
        return np.zeros(np.broadcast(first, second).shape)
    value: Values = np.log2(np.maximum(first, 0.5) / size) - np.log2(np.maximum(second, 0.5) / reference_size)
    return value


def collocation_likelihood(together: ArrayLike, node: float, word: ArrayLike, size: float) -> Values:
    """G² of a table of two by two: a place is beside the node or not, and holds the word or not.

    ``together`` places beside the node hold the word, of ``node`` such places; ``word`` of all ``size`` places do.
    Below 0 where the word stands there less often than elsewhere. Source: Dunning 1993, section 5.
    """
    both, words = np.asarray(together, np.float64), np.asarray(word, np.float64)
    cells = (both, node - both, words - both, size - node - words + both)
    total = max(float(size), 1.0)
    expected = (
        node * words / total,
        node * (size - words) / total,
        (size - node) * words / total,
        (size - node) * (size - words) / total,
    )
    value = 2 * np.sum(
        [_surprise(np.maximum(seen, 0), wanted) for seen, wanted in zip(cells, expected, strict=True)], axis=0
    )
    signed: Values = np.where(both < expected[0], -value, value)
    return signed


def log_dice(together: ArrayLike, node: float, word: ArrayLike) -> Values:
    """logDice: 14 + log₂ of twice the times together by the sum of the times each; at most 14.

    Does not depend on the size of the corpus: one more is twice as often. Source: Rychlý, "A Lexicographer-Friendly
    Association Score", 2008.
    """
    both, words = np.asarray(together, np.float64), np.asarray(word, np.float64)
    sums = node + words
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 14 + np.log2(2 * both / sums)
    held: Values = np.where(both > 0, value, 0.0)
    return held


def _surprise(seen: Values, wanted: ArrayLike) -> Values:
    """o ln(o / e), 0 where nothing is seen."""
    expected = np.broadcast_to(np.asarray(wanted, np.float64), seen.shape)
    held = (seen > 0) & (expected > 0)
    result = np.zeros(seen.shape)
    result[held] = seen[held] * np.log(seen[held] / expected[held])
    return result
