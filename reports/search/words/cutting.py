"""A text as words (分词): whole words, and the words inside them.

The pieces of a text together are the text, so that every word has a place in it. Nothing is dropped but marks without
letter or digit: no stop words, no single characters, no figures.
"""

from __future__ import annotations

from functools import lru_cache
from math import log

from .dictionary import dictionary

#: Characters of the longest word inside another.
_LONGEST = 10


def pieces(text: str) -> tuple[str, ...]:
    """The words and marks of a normalised text, in order; together they are the text."""
    return tuple(dictionary().cut(text))


def is_word(piece: str) -> bool:
    """Whether a piece is a word and no mark: it holds a letter or a digit."""
    return any(map(str.isalnum, piece))


@lru_cache(maxsize=1 << 16)
def parts(word: str) -> tuple[str, ...]:
    """The words of two characters and more inside a word, by where they begin: 人民, 调解 … of 人民调解员."""
    known = dictionary().frequency
    return tuple(
        word[start:end]
        for start in range(len(word) - 1)
        for end in range(start + 2, min(len(word), start + _LONGEST) + 1)
        if end - start < len(word) and known(word[start:end])
    )


@lru_cache(maxsize=1 << 12)
def plain_words(word: str) -> tuple[str, ...]:
    """What an own term consists of by jieba's words alone, the likeliest; any other word is given back as it is.

    Whoever looks for 合法性审查 word by word means reports that have 合法性 and 审查 apart too.
    """
    words = dictionary()
    if word not in words.own:
        return (word,)
    # The likeliest way to each place, as (logarithm of its probability, where its last word begins).
    ways = [(0.0, 0)]
    unknown = 1 / words.tokenizer.total
    for end in range(1, len(word) + 1):
        ways.append(
            max(
                (ways[start][0] + log(_share(word[start:end]) or unknown), start)
                for start in range(end)
                if end - start == 1 or _share(word[start:end])
            )
        )
    found: list[str] = []
    end = len(word)
    while end:
        start = ways[end][1]
        found.insert(0, word[start:end])
        end = start
    return tuple(found)


def _share(word: str) -> float:
    words = dictionary()
    return 0.0 if word in words.own else words.frequency(word) / words.tokenizer.total
