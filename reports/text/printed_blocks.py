"""Lines that were broken to fit one width (硬换行的一段), and which of their ends are soft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from .printed_lines import (
    LONGEST,
    NARROWEST,
    Lines,
    is_like_heading,
    is_title,
    lists_inside,
    marker_kind,
    signs,
)

#: How many columns narrower than most a full line may be; of lines broken by hand, which part of the widest it is.
_SLACK, _RAGGED = 4, 0.62
#: A paragraph's indent, and that of a line set in the middle.
_INDENT, _MIDDLE = 0.9, 6


@dataclass(frozen=True)
class Block:
    """Lines ``[first, last)`` broken at ``width`` columns, or at ``size`` characters."""

    lines: Lines
    first: int
    last: int
    width: float
    size: int
    #: Broken by a program: what follows a full line had no room in it.
    tight: bool = True
    #: Broken by hand, at no certain width.
    ragged: bool = False
    #: Hardly a line has a mark in it.
    unmarked: bool = False

    @classmethod
    def of(cls, lines: Lines, first: int, last: int) -> Block | None:
        """These lines as broken ones, or None where not enough speaks for it."""
        widest = max(line.width for line in lines[first:last])
        if widest < NARROWEST:
            return None
        torn = [n for n in range(first, last - 1) if lines.torn[n] and lines[n].width >= widest * _RAGGED]
        if len(torn) < 2:
            return None
        width = sorted(lines[n].width for n in torn)[len(torn) * 4 // 5]
        if widest > width + _SLACK:
            return None
        size, times = Counter(lines[n].size for n in torn).most_common(1)[0]
        marked = sum(lines[n].is_prose for n in torn)
        block = cls(lines, first, last, width, size if times >= 0.6 * len(torn) else LONGEST)
        block = replace(block, unmarked=marked * 3 < len(torn))
        near = [n for n in torn if block._is_full(n)]
        full = sum(block._is_full(n) for n in range(first, last))
        if len(near) * 4 >= len(torn) * 3 and len(near) * 2 >= full:
            block = replace(block, tight=sum(map(block._is_filled, near)) >= 0.8 * len(near))
            return block if block._is_told(near) else None
        wide = sum(line.width >= widest * _RAGGED for line in lines[first:last])
        block = replace(block, width=widest, size=LONGEST, tight=False, ragged=True)
        return block if len(torn) >= 4 and len(torn) * 2 >= wide and block._is_told(torn) else None

    def soft_ends(self) -> Iterator[int]:
        """The numbers of the lines with a soft end."""
        goes_on = False
        for number in range(self.first, self.last - 1):
            goes_on = self._is_soft(number, goes_on)
            if goes_on:
                yield number

    def _is_told(self, torn: Sequence[int]) -> bool:
        """Whether the ends of the lines ``torn`` show that the block was broken to fit."""
        lines = self.lines
        sure = self.tight and len(torn) > 2
        if self.unmarked:
            # Only width tells, and lists have lines of one width too, which begin or end alike.
            begin = Counter(lines[n].text[:2] for n in torn).most_common(1)[0][1]
            end = Counter(lines[n].text[-1] for n in torn).most_common(1)[0][1]
            if not sure or max(begin, end) * 3 > len(torn) + 3:
                return False
        least = 1 if sure else max(2, 0.15 * len(torn))
        if sure and any(map(lines.is_tear, torn)):
            return True
        tears = sum(map(lines.is_tear, torn))
        if tears < least or not sure:
            tears += sum(lines.is_word(n) and not lines.is_tear(n) for n in torn)
        # Points without a full stop have no sentence that ends inside a line.
        inside = sure or any(line.stop_inside for line in lines[self.first : self.last])
        return tears >= least and (inside or (self.tight and tears == len(torn)))

    def _is_filled(self, number: int) -> bool:
        """Whether the next line's first word had no room in a line."""
        line = self.lines[number]
        return line.size == self.size or line.width + self.lines[number + 1].first_room > self.width - 1

    def _is_full(self, number: int) -> bool:
        line = self.lines[number]
        if self.ragged:
            return line.width >= self.width * _RAGGED
        return line.width >= self.width - _SLACK or line.size >= self.size

    @cached_property
    def _margin(self) -> float:
        return min(line.indent for line in self.lines[self.first : self.last])

    @cached_property
    def _tells_paragraphs(self) -> bool:
        """Whether an indent or a blank line opens each paragraph, so that a line without goes on."""
        begun = told = 0
        for number in range(self.first, self.last - 1):
            if self.lines[number].stops and not self._is_full(number):
                begun += 1
                told += self.lines[number + 1].indent > self._margin + _INDENT or not self.lines.follows(
                    number
                )
        return begun >= 2 and told >= 0.8 * begun

    def _is_soft(self, number: int, goes_on: bool) -> bool:
        """Whether a line's end is soft; ``goes_on``: that of the line before was."""
        lines = self.lines
        line, following = lines[number], lines[number + 1]
        if not lines.follows(number) or line.is_row or following.is_row:
            return False
        wide = line.width >= self.width * _RAGGED
        if not self._is_full(number) and not (wide and lines.is_broken_off(number)):
            return False
        if following.indent > self._margin + _INDENT and following.indent > line.indent - _INDENT:
            return False
        if line.indent > self._margin + _MIDDLE:
            return False
        filled = not self.ragged and self._is_filled(number)
        if line.stops:
            return (
                self.tight
                and filled
                and (not following.opens or lists_inside(following.text))
                and following.is_prose
                and self._tells_paragraphs
            )
        whole = not goes_on and (is_title if self.unmarked else is_like_heading)(line.text)
        if following.opens:
            # What looks like a marker stands at a line's beginning by chance too.
            return self.tight and filled and not whole and not signs(following.text)
        if whole and not lines.is_tear(number):
            return filled and (self._tells_paragraphs or self._is_half_a_heading(number))
        return True

    def _is_half_a_heading(self, number: int) -> bool:
        """Whether a full line that could be a heading goes on: below it stands what is neither one nor a sentence, or
        all other headings of its kind run into their text.
        """
        line, following = self.lines[number], self.lines[number + 1]
        if not following.is_prose and not self._is_full(number + 1):
            return True
        kind = marker_kind(line.text)
        alike = [
            one
            for one in self.lines[self.first : self.last]
            if one is not line and marker_kind(one.text) == kind
        ]
        return bool(kind and alike) and all(one.stop_inside for one in alike)
