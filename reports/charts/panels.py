"""A small panel (小图): one series over the years, to stand among others of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.analysis.distribution import Axis

from .drawing import Dot, Drawing, Line, Link, Mark, Text
from .years import beside

_TOP, _HEIGHT = 1.7, 4.2
_BOTTOM = _TOP + _HEIGHT
#: More years than this are not all labelled.
_LABELLED = 6


def labelled(years: int) -> frozenset[int]:
    """The places of so many years that are labelled: the last, and evenly those before it that leave it room."""
    every = -(-years // _LABELLED)
    last = years - 1
    return frozenset({last, *(place for place in range(0, years, every or 1) if last - place >= every)})


@dataclass(frozen=True, slots=True)
class Point:
    """A figure with its words; ``high`` ends a range; ``mark`` is "", "hollow" (not exact) or "plan".

    ``href``, if not empty, is what the point opens, called ``aloud``.
    """

    value: Decimal
    words: str
    high: Decimal | None = None
    mark: str = ""
    href: str = ""
    aloud: str = ""


@dataclass(frozen=True, slots=True)
class PanelYear:
    """A year's points, none where none was seen; ``foot`` stands below the year."""

    year: int
    points: tuple[Point, ...]
    foot: str = ""


def panel(years: Sequence[PanelYear], percent: bool = False, reach: Decimal = Decimal(0)) -> Drawing:
    """Points from zero up, joined where two years that follow each other have one each; a gap stays a gap.

    Of several points in a year the highest is labelled, a plan only where there is nothing else. Each year takes a
    column whether it has points or not; ``years`` follow one another without gaps. The scale goes to ``reach`` at least.
    """
    largest = max((p.high or p.value for one in years for p in one.points), default=Decimal(0))
    largest = max(largest, reach)
    axis = Axis(max(largest, Decimal(100)) if percent else largest, False)
    step = 100 / max(len(years), 3)
    middles = [(place + 0.5) * step for place in range(len(years))]
    footed = any(one.foot for one in years)
    told = labelled(len(years))

    def y(value: Decimal) -> float:
        return _BOTTOM - axis.place(value) / 100 * _HEIGHT

    def joins() -> Iterator[Mark]:
        for place in range(1, len(years)):
            before, after = years[place - 1].points, years[place].points
            if len(before) == len(after) == 1 and "plan" not in (before[0].mark, after[0].mark):
                yield Line(middles[place - 1], y(before[0].value), middles[place], y(after[0].value), "trend")

    def points() -> Iterator[Mark]:
        for place, (one, middle) in enumerate(zip(years, middles, strict=True)):
            spots = beside([y(point.value) for point in one.points], middle, step * 0.12)
            for point, (x, height) in zip(one.points, spots, strict=True):
                if point.high is not None:
                    yield Line(x, y(point.high), x, height, "whisker")
                dot = Dot(x, height, f"point {point.mark}".rstrip(), 0.3)
                yield Link(dot, point.href, point.aloud) if point.href else dot
            if one.points and place in told:
                top = max(one.points, key=lambda point: (point.mark != "plan", point.high or point.value))
                yield Text(middle, y(top.high or top.value) - 0.5, top.words, "", "middle")

    def labels() -> Iterator[Mark]:
        for place, (one, middle) in enumerate(zip(years, middles, strict=True)):
            if place in told:
                yield Text(middle, _BOTTOM + 1.3, str(one.year), "faint", "middle")
                if footed:
                    yield Text(middle, _BOTTOM + 2.6, one.foot, "faint", "middle")

    base = Line(0, _BOTTOM, 100, _BOTTOM, "axis")
    return Drawing(_BOTTOM + (3 if footed else 1.7), (*joins(), base, *points(), *labels()))
