"""The field's terms in English and in pinyin (术语对照), and the Chinese that reports have for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reports.parsing.place.pinyin import syllables
from reports.parsing.vocab import load


@cache
def _glossary() -> dict[str, tuple[str, ...]]:
    """English, or pinyin without blanks → the Chinese, the most usual first. English goes before pinyin."""
    found: dict[str, tuple[str, ...]] = {}
    for term in load("glossary")["term"]:
        for english in term["english"]:
            found[english] = tuple(term["chinese"])
    for term in load("glossary")["term"]:
        for chinese in term["chinese"]:
            found.setdefault("".join(syllables(chinese)), (chinese,))
    return found


@cache
def _longest() -> int:
    """Words of the longest entry."""
    return max(entry.count(" ") + 1 for entry in _glossary())


def in_chinese(english: str) -> tuple[str, ...]:
    """What reports call it, the most usual first; () for what is no term. Case and the plural make no difference."""
    return next((found for form in _forms(english) if (found := _glossary().get(form))), ())


def _forms(english: str) -> Iterator[str]:
    text = " ".join(english.lower().replace("’", "'").split())
    yield text
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if text.endswith(ending):
            yield text.removesuffix(ending) + instead


def longest_term(words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """How many of the first words are one term, as many as there may be, and the Chinese; (0, ()) for none."""
    for length in range(min(len(words), _longest()), 0, -1):
        if found := in_chinese(" ".join(words[:length])):
            return length, found
    return 0, ()
