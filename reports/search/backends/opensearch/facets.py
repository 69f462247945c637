"""The counts beside a listing: of each facet's values within everything asked for but the facet's own filter."""

from __future__ import annotations

from typing import Any

from reports.search.query.criteria import Criteria
from reports.text.region_codes import DIGITS, parent_digits

from .clauses import MULTIPLE, Clause, below, every

#: More values than any facet has: with fewer the counts over several shards are guesses.
_VALUES = 50_000
#: Facets of one field each.
_FIELDS = {"year": "year", "genre": "genre", "sample": "sample"} | {
    facet: name for name, facet in MULTIPLE.items()
}


def counting(criteria: Criteria, filters: dict[str, Clause]) -> dict[str, Any]:
    """The aggregations that :func:`counts` reads; ``filters`` are those of ``criteria``."""

    def within(facet: str, field: str, *more: Clause) -> dict[str, Any]:
        others = [clause for name, clause in filters.items() if name != facet]
        return {
            "filter": every([*others, *more]),
            "aggs": {"values": {"terms": {"field": field, "size": _VALUES}}},
        }

    found = {facet: within(facet, field) for facet, field in _FIELDS.items()}
    for level in DIGITS:
        above = _above(criteria.regions, level)
        if level == "province":
            found[level] = within("region", level)
        elif above:
            found[level] = within("region", level, below(above))
    return found


def counts(aggregations: dict[str, Any]) -> dict[str, dict[str, int]]:
    """The counts of each facet's values; those that count nothing are left out."""
    found = {}
    for facet in (*DIGITS, *_FIELDS):
        buckets = aggregations[facet]["values"]["buckets"] if facet in aggregations else []
        found[facet] = {str(bucket["key"]): int(bucket["doc_count"]) for bucket in buckets}
    return found


def _above(chosen: tuple[str, ...], level: str) -> tuple[str, ...]:
    """The codes under which units of ``level`` are shown: those chosen above it, and the parents of those chosen."""
    return tuple(
        code if len(code) < DIGITS[level] else code[: parent_digits(code, level)]
        for code in chosen
        if level != "province"
    )
