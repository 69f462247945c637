"""How alike sentences are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.across.likeness import NEAR, likeness, pairs, with_a_near_one


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("甲乙丙", "甲乙丙", 1.0),
        ("甲乙丙", "甲乙丁", 0.5),
        ("甲乙", "丙丁", 0.0),
        ("", "", 0.0),
        ("甲", "甲", 0.0),
    ],
)
def test_likeness_is_the_share_of_common_pairs(one, other, value):
    assert likeness(pairs(one), pairs(other)) == value


WORDS = st.lists(st.text("甲乙丙丁", min_size=2, max_size=8).map(pairs), max_size=6)


@given(st.lists(WORDS, max_size=3))
def test_near_ones_are_those_that_comparing_all_with_all_finds(groups):
    assert with_a_near_one(groups) == [
        [
            any(
                likeness(one, other) >= NEAR
                for place, others in enumerate(groups)
                if place != number
                for other in others
            )
            for one in group
        ]
        for number, group in enumerate(groups)
    ]
