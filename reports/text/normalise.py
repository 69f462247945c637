"""One spelling for text and query (归一化), and the way back to the characters it came from.

In this order: NFKC and lower case; traditional characters as simplified ones, a character at a time; then a run
of blanks with a non-ASCII character on either side, or at the end of a paragraph, is dropped and any other becomes
one blank. A paragraph is a line of the canonical text; ``\\n`` parts paragraphs, so a phrase, which holds none,
never runs across two. Empty paragraphs are dropped. Of a report (:func:`searchable`) a paragraph goes on over the soft ends
of its lines, see :mod:`.soft_ends`: they are dropped, or are one blank between two words in Latin letters.

Case is folded a character at a time (``str.lower``, not ``casefold``: ß stays), so that a word's end changes nothing.
Characters that cannot be seen (controls, joiners, direction marks, BOM …) are dropped, radicals written as
characters: see :mod:`reports.text.folding`. Lone surrogates become U+FFFE, which
no text holds, so that the result can always be encoded. The result is stable: normalising it again changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from .folding import is_unseen, searched
from .soft_ends import Range, blanked, joined, parts_words, soft_ends

Offsets = NDArray[np.int32]

#: Stands for a character whose spelling is not one character, or which may join the one before it.
_HARD = "\uffff"

#: What is deleted once all blanks are U+0020; the first line end of a run stays, and one blank inside ASCII.
_NEEDLESS = re.compile(
    r"(?<=[ ]) ++|(?<=[^\x00-\x7f]) ++|(?<=\n)[ \n]++|\A[ \n]++| ++(?=[^\x00-\x7f])| ++(?=\n)|[ \n]++\Z"
)
#: A line end with the blanks around it.
_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Normalised:
    """The normalised ``text`` of ``source``; offsets of ``source`` are those of the text it was made from.

    Nothing of what stands at ``gaps`` of ``source``, not even as a blank, is in ``text``.
    """

    source: str
    text: str
    gaps: tuple[Range, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``source`` that the characters ``[start, end)`` of ``text`` came from; end > start."""
        starts, ends = self._offsets
        return int(starts[start]), int(ends[end - 1])

    def position(self, offset: int) -> int:
        """The first offset in ``text`` of what stands at or after ``offset`` in ``source``."""
        return int(np.searchsorted(self._offsets[0], offset))

    def positions(self, offsets: Sequence[int]) -> NDArray[np.int64]:
        """:meth:`position` of each of ``offsets``."""
        return np.searchsorted(self._offsets[0], offsets)

    def pack(self) -> bytes:
        """The way back in some hundred bytes, for :func:`unpack`."""
        starts, ends = self._offsets
        steps = np.diff(starts, prepend=-1) - 1
        widths = ends - starts - 1
        jumps, wide = np.flatnonzero(steps), np.flatnonzero(widths)
        numbers = np.concatenate(([len(jumps)], jumps, steps[jumps], wide, widths[wide]))
        return numbers.astype(np.int32).tobytes()

    @cached_property
    def _offsets(self) -> tuple[Offsets, Offsets]:
        """Where each character of ``text`` begins and ends in ``source``; made when first asked for."""
        return self._in_source(*_normalise(_without(self.source, self.gaps), mapped=True)[1:])

    def _in_source(self, starts: Offsets, ends: Offsets) -> tuple[Offsets, Offsets]:
        """Offsets in ``source`` of those in it without its gaps."""
        if self.gaps:
            kept = np.ones(len(self.source), dtype=bool)
            for start, end in self.gaps:
                kept[start:end] = False
            places = np.flatnonzero(kept).astype(np.int32)
            starts, ends = places[starts], places[ends - 1] + 1
        return starts, ends


class WayBack:
    """What :meth:`Normalised.span` says, out of ``pack()`` alone: for a few spans, of which the texts are not asked for."""

    def __init__(self, packed: bytes) -> None:
        numbers = memoryview(packed).cast("i").tolist()
        jumps = 1 + numbers[0]
        self._jumps = numbers[1:jumps]
        self._moved = [0, *accumulate(numbers[jumps : jumps + numbers[0]])]
        wide = numbers[jumps + numbers[0] :]
        self._widths = dict(zip(wide[: len(wide) // 2], wide[len(wide) // 2 :], strict=True))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that the characters ``[start, end)`` came from; end > start."""
        first, last = bisect_right(self._jumps, start), bisect_right(self._jumps, end - 1)
        return start + self._moved[first], end + self._moved[last] + self._widths.get(end - 1, 0)


def normalise(text: str) -> Normalised:
    """``text`` in the spelling that search compares."""
    return Normalised(text, _normalise(text, mapped=False)[0])


def unpack(source: str, text: str, packed: bytes) -> Normalised:
    """What ``normalise(source)`` gave, of its ``text`` and its ``pack()``, without doing it again."""
    numbers = np.frombuffer(packed, dtype=np.int32)
    jumps = int(numbers[0])
    steps, widths = np.ones((2, len(text)), dtype=np.int32)
    steps[numbers[1 : 1 + jumps]] += numbers[1 + jumps : 1 + 2 * jumps]
    wide = numbers[1 + 2 * jumps :]
    widths[wide[: len(wide) // 2]] += wide[len(wide) // 2 :]
    starts = np.cumsum(steps, dtype=np.int32) - 1
    normalised = Normalised(source, text)
    vars(normalised)["_offsets"] = starts, starts + widths
    return normalised


def searchable(text: str, broken_spans: Iterable[Range]) -> Normalised:
    """``normalise`` of a report: ``broken_spans`` of its text (furniture, injected text) end a paragraph.

    They are not searched and no phrase crosses them; soft line ends end none. Offsets are those of ``text``.
    """
    return of_paragraphs(text, broken_spans, soft_ends(text))


def of_paragraphs(
    text: str, broken_spans: Iterable[Range], ends: Sequence[Range], *, mapped: bool = False
) -> Normalised:
    """:func:`searchable` of a text whose soft line ends are known; ``mapped`` when the way back will be asked for."""
    source = paragraphs(text, broken_spans, ends)
    gaps = tuple(one for one in ends if not parts_words(text, *one) and "\n" not in source[one[0] : one[1]])
    found, *offsets = _normalise(_without(source, gaps), mapped=mapped)
    normalised = Normalised(source, found, gaps)
    if mapped:
        vars(normalised)["_offsets"] = normalised._in_source(*offsets)
    return normalised


def paragraphs(text: str, broken_spans: Iterable[Range], ends: Sequence[Range]) -> str:
    """``text``, of the same length, with a line end only where a paragraph ends.

    In place of ``broken_spans`` stand line ends, in place of the soft line ends ``ends`` blanks.
    """
    text = blanked(text, ends)
    pieces, done = [], 0
    for start, end in sorted(broken_spans):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            pieces += [text[done:start], "\n" * (end - start)]
            done = end
    return "".join((*pieces, text[done:]))


def _without(text: str, gaps: Sequence[Range]) -> str:
    edges = (0, *(edge for gap in gaps for edge in gap), len(text))
    return "".join([text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)])


def normalise_phrase(phrase: str) -> str:
    """A phrase as typed or copied, in the spelling of normalised texts; a line end in it is taken for a soft one."""
    phrase = phrase.strip()
    return normalise(joined(phrase, [end.span() for end in _LINE_END.finditer(phrase)])[0]).text


_NOTHING: Offsets = np.zeros(0, dtype=np.int32)


def _normalise(text: str, *, mapped: bool) -> tuple[str, Offsets, Offsets]:
    """The normalised text and, when ``mapped``, where each of its characters begins and ends in ``text``."""
    result, starts, ends, hard = _pass(text, mapped)
    # Dropping a blank can bring a letter and its accent together, which are then one character.
    while hard:
        again, more_starts, more_ends, hard = _pass(result, mapped)
        if again == result:
            break
        if mapped:
            starts, ends = starts[more_starts], ends[more_ends - 1]
        result = again
    return result, starts, ends


def _pass(text: str, mapped: bool) -> tuple[str, Offsets, Offsets, bool]:
    folded = text.translate(_FOLDING)
    starts = ends = _NOTHING
    hard = _HARD in folded
    if hard:
        folded, starts, ends = _expand(text, folded)
    elif mapped:
        starts = np.arange(len(text), dtype=np.int32)
        ends = starts + 1
    if mapped:
        kept = np.ones(len(folded), dtype=bool)
        for needless in _NEEDLESS.finditer(folded):
            kept[needless.start() : needless.end()] = False
        starts, ends = starts[kept], ends[kept]
    return _NEEDLESS.sub("", folded), starts, ends, hard


def _expand(text: str, folded: str) -> tuple[str, Offsets, Offsets]:
    """``folded`` with the spellings of the hard characters in ``text`` put in, and where each came from.

    A letter and the marks that join it are spelled together, so they share a span.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(piece: str, start: int, end: int) -> None:
        pieces.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))

    done = 0
    for run in re.finditer(_HARD + "+", folded):
        start = run.start()
        if start > done and _joins(text[start]):
            start -= 1
        pieces.append(folded[done:start])
        starts.extend(range(done, start))
        ends.extend(range(done + 1, start + 1))
        while start < run.end():
            end = start + 1
            while end < run.end() and _joins(text[end]):
                end += 1
            put(_spelling(text[start:end]), start, end)
            start = end
        done = run.end()
    pieces.append(folded[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    return "".join(pieces), np.array(starts, dtype=np.int32), np.array(ends, dtype=np.int32)


def _spelling(cluster: str) -> str:
    """NFKC, lower case and simplified characters of a few characters, until nothing changes; blanks as U+0020."""
    before = None
    while cluster != before:
        before = cluster
        lower = "".join(character.lower() for character in unicodedata.normalize("NFKC", cluster))
        cluster = searched(lower)
    return "".join(_visible(character) for character in cluster)


def _visible(character: str) -> str:
    if is_unseen(character):
        return ""
    if "\ud800" <= character <= "\udfff":
        return "\ufffe"
    return " " if character != "\n" and character.isspace() else character


@cache
def _joining() -> frozenset[str]:
    """The characters without a combining class that NFC may join to the one before them."""
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(0x20000))
    seconds = {chr(int(pair[1], 16)) for pair in parts if len(pair) == 2 and not pair[0].startswith("<")}
    jamo = {chr(code) for first, end in ((0x1161, 0x1176), (0x11A8, 0x11C3)) for code in range(first, end)}
    return frozenset(seconds | jamo)


def _joins(character: str) -> bool:
    """Whether what ``character`` is spelled as may change the character before it."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.combining(first) != 0 or first in _joining()


class _Folding(dict[int, str]):
    """For ``str.translate``: the spelling of each character met so far, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        spelling = _spelling(character)
        if len(spelling) != 1 or (code > 0x7F and (_joins(character) or _joins(spelling))):
            spelling = _HARD
        self[code] = spelling
        return spelling


_FOLDING = _Folding()
