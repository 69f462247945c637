"""Names of gambling and pornography sites that stand as lines of their own (永利集团, 亚洲无码视频在线).

In running text such words may be honest (永利村, 银河广场); a line that is made of nothing else is not. The words are
those of ``vocab/spam.toml``.
"""

import re
from dataclasses import dataclass
from functools import cache

from ..vocab import any_of, load

#: A name's characters, marks and blanks aside; longer lines say more than a name.
_LEAST, _MOST = 4, 40
_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class _Words:
    """``all`` by length are what such lines are made of; ``telling`` is what makes them names of such sites."""

    all: tuple[tuple[int, frozenset[str]], ...]
    telling: re.Pattern[str]
    honest: re.Pattern[str]


@cache
def _words() -> _Words:
    spam = load("spam")
    names = spam["names"]
    made_of = {word.lower() for kind in names.values() for word in kind}
    made_of |= {
        word.lower()
        for kind in ("stems", "trades", "common_stems", "strong", "generic")
        for word in spam[kind]
    }
    lengths = sorted({len(word) for word in made_of}, reverse=True)
    houses = any_of(names["casinos"] + [stem for stem in spam["stems"] if not stem.isascii()])
    return _Words(
        all=tuple((length, frozenset(w for w in made_of if len(w) == length)) for length in lengths),
        telling=re.compile(
            f"(?:{any_of(names['places'])})(?:{houses})|(?:{houses})(?:{any_of(names['businesses'])})|{any_of(names['hard'])}"
        ),
        honest=re.compile(any_of(spam["honest"])),
    )


def is_spam_name(line: str) -> bool:
    """Is a line of flattened text wholly made of such words, with one among them that tells?"""
    if len(line) > 2 * _MOST:
        return False
    name = _MARKS.sub("", line).lower()
    if not _LEAST <= len(name) <= _MOST or not _words().telling.search(name):
        return False
    return not _words().honest.search(name.replace("赌博网", "")) and _is_made_of(name)


def _is_made_of(name: str) -> bool:
    """Can ``name`` be cut into such words without a rest?"""
    reached = [True] + [False] * len(name)
    for at in range(len(name)):
        if reached[at]:
            for length, words in _words().all:
                if name[at : at + length] in words:
                    reached[at + length] = True
    return reached[-1]
