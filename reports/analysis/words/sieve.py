"""Two numbers that follow each other, many such pairs looked for at once: a sieve lets few places through.

A table says for each number of 16 bits that is made of two whether it may be of one of the pairs. One look into the table
a place costs as much as comparing a place with one or two numbers, however many pairs there are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .corpus import Mask, Numbers

#: Places that are looked at together: what is made of them stays in the processor's cache.
_STRETCH = 1 << 16
#: Odd, so that it mixes the bits of different numbers into different ones.
_MULTIPLIER = np.uint16(40503)


def mixed(first: NDArray[np.integer], second: NDArray[np.integer]) -> NDArray[np.uint16]:
    """A number for each pair, by the last 16 bits of both; others may have the same."""
    return first.astype(np.uint16, copy=False) * _MULTIPLIER + second.astype(np.uint16, copy=False)


def sieve(first: NDArray[np.integer], second: NDArray[np.integer]) -> Mask:
    """The table of the pairs of ``first`` and ``second``."""
    table = np.zeros(1 << 16, np.bool_)
    table[mixed(first, second)] = True
    return table


def sieved(numbers: NDArray[np.integer], table: Mask) -> Numbers:
    """Where in ``numbers`` two follow each other that the ``table`` lets through: every such pair, and a few others."""
    found = [np.zeros(0, np.int64)]
    for begin in range(0, len(numbers) - 1, _STRETCH):
        here = numbers[begin : begin + _STRETCH + 1]
        found.append(np.flatnonzero(table.take(mixed(here[:-1], here[1:]))) + begin)
    return np.concatenate(found)
