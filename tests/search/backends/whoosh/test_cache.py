"""What was asked for last is kept within its bytes, whatever it hangs on."""

import gc
import tracemalloc

import numpy as np

from reports.search.backends.whoosh.cache import Cache
from reports.search.query.criteria import Criteria
from reports.search.query.tree import Or, Term

LIMIT = 1024 * 1024


def test_many_small_values_under_long_keys_stay_within_the_limit() -> None:
    """Each query of thousands of characters that finds nothing."""
    tracemalloc.start()
    try:
        cache = Cache(LIMIT)
        for number in range(2000):
            words = tuple(Term(f"{number}词{one}" * 40, f"{number}词{one}" * 40) for one in range(8))
            key = ("facets", Or(words), Criteria(q=f"{number}" * 500))
            cache.get(key, lambda: (np.zeros(0, dtype=np.int64),))
        del words, key
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < LIMIT


def test_what_was_asked_for_last_is_not_made_again() -> None:
    cache = Cache(100 * 1024)
    made: list[int] = []

    def ask(number: int) -> None:
        cache.get(number, lambda: made.append(number) or "甲" * 10_000)

    for number in (1, 2, 1, 3, 4, 5, 6, 7, 1, 7):
        ask(number)
    assert made == [1, 2, 3, 4, 5, 6, 7, 1]
