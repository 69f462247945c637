"""What all tests share."""

from collections.abc import Callable, Iterator

import pytest

from reports.search.writer import drain


@pytest.fixture
def indexed(db: None) -> Iterator[Callable[[], int]]:
    """Call it to bring the index up to date with the rows of this test; the index is empty before and after."""
    from reports.search.engine import engine

    engine().rebuild(())
    yield drain
    engine().rebuild(())
