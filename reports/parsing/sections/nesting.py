"""How headings nest (层级), and the paths and ends of their sections.

A series is the headings of one style under one parent. The usual order of styles decides, or the report's own
where its numbering shows another; a table of contents and stray enumerations before the first heading are left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.text.remarks import Remark

from ..types import Flag, Section
from .headings import Heading
from .markers import INNER, STYLES, Marker

#: Characters between a heading and the marker straight below it: line ends, blanks, table bars.
_GAP = 8


@dataclass(frozen=True, slots=True)
class Head:
    """A marker that opens a section, and its heading."""

    marker: Marker
    heading: Heading


def without_contents(heads: list[Head]) -> list[Head]:
    """Drop a table of contents (目录): headings at the beginning that all come again, in order."""
    keys = [(head.marker.style, head.marker.number, _bare(head.heading.text)) for head in heads]
    again = next((index for index in range(2, len(keys)) if keys[index] == keys[0]), 0)
    rest = iter(keys[again:])
    if again and all(key in rest for key in keys[:again]):
        return heads[again:]
    return heads


def _bare(heading: str) -> str:
    """A heading without what a table of contents puts after it."""
    return re.sub(r"[\s.…·\d]+$", "", heading)


def with_inner_series(heads: list[Head], text: str) -> list[Head]:
    """Tell 一、 straight below another 一、 (with no text between) as the next level's.

    The inner series goes on while its numbers do; a number that continues only the outer one ends it. Below the
    first heading it is believed only when the outer series does go on (else a heading was typed twice).
    """
    result = list(heads)
    for style, inner_style in INNER.items():
        outer, inner = 0, 0
        run: list[int] = []
        places = [index for index, head in enumerate(heads) if head.marker.style == style]
        for place in places:
            number = heads[place].marker.number
            below = place > 0 and heads[place - 1].marker.style == style
            if not run and number == 1 and below and not _text_between(heads[place - 1], heads[place], text):
                run, inner = [place], 1
            elif run and number == inner + 1:
                run.append(place)
                inner = number
            else:
                if number == outer + 1:
                    _move(result, run, inner_style)
                run, outer = [], number
        if outer > 1:
            _move(result, run, inner_style)
    return result


def _move(heads: list[Head], places: list[int], style: str) -> None:
    for place in places:
        heads[place] = replace(heads[place], marker=heads[place].marker._replace(style=style))


def _text_between(before: Head, head: Head, text: str) -> bool:
    return bool(re.search(r"\w", text[before.heading.end : head.marker.start]))


def without_strays(heads: list[Head], start: int, end: int) -> list[Head]:
    """Drop an enumeration of the preamble: lower headings before 一、 that fill little of the body."""
    ranks = _ranks(heads)
    if not heads:
        return heads
    top = min(ranks[head.marker.style] for head in heads)
    first = next(index for index, head in enumerate(heads) if ranks[head.marker.style] == top)
    opener = heads[first].marker
    if first and opener.number == 1 and opener.start - heads[0].marker.start < 0.3 * (end - start):
        return heads[first:]
    return heads


def _ranks(heads: Sequence[Head]) -> dict[str, int]:
    """The rank of each style in this report (0 the highest).

    The usual order, except that a style which opens the report, counts through it without starting again, and
    has series of a usually higher style between its headings (1. holding (一) (二)) stands above that style.
    """
    order = [style for style in STYLES if any(head.marker.style == style for head in heads)]
    if not heads:
        return {}
    first = heads[0].marker.style
    numbers = [head.marker.number for head in heads if head.marker.style == first]
    counts_through = len(numbers) >= 2 and all(later > earlier for earlier, later in pairwise(numbers))
    if order[0] != first and counts_through and numbers[0] == 1:
        last = max(index for index, head in enumerate(heads) if head.marker.style == first)
        between = {head.marker.style for head in heads[:last]} - {first}
        follower = heads[last + 1].marker if last + 1 < len(heads) else None
        if follower and follower.number == 1 and follower.start - heads[last].heading.end <= _GAP:
            # The last heading of the style may be the only one with a series below it, if it has no other text.
            between.add(heads[last + 1].marker.style)
        higher = [style for style in order[: order.index(first)] if style in between]
        if higher == order[: order.index(first)]:
            order.remove(first)
            order.insert(0, first)
    return {style: rank for rank, style in enumerate(order)}


def nest(heads: list[Head], text: str, end: int) -> list[Section]:
    """Levels, paths and ends. A path is made of the numbers as written; a number that does not go up counts on."""
    ranks = _ranks(heads)
    top_style = min(ranks, key=lambda style: ranks[style]) if ranks else ""
    first_top = next((head.marker.number for head in heads if head.marker.style == top_style), 1)
    stack: list[tuple[int, str]] = []
    last: dict[str, int] = {}
    placed: list[tuple[str, int, Head]] = []
    for head in heads:
        rank = ranks[head.marker.style]
        while stack and stack[-1][0] >= rank:
            stack.pop()
        parent = stack[-1][1] if stack else ""
        if not stack and rank and first_top > 1 and not last.get(""):
            # The first heading of the top style is lost (the report begins with (一) and goes on with 二、).
            stack.append((0, "1"))
            parent = "1"
        before = last.get(parent, 0)
        number = head.marker.number if head.marker.number > before else before + 1
        last[parent] = number
        path = f"{parent}.{number}" if parent else str(number)
        stack.append((rank, path))
        placed.append((path, path.count(".") + 1, head))
    ends = [end] * len(placed)
    open_sections: list[int] = []
    for index, (_, level, head) in enumerate(placed):
        while open_sections and placed[open_sections[-1]][1] >= level:
            ends[open_sections.pop()] = head.marker.start
        open_sections.append(index)
    return [
        Section(
            path=path,
            level=level,
            marker=text[head.marker.start : head.marker.end].rstrip(),
            heading=head.heading.text,
            heading_start=head.heading.start,
            heading_end=head.heading.end,
            start=head.marker.start,
            end=ends[index],
        )
        for index, (path, level, head) in enumerate(placed)
    ]


def inline_flag(heads: list[Head], end: int) -> tuple[Flag, ...]:
    inside = [head.marker for head in heads if head.marker.boundary != "line"]
    if len(inside) < 2 or len(inside) * 2 < len(heads):
        return ()
    return (Flag("inline_sections", inside[0].start, end, Remark("inline_sections")),)


def numbering_flags(sections: list[Section], heads: list[Head]) -> Iterator[Flag]:
    """One flag a heading whose number does not follow its sibling's."""
    last: dict[str, int] = {}
    for section, head in zip(sections, heads, strict=True):
        parent = section.path.rpartition(".")[0]
        written, expected = head.marker.number, last.get(parent, 0) + 1
        if written != expected and parent in last:
            note = Remark("number_skipped", expected=expected, written=written)
            yield Flag("numbering", head.marker.start, head.marker.end, note)
        last[parent] = written
