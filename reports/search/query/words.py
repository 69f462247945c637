"""The words of a query's term (分词).

How a word is cut depends on its neighbours, so a report can hold a query's word and not have it among its own: which
reports hold a word is asked of their text, and the index of words ranks them.
"""

from __future__ import annotations

from functools import lru_cache

from ..words.cutting import is_word, pieces, plain_words

#: The words of a term beyond this many are left out; a sentence pasted whole has fewer.
MAX_QUERY_WORDS = 60
#: That many words have fewer characters; jieba takes long for what it does not know.
_LONGEST = 300


@lru_cache(maxsize=256)
def whole_words(term: str) -> tuple[str, ...]:
    """The different words of a normalised term, in order, own terms whole; empty when it has only marks."""
    words = dict.fromkeys(filter(is_word, pieces(term[:_LONGEST])))
    return tuple(words)[:MAX_QUERY_WORDS]


@lru_cache(maxsize=256)
def query_words(term: str) -> tuple[str, ...]:
    """The different words of a normalised term, in order, with own terms apart; empty when it has only marks.

    Each of them stands in ``term``, so a report that holds ``term`` holds them all.
    """
    words = dict.fromkeys(word for whole in whole_words(term) for word in plain_words(whole))
    return tuple(words)[:MAX_QUERY_WORDS]
