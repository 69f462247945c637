"""How much of a report stands elsewhere, and what is a formula."""

import random
from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.compared_sentences import Print, prints
from reports.analysis.copied.lineage import Public, Reuse, Standing, direction, formula_from, reuse
from tests.analysis.copied.made_sentences import made_sentences, other_figures, report_of

TOWN, OTHER = 330921106, 330921107


def own(*hashes: int) -> list[Print]:
    """Sentences whose masked hash is ten times their hash."""
    return [Print(10 * place, 10 * place + 9, key, 10 * key) for place, key in enumerate(hashes)]


def standing(key: int, report: int, *, body: int = OTHER, year: int = 2022, exact: bool = True) -> Standing:
    return Standing(report, 0, key if exact else -key, 10 * key, body, year)


def read(sentences: list[Print], *standings: Standing, formulas: tuple[int, ...] = ()) -> Reuse:
    return reuse(sentences, standings, formulas, body=TOWN, year=2023)


@pytest.mark.parametrize("percent", [30, 60, 90])
@pytest.mark.parametrize("figures_changed", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_planted_copying_is_found_within_two_points(percent, figures_changed, seed):
    dice = random.Random(seed)
    made = made_sentences(seed)
    source = [one for one in islice(made, 400) if any(c.isdigit() for c in one)][:150]
    copied = dice.sample(source, 120 * percent // 100)
    if figures_changed:
        copied = [other_figures(one, dice) for one in copied]
    mixed = [*copied, *islice(made, 120 - len(copied))]
    dice.shuffle(mixed)
    text = report_of(mixed)
    elsewhere = [
        Standing(1, one.start, one.hash, one.masked, OTHER, 2022)
        for one in prints(report_of(source)).sentences
    ]
    found = reuse(prints(text).sentences, elsewhere, (), body=TOWN, year=2023)
    assert abs(found.masked_share - percent / 100) <= 0.02
    assert abs(found.share - (0 if figures_changed else percent / 100)) <= 0.02


def test_exact_alike_and_formulas_are_told_apart():
    found = read(own(1, 2, 3, 4), standing(1, 7), standing(2, 7, exact=False), standing(3, 7), formulas=(30,))
    assert [one.kind for one in found.readings] == ["exact", "alike", "formula", "own"]
    assert (found.share, found.masked_share, found.formula_share) == (0.25, 0.5, 0.25)


def test_a_town_copies_from_its_earlier_years_alone_from_others_in_any():
    places = [standing(1, 7, body=TOWN, year=2022), standing(2, 8, body=TOWN, year=2023)]
    places += [standing(3, 9, body=TOWN, year=2024), standing(4, 10, year=2024)]
    found = read(own(1, 2, 3, 4), *places)
    assert [one.kind for one in found.readings] == ["exact", "own", "own", "exact"]
    assert (found.share_from("own_town"), found.share_from("other_town")) == (0.25, 0.25)


def test_sources_say_how_much_and_whose_those_with_most_first():
    found = read(own(1, 2, 3, 4), standing(1, 7, body=TOWN), standing(1, 8), standing(2, 8, exact=False))
    assert [(one.report, one.sentences, one.share, one.relation) for one in found.sources()] == [
        (8, 2, 0.5, "other_town"),
        (7, 1, 0.25, "own_town"),
    ]


MARCH = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (Public(MARCH, 2023), Public(date(2024, 2, 29), 2023), "earlier"),
        (Public(MARCH, 2023), Public(date(2024, 3, 2), 2023), "later"),
        (Public(MARCH, 2023), Public(MARCH, 2023), "unknown"),
        (Public(MARCH, 2023), Public(None, 2023), "unknown"),
        (Public(MARCH, 2023), Public(None, 2024), "later"),
        (Public(MARCH, 2023), Public(None, 2022), "unknown"),
        (Public(MARCH, 2023), Public(None, None), "unknown"),
        (Public(None, 2023), Public(MARCH, 2023), "unknown"),
        (Public(None, 2024), Public(MARCH, 2023), "earlier"),
        (Public(None, None), Public(MARCH, 2023), "unknown"),
        (Public(None, 2024), Public(None, 2023), "unknown"),
    ],
)
def test_which_was_public_first_is_told_where_the_days_or_the_years_show_it(own, other, expected):
    assert direction(own, other) == expected


def test_the_earliest_holder_of_a_sentence_gives_its_direction():
    places = [standing(1, 7), standing(1, 8), standing(2, 8), standing(2, 9), standing(3, 8)]
    found = reuse(
        own(1, 2, 3, 4), places, (), body=TOWN, year=2023, directions={7: "earlier", 8: "later", 9: "unknown"}
    )
    told = [found.direction_of(one) for one in found.readings]
    assert told == ["earlier", "unknown", "later", None]
    assert [found.share_by(one) for one in ("earlier", "unknown", "later")] == [0.25, 0.25, 0.25]
    assert {one.report: one.direction for one in found.sources()} == {7: "earlier", 8: "later", 9: "unknown"}


def test_a_sentence_that_stands_twice_in_a_source_counts_once_for_it():
    assert [one.sentences for one in read(own(1, 2), standing(1, 7), standing(1, 7)).sources()] == [1]


def test_a_sentence_tells_in_how_many_reports_of_how_many_bodies_it_stands():
    places = [standing(1, 9, year=2021), standing(1, 8, year=2021, body=TOWN), standing(1, 7, year=2022)]
    [one] = read(own(1), *places).readings
    assert (one.reports, one.bodies) == (3, 2)


def test_exact_places_come_before_those_that_are_but_alike():
    [one] = read(own(1), standing(1, 7, year=2019, exact=False), standing(1, 8)).readings
    assert ([place.report for place in one.elsewhere], one.kind) == ([8, 7], "exact")


def test_a_report_without_sentences_has_no_shares():
    found = read([], standing(1, 7))
    assert (found.share, found.masked_share, found.formula_share, found.sources()) == (0, 0, 0, [])


@pytest.mark.parametrize(
    ("bodies", "needed"), [(0, 5), (2, 5), (9, 5), (10, 6), (40, 21), (98, 50), (20_000, 50)]
)
def test_a_formula_is_what_half_of_the_bodies_use_but_no_fewer_than_five_and_no_more_than_fifty(
    bodies, needed
):
    assert formula_from(bodies) == needed


keys = st.integers(1, 6)


@given(
    st.lists(keys, max_size=12),
    st.lists(
        st.builds(standing, keys, keys, body=st.sampled_from([TOWN, OTHER]), exact=st.booleans()), max_size=20
    ),
    st.frozensets(keys.map(lambda key: 10 * key)),
)
def test_shares_are_parts_of_a_whole(hashes, standings, formulas):
    found = read(own(*hashes), *standings, formulas=tuple(formulas))
    assert 0 <= found.share <= found.masked_share <= 1
    assert found.masked_share + found.formula_share <= 1.0001
    assert sum(found.count(kind) for kind in ("exact", "alike", "formula", "own")) == found.total
    assert all(0 < source.share <= found.masked_share for source in found.sources())
