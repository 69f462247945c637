"""Phrases that reports are known to use (常用词语), from the vocabularies, for suggestions and near spellings."""

from __future__ import annotations

from functools import cache

from reports.parsing.vocab import load
from reports.text.normalise import normalise_phrase

#: Shorter phrases are completed faster by typing them, and one wrong character of three leaves too little.
_SHORTEST = 4
_LONGEST = 16


@cache
def known_phrases() -> tuple[str, ...]:
    """Normalised phrases of 4 to 16 characters, those of topics first."""
    words = [word for topic in load("topics")["topic"] for word in (topic["name"], *topic["strong"])]
    for indicator in load("indicators")["indicator"]:
        words += [word for rule in indicator["rule"] for word in rule["words"]]
    spelled = (normalise_phrase(word) for word in words if "…" not in word)
    return tuple(dict.fromkeys(word for word in spelled if _SHORTEST <= len(word) <= _LONGEST))


def near_spellings(text: str) -> tuple[str, ...]:
    """Known phrases one slip away from normalised ``text``.

    A slip is a character that is wrong, missing, too many, or changed about with its neighbour.
    """
    return tuple(phrase for phrase in known_phrases() if phrase != text and _one_slip(text, phrase))


def _one_slip(typed: str, phrase: str) -> bool:
    if abs(len(typed) - len(phrase)) > 1:
        return False
    same = 0
    while same < min(len(typed), len(phrase)) and typed[same] == phrase[same]:
        same += 1
    left, right = typed[same:], phrase[same:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    )
