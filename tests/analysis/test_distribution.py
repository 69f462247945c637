"""Quartiles, and where figures fall on a line."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.distribution import Axis, axis_for, reaching, spread, ticks


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
    assert axis_for(decimals(30, 104), percent=True) == Axis(Decimal(150), False)
    assert axis_for(decimals(30, 50), percent=True) == Axis(Decimal(100), False)
    assert axis_for([]) == Axis(Decimal(0), False)


def test_skewed_figures_get_a_logarithmic_axis():
    axis = axis_for(decimals(1, 2, 3, 10000))
    assert axis.logarithmic
    assert (axis.place(Decimal(0)), axis.place(Decimal(10000))) == (0.0, 100.0)
    assert axis.place(Decimal(100)) > 49


@pytest.mark.parametrize(
    ("largest", "logarithmic", "expected"),
    [
        (0, False, [0]),
        ("0.4", False, ["0", "0.4"]),
        (1, False, [0, 1]),
        (7, False, [0, 2, 4, 6, 8]),
        (48, False, [0, 10, 20, 30, 40, 50]),
        (96, False, [0, 20, 40, 60, 80, 100]),
        (100, False, [0, 20, 40, 60, 80, 100]),
        (12345, False, [0, 5000, 10000, 15000]),
        (602, True, [0, 1, 10, 100, 1000]),
        (1000, True, [0, 1, 10, 100, 1000]),
        (12345678, True, [0, 1, 100, 10000, 1000000, 100000000]),
    ],
)
def test_an_axis_is_marked_with_few_round_values_the_last_no_less_than_the_data(
    largest, logarithmic, expected
):
    axis = reaching(Decimal(largest), logarithmic)
    assert ticks(axis) == decimals(*expected)
    assert axis.largest == Decimal(expected[-1])


@given(st.decimals("0.01", "1e9", places=2), st.booleans())
def test_an_axis_reaches_all_data(largest, logarithmic):
    axis = reaching(largest, logarithmic)
    assert ticks(axis)[-1] == axis.largest >= largest
    assert len(ticks(axis)) <= 7
