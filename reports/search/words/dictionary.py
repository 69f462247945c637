"""What is one word: jieba's dictionary, the archive's own terms and the names of places.

An own term is one word wherever it stands, with its parts beside it: 人民调解委员会 holds 人民调解, 调解 and 委员会.
"""

from __future__ import annotations

import logging
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba
from django.conf import settings

from reports.parsing.place.gazetteer import PATH as GAZETTEER
from reports.parsing.place.gazetteer import gazetteer
from reports.parsing.vocab import load
from reports.text.normalise import normalise_phrase

logger = logging.getLogger(__name__)

TERMS = Path(__file__).with_name("terms.toml")

# Where jieba keeps its prepared dictionary: beside the static files, which can be made again too. Its own default is a
# file that anybody on the machine may have put in /tmp.
_PREPARED = Path(settings.STATIC_ROOT).parent
jieba.dt.tmp_dir = str(_PREPARED)
jieba.setLogLevel(logging.WARNING)

#: A name of a place is taken for one word though its parts are frequent words.
_PLACE_FREQUENCY = 20
#: Characters of an own term.
_SHORTEST, _LONGEST = 2, 10


@dataclass(frozen=True, eq=False)
class Dictionary:
    """jieba's dictionary with ``own`` words put in, those it lacked; ``places`` are all names of places."""

    tokenizer: jieba.Tokenizer
    own: frozenset[str]
    places: frozenset[str]

    def frequency(self, word: str) -> int:
        """How frequent a word is; 0 for what is none."""
        found: int = self.tokenizer.FREQ.get(word, 0)
        return found

    def cut(self, text: str) -> Iterator[str]:
        """The pieces of a text, words and marks, one after the other; together they are the text."""
        found: Iterator[str] = self.tokenizer.cut(text)
        return found


@cache
def dictionary() -> Dictionary:
    """The dictionary, loaded when first asked for: before forking, so that processes share its memory."""
    try:
        _PREPARED.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        # It is prepared at each start then.
        logger.warning("the prepared dictionary cannot be kept: %s", error)
    tokenizer = jieba.dt
    tokenizer.initialize()
    places = frozenset(filter(_is_term, (normalise_phrase(unit.name) for unit in gazetteer())))
    terms = [word for word in own_terms() if not tokenizer.FREQ.get(word)]
    for word in terms:
        tokenizer.add_word(word)
    names = sorted(word for word in places if not tokenizer.FREQ.get(word))
    for word in names:
        tokenizer.add_word(word, _PLACE_FREQUENCY)
    return Dictionary(tokenizer, frozenset(terms + names), places)


@cache
def own_terms() -> tuple[str, ...]:
    """The archive's own terms, normalised, in order: of the file, of topics, of indicators."""
    words: list[str] = list(tomllib.loads(TERMS.read_text("utf-8"))["terms"])
    for topic in load("topics")["topic"]:
        words += topic["strong"]
    for indicator in load("indicators")["indicator"]:
        words += [word for rule in indicator["rule"] for word in rule["words"]]
    spelled = map(normalise_phrase, words)
    return tuple(dict.fromkeys(word for word in spelled if _is_term(word)))


def digest() -> int:
    """32 bits that change when the same text may be cut otherwise."""
    parts = (jieba.__version__, "\n".join(own_terms()))
    return zlib.crc32(GAZETTEER.read_bytes(), zlib.crc32("\n".join(parts).encode()))


def _is_term(word: str) -> bool:
    """Words of the vocabularies may be pieces of sentences (建设工作的领导), which are no terms."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalnum() and "的" not in word
