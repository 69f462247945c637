"""The words that set one report apart from all others (关键词)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .corpus import Corpus
from .measures import log_likelihood

#: Words of a report that are called its key terms.
TERMS = 25
#: A single character says too little, and what stands once may do so by chance.
_SHORTEST, _OFTEN = 2, 2


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A word that stands ``count`` times in the report; ``g2`` against all other reports."""

    word: str
    count: int
    g2: float


def key_terms(
    corpus: Corpus, report: int, most: int = TERMS, *, masked: Callable[[str], bool] = lambda word: False
) -> list[KeyTerm]:
    """The words that report number ``report`` has more often than the others, the most telling first.

    Nothing without a letter (figures say nothing of a report's matter), and nothing that is ``masked``.
    """
    lexicon = corpus.texts.lexicon
    number, here = corpus.located(report)
    part = corpus.texts.parts[number]
    pieces = part.pieces[part.piece_starts[here] : part.piece_ends[here]]
    numbers, counts = np.unique(pieces, return_counts=True)
    words = lexicon.numbers[number][numbers]
    size = int(counts[lexicon.is_word[words]].sum())
    whole = int(lexicon.counts[lexicon.is_word].sum())
    g2 = log_likelihood(counts, size, lexicon.counts[words] - counts, whole - size)
    found: list[KeyTerm] = []
    for place in np.lexsort((words, -g2)).tolist():
        word = lexicon.words[words[place]]
        if len(found) == most or g2[place] <= 0:
            break
        if (
            counts[place] >= _OFTEN
            and len(word) >= _SHORTEST
            and any(map(str.isalpha, word))
            and not masked(word)
        ):
            found.append(KeyTerm(word, int(counts[place]), float(g2[place])))
    return found
