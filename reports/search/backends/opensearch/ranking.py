"""How well a report answers a query: BM25 over phrases and words, as the engine on one machine reckons it.

The cluster gives how often a text is in a report; how rare it is must be asked before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log
from typing import Any

from reports.search.query.tree import And, Node, Or, Term
from reports.search.query.words import query_words, whole_words

from .clauses import Clause, every, field_of, phrase

# BM25 as usual; a hit in the title or a heading counts as further shares of what the term is worth.
_K1, _B = 1.2, 0.75
_TITLE, _HEADING = 2.0, 1.0
#: What the words of a term are worth beside the term as typed.
_WORDS = 0.5
#: More occurrences add nothing.
_MOST = 255
_BM25 = (
    "double often = Math.min(_score, params.most);"
    "return params.worth * often / (often + params.k * (1 - params.b + params.b * doc['length'].value / params.mean));"
)


@dataclass(frozen=True)
class Held:
    """How many reports the index holds, their mean length, and how many of them hold each clause that was asked."""

    reports: int
    mean: float
    holding: dict[str, int]

    def rarity(self, name: str) -> float:
        """BM25's inverse document frequency."""
        holding = self.holding[name]
        return log(1 + (self.reports - holding + 0.5) / (holding + 0.5))


def rarities(node: Node) -> dict[str, Clause]:
    """What must be counted before ``node`` can rank, by names of its own."""
    found: dict[str, Clause] = {}
    for number, term in enumerate(_ranking(node)):
        found[f"{number}"] = phrase(field_of(term), term.text)
        for place, word in enumerate(_words(term)):
            found[f"{number} {place}"] = _word(word)
    return found


def scoring(node: Node, held: Held) -> list[Clause]:
    """Clauses whose scores together say how well a report answers ``node``."""
    return [clause for number, term in enumerate(_ranking(node)) for clause in _scoring(term, number, held)]


def _ranking(node: Node) -> Iterator[Term]:
    """The terms that reports are ranked by: none of those that must be absent; one as often as it is asked."""
    match node:
        case Term():
            yield node
        case And(children) | Or(children):
            for child in children:
                yield from _ranking(child)


def _words(term: Term) -> tuple[str, ...]:
    words = () if term.quoted else query_words(term.text)
    if words in ((), (term.text,)):
        return ()
    return tuple(dict.fromkeys((*whole_words(term.text), *words)))


def _word(word: str) -> Clause:
    return {"term": {"words": {"value": word}}}


def _scoring(term: Term, number: int, held: Held) -> Iterator[Clause]:
    here = phrase(field_of(term), term.text)
    worth = held.rarity(f"{number}")
    yield _bm25(here, worth, 1.0, held)
    if not term.field:
        for field, share in (("title", _TITLE), ("headings", _HEADING)):
            both = every([here, phrase(field, term.text)])
            yield {"constant_score": {"filter": both, "boost": worth * share}}
    words = _words(term)
    for place, word in enumerate(words):
        yield _bm25(_word(word), held.rarity(f"{number} {place}"), _WORDS / len(words), held)


def _bm25(clause: Clause, rarity: float, share: float, held: Held) -> Clause:
    params = {
        "worth": share * (_K1 + 1) * rarity,
        "k": _K1,
        "b": _B,
        "mean": max(1.0, held.mean),
        "most": _MOST,
    }
    return {"script_score": {"query": clause, "script": {"source": _BM25, "params": params}}}


def counting(node: Node) -> dict[str, Any]:
    """The aggregations that :func:`held` reads."""
    return {
        "lengths": {"stats": {"field": "length"}},
        **{f"held {name}": {"filter": clause} for name, clause in rarities(node).items()},
    }


def held(aggregations: dict[str, Any]) -> Held:
    """What the aggregations of :func:`counting` say."""
    lengths = aggregations["lengths"]
    return Held(
        reports=int(lengths["count"]),
        mean=float(lengths["avg"] or 0),
        holding={
            name.removeprefix("held "): int(found["doc_count"])
            for name, found in aggregations.items()
            if name.startswith("held ")
        },
    )
