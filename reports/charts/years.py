"""Charts with a column a year: bars from zero, and the spread of figures as points or boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.analysis.distribution import Axis, Spread, ticks
from reports.wording.figure import number

from .drawing import Dot, Drawing, Line, Link, Mark, Rect, Text

#: Where the columns begin, in per cent of the width: the numbers of the axis stand before them.
_LEFT = 13.0
_TOP, _HEIGHT, _ROW = 1.3, 12.0, 1.5
_BOTTOM = _TOP + _HEIGHT
#: With fewer figures the quartiles say nothing; with more, points hide one another.
ENOUGH_FOR_A_BOX, MOST_POINTS = 5, 30
#: Columns that are drawn, the latest; and those that a phone's width has room for.
MOST_YEARS, _ROOM = 12, 6


@dataclass(frozen=True, slots=True)
class Column:
    """A year's bar: ``value`` on the axis (None: nothing known), ``words`` above it, ``foot`` below, a line each.

    A ``pale`` one stands on too few reports; ``href``, if not empty, is what the bar opens, called ``aloud``.
    """

    label: str
    value: Decimal | None
    words: str
    foot: tuple[str, ...] = ()
    pale: bool = False
    href: str = ""
    aloud: str = ""


@dataclass(frozen=True, slots=True)
class YearValues:
    """A year's figures: their spread, and each of them where they are few enough to be shown (else empty)."""

    year: int
    spread: Spread
    points: tuple[Decimal, ...]


def bars(columns: Sequence[Column], axis: Axis, heads: Sequence[str], absent: str, unit: str = "") -> Drawing:
    """The latest MOST_YEARS columns; ``heads`` name the lines of their feet, ``absent`` stands where there is no value."""
    columns = columns[-MOST_YEARS:]
    step = _step(len(columns))
    marks: list[Mark] = [*_grid(axis, unit), *_heads(heads)]
    for place, column in enumerate(columns):
        middle = _LEFT + (place + 0.5) * step
        if column.value is None:
            marks.append(Text(middle, _BOTTOM - 0.4, absent, "faint", "middle"))
        else:
            top = _y(axis, column.value)
            kind = "few" if column.pale else "fill"
            bar = Rect(middle - step * 0.3, top, step * 0.6, _BOTTOM - top, kind)
            marks.append(Link(bar, column.href, column.aloud) if column.href else bar)
            marks.append(Text(middle, top - 0.3, column.words, "", "middle"))
        marks.extend(_feet(middle, column.label, column.foot))
    return Drawing(_height(heads), (*marks, _base()), len(columns) > _ROOM)


def spreads(
    years: Sequence[YearValues],
    axis: Axis,
    heads: tuple[str, str],
    absent: str,
    unit: str = "",
    said: Callable[[Decimal], str] = number,
) -> Drawing:
    """A column a year, those between without figures too: points, and from ENOUGH_FOR_A_BOX figures on a box.

    The axis should be of all the years given, though no more than MOST_YEARS are drawn.

    The box is the middle half, the thin line runs from the smallest to the largest, the thick one is the median. Below
    stand n and the median, named by ``heads``. ``said`` puts the numbers of axis and medians into words.
    """
    known = {one.year: one for one in years}
    last = max(known, default=0)
    shown = range(max(min(known), last - MOST_YEARS + 1), last + 1) if known else range(0)
    step = _step(len(shown))
    marks: list[Mark] = [*_grid(axis, unit, said), *_heads(heads)]
    for place, year in enumerate(shown):
        middle = _LEFT + (place + 0.5) * step
        one = known.get(year)
        if one is None:
            marks.append(Text(middle, _BOTTOM - 0.4, absent, "faint", "middle"))
            marks.extend(_feet(middle, str(year), ("0",)))
            continue
        marks.extend(_spread(one, axis, middle, step))
        marks.extend(
            _feet(middle, str(year), (number(Decimal(one.spread.n)), said(round(one.spread.median, 1))))
        )
    return Drawing(_height(heads), (*marks, _base()), len(shown) > _ROOM)


def _spread(one: YearValues, axis: Axis, middle: float, step: float) -> Iterable[Mark]:
    low, q1, median, q3, high = (
        _y(axis, v)
        for v in (one.spread.low, one.spread.q1, one.spread.median, one.spread.q3, one.spread.high)
    )
    half = step * 0.28
    if one.spread.n >= ENOUGH_FOR_A_BOX:
        yield Line(middle, high, middle, low, "whisker")
        yield Rect(middle - half, q3, 2 * half, max(q1 - q3, 0.15), "box")
    for x, y in beside(tuple(_y(axis, value) for value in one.points), middle, step * 0.07):
        yield Dot(x, y, "point")
    if one.spread.n >= ENOUGH_FOR_A_BOX:
        yield Line(middle - half, median, middle + half, median, "median")


def beside(heights: Sequence[float], middle: float, aside: float) -> list[tuple[float, float]]:
    """Where points of these heights (em) go so that near ones do not hide one another: ``aside`` is a step sideways.

    At most three steps either way; beyond that they do hide one another.
    """
    taken: dict[int, list[float]] = {}
    placed = []
    slots = (0, 1, -1, 2, -2, 3, -3)
    for height in heights:
        free = (slot for slot in slots if all(abs(height - other) >= 0.5 for other in taken.get(slot, ())))
        slot = next(free, 0)
        taken.setdefault(slot, []).append(height)
        placed.append((middle + slot * aside, height))
    return placed


def _step(count: int) -> float:
    # Few years are not spread over the whole width: a bar as wide as a hand says nothing more.
    return (100 - _LEFT) / max(count, 4)


def _y(axis: Axis, value: Decimal) -> float:
    return _BOTTOM - axis.place(value) / 100 * _HEIGHT


def _height(heads: Sequence[str]) -> float:
    return _BOTTOM + _ROW * (1 + len(heads)) + 0.5


def _grid(axis: Axis, unit: str, said: Callable[[Decimal], str] = number) -> Iterable[Mark]:
    below = _BOTTOM + 2
    for value in ticks(axis):
        y = _y(axis, value)
        if below - y < 1.2:
            continue
        below = y
        if value:
            yield Line(_LEFT, y, 100, y, "grid")
        yield Text(_LEFT - 1, y + 0.35, f"{said(value)}{unit}", "faint", "end")


def _base() -> Line:
    return Line(_LEFT, _BOTTOM, 100, _BOTTOM, "axis")


def _heads(heads: Sequence[str]) -> Iterable[Mark]:
    for row, head in enumerate(heads, 1):
        yield Text(_LEFT - 1, _BOTTOM + 1.3 + row * _ROW, head, "faint", "end")


def _feet(middle: float, label: str, foot: Sequence[str]) -> Iterable[Mark]:
    yield Text(middle, _BOTTOM + 1.3, label, "strong", "middle")
    for row, words in enumerate(foot, 1):
        yield Text(middle, _BOTTOM + 1.3 + row * _ROW, words, "", "middle")
