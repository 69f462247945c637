"""The engine of a cluster keeps the contract, and ranks as the engine on one machine does."""

import random
from typing import cast

import pytest
from django.test import TestCase

from reports.search import Criteria
from reports.search.backends.opensearch.engine import OpenSearchBackend
from reports.search.backends.whoosh.engine import WhooshBackend
from reports.search.engine import engine
from reports.search.query.language import parse
from tests.opensearch.nodes import given
from tests.search.engine_contract import PIECES, EngineContract

pytestmark = pytest.mark.skipif(not given(), reason="no cluster: make test-opensearch")


class TestOpenSearch(EngineContract, TestCase):
    def test_both_engines_find_the_same_and_rank_it_much_the_same(self) -> None:
        dice = random.Random(5)
        cluster = cast(OpenSearchBackend, engine())
        agreeing, asked = 0, 0
        for _ in range(150):
            query = " ".join(
                dice.choice(PIECES) + dice.choice(("", *PIECES)) for _ in range(dice.randint(1, 3))
            )
            node, criteria = parse(query).node, Criteria(q=query, page_size=200)
            here, there = WhooshBackend.find(cluster, node, criteria), cluster.find(node, criteria)
            assert (there.count, there.exact_count, there.facets) == (
                here.count,
                here.exact_count,
                here.facets,
            )
            assert set(there.pks) == set(here.pks), query
            assert there.exact == here.exact
            assert cluster.ids(node, criteria) == list(there.pks)
            assert cluster.count(node, criteria) == here.count
            assert dict(zip(there.pks, there.stored, strict=False)) == dict(
                zip(here.pks, here.stored, strict=False)
            )
            if here.pks:
                asked += 1
                agreeing += len({*here.pks[:20]} & {*there.pks[:20]}) >= 0.9 * len(here.pks[:20])
        assert asked > 60
        assert agreeing >= 0.95 * asked
