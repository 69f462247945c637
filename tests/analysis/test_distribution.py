"""Quartiles, and where figures fall on a line."""

from decimal import Decimal

import pytest

from reports.analysis.distribution import Axis, axis_for, spread


def decimals(*values: str | int) -> list[Decimal]:
    return [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (decimals(7), (1, 7, 7, 7, 7, 7)),
        (decimals(1, 2, 3, 4, 5), (5, 1, 2, 3, 4, 5)),
        (decimals(4, 1, 3, 2), (4, 1, Decimal("1.75"), Decimal("2.5"), Decimal("3.25"), 4)),
    ],
)
def test_quartiles_lie_between_the_ordered_values(values, expected):
    one = spread(values)
    assert (one.n, one.low, one.q1, one.median, one.q3, one.high) == expected


def test_there_is_no_spread_of_nothing():
    with pytest.raises(ValueError, match="no values"):
        spread([])


def test_an_axis_begins_at_zero_and_percentages_run_to_a_hundred():
    assert axis_for(decimals(3, 5)) == Axis(Decimal(5), False)
    assert axis_for(decimals(30, 50), percent=True) == Axis(Decimal(100), False)
    assert axis_for([]) == Axis(Decimal(0), False)


def test_skewed_figures_get_a_logarithmic_axis():
    axis = axis_for(decimals(1, 2, 3, 10000))
    assert axis.logarithmic
    assert (axis.place(Decimal(0)), axis.place(Decimal(10000))) == (0.0, 100.0)
    assert axis.place(Decimal(100)) > 49
