"""The words of a query's term (分词), by jieba.

Only queries are cut. How a word is cut depends on its neighbours, so a report can hold a query's word and not have it
among its own: whether and how often a report holds a word is asked of its text. So no index depends on the
dictionary either. Nothing is dropped but marks without letter or digit: no stop words, no single characters, no
figures.
"""

import logging
from functools import lru_cache

import jieba
from django.conf import settings

# Where jieba keeps its prepared dictionary: the default is a file that anybody on the machine may have put in /tmp.
jieba.dt.tmp_dir = str(settings.BASE_DIR / "var")
jieba.setLogLevel(logging.WARNING)

#: The words of a term beyond this many are left out; a sentence pasted whole has fewer.
MAX_QUERY_WORDS = 60
#: That many words have fewer characters; jieba takes long for what it does not know.
_LONGEST = 300


def initialize() -> None:
    """Load the dictionary; called before forking, so that workers share its memory."""
    (settings.BASE_DIR / "var").mkdir(exist_ok=True)
    jieba.initialize()


@lru_cache(maxsize=256)
def query_words(term: str) -> tuple[str, ...]:
    """The different words of a normalised term, in order; empty when it has only marks.

    Each of them stands in ``term``, so a report that holds ``term`` holds them all.
    """
    words = dict.fromkeys(word for word in jieba.cut(term[:_LONGEST]) if _counts(word))
    return tuple(words)[:MAX_QUERY_WORDS]


def _counts(word: str) -> bool:
    return any(character.isalnum() for character in word)
