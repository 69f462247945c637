"""Which reports a search finds, in which order, and the counts beside it, asked of the cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from opensearchpy import OpenSearch

from reports.search.answer.found import Found
from reports.search.query.criteria import Criteria
from reports.search.query.tree import Node, terms

from . import facets
from .clauses import Clause, copied, every, exact, filters, matched, without
from .client import check_whole, troubles
from .ranking import Held, counting, held, scoring
from .sources import STORED, stored

#: Reports asked for together where all are wanted, and how long the cluster keeps a moment between two requests.
_TOGETHER, _KEEP = 10_000, "2m"
_PLACES: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, {"pk": "asc"}],
    "-year": [{"year": {"order": "desc", "missing": "_last"}}, {"pk": "asc"}],
    "year": [{"year": {"order": "asc", "missing": "_last"}}, {"pk": "asc"}],
    "-published": [{"published": {"order": "desc", "missing": "_last"}}, {"pk": "asc"}],
    "published": [{"published": {"order": "asc", "missing": "_last"}}, {"pk": "asc"}],
    "region": [{"region": {"order": "asc", "missing": "_last"}}, {"pk": "asc"}],
}


class Search:
    """One search on an index: its clauses, and what has been counted for it."""

    def __init__(self, cluster: OpenSearch, index: str, node: Node, criteria: Criteria) -> None:
        self._cluster, self._index = cluster, index
        self._node, self._criteria = node, criteria
        self._filters = filters(criteria)
        self._by_words = next(terms(node), None) is not None
        self._sort = criteria.sort or ("relevance" if self._by_words else "-year")

    def find(self) -> Found:
        """The page of the criteria; past the end, the last page."""
        size = self._criteria.page_size
        whole, known, counted = self._counted()
        total, exactly = counted
        page = min(self._criteria.page, max(1, -(-total // size)))
        hits = list(self._page((page - 1) * size, size, exactly, known)) if total else []
        return Found(
            count=total,
            exact_count=exactly,
            page=page,
            pks=tuple(int(hit["_source"]["pk"]) for hit, _ in hits),
            scores=tuple(float(hit["_score"] or 0) for hit, _ in hits),
            exact=tuple(flag for _, flag in hits),
            facets=whole,
            stored=tuple(stored(hit["_source"]) for hit, _ in hits) if self._by_words else (),
        )

    def count(self) -> int:
        """How many reports ``find`` finds."""
        with troubles():
            asked = self._cluster.count(index=self._index, body={"query": self._found()})
        check_whole(asked)
        return int(asked["count"])

    def ids(self) -> list[int]:
        """The reports of all pages, in order, as of one moment."""
        with troubles():
            moment = self._cluster.create_pit(index=self._index, params={"keep_alive": _KEEP})["pit_id"]
        try:
            return self._ids(moment)
        finally:
            with troubles():
                self._cluster.delete_pit(body={"pit_id": [moment]})

    def _found(self) -> Clause:
        return every([matched(self._node, self._criteria), *self._filters.values()])

    def _exactly(self) -> Clause:
        return every([exact(self._node), self._found()])

    def _counted(self) -> tuple[dict[str, dict[str, int]], Held, tuple[int, int]]:
        """The facets, what ranking must know, and how many are found and how many of them exactly."""
        asked = [
            {
                "query": matched(self._node, self._criteria),
                "aggs": facets.counting(self._criteria, self._filters),
            },
            self._to_rank(),
            {"query": self._found()},
            {"query": self._exactly()},
        ]
        answers = self._totals(asked)
        found, exactly = (int(answer["hits"]["total"]["value"]) for answer in answers[2:])
        return (
            facets.counts(answers[0]["aggregations"]),
            held(answers[1]["aggregations"]),
            (found, exactly),
        )

    def _to_rank(self) -> dict[str, Any]:
        """What ranking must know, asked of all reports."""
        return {"query": {"match_all": {}}, "aggs": counting(self._node)}

    def _totals(self, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return self._many([{"size": 0, "track_total_hits": True, **one} for one in asked])

    def _page(
        self, start: int, size: int, exactly: int, known: Held
    ) -> Iterator[tuple[dict[str, Any], bool]]:
        """Hits with whether each is exact: ranked, the exact ones come first; in another order, all as they come."""
        if self._sort == "-copied":
            yield from self._named(self._by_copied()[start : start + size], known)
            return
        if self._sort != "relevance":
            yield from self._hits(self._found(), start, size, known)
            return
        here = min(size, max(0, exactly - start))
        if here:
            yield from self._hits(self._exactly(), start, here, known)
        if here < size and self._criteria.match != "exact":
            rest = without(self._found(), exact(self._node))
            yield from self._hits(rest, max(0, start - exactly), size - here, known)

    def _hits(
        self, clause: Clause, start: int, size: int, known: Held
    ) -> Iterator[tuple[dict[str, Any], bool]]:
        place = _PLACES["-year" if self._sort == "-copied" else self._sort]
        (answer,) = self._many(
            [
                {
                    "query": {
                        "bool": {
                            "filter": [clause],
                            "should": [
                                *scoring(self._node, known),
                                {
                                    "constant_score": {
                                        "filter": exact(self._node),
                                        "boost": 0,
                                        "_name": "exact",
                                    }
                                },
                            ],
                        }
                    },
                    "from": start,
                    "size": size,
                    "sort": place,
                    "track_scores": True,
                    "_source": ["pk", *(STORED if self._by_words else ())],
                }
            ]
        )
        for hit in answer["hits"]["hits"]:
            yield hit, "exact" in hit.get("matched_queries", ())

    def _named(self, pks: list[int], known: Held) -> Iterator[tuple[dict[str, Any], bool]]:
        """The hits of reports by pk, in that order."""
        hits = {
            int(hit["_source"]["pk"]): (hit, flag)
            for hit, flag in self._hits({"terms": {"pk": pks}}, 0, len(pks), known)
        }
        yield from (hits[pk] for pk in pks if pk in hits)

    def _by_copied(self) -> list[int]:
        """All that are found, the most copied first, then the newest years."""
        newest = Search(self._cluster, self._index, self._node, self._criteria.change(sort="-year")).ids()
        shares = dict(copied().values_list("report_id", "share"))
        return sorted(newest, key=lambda pk: -shares.get(pk, 0.0))

    def _ids(self, moment: str) -> list[int]:
        if self._sort == "-copied":
            return self._by_copied()
        if self._sort != "relevance":
            return list(self._all(moment, self._found(), None))
        known = held(self._totals([self._to_rank()])[0]["aggregations"])
        rest = without(self._found(), exact(self._node))
        found = list(self._all(moment, self._exactly(), known))
        if self._criteria.match != "exact":
            found += self._all(moment, rest, known)
        return found

    def _all(self, moment: str, clause: Clause, known: Held | None) -> Iterator[int]:
        should = scoring(self._node, known) if known else []
        body: dict[str, Any] = {
            "query": {"bool": {"filter": [clause], "should": should}},
            "size": _TOGETHER,
            "sort": _PLACES[self._sort],
            "_source": ["pk"],
            "pit": {"id": moment, "keep_alive": _KEEP},
            "track_total_hits": False,
        }
        while True:
            with troubles():
                answer = self._cluster.search(body=body, params={"allow_partial_search_results": "false"})
            check_whole(answer)
            hits = answer["hits"]["hits"]
            yield from (int(hit["_source"]["pk"]) for hit in hits)
            if len(hits) < _TOGETHER:
                return
            body["search_after"] = hits[-1]["sort"]

    def _many(self, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answers to several searches in one request. Raises EngineAway where one is not whole."""
        lines: list[dict[str, Any]] = []
        for body in bodies:
            lines += [{"index": self._index, "allow_partial_search_results": False}, body]
        with troubles():
            answers: list[dict[str, Any]] = self._cluster.msearch(body=lines)["responses"]
        for answer in answers:
            check_whole(answer)
        return answers
