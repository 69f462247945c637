"""A cache bounded in bytes, for arrays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from sys import getsizeof
from threading import Lock
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

# About the bytes of an object beside what it holds, of a place in a container, and of an entry of the cache.
_OBJECT, _PLACE, _ENTRY = 64, 16, 256


class Cache:
    """The values asked for last, up to ``limit`` bytes of them and their keys; safe to use from several threads.

    Two threads that ask for the same new value at once both make it.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under ``key``, made if it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                held: T = self._values[key][0]
                return held
        value = make()
        size = _ENTRY + _bytes(key) + _bytes(value)
        with self._lock:
            if key not in self._values:
                self._values[key] = value, size
                self._size += size
            while self._size > self._limit and len(self._values) > 1:
                self._size -= self._values.popitem(last=False)[1][1]
        return value


def _bytes(value: Any) -> int:
    """About the bytes of ``value``, of all that it holds: arrays, texts, tuples and dataclasses, however deep.

    What it holds twice counts twice.
    """
    if isinstance(value, np.ndarray):
        return _OBJECT + value.nbytes
    if isinstance(value, (str, bytes)):
        return getsizeof(value)
    if isinstance(value, dict):
        return _OBJECT + sum(_PLACE + _bytes(key) + _bytes(one) for key, one in value.items())
    if isinstance(value, (tuple, list, set, frozenset)):
        return _OBJECT + sum(_PLACE + _bytes(one) for one in value)
    if hasattr(value, "__dict__"):
        return _OBJECT + _bytes(vars(value))
    return _OBJECT
