"""Rows that are made when they are asked for: of many a page shows few."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

Given = TypeVar("Given")
Made = TypeVar("Made")


class OnDemand(Sequence[Made]):
    """What ``make`` makes of each of ``given``, anew whenever it is asked for."""

    def __init__(self, given: Sequence[Given], make: Callable[[Given], Made]) -> None:
        self._given: Sequence[Any] = given
        self._make: Callable[[Any], Made] = make

    def __len__(self) -> int:
        return len(self._given)

    @overload
    def __getitem__(self, place: int) -> Made: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Made]: ...
    def __getitem__(self, place: int | slice) -> Made | Sequence[Made]:
        if isinstance(place, slice):
            return OnDemand(self._given[place], self._make)
        return self._make(self._given[place])
