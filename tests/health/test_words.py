"""Sizes in words."""

import pytest

from reports.health.words import room


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (99_000, "99 KB"),
        (100_000, "0.1 MB"),
        (1_440_000, "1.4 MB"),
        (345_200_000, "345 MB"),
        (1_500_000_000, "1.5 GB"),
    ],
)
def test_a_size_is_told_in_the_unit_of_which_it_has_some(count, words):
    assert room(count) == words
