"""Sentences of a report (句子): where they begin and end, and when two are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from .soft_ends import unbroken
from .stops import STOPS

#: Shorter sentences (一年来成效明显) are equal by chance and are never called the same.
SAME_FROM = 10

# A sentence ends with 。！？； or their half-width forms, taking closing quotes and brackets along; a half-width
# stop is an end only where no digit or letter follows (3.5, www.gov.cn). A line end always ends one.
_END = re.compile(rf"(?:[{STOPS}]+|\.(?![0-9A-Za-z]))[”’」』）》\)\"]*|\n")
_SPACE = re.compile(r"\s*")
_INK = re.compile(r"[^\n]")
# What is neither letter nor digit, as str.isalnum has it.
_SIGNS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` stands at ``[start, end)`` of the report's text, blanks around it left off."""

    start: int
    end: int
    text: str


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences within ``[start, end)``, in order. Offsets index ``text`` as a whole."""
    end = len(text) if end is None else min(end, len(text))
    found: list[Sentence] = []
    position = start
    while position < end:
        match = _END.search(text, position, end)
        stop = match.end() if match else end
        raw = text[position:stop]
        body = raw.strip()
        if _LETTER.search(body):
            first = position + len(raw) - len(raw.lstrip())
            found.append(Sentence(first, first + len(body), body))
        position = stop
    return found


def sentence_at(text: str, start: int, end: int, limit: int = 200) -> Sentence:
    """The sentence around the span ``[start, end)``, at most ``limit`` characters on either side of it.

    It goes on over soft line ends, and has them as they stand.
    """
    whole = unbroken(text)
    floor = max(0, start - limit)
    first = floor
    for match in _END.finditer(whole, floor, start):
        first = match.end()
    after = _END.search(whole, end, min(len(text), end + limit))
    last = after.end() if after else min(len(text), end + limit)
    raw = text[first:last]
    blanks = _SPACE.match(raw)
    first += blanks.end() if blanks else 0
    return Sentence(first, first + len(raw.strip()), raw.strip())


def fingerprint(sentence: str) -> str:
    """What stays of a sentence when width, case, blanks and punctuation are left aside."""
    return _bare(unicodedata.normalize("NFKC", sentence))


def template(sentence: str) -> str:
    """:func:`fingerprint` with every number replaced by 0: equal when only the figures differ."""
    without_numbers = _DIGITS.sub("0", unicodedata.normalize("NFKC", sentence))
    return _bare(unicodedata.normalize("NFKC", without_numbers))


def _bare(plain: str) -> str:
    return _SIGNS.sub("", plain.lower())


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the characters of ``spans`` replaced by blanks, line ends kept: offsets stay."""
    pieces, position = [], 0
    for start, end in sorted(spans):
        start = max(start, position)
        if end > start:
            pieces += [text[position:start], _INK.sub(" ", text[start:end])]
            position = end
    return "".join([*pieces, text[position:]])


def without(spans: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of ``[start, end)`` that lie outside all ``spans``, in order."""
    pieces: list[tuple[int, int]] = []
    position = start
    for first, last in sorted(spans):
        if last <= position or first >= end:
            continue
        if first > position:
            pieces.append((position, first))
        position = max(position, last)
    if position < end:
        pieces.append((position, end))
    return pieces
