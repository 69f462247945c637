"""From a query's tree to the documents it finds, and how well each answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from math import log

import numpy as np
from numpy.typing import NDArray

from reports.search.query.tree import And, Everything, Node, Not, Or, Term
from reports.search.query.words import query_words, whole_words

from .snapshot import Mask, Snapshot

# BM25 as usual; a hit in the title or a heading counts as further shares of what the term is worth.
_K1 = 1.2
_B = 0.75
_TITLE = 2.0
_HEADING = 1.0
#: What the words of a term are worth beside the term as typed.
_WORDS = 0.5


@dataclass(frozen=True)
class Matches:
    """``exact``: the documents in which every term stands as typed; ``any``: those and others that hold the words."""

    any: Mask
    exact: Mask
    scores: NDArray[np.float32]


def evaluate(snapshot: Snapshot, node: Node) -> Matches:
    """What ``node`` finds; deleted documents are never among it."""
    return snapshot.results.get(node, lambda: _evaluate(snapshot, node))


def _evaluate(snapshot: Snapshot, node: Node) -> Matches:
    match node:
        case Everything():
            return Matches(snapshot.alive, snapshot.alive, np.zeros(snapshot.size, dtype=np.float32))
        case Term():
            return _term(snapshot, node)
        case Not(child):
            # What is left out must be there as typed: its words apart are no reason.
            rest = snapshot.alive & ~evaluate(snapshot, child).exact
            return Matches(rest, rest, np.zeros(snapshot.size, dtype=np.float32))
        case And(children):
            parts = list(_while_any(evaluate(snapshot, child) for child in children))
            join: np.ufunc = np.logical_and
        case Or(children):
            parts = [evaluate(snapshot, child) for child in children]
            join = np.logical_or
    return Matches(
        reduce(join, [part.any for part in parts]),
        reduce(join, [part.exact for part in parts]),
        np.sum([part.scores for part in parts], axis=0, dtype=np.float32),
    )


def _while_any(parts: Iterable[Matches]) -> Iterator[Matches]:
    """``parts`` as long as some document is in all of them: a text pasted as a query has dozens, and finds nothing."""
    common: Mask | None = None
    for part in parts:
        yield part
        common = part.any if common is None else common & part.any
        if not common.any():
            break


def _term(snapshot: Snapshot, term: Term) -> Matches:
    field = "title" if term.field else "text"
    scores = np.zeros(snapshot.size, dtype=np.float32)
    exact = _add(snapshot, field, term.text, scores, 1.0)
    if field == "text":
        worth = np.float32(_rarity(snapshot.size, int(np.count_nonzero(exact))))
        for part, share in (("title", _TITLE), ("heading_text", _HEADING)):
            scores[snapshot.postings(part, term.text)[0]] += worth * np.float32(share)
        scores *= exact
    words = () if term.quoted else query_words(term.text)
    if words in ((), (term.text,)):
        return Matches(exact, exact, scores)
    together = snapshot.alive
    for word in words:
        together = together & _mask(snapshot, snapshot.postings(field, word)[0])
        if not together.any():
            return Matches(exact, exact, scores)
    ranked = dict.fromkeys((*whole_words(term.text), *words))
    for word in ranked:
        add_bm25(snapshot, *snapshot.word(word), scores, _WORDS / len(ranked))
    return Matches(exact | together, exact, scores)


def _add(snapshot: Snapshot, field: str, text: str, scores: NDArray[np.float32], share: float) -> Mask:
    """The living documents that contain ``text``; adds ``share`` of its BM25 to ``scores``."""
    docs, counts = snapshot.postings(field, text)
    add_bm25(snapshot, docs, counts, scores, share)
    return _mask(snapshot, docs)


def add_bm25(
    snapshot: Snapshot,
    docs: NDArray[np.int64],
    counts: NDArray[np.uint8],
    scores: NDArray[np.float32],
    share: float = 1.0,
) -> None:
    """Add ``share`` of the BM25 of what stands in ``docs``, as often as ``counts`` says."""
    worth = share * (_K1 + 1) * _rarity(snapshot.size, len(docs))
    often = counts.astype(np.float32)
    lengths = snapshot.lengths[docs]
    scores[docs] += (
        np.float32(worth) * often / (often + np.float32(_K1) * (1 - _B + np.float32(_B) * lengths))
    )


def _mask(snapshot: Snapshot, docs: NDArray[np.int64]) -> Mask:
    """The living of ``docs``."""
    mask = np.zeros(snapshot.size, dtype=np.bool_)
    mask[docs] = True
    return mask & snapshot.alive


def _rarity(documents: int, holding: int) -> float:
    """BM25's inverse document frequency."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))
