"""A small panel (小图) of several series over the years, a line each: one is told in numbers, the others by their sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reports.analysis.distribution import Axis

from .drawing import Dot, Drawing, Line, Link, Mark, Text
from .panels import Point, labelled

_TOP, _HEIGHT = 1.7, 4.6
_BOTTOM = _TOP + _HEIGHT
#: Where the signs of the lines stand behind their ends, in per cent.
_RIGHT = 94.0
#: How far apart signs stand that would hide one another, in em.
_APART = 1.0


@dataclass(frozen=True, slots=True)
class Series:
    """A point for each year, None where nothing is known; ``sign`` stands behind the last, ``kind`` styles the line."""

    points: tuple[Point | None, ...]
    sign: str
    kind: str


def panel_of(
    years: Sequence[int], feet: Sequence[str], several: Sequence[Series], told: int, reach: Decimal
) -> Drawing:
    """All series on one scale from zero to ``reach``; ``told`` is the one whose points are labelled, drawn on top.

    ``feet`` stand below the years, which follow one another without gaps. Single series have no sign.
    """
    axis = Axis(reach, False)
    right = _RIGHT if len(several) > 1 else 100.0
    step = right / max(len(years), 3)
    middles = [(place + 0.5) * step for place in range(len(years))]
    named = labelled(len(years))

    def y(value: Decimal) -> float:
        return _BOTTOM - axis.place(value) / 100 * _HEIGHT

    def drawn(one: Series) -> Iterator[Mark]:
        known = list(zip(middles, one.points, strict=True))
        for (x1, before), (x2, after) in pairwise(known):
            if before and after:
                yield Line(x1, y(before.value), x2, y(after.value), f"trend {one.kind}")
        for x, point in known:
            if point:
                dot = Dot(x, y(point.value), f"point {one.kind} {point.mark}".rstrip(), 0.27)
                yield Link(dot, point.href, point.aloud) if point.href else dot

    def numbers(one: Series) -> Iterator[Mark]:
        for place, (x, point) in enumerate(zip(middles, one.points, strict=True)):
            if point and place in named:
                yield Text(x, y(point.value) - 0.5, point.words, "", "middle")

    def signs() -> Iterator[Mark]:
        ends = []
        for one in several:
            last = next((place for place in reversed(range(len(years))) if one.points[place]), None)
            if last is not None and (point := one.points[last]):
                ends.append((y(point.value) + 0.35, one))
        for height, one in spread_out(ends):
            yield Text(right + 1, height, one.sign, one.kind)

    def labels() -> Iterator[Mark]:
        for place, (middle, year, foot) in enumerate(zip(middles, years, feet, strict=True)):
            if place in named:
                yield Text(middle, _BOTTOM + 1.3, str(year), "faint", "middle")
                yield Text(middle, _BOTTOM + 2.6, foot, "faint", "middle")

    others = [mark for place, one in enumerate(several) if place != told for mark in drawn(one)]
    marks = [Line(0, _BOTTOM, 100, _BOTTOM, "axis"), *others, *drawn(several[told]), *numbers(several[told])]
    if len(several) > 1:
        marks += signs()
    return Drawing(_BOTTOM + 3, (*marks, *labels()))


def spread_out(ends: Iterable[tuple[float, Series]]) -> list[tuple[float, Series]]:
    """The heights of signs so that none hides another: the lowest stays, those above it move up."""
    placed: list[tuple[float, Series]] = []
    for height, one in sorted(ends, key=lambda end: -end[0]):
        highest = placed[-1][0] - _APART if placed else height
        placed.append((min(height, highest), one))
    return placed
