"""Which documents a search finds, in which order, and the counts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from reports.analysis.words.corpus import Corpus
from reports.search.answer.found import Found
from reports.search.query.criteria import Criteria
from reports.search.query.tree import Node, terms
from reports.text.region_codes import DIGITS, parent_digits

from .copied import copied_shares, copied_state
from .evaluate import Matches, evaluate
from .snapshot import Mask, Snapshot

#: Criteria's filters by the snapshot's columns of the same name, and the facets they carry.
_MULTIPLE = {"topics": "topic", "roles": "role", "indicators": "indicator", "flags": "flag"}
#: More than any score.
_AHEAD = 1e6
_YEARS = ("years", "year_from", "year_to")


@dataclass(frozen=True)
class Result:
    """All of a search but the page: ``order`` numbers the documents found, best first; ``exact`` is a mask."""

    order: NDArray[np.int64]
    exact: Mask
    scores: NDArray[np.float32]
    exact_count: int


def find(snapshot: Snapshot, node: Node, criteria: Criteria) -> Found:
    """The page of ``criteria`` of what ``node`` finds under its filters; past the end, the last page."""
    result = _result(snapshot, node, criteria)
    counted = criteria.change(page_size=1, sort="")
    facets = snapshot.results.get(
        ("facets", node, counted, copied_state(counted)), lambda: _facets(snapshot, node, counted)
    )
    total = len(result.order)
    page = min(criteria.page, max(1, -(-total // criteria.page_size)))
    start = (page - 1) * criteria.page_size
    shown = result.order[start : start + criteria.page_size]
    return Found(
        count=total,
        exact_count=result.exact_count,
        page=page,
        pks=tuple(snapshot.pks[shown].tolist()),
        scores=tuple(float(score) for score in result.scores[shown]),
        exact=tuple(result.exact[shown].tolist()),
        facets=facets,
        stored=tuple(map(snapshot.stored, shown.tolist())) if _by_words(node) else (),
    )


def ids(snapshot: Snapshot, node: Node, criteria: Criteria) -> list[int]:
    """The reports of all pages, in order."""
    found: list[int] = snapshot.pks[_result(snapshot, node, criteria).order].tolist()
    return found


def count(snapshot: Snapshot, node: Node, criteria: Criteria) -> int:
    """How many documents ``find`` would find."""
    return int(np.count_nonzero(_found(snapshot, evaluate(snapshot, node), criteria)))


def corpus(snapshot: Snapshot, node: Node, criteria: Criteria, *, formulas: bool = True) -> Corpus:
    """All documents as a corpus, of which those that ``find`` would find are looked at; with formulas or without."""
    whole = snapshot.corpus if formulas else snapshot.corpus_without_formulas
    return whole.looking_at(_found(snapshot, evaluate(snapshot, node), criteria))


def _result(snapshot: Snapshot, node: Node, criteria: Criteria) -> Result:
    asked = criteria.change(page_size=1)
    return snapshot.results.get((node, asked, copied_state(asked)), lambda: _find(snapshot, node, asked))


def _find(snapshot: Snapshot, node: Node, criteria: Criteria) -> Result:
    matches = evaluate(snapshot, node)
    found = _found(snapshot, matches, criteria)
    sort = criteria.sort or ("relevance" if _by_words(node) else "-year")
    if sort == "relevance":
        order = _best_first(snapshot, matches, found)
    elif sort == "-copied":
        newest = snapshot.order("-year")
        order = newest[np.argsort(-copied_shares(snapshot.pks)[newest], kind="stable")]
        order = order[found[order]]
    else:
        order = snapshot.order(sort)
        order = order[found[order]]
    exact = found & matches.exact
    return Result(order, exact, matches.scores, int(np.count_nonzero(exact)))


def _found(snapshot: Snapshot, matches: Matches, criteria: Criteria) -> Mask:
    return _joined([_matched(matches, criteria), *_filters(snapshot, criteria).values()])


def _by_words(node: Node) -> bool:
    """Whether there is anything to be found in the texts, and to rank them by."""
    return next(terms(node), None) is not None


def _best_first(snapshot: Snapshot, matches: Matches, found: Mask) -> NDArray[np.int64]:
    """Exact matches first, each kind by score, ties by pk."""
    order = snapshot.order("pk")
    order = order[found[order]]
    keys = matches.scores[order].astype(np.float64) + np.where(matches.exact[order], _AHEAD, 0.0)
    return order[np.argsort(-keys, kind="stable")]


def _matched(matches: Matches, criteria: Criteria) -> Mask:
    if criteria.match == "exact":
        return matches.exact
    if criteria.match == "words":
        return matches.any & ~matches.exact
    return matches.any


def _filters(snapshot: Snapshot, criteria: Criteria) -> dict[str, Mask]:
    """The masks of the filters that are set, by the name of their facet."""
    masks: dict[str, Mask] = {}
    if criteria.regions:
        masks["region"] = snapshot.regions.mask_below(criteria.regions)
    if any(getattr(criteria, name) for name in _YEARS):
        masks["year"] = _years(snapshot, criteria)
    if criteria.genres:
        masks["genre"] = snapshot.genres.mask(criteria.genres)
    if criteria.copied_min:
        masks["copied"] = copied_shares(snapshot.pks) * 100 >= criteria.copied_min
    if criteria.samples:
        masks["sample"] = snapshot.samples.mask(criteria.samples)
    for name, facet in _MULTIPLE.items():
        if chosen_values := getattr(criteria, name):
            masks[facet] = getattr(snapshot, name).mask(chosen_values, snapshot.size)
    return masks


def _years(snapshot: Snapshot, criteria: Criteria) -> Mask:
    """Years named and a range are laid over each other; an unknown year is in none."""
    years = snapshot.years
    mask = years >= 0
    if criteria.years:
        mask &= np.isin(years, criteria.years)
    if criteria.year_from:
        mask &= years >= criteria.year_from
    if criteria.year_to:
        mask &= years <= criteria.year_to
    return mask


def _facets(snapshot: Snapshot, node: Node, criteria: Criteria) -> dict[str, dict[str, int]]:
    """For each facet the counts of its values, within everything asked for but its own filter."""
    matched = _matched(evaluate(snapshot, node), criteria)
    filters = _filters(snapshot, criteria)

    def within(facet: str) -> Mask:
        return _joined([matched, *(mask for name, mask in filters.items() if name != facet)])

    facets: dict[str, dict[str, int]] = {}
    here = within("region")
    for level, units in snapshot.units.items():
        above = _above(criteria.regions, level)
        facets[level] = dict(_counted(units.values, units.counts(here & units.mask_below(above))))
    years = snapshot.years[within("year")]
    counts = np.bincount(years[years >= 0])
    facets["year"] = {str(year): int(counts[year]) for year in np.flatnonzero(counts)}
    for facet, single in (("genre", snapshot.genres), ("sample", snapshot.samples)):
        facets[facet] = dict(_counted(single.values, single.counts(within(facet))))
    for name, facet in _MULTIPLE.items():
        column = getattr(snapshot, name)
        facets[facet] = dict(_counted(column.values, column.counts(within(facet))))
    return facets


def _above(chosen: tuple[str, ...], level: str) -> tuple[str, ...]:
    """The codes under which units of ``level`` are shown: those chosen above it, and the parents of those chosen."""
    if level == "province":
        return ("",)
    return tuple(code if len(code) < DIGITS[level] else code[: parent_digits(code, level)] for code in chosen)


def _counted(values: list[str], counts: NDArray[np.int64]) -> list[tuple[str, int]]:
    return [(values[place], int(counts[place])) for place in np.flatnonzero(counts)]


def _joined(masks: list[Mask]) -> Mask:
    return reduce(np.logical_and, masks)
