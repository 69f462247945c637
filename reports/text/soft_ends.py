"""Soft line ends (软换行): where a text was broken to fit a line, as pasted, mailed and exported texts are.

They are recognised here alone, from the text alone and in time linear in its length; search, parser and page work on
what :func:`soft_ends` gives. A line end is soft only where much speaks for it: lines around it are about as wide as each
other and mostly end inside a sentence, some of them where no paragraph can end (at a comma, inside a number, brackets
or a word that the text has elsewhere); the line itself is full; and what follows opens no paragraph. Where hardly a line
is broken, one is taken for it if all others end as paragraphs do. Of a doubtful one nothing is said: a phrase lost
over a line end is less than two paragraphs taken for one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from .printed_blocks import Block
from .printed_lines import LONGEST, NARROWEST, WIDEST, Lines, columns, is_like_heading, may_end, read_line
from .stops import COMMAS, PAUSE, STOPS

Range = tuple[int, int]

#: Lines that are within so many columns of the widest are left aside together with it.
_STEP = 2


# A page asks for those of its reports again for each figure.
@lru_cache(maxsize=16)
def soft_ends(text: str) -> tuple[Range, ...]:
    """The soft line ends of ``text`` in order: the spans of the line ends with the blanks around them."""
    found: list[Range] = []
    for lines in _stretches(text):
        soft = set(_soft_in_blocks(lines))
        soft |= set(_alone(lines, soft))
        found += [(lines[number].end, lines[number + 1].start) for number in sorted(soft)]
    return tuple(found)


def blanked(text: str, ends: Sequence[Range]) -> str:
    """``text`` with blanks for the soft line ends ``ends``: of the same length."""
    return _replaced(text, ends, lambda start, end: " " * (end - start))


@lru_cache(maxsize=16)
def unbroken(text: str) -> str:
    """``text`` with blanks for its soft line ends: of the same length."""
    return blanked(text, soft_ends(text))


def joined(text: str, ends: Sequence[Range]) -> tuple[str, Sequence[int]]:
    """``text`` without the soft line ends ``ends``, and where each of its characters stood in ``text``.

    Between two words in Latin letters one character stays, as a blank.
    """
    if not ends:
        return text, range(len(text))
    kept: list[int] = []
    done = 0
    for start, end in ends:
        kept.extend(range(done, start + parts_words(text, start, end)))
        done = end
    kept.extend(range(done, len(text)))
    return _replaced(text, ends, lambda start, end: " " * parts_words(text, start, end)), kept


def joined_part(
    text: str, ends: Iterable[Range], start: int, end: int, spans: Iterable[Range]
) -> tuple[str, tuple[Range, ...]]:
    """``text[start:end]`` without those of the soft line ends ``ends`` within, and ``spans`` as offsets into that."""
    within = [(first - start, last - start) for first, last in ends if start < first and last < end]
    shown, kept = joined(text[start:end], within)
    return shown, tuple(
        (bisect_left(kept, first - start), bisect_left(kept, last - start)) for first, last in spans
    )


def parts_words(text: str, start: int, end: int) -> bool:
    """Whether the soft line end at ``[start, end)`` stands for a blank: between two words in Latin letters."""
    pair = text[start - 1] + text[end]
    return pair.isascii() and pair.isalnum() and not pair.isdigit()


def _replaced(text: str, ends: Sequence[Range], by: Callable[[int, int], str]) -> str:
    pieces, done = [], 0
    for start, end in ends:
        pieces += [text[done:start], by(start, end)]
        done = end
    return "".join((*pieces, text[done:]))


def _stretches(text: str) -> Iterator[Lines]:
    """The runs of three lines and more, none too wide to have been broken, one of which may end inside a sentence."""
    if text.count("\n") < 2:
        return
    run: list[tuple[str, int, int]] = []
    torn = False
    blanks = position = 0
    for raw in text.split("\n"):
        size = len(raw)
        if size > LONGEST or (size > WIDEST and columns(raw.strip()) > WIDEST):
            if torn and len(run) > 2:
                yield Lines(text, (read_line(*one) for one in run))
            run, torn, blanks = [], False, 0
        elif words := raw.strip():
            run.append((raw, position, blanks))
            torn = torn or (len(words) >= NARROWEST // 2 and not may_end(words))
            blanks = 0
        else:
            blanks += 1
        position += size + 1
    if torn and len(run) > 2:
        yield Lines(text, (read_line(*one) for one in run))


def _soft_in_blocks(lines: Lines) -> Iterator[int]:
    """The lines with a soft end, the widest left aside again and again until those between are of one width."""
    waiting = [(0, len(lines))]
    while waiting:
        first, last = waiting.pop()
        if last - first < 3 or sum(lines.torn[first:last]) < 2:
            continue
        if block := Block.of(lines, first, last):
            yield from block.soft_ends()
            continue
        widest = max(line.width for line in lines[first:last])
        if widest < NARROWEST:
            continue
        start = first
        for number in range(first, last + 1):
            if number == last or lines[number].width > widest - _STEP:
                waiting.append((start, number))
                start = number + 1


def _alone(lines: Lines, known: set[int]) -> Iterator[int]:
    """Lines that end inside a sentence where nearly all others end with one, beside the ``known`` ones.

    What follows must end its sentence, and the line itself where no paragraph or verse ends, or be indented as a first line.
    """
    torn = [
        number
        for number, line in enumerate(lines)
        if lines.torn[number]
        and number not in known
        and line.width >= NARROWEST
        and line.is_prose
        and line.text[-1] not in COMMAS + PAUSE
        and not is_like_heading(line.text)
    ]
    ended = sum(line.text[-1] in STOPS for line in lines)
    if not torn or 2 * len(torn) > ended + 1:
        return
    members = set(torn)
    for number in torn:
        last = number + 1
        while last in members:
            last += 1
        told = (
            lines[number].indent > lines[number + 1].indent + 0.9
            or lines.is_tear(number)
            or lines.is_word(number)
            or lines.is_rest(number)
        )
        if told and lines[last].text[-1] in STOPS:
            yield number
