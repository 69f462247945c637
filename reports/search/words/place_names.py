"""Which words name a place (地名): a whole name, or one without the kind of place (诸城, 岱山)."""

from __future__ import annotations

from functools import cache

from reports.parsing.place.aliases import bare_name
from reports.parsing.place.gazetteer import gazetteer
from reports.parsing.place.names import township_stem
from reports.parsing.vocab import load
from reports.text.normalise import normalise_phrase
from reports.text.region_codes import is_township

from .dictionary import dictionary, own_terms

#: jieba's kind of word for places.
_PLACE = "ns"


def is_place_name(word: str) -> bool:
    """Whether a normalised word is the name of a place; its first call takes half a second."""
    return word in dictionary().places or word in _bare_names()


@cache
def _bare_names() -> frozenset[str]:
    """Names without the kind of place, but for common words of reports and own terms (平安, 文明).

    There are many townships: of theirs only those that jieba knows as places or not at all.
    """
    higher, townships = set[str](), set[str]()
    for unit in gazetteer():
        (townships if is_township(unit.code) else higher).add(_bare(unit.name, is_township(unit.code)))
    known: set[str] = set()
    with dictionary().tokenizer.get_dict_file() as lines:
        for line in lines:
            word, _, kind = line.decode().split()
            if kind != _PLACE and word in townships:
                known.add(word)
    common = {
        word
        for several in load("common_words").values()
        if isinstance(several, str)
        for word in several.split()
    }
    names = (higher | townships - known) - common.union(own_terms())
    return frozenset(name for name in names if len(name) > 1)


def _bare(name: str, township: bool) -> str:
    if township:
        return normalise_phrase(township_stem(name))
    # The people's name is the larger part of 内蒙古.
    return normalise_phrase("内蒙古" if name == "内蒙古自治区" else bare_name(name))
