"""Pins: places of a text told so that another reading finds them again, or says that it does not.

A quotation with its ordinal names a place within one reading, see :mod:`reports.text.quotations`. Another reading may
have more or fewer places of the same words, and the ordinal alone would then name another of them. So a pin has too how
many there were, and what stood around the place across sentences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .quotations import FigureLike, Quotation, figure_quotations, heading_quotations, place_of
from .sentences import fingerprint

#: Characters of :func:`fingerprint` that a pin has of what stands before and behind its place.
AROUND = 40
#: Characters of the text looked at for them.
_WINDOW = 200


@dataclass(frozen=True, slots=True)
class Pin:
    """A place by its quotation (``words``, ``before``, ``ordinal``), one ``of`` so many of the same words.

    ``leading`` and ``following`` are the context: what stands before the place and from it on.
    """

    words: str
    before: str
    ordinal: int
    of: int
    leading: str
    following: str

    @property
    def told(self) -> tuple[str, str]:
        """What it has in common with the others of the same words."""
        return self.before, self.words


class HeadingLike(Protocol):
    """What is needed of a section; both the parser's and the stored rows have it."""

    @property
    def heading(self) -> str: ...
    @property
    def heading_end(self) -> int: ...
    @property
    def start(self) -> int: ...


def heading_pins(text: str, headings: Sequence[HeadingLike]) -> list[Pin]:
    """The pins of the sections of ``text``, which come in its order. The number before a heading has no part in them."""
    quotations = heading_quotations(one.heading for one in headings)
    return _pins(
        text,
        (
            (quotation, one.start, one.heading_end)
            for quotation, one in zip(quotations, headings, strict=True)
        ),
    )


def figure_pins(text: str, figures: Sequence[FigureLike]) -> list[Pin]:
    """The pins of the figures of ``text``; what one numeral counts has the same pin."""
    places = [place_of(one) for one in figures]
    quotations = figure_quotations(text, places)
    pins = _pins(text, ((quotation, place, place) for place, quotation in quotations.items()))
    by_place = dict(zip(quotations, pins, strict=True))
    return [by_place[place] for place in places]


def find_again(pin: Pin, among: Iterable[Pin]) -> Pin | None:
    """The one of another reading's pins that is the same place; None where there is none, or it may be one or another.

    The same words in the same context are the place. Where the context is another, or several have it, the ordinal
    tells, if there are as many of the same words as there were; of several, one side of the context must be the same.
    """
    same = {one.ordinal: one for one in among if one.told == pin.told}
    around = [one for one in same.values() if _sides(pin, one) == 2]
    if len(around) == 1:
        return around[0]
    if len(same) != pin.of:
        return None
    found = same.get(pin.ordinal)
    return found if found and (pin.of == 1 or _sides(pin, found) >= (2 if around else 1)) else None


def _sides(pin: Pin, other: Pin) -> int:
    """On how many sides the two have the same context."""
    return (pin.leading == other.leading) + (pin.following == other.following)


def _pins(text: str, places: Iterable[tuple[Quotation, int, int]]) -> list[Pin]:
    """Pins of quotations, each with the offsets before and from which its context stands."""
    found = list(places)
    of = Counter((quotation.before, quotation.words) for quotation, _, _ in found)
    return [
        Pin(
            quotation.words,
            quotation.before,
            quotation.ordinal,
            of[quotation.before, quotation.words],
            fingerprint(text[max(0, start - _WINDOW) : start])[-AROUND:],
            fingerprint(text[end : end + _WINDOW])[:AROUND],
        )
        for quotation, start, end in found
    ]
