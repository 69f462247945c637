"""How the figures of an indicator are spread (分布): quartiles, and where they fall on a line."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

#: Beyond this ratio of the largest to the median value a linear axis would press all but the largest into a corner.
_SKEWED = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """``n`` figures: smallest, lower quartile, median, upper quartile, largest."""

    n: int
    low: Decimal
    q1: Decimal
    median: Decimal
    q3: Decimal
    high: Decimal


def spread(values: Iterable[Decimal]) -> Spread:
    """Quartiles by linear interpolation between the ordered values. Raises ValueError without values."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError("no values to summarise")
    quarter = (quantile(ordered, share) for share in (Decimal("0.25"), Decimal("0.5"), Decimal("0.75")))
    q1, median, q3 = quarter
    return Spread(len(ordered), ordered[0], q1, median, q3, ordered[-1])


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value below which ``share`` (0–1) of the ordered values lie, interpolated linearly; there must be one."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of length 100 from 0 to ``largest``; ``logarithmic`` by log(1 + x), where the values are skewed."""

    largest: Decimal
    logarithmic: bool

    def place(self, value: Decimal) -> float:
        """Where a value falls, 0–100, to one place after the point."""
        if self.largest <= 0:
            return 0.0
        value = min(max(value, Decimal(0)), self.largest)
        if self.logarithmic:
            share = math.log1p(float(value)) / math.log1p(float(self.largest))
        else:
            share = float(value / self.largest)
        return round(share * 100, 1)


def axis_for(values: Sequence[Decimal], percent: bool = False) -> Axis:
    """One axis for all years of an indicator; percentages always run linearly to 100 at least."""
    largest = max(values, default=Decimal(0))
    if percent:
        return reaching(max(largest, Decimal(100)))
    middle = spread(values).median if values else Decimal(0)
    return reaching(largest, largest > _SKEWED * max(middle, Decimal(1)))


def reaching(largest: Decimal, logarithmic: bool = False) -> Axis:
    """The axis from zero to the first mark that is no less than ``largest``: its topmost mark is above all data."""
    if largest <= 0:
        return Axis(Decimal(0), False)
    if logarithmic:
        power = max(largest.adjusted(), 0)
        return Axis(Decimal(10) ** (power if largest <= Decimal(10) ** power else power + 1), True)
    step = _step(largest)
    return Axis(step * (largest / step).to_integral_value(ROUND_CEILING), False)


#: Lines across a chart besides that of zero.
_TICKS = 5


def ticks(axis: Axis) -> list[Decimal]:
    """Round values from 0 up that an axis is marked with: a few steps of 1, 2 or 5, or powers of ten."""
    if axis.largest <= 0:
        return [Decimal(0)]
    if axis.logarithmic:
        powers = [Decimal(10) ** power for power in range(axis.largest.adjusted() + 1)]
        # Counted from the top, which stays.
        every = -(-len(powers) // _TICKS)
        return [Decimal(0), *powers[::-every][::-1]]
    step = _step(axis.largest)
    return [step * count for count in range(int(axis.largest / step) + 1)]


def _step(largest: Decimal) -> Decimal:
    """From one mark to the next; whole numbers have whole ones."""
    unit = Decimal(10) ** (largest.adjusted() - 1)
    steps = (unit * times for times in (1, 2, 5, 10, 20))
    return max(next(step for step in steps if largest / step <= _TICKS), min(Decimal(1), largest))
