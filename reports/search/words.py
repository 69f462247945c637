"""The words of a text (分词), by jieba's dictionary in Rust.

Both functions take normalised text. A report's words are cut in search mode, which adds the shorter words inside
long ones; a query's are cut plainly. How a word is cut depends on its neighbours, so a report can hold a query's
word and not have it among its own: whether a report holds a word is asked of its text, its own words are for ranking.
Nothing is dropped but marks without letter or digit: no stop words, no single characters, no figures.
"""

from importlib.metadata import version

import rjieba

#: Changes whenever the words of the same text may change; an index made by another one is rebuilt.
TOKENIZER_VERSION = f"rjieba-{version('rjieba')}/1"

#: The words of a term beyond this many are left out; a sentence pasted whole has fewer.
MAX_QUERY_WORDS = 60


def initialize() -> None:
    """Load the dictionary; called before forking, so that workers share its memory."""
    rjieba.cut("法治")


def document_words(text: str) -> list[str]:
    """The words of a normalised report, in order, repeated as often as they occur (overlapping words too)."""
    return [word for word in rjieba.cut_for_search(text) if _counts(word)]


def query_words(term: str) -> tuple[str, ...]:
    """The different words of a normalised term, in order; empty when it has only marks.

    Each of them stands in ``term``, so a report that holds ``term`` holds them all.
    """
    words = dict.fromkeys(word for word in rjieba.cut(term) if _counts(word))
    return tuple(words)[:MAX_QUERY_WORDS]


def _counts(word: str) -> bool:
    return any(character.isalnum() for character in word)
