"""The shares of a whole archive at once are those of each report by itself."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.compared_sentences import Print
from reports.analysis.copied.lineage import Public, Reuse, Standing, direction, formula_from, reuse
from reports.analysis.copied.shares import holders, shares

BODIES = [330921100 + number for number in range(4)] + [330922100 + number for number in range(4)]
days = st.none() | st.integers(0, 800).map(lambda days: date(2022, 1, 1) + timedelta(days=days))
reports = st.tuples(
    st.sampled_from(BODIES), st.integers(2021, 2023), days, st.lists(st.integers(1, 12), max_size=8)
)


def by_itself(place: int, archive: list, formulas: set[int]) -> Reuse:
    body, year, day, keys = archive[place]
    standings = [
        Standing(other, start, key, key, its_body, its_year)
        for other, (its_body, its_year, _, its_keys) in enumerate(archive)
        if other != place
        for start, key in enumerate(its_keys)
        if key not in formulas
    ]
    directions = {
        other: direction(Public(day, year), Public(its_day, its_year))
        for other, (_, its_year, its_day, _) in enumerate(archive)
    }
    own = [Print(start, start + 1, key, key) for start, key in enumerate(keys)]
    return reuse(own, standings, formulas, body=body, year=year, directions=directions)


@given(st.lists(reports, min_size=1, max_size=14))
def test_all_at_once_and_each_by_itself_are_the_same(archive):
    bodies = len({body for body, *_ in archive})
    holding = {key: {body for body, _, _, keys in archive if key in keys} for key in range(13)}
    formulas = {key for key, having in holding.items() if len(having) >= formula_from(bodies)}
    among = holders([str(body) for body, *_ in archive], [Public(day, year) for _, year, day, _ in archive])
    rows = [(place, key) for place, (*_, keys) in enumerate(archive) for key in keys]
    places, keys = (np.array([row[at] for row in rows], dtype=np.int64) for at in (0, 1))
    found = list(shares(places, keys, among, bodies))
    assert [one.holder for one in found] == [place for place, (*_, keys) in enumerate(archive) if keys]
    for one in found:
        alone = by_itself(one.holder, archive, formulas)
        assert (one.sentences, one.copied) == (
            alone.total,
            alone.count_by("earlier") + alone.count_by("unknown"),
        )
        sources = {source.report: source for source in alone.sources() if source.direction != "later"}
        kinds = {
            "own" if archive[other][0] == archive[one.holder][0]
            else "county" if archive[other][0] // 1000 == archive[one.holder][0] // 1000
            else "elsewhere"
            for other in sources
        }  # fmt: skip
        assert {origin.kind for origin in one.origins} == kinds
        for origin in one.origins:
            assert origin.sentences == sources[origin.holder].sentences
            assert origin.earlier == (sources[origin.holder].direction == "earlier")
