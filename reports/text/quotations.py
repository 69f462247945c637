"""Quotations: a place of a text told by its own words, and found again by them wherever it has moved.

A heading is told by its words; a figure by the words of its sentence right before and behind the place where it begins.
Width, case, blanks and punctuation are left aside, and so are the line ends of hard-wrapped text. Nothing in front of the
sentence, no offset, and nothing that a parser makes of the words (unit, subject, number of a section) has a part in it.
What says the same more than once is told apart by its order (``ordinal``).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .sentences import fingerprint
from .stops import COLONS, STOPS

#: Characters of :func:`fingerprint` that a quotation has of a heading, and before and behind the place of a figure.
HEADING, BEFORE, BEHIND = 32, 12, 16
#: Characters of the text looked at for them: they may have blanks between them.
_WINDOW = 80
#: Hex digits of an id, unless another quotation of the report has the same.
_DIGITS = 8

# Where a sentence ends. A line end that follows twenty characters of running text may be one of hard-wrapped text.
_STOP = re.compile(rf"[{STOPS}]|(?<![^\s{STOPS}{COLONS}>|]{{20}})\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``words`` stand at the place, ``before`` in front of it; ``ordinal`` of the equal ones that come earlier."""

    words: str
    before: str = ""
    ordinal: int = 0

    @property
    def digest(self) -> str:
        """32 hex digits, the same for equal quotations on every machine."""
        told = "\x1f".join((self.before, self.words, str(self.ordinal)))
        return hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()


class FigureLike(Protocol):
    """What is needed of a figure; both the parser's metrics and the stored rows have it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def figure_start(self) -> int: ...


def place_of(figure: FigureLike) -> int:
    """The offset that stands for a figure: its numeral's, or its first word's where a zero is told in words."""
    inside = figure.start <= figure.figure_start < figure.end
    return figure.figure_start if inside else figure.start


def heading_quotations(headings: Iterable[str]) -> list[Quotation]:
    """The quotations of sections by their headings, which come in the order of the text."""
    return _numbered(("", fingerprint(heading)[:HEADING]) for heading in headings)


def figure_quotations(text: str, places: Sequence[int]) -> dict[int, Quotation]:
    """The quotations of the offsets ``places`` of ``text``, by offset."""
    distinct = sorted(set(places))
    return dict(zip(distinct, _numbered(_around(text, place) for place in distinct), strict=True))


def section_ids(headings: Iterable[str]) -> list[str]:
    """The ids of a report's sections, ``s-3f9a1c20``, none of them twice."""
    return _ids("s", heading_quotations(headings))


def figure_ids(text: str, figures: Iterable[FigureLike]) -> list[str]:
    """The ids of the figures of a report's ``text``, ``m-8b02de41``, none of them twice.

    Things that one numeral counts (参考率、合格率均达100%) are ``m-8b02de41``, ``m-8b02de41-2`` ….
    """
    places = [place_of(figure) for figure in figures]
    quotations = figure_quotations(text, places)
    names = dict(zip(quotations, _ids("m", list(quotations.values())), strict=True))
    seen: Counter[int] = Counter()
    found = []
    for place in places:
        seen[place] += 1
        found.append(names[place] if seen[place] == 1 else f"{names[place]}-{seen[place]}")
    return found


def _around(text: str, place: int) -> tuple[str, str]:
    """What stands in its sentence before and from ``place`` on, as far as a quotation reaches."""
    floor = max(0, place - _WINDOW)
    for stop in _STOP.finditer(text, floor, place):
        floor = stop.end()
    after = _STOP.search(text, place, place + _WINDOW)
    ceiling = after.start() if after else place + _WINDOW
    return fingerprint(text[floor:place])[-BEFORE:], fingerprint(text[place:ceiling])[:BEHIND]


def _numbered(told: Iterable[tuple[str, str]]) -> list[Quotation]:
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for before, words in told:
        found.append(Quotation(words, before, seen[before, words]))
        seen[before, words] += 1
    return found


def _ids(kind: str, quotations: Sequence[Quotation]) -> list[str]:
    """The beginnings of the quotations' digests; where two agree that far, the later is longer."""
    taken: set[str] = set()
    found = []
    for quotation in quotations:
        digest = quotation.digest
        one = next(digest[:size] for size in range(_DIGITS, len(digest) + 1) if digest[:size] not in taken)
        taken.add(one)
        found.append(f"{kind}-{one}")
    return found
