"""The texts and words of many reports as arrays (语料): what every count of words is taken from.

A corpus is made of parts, each the texts of some reports one after the other, as search compares them: normalised,
without furniture and foreign text. A text is kept as UTF-16 code units; its pieces (词和标点) put together give it back.
A report's number is its place in the parts, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reports.text.stops import SENTENCE_END

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]

#: Stands for a year that is not known.
NO_YEAR = -1
#: Digits that every region's code is filled up to.
CODE_DIGITS = 9
#: Code units, or pieces, that are looked at together; a multiple of eight.
_STRETCH = 1 << 18


def code_number(code: str) -> int:
    """A region's code as a number of nine digits; 0 for none."""
    return int(code.ljust(CODE_DIGITS, "0")) if code else 0


def code_text(number: int, digits: int) -> str:
    """The first ``digits`` digits of a code that :func:`code_number` made; "" for none."""
    return f"{number:0{CODE_DIGITS}d}"[:digits] if number else ""


@dataclass(frozen=True, eq=False)
class Stretches:
    """Stretches of a part's text, in order and apart: its code units ``[starts[i], ends[i])``."""

    starts: Numbers
    ends: Numbers

    def touched(self, starts: Numbers, width: int) -> Mask:
        """Which of the stretches of ``width`` code units that begin at ``starts`` have any character of these."""
        if not len(self.ends):
            return np.zeros(len(starts), np.bool_)
        following = np.searchsorted(self.ends, starts, side="right")
        there = following < len(self.ends)
        return there & (self.starts[np.minimum(following, len(self.ends) - 1)] < starts + width)


#: What is worked out of a part whatever is left out of it.
_OF_WHOLE = frozenset({"starts", "piece_starts", "frequency", "pairs", "widths", "is_word", "is_stop"})
NOTHING = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True, eq=False)
class Words:
    """Different words and marks, of one part or of several."""

    spelled: Sequence[str]

    @cached_property
    def widths(self) -> NDArray[np.int32]:
        """The code units of each."""
        return np.array([len(word.encode("utf-16-le")) // 2 for word in self.spelled], dtype=np.int32)

    @cached_property
    def is_word(self) -> Mask:
        """Which of them hold a letter or digit; the others are marks."""
        return np.array([any(map(str.isalnum, word)) for word in self.spelled], dtype=np.bool_)

    @cached_property
    def is_stop(self) -> Mask:
        """Which of them end a sentence."""
        return np.array([bool(SENTENCE_END.search(word)) for word in self.spelled], dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Part:
    """The texts of some reports.

    ``text[ends[d - 1]:ends[d]]`` are the code units of report ``d`` of this part. ``pieces`` are its words and marks as
    numbers of those that it has, whose places in ``words`` are ``own``; those of report ``d`` are at
    ``[piece_ends[d - 1], piece_ends[d])``.
    What is ``left_out`` is not counted, and nothing that runs into it; each stretch of it is of one report.
    """

    text: NDArray[np.uint16]
    ends: Numbers
    pieces: NDArray[np.uint16] | NDArray[np.uint32]
    piece_ends: Numbers
    words: Words
    own: NDArray[np.integer]
    left_out: Stretches = NOTHING

    def without(self, left_out: Stretches) -> Part:
        """The same with these stretches left out; what has been worked out of its texts and words is taken over."""
        made = replace(self, left_out=left_out)
        vars(made).update({name: value for name, value in vars(self).items() if name in _OF_WHOLE})
        return made

    @property
    def size(self) -> int:
        """How many reports."""
        return len(self.ends)

    @cached_property
    def starts(self) -> Numbers:
        """Where each report's text begins."""
        return np.concatenate((np.zeros(1, np.int64), self.ends))[:-1]

    @cached_property
    def piece_starts(self) -> Numbers:
        """Where each report's pieces begin."""
        return np.concatenate((np.zeros(1, np.int64), self.piece_ends))[:-1]

    @cached_property
    def frequency(self) -> Numbers:
        """About how often each code unit is used, by its number: of the first million of ``text``."""
        return np.bincount(self.text[: 1 << 20], minlength=1 << 16)

    @cached_property
    def widths(self) -> NDArray[np.int32]:
        """The code units of each word of the part."""
        widths: NDArray[np.int32] = self.words.widths[self.own]
        return widths

    @cached_property
    def is_word(self) -> Mask:
        """Which words of the part hold a letter or digit; the others are marks."""
        chosen: Mask = self.words.is_word[self.own]
        return chosen

    @cached_property
    def is_stop(self) -> Mask:
        """Which words of the part end a sentence."""
        chosen: Mask = self.words.is_stop[self.own]
        return chosen

    @cached_property
    def pairs(self) -> Numbers:
        """Where in ``text`` the characters of two code units begin."""
        found = [np.zeros(0, np.int64)]
        for begin in range(0, len(self.text), _STRETCH):
            found.append(np.flatnonzero(self.text[begin : begin + _STRETCH] & 0xFC00 == 0xD800) + begin)
        return np.concatenate(found)

    def characters(self, reports: Numbers, offsets: Numbers) -> Numbers:
        """Offsets in the texts of ``reports`` in characters, of those in code units."""
        if not len(self.pairs):
            return offsets
        starts = self.starts[reports]
        return offsets - np.searchsorted(self.pairs, starts + offsets) + np.searchsorted(self.pairs, starts)

    @cached_property
    def left_out_pieces(self) -> tuple[Numbers, Numbers]:
        """The first piece of each stretch left out, and the one behind its last; a piece that it touches is in it."""
        edges = self.left_out.starts, self.left_out.ends
        firsts, lasts = np.zeros((2, len(edges[0])), np.int64)
        done = 0
        for begin in range(0, len(self.pieces), _STRETCH):
            widths = self.widths[self.pieces[begin : begin + _STRETCH]]
            ends = done + np.cumsum(widths, dtype=np.int64)
            low, high = np.searchsorted(edges[0], (done, ends[-1]), side="left")
            firsts[low:high] = begin + np.searchsorted(ends, edges[0][low:high], side="right")
            low, high = np.searchsorted(edges[1], (done, ends[-1]), side="right")
            lasts[low:high] = begin + np.searchsorted(ends, edges[1][low:high], side="left") + 1
            done = int(ends[-1])
        return firsts, lasts

    @cached_property
    def counts(self) -> Numbers:
        """How often each word of the part stands there, where it is not left out."""
        counts = np.zeros(len(self.own), np.int64)
        for first in range(0, len(self.pieces), _STRETCH):
            pieces = self.pieces[first : first + _STRETCH]
            if len(self.left_out.ends):
                pieces = pieces[self.kept(first, first + len(pieces))]
            counts += np.bincount(pieces, minlength=len(self.own))
        return counts

    def kept(self, first: int, last: int) -> Mask:
        """Which of the pieces ``[first, last)`` are not left out."""
        opening = first & ~7
        kept = np.unpackbits(self._kept[opening // 8 : (last + 7) // 8]).view(np.bool_)
        return kept[first - opening : last - opening]

    @cached_property
    def _kept(self) -> NDArray[np.uint8]:
        """Which pieces are not left out, eight a number."""
        firsts, lasts = self.left_out_pieces
        packed = [np.zeros(0, np.uint8)]
        for begin in range(0, len(self.pieces), _STRETCH):
            size = min(_STRETCH, len(self.pieces) - begin)
            low, high = np.searchsorted(lasts, begin, side="right"), np.searchsorted(firsts, begin + size)
            opens, closes = (np.clip(one[low:high] - begin, 0, size) for one in (firsts, lasts))
            steps = np.bincount(opens, minlength=size + 1) - np.bincount(closes, minlength=size + 1)
            packed.append(np.packbits(np.cumsum(steps[:-1]) == 0))
        return np.concatenate(packed)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All words and marks of some parts: ``words``, which of them are no marks, and how often each is counted there.

    ``numbers`` has for each part an array that leads from its own numbers of words to places in ``words``.
    """

    words: list[str]
    is_word: Mask
    counts: Numbers
    numbers: tuple[Numbers, ...]


@dataclass(frozen=True, eq=False)
class Texts:
    """The parts of a corpus; of ``whole`` they are what is left when something is left out."""

    parts: tuple[Part, ...]
    whole: Texts | None = None

    def without(self, left_out: Iterable[Stretches]) -> Texts:
        """These texts with some stretches of each part left out; nothing is left out of them yet."""
        return Texts(tuple(map(Part.without, self.parts, left_out)), self)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all parts; made when first asked for."""
        if self.whole is not None:
            lexicon = self.whole.lexicon
            counts = np.zeros(len(lexicon.words), np.int64)
            for part, places_of in zip(self.parts, lexicon.numbers, strict=True):
                counts[places_of] += part.counts
            return replace(lexicon, counts=counts)
        places: dict[str, int] = {}
        known = {
            words: np.array([places.setdefault(word, len(places)) for word in words.spelled], dtype=np.int64)
            for words in dict.fromkeys(part.words for part in self.parts)
        }
        numbers = [known[part.words][part.own] for part in self.parts]
        is_word, counts = np.zeros(len(places), np.bool_), np.zeros(len(places), np.int64)
        for part, places_of in zip(self.parts, numbers, strict=True):
            is_word[places_of] = part.is_word
            counts[places_of] += part.counts
        return Lexicon(list(places), is_word, counts, tuple(numbers))


@dataclass(frozen=True, eq=False)
class Corpus:
    """Reports, and of each its row in the database, its year (NO_YEAR for none), and its region (:func:`code_number`).

    ``known`` are the reports that there are (rows may be left of some that are gone), ``within`` those of them that are
    looked at: the ones a filter lets through.
    """

    texts: Texts
    pks: Numbers
    years: Numbers
    regions: Numbers
    known: Mask
    within: Mask

    @property
    def size(self) -> int:
        """How many reports, those that are not looked at included."""
        return len(self.pks)

    @property
    def reports(self) -> int:
        """How many reports are looked at."""
        return int(np.count_nonzero(self.within))

    def placed(self) -> Iterator[tuple[int, Part]]:
        """Each part, and the number of its first report."""
        base = 0
        for part in self.texts.parts:
            yield base, part
            base += part.size

    @property
    def others(self) -> Corpus:
        """The same texts, those looked at that ``within`` leaves out of ``known``."""
        return self.looking_at(self.known & ~self.within)

    def located(self, report: int) -> tuple[int, int]:
        """Which part a report is in, and its number there. Raises IndexError."""
        for number, (base, part) in enumerate(self.placed()):
            if base <= report < base + part.size:
                return number, report - base
        raise IndexError(report)

    def looking_at(self, within: Mask) -> Corpus:
        """The same texts with other reports looked at."""
        return replace(self, within=within)

    @cached_property
    def lengths(self) -> Numbers:
        """The characters of each report that are counted, those outside the Basic Multilingual Plane as two."""
        return self._whole_lengths - self.left_out

    @cached_property
    def left_out(self) -> Numbers:
        """The characters of each report that are left out, told as in ``lengths``."""
        parts = [np.zeros(0, np.int64)]
        for part in self.texts.parts:
            spans = part.left_out
            report = np.searchsorted(part.ends, spans.starts, side="right")
            parts.append(np.bincount(report, weights=spans.ends - spans.starts, minlength=part.size))
        return np.concatenate(parts).astype(np.int64)

    @property
    def _whole_lengths(self) -> Numbers:
        return np.concatenate(
            [np.zeros(0, np.int64), *(part.ends - part.starts for part in self.texts.parts)], dtype=np.int64
        )
