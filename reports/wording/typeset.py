"""Setting a report's text (排版): standoff annotations laid over the text give blocks of runs.

Every offset indexes the canonical text. No character is lost: concatenating all runs in order of ``start``
gives the text again but for line ends, the blanks around soft ones and those at both ends of a block.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reports.text.soft_ends import blanked, parts_words, soft_ends
from reports.text.stops import COLONS, COMMAS, STOPS

Range = tuple[int, int]
#: What may stand between a heading and the end of its line without being body text.
_CLOSING = " \t\u3000\xa0。.:：；;，,、"

#: Between the cells of a row, as the readers of files write it.
BAR = "|"
_STOPS = "。；;，,、！!？?”’）)"
_NAME = re.compile(rf"[^{STOPS}{COLONS}{COMMAS}]{{2,30}}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's marker and heading at ``[start, end)``; ``level`` counts from 1. ``others`` are further anchors."""

    anchor: str
    level: int
    start: int
    end: int
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListItem:
    """One of a 一是 / 二是 series at ``[start, end)``; ``depth`` 2 is nested in another."""

    start: int
    end: int
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to be underlined at ``[start, end)``; ``key`` makes its anchor, ``label`` its tooltip.

    ``others`` are further anchors.
    """

    key: str
    start: int
    end: int
    label: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence at ``[start, end)`` that was compared with other reports: ``kind`` as in ``reuse.Reading``, ``count``
    the other reports that have it, 0 for none to be named."""

    start: int
    end: int
    kind: str
    count: int = 0


@dataclass(frozen=True)
class Annotations:
    """All that is known of a text. Spans may nest and overlap in any way and may be empty or out of range."""

    title: tuple[Range, ...] = ()
    headings: tuple[Heading, ...] = ()
    items: tuple[ListItem, ...] = ()
    figures: tuple[Figure, ...] = ()
    injected: tuple[Range, ...] = ()
    furniture: tuple[Range, ...] = ()
    #: Where issuer and date of the signature (落款) were read; elsewhere in the text they change nothing.
    signature: tuple[Range, ...] = ()
    marks: tuple[Range, ...] = ()
    #: Disjoint.
    shared: tuple[Shared, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters with one look. ``first_of_figure`` / ``first_of_mark`` carry the anchor of what begins here.

    ``mark`` is the offset where the run's search mark begins, None outside of marks. ``also`` are figures that
    share this run's characters with ``figure``: they get an anchor and no underline of their own.
    """

    start: int
    text: str
    figure: Figure | None = None
    first_of_figure: bool = False
    also: tuple[Figure, ...] = ()
    injected: bool = False
    mark: int | None = None
    first_of_mark: bool = False
    shared: Shared | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page.

    ``kind`` is title, heading, paragraph, item, row, signature or furniture. A row of a table has ``BAR`` between its
    cells; rows that follow each other are one table. A paragraph or item with ``headings`` begins with
    a run-in heading (``lead``) and goes on with body text. ``depth`` is 0 outside of lists.
    """

    kind: str
    runs: tuple[Run, ...]
    lead: tuple[Run, ...] = ()
    headings: tuple[Heading, ...] = ()
    depth: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in (*self.lead, *self.runs))

    @property
    def start(self) -> int:
        """The offset of its first character."""
        return (*self.lead, *self.runs)[0].start


def typeset(text: str, notes: Annotations) -> list[Block]:
    """The blocks of ``text``, in order."""
    size = len(text)
    ends = soft_ends(text)
    runs = _Runs(text, notes, [one for one in ends if not parts_words(text, *one)])
    text = blanked(text, ends)
    furniture = _merged(_clipped(notes.furniture, size))
    titles = _merged(_clipped(notes.title, size))
    headings: dict[int, list[Heading]] = {}
    for heading in notes.headings:
        if 0 <= heading.start < size:
            headings.setdefault(heading.start, []).append(heading)
    items = [item for item in notes.items if 0 <= item.start < item.end <= size]
    cuts = {*headings} | {edge for span in (*furniture, *titles) for edge in span}
    for item in items:
        cuts |= {item.start, _past_stops(text, item.end)}

    signed_from = max(headings, default=0)
    starts = {item.start for item in items}
    waiting = sorted(items, key=lambda item: item.start, reverse=True)
    around: list[ListItem] = []
    blocks: list[Block] = []
    for first, last in _pieces(text, cuts, keep={*headings, *starts}, walls=(*furniture, *titles)):
        # Table bars and rules left between pieces of furniture belong to it.
        bare = first not in headings and not any(character.isalnum() for character in text[first:last])
        if _covers(furniture, first) or (bare and blocks and blocks[-1].kind == "furniture"):
            blocks.append(Block("furniture", runs.between(first, last)))
            continue
        if _covers(titles, first):
            blocks.append(Block("title", runs.between(first, last)))
            continue
        while waiting and waiting[-1].start <= first:
            around.append(waiting.pop())
        around = [item for item in around if item.end > first]
        depth = max((item.depth for item in around), default=0)
        kind = "item" if first in starts else "paragraph"
        if first not in headings and first >= signed_from and _signs(notes.signature, first, last):
            blocks.append(Block("signature", runs.between(first, last)))
            continue
        if first not in headings:
            blocks.append(Block(kind, runs.between(first, last), depth=depth))
            continue
        here = tuple(headings[first])
        stop = min(last, max(first + 1, *(heading.end for heading in here)))
        if not text[stop:last].strip(_CLOSING):
            blocks.append(Block("heading", runs.between(first, last), headings=here))
        else:
            while stop < last and text[stop] in _CLOSING:
                stop += 1
            lead = runs.between(first, stop)
            blocks.append(Block(kind, runs.between(stop, last), lead=lead, headings=here, depth=depth))
    return _with_names_above(_with_tables(blocks))


def _with_tables(blocks: list[Block]) -> list[Block]:
    """Lines that follow each other with as many bars each are the rows of a table; a line with bars alone is none."""
    set_blocks: list[Block] = []
    for bars, group in itertools.groupby(blocks, key=_bars):
        rows = list(group)
        is_table = bars > 0 and len(rows) > 1
        set_blocks += [replace(row, kind="row") for row in rows] if is_table else rows
    return set_blocks


def _bars(block: Block) -> int:
    """How many cells end within a block's line; 0 for what can be no row."""
    plain = block.kind == "paragraph" and not block.depth and not block.headings
    return block.text.count(BAR) if plain else 0


def _with_names_above(blocks: list[Block]) -> list[Block]:
    """The short lines right above a signature are its names: they belong to it though nothing was read in them."""
    for index in range(len(blocks) - 1, 0, -1):
        above = blocks[index - 1]
        plain = above.kind == "paragraph" and not above.depth and not above.headings
        if blocks[index].kind == "signature" and plain and _NAME.fullmatch(above.text):
            blocks[index - 1] = replace(above, kind="signature")
    return blocks


def _signs(signature: Iterable[Range], first: int, last: int) -> bool:
    """Whether ``[first, last)`` holds a piece of the signature and hardly anything beside it (a stamp, 特此报告)."""
    return any(first <= start and end <= last and last - first <= end - start + 8 for start, end in signature)


def _past_stops(text: str, position: int) -> int:
    """The offset behind the stops at ``position``: an item that ends before its full stop takes it along."""
    while position < len(text) and text[position] in _STOPS:
        position += 1
    return position


def _pieces(text: str, cuts: set[int], keep: set[int], walls: Sequence[Range]) -> list[Range]:
    """The stretches between cuts and line ends, blanks around them left off, empty ones left out.

    A stretch without a letter or digit (a full stop left behind an item) joins the one before it on its line.
    """
    edges = sorted(cuts | {0, len(text)} | {i + d for i, c in enumerate(text) if c == "\n" for d in (0, 1)})
    edges = [edge for edge in edges if 0 <= edge <= len(text)]
    borders = {edge for wall in walls for edge in wall}
    pieces: list[Range] = []
    for first, last in itertools.pairwise(edges):
        raw = text[first:last]
        body = raw.strip()
        if not body:
            continue
        start = first + len(raw) - len(raw.lstrip())
        # An anchor at blanks moves to the first character after them only if nothing is anchored there.
        if first in keep:
            start = first
        end = start + len(text[start:last].rstrip())
        alone = first not in keep and first not in borders and not any(c.isalnum() for c in body)
        if alone and pieces and pieces[-1][1] <= first and "\n" not in text[pieces[-1][0] : end]:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    return pieces


class _Runs:
    """Cuts any stretch of the text into runs; overlapping figures and marks are made disjoint first.

    What stands at ``gaps`` is left out.
    """

    def __init__(self, text: str, notes: Annotations, gaps: Sequence[Range]) -> None:
        self._text = text
        self._gaps = gaps
        size = len(text)
        self._figures: list[tuple[int, int, Figure]] = []
        self._also: dict[str, list[Figure]] = {}
        for figure in sorted(notes.figures, key=lambda one: (one.start, -one.end)):
            if not 0 <= figure.start < figure.end <= size:
                continue
            first = max(figure.start, self._figures[-1][1] if self._figures else 0)
            if first < figure.end:
                self._figures.append((first, figure.end, figure))
            else:
                owner = self._figures[bisect_right(self._figures, figure.start, key=lambda one: one[0]) - 1][
                    2
                ]
                self._also.setdefault(owner.key, []).append(figure)
        self._injected = _merged(_clipped(notes.injected, size))
        self._marks = _merged(_clipped(notes.marks, size), touching=False)
        edges = {edge for first, last, _ in self._figures for edge in (first, last)}
        edges |= {edge for span in (*self._injected, *self._marks, *gaps) for edge in span}
        self._shared = sorted(notes.shared, key=lambda one: one.start)
        edges |= {edge for one in self._shared for edge in (one.start, one.end)}
        self._edges = sorted(edges)

    def between(self, first: int, last: int) -> tuple[Run, ...]:
        """The runs of ``[first, last)``."""
        inner = self._edges[bisect_right(self._edges, first) : bisect_right(self._edges, last - 1)]
        bounds = [first, *inner, last]
        runs = []
        for start, end in itertools.pairwise(bounds):
            if start == end or _covers(self._gaps, start):
                continue
            run = Run(start, self._text[start:end], injected=_covers(self._injected, start))
            at = bisect_right(self._figures, start, key=lambda one: one[0]) - 1
            if at >= 0 and start < self._figures[at][1]:
                begins, _, figure = self._figures[at]
                opens = begins == start
                also = tuple(self._also.get(figure.key, ())) if opens else ()
                run = replace(run, figure=figure, first_of_figure=opens, also=also)
            mark = _covering(self._marks, start)
            if mark is not None:
                run = replace(run, mark=mark[0], first_of_mark=mark[0] == start)
            near = bisect_right(self._shared, start, key=lambda one: one.start) - 1
            if near >= 0 and start < self._shared[near].end:
                run = replace(run, shared=self._shared[near])
            runs.append(run)
        return tuple(runs)


def _clipped(spans: Iterable[Range], size: int) -> list[Range]:
    """The spans that hold at least one character of a text of ``size``, cut to it."""
    clipped = ((max(0, first), min(last, size)) for first, last in spans)
    return [(first, last) for first, last in clipped if first < last]


def _merged(spans: Iterable[Range], touching: bool = True) -> list[Range]:
    """Spans in order without overlap; those that only touch are joined too if ``touching``."""
    merged: list[Range] = []
    for first, last in sorted(spans):
        if merged and (first < merged[-1][1] or (touching and first == merged[-1][1])):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _covering(spans: Sequence[Range], position: int) -> Range | None:
    at = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return spans[at] if at >= 0 and position < spans[at][1] else None


def _covers(spans: Sequence[Range], position: int) -> bool:
    return _covering(spans, position) is not None
