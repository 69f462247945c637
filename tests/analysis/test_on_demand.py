"""Rows that are made when they are asked for are those of a list made at once."""

from reports.analysis.on_demand import OnDemand

MADE: list[int] = []


def _double(number: int) -> int:
    MADE.append(number)
    return 2 * number


def test_only_rows_that_are_asked_for_are_made() -> None:
    rows = OnDemand(range(1000), _double)
    assert (len(rows), list(rows[998:]), rows[-1], MADE) == (1000, [1996, 1998], 1998, [998, 999, 999])
    assert list(rows) == [2 * number for number in range(1000)]
