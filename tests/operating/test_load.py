"""What the load run asks for and prints."""

from collections import Counter

import pytest

from tests.benchmarks.corpus import make_reports

from .load import Measured, quantile, table
from .loaded import KINDS, addresses

HELD = [(f"{number:012x}", one.region, one.year) for number, one in enumerate(make_reports(300))]


def test_two_hundred_different_addresses_are_read_the_same_ones_each_time() -> None:
    asked = addresses(HELD)
    assert len({address for _, address in asked}) == len(asked) == 200
    assert Counter(kind for kind, _ in asked) == KINDS
    assert addresses(HELD) == asked


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([], 0.95, 0.0),
        ([3.0, 1.0, 2.0], 0.5, 2.0),
        ([float(n) for n in range(100)], 0.95, 95.0),
        ([1.0], 1.0, 1.0),
    ],
)
def test_a_quantile_is_one_of_the_values(values: list[float], share: float, expected: float) -> None:
    assert quantile(values, share) == expected


def test_the_table_sets_two_checkouts_side_by_side_with_their_ratio() -> None:
    here = Measured(10, {kind: [0.5] * 20 for kind in KINDS}, came=100, coming=5, load=2)
    beside = Measured(10, {kind: [1.0] * 10 for kind in KINDS}, Counter({"500 report": 3}), 25, 10, 3)
    lines = table({"here": here, "beside": beside}).splitlines()
    assert lines[0] == "|  | here | beside | first : second |"
    assert "| answers a second | 10.0 | 5.0 | 2.00 |" in lines
    assert "| p95, seconds | 0.50 | 1.00 | 0.50 |" in lines
    assert "| failed | 0 | 3 | 0.00 |" in lines
    assert "| files taken in | 100 | 25 | 4.00 |" in lines
    assert "| files taken in a second | 20.0 | 2.5 | 8.00 |" in lines
    assert lines[-3:] == [
        "Failed at beside: 3 × 500 report.",
        "",
        "Load of the machine at the end of a round: at most 3.0.",
    ]
