"""What the measuring of pages makes of its figures."""

from .loaded import KINDS
from .pages import least, table


def test_of_each_kind_the_median_of_its_addresses_best_rounds_is_told() -> None:
    kinds = ["search", "search", "search", "report"]
    assert least([[9.0, 1.0, 5.0, 7.0], [3.0, 2.0, 4.0, 8.0]], kinds) == {"search": 3.0, "report": 7.0}


def test_the_table_sets_two_checkouts_side_by_side_with_their_ratio() -> None:
    lines = table({"here": dict.fromkeys(KINDS, 5.0), "beside": dict.fromkeys(KINDS, 20.0)}).splitlines()
    assert lines[0] == "| page, ms | here | beside | first : second |"
    assert lines[2] == "| search | 5.0 | 20.0 | 0.25 |"
    assert len(lines) == 2 + len(KINDS)
