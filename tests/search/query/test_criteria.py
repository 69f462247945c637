"""The state of a listing and its addresses."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from reports.search import Criteria

WORDS = st.text("法治 &=%+“”é", max_size=6).map(str.strip)
SLUGS = st.lists(
    st.sampled_from(["mediation", "publicity", "petitions", "a b&c"]), max_size=3, unique=True
).map(tuple)
STATES = st.builds(
    Criteria,
    q=WORDS,
    match=st.sampled_from(["", "exact"]),
    regions=st.lists(st.sampled_from(["11", "5101", "510104"]), max_size=2, unique=True).map(tuple),
    years=st.lists(st.integers(2015, 2024), max_size=3, unique=True).map(tuple),
    year_from=st.none() | st.integers(2010, 2020),
    topics=SLUGS,
    flags=SLUGS,
    samples=st.sampled_from([(), ("no",)]),
    copied_min=st.none() | st.just(30),
    sort=st.sampled_from(["", "year"]),
    page=st.integers(1, 9),
    page_size=st.sampled_from([20, 50]),
)


@given(STATES)
def test_an_address_makes_its_state_again(state: Criteria) -> None:
    assert Criteria.from_params(QueryDict(state.query_string())) == state


@given(STATES, st.sampled_from([("years", 1999), ("regions", "99"), ("topics", "其他"), ("samples", "yes")]))
def test_the_address_with_a_value_more_is_that_of_the_changed_state(
    state: Criteria, added: tuple[str, Any]
) -> None:
    name, value = added
    changed = state.change(**{name: (*getattr(state, name), value)})
    assert state.query_adding(name)(value) == changed.query_string()
