"""Which reports are about the same matters (相近的报告): those that use a report's key terms most."""

from __future__ import annotations

import numpy as np

from reports.analysis.words.key_terms import key_terms
from reports.search.answer.found import Related
from reports.search.words.dictionary import dictionary

from .evaluate import add_bm25
from .snapshot import Snapshot

#: Shared words that are named.
_NAMED = 5


def related(snapshot: Snapshot, pk: int, most: int) -> tuple[list[str], list[Related]]:
    """The key terms of the living report with that pk, the most telling first, and those nearest to it, the nearest first.

    None of either when it is not there. Names of places say nothing of a report's matter and are left out.
    """
    document = _living(snapshot, pk)
    if document is None:
        return [], []
    terms = _terms(snapshot, document)
    scores = np.zeros(snapshot.size, dtype=np.float32)
    for term in terms:
        add_bm25(snapshot, *snapshot.word(term), scores)
    scores[document] = 0
    scores *= snapshot.alive
    best = np.lexsort((snapshot.pks, -scores))[:most]
    held = [(term, _hold(snapshot.word(term)[0], best)) for term in terms]
    return terms, [
        Related(
            int(snapshot.pks[other]),
            float(scores[other]),
            tuple(term for term, by in held if by[number])[:_NAMED],
        )
        for number, other in enumerate(best.tolist())
        if scores[other] > 0
    ]


def _living(snapshot: Snapshot, pk: int) -> int | None:
    own = np.flatnonzero((snapshot.pks == pk) & snapshot.alive)
    return int(own[0]) if len(own) else None


def _terms(snapshot: Snapshot, document: int) -> list[str]:
    places = dictionary().places
    return [term.word for term in key_terms(snapshot.corpus, document, masked=places.__contains__)]


def _hold(holding: np.typing.NDArray[np.int64], documents: np.typing.NDArray[np.int64]) -> list[bool]:
    """Which of ``documents`` are among those ``holding``, which are in order."""
    if not len(holding):
        return [False] * len(documents)
    places = np.minimum(np.searchsorted(holding, documents), len(holding) - 1)
    return list((holding[places] == documents).tolist())
