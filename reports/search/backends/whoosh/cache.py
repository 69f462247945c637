"""A cache bounded in bytes, for arrays."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

import numpy as np

T = TypeVar("T")


class Cache(Generic[T]):
    """The values asked for last, up to ``limit`` bytes of arrays in them; safe to use from several threads.

    Two threads that ask for the same new value at once both make it.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under ``key``, made if it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key][0]
        value = make()
        size = _bytes(value)
        with self._lock:
            if key not in self._values:
                self._values[key] = value, size
                self._size += size
            while self._size > self._limit and len(self._values) > 1:
                self._size -= self._values.popitem(last=False)[1][1]
        return value


def _bytes(value: Any) -> int:
    """About the bytes of ``value``: of its arrays, however deep in tuples and dataclasses."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, (tuple, list)):
        return 64 + sum(map(_bytes, value))
    if isinstance(value, dict):
        return 64 + sum(map(_bytes, value.values()))
    return sum(map(_bytes, vars(value).values())) if hasattr(value, "__dict__") else 64
