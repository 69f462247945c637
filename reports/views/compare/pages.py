"""A long comparison in pages (分页): what a row holds beyond a page's measure stands on the next, nothing is left out.

Ordinary reports need one page. The measures keep a page of four reports below a megabyte, whatever they hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Generic, TypeVar

from reports.analysis.across.compare import IndicatorRow, Part, PartRow, Value
from reports.analysis.across.word_diff import Run, SectionChange

#: Figures in one cell, and of all cells of a page together.
FIGURES_IN_A_CELL, FIGURES = 75, 300
#: Characters of text in one cell, and of all cells of a page together.
CHARACTERS_IN_A_CELL, CHARACTERS = 15_000, 60_000
#: What a passage or a paragraph costs a page beside its characters, in characters.
FRAME = 60

One = TypeVar("One")
Item = TypeVar("Item")


@dataclass(frozen=True)
class FigureSlice(Generic[Item]):
    """As many figures of a row as a page shows; ``begun`` says of each cell whether a slice before has some of it."""

    row: IndicatorRow[Item]
    cells: tuple[tuple[Value[Item], ...], ...]
    begun: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, or so much of it as one page shows; ``continued`` where its beginning stands before."""

    part: Part
    continued: bool = False

    @property
    def size(self) -> int:
        return FRAME + len(self.part.title) + sum(end - start for start, end in self.part.own)


@dataclass(frozen=True)
class TextSlice:
    """As much of a row of parts as a page shows; ``begun`` as in :class:`FigureSlice`."""

    key: str
    cells: tuple[tuple[Piece, ...], ...]
    begun: tuple[bool, ...]


@dataclass(frozen=True)
class ChangeSlice:
    """As many paragraphs of a pair of sections as a page shows; ``continued`` where others stand before."""

    section: SectionChange
    paragraphs: tuple[tuple[Run, ...], ...]
    continued: bool


def packed(ones: Iterable[One], size: Callable[[One], int], most: int) -> list[list[One]]:
    """All in order, as many together as ``most`` allows; what is larger stands alone. One empty list for none."""
    pages: list[list[One]] = [[]]
    full = 0
    for one in ones:
        if pages[-1] and full + size(one) > most:
            pages.append([])
            full = 0
        pages[-1].append(one)
        full += size(one)
    return pages


def figure_pages(rows: Iterable[IndicatorRow[Item]]) -> list[list[FigureSlice[Item]]]:
    """Rows of figures in pages of at most :data:`FIGURES`."""
    slices = (
        FigureSlice(
            row,
            tuple(cell[at : at + FIGURES_IN_A_CELL] for cell in row.cells),
            tuple(bool(at and cell) for cell in row.cells),
        )
        for row in rows
        for at in range(0, max(map(len, row.cells)), FIGURES_IN_A_CELL)
    )
    return packed(slices, lambda one: sum(map(len, one.cells)), FIGURES)


def text_pages(rows: Iterable[PartRow], texts: Sequence[str]) -> list[list[TextSlice]]:
    """Rows of parts in pages of about :data:`CHARACTERS`; ``texts`` are those of the columns."""
    return packed(
        (one for row in rows for one in _text_slices(row, texts)),
        lambda one: sum(piece.size for cell in one.cells for piece in cell),
        CHARACTERS,
    )


def _text_slices(row: PartRow, texts: Sequence[str]) -> Iterator[TextSlice]:
    columns = [
        packed(
            (piece for part in cell for piece in _pieces(part, text)),
            lambda piece: piece.size,
            CHARACTERS_IN_A_CELL,
        )
        for cell, text in zip(row.cells, texts, strict=True)
    ]
    for number, cells in enumerate(zip_longest(*columns, fillvalue=[])):
        begun = tuple(bool(number and cell) for cell in row.cells)
        yield TextSlice(row.key, tuple(tuple(cell) for cell in cells), begun)


def _pieces(part: Part, text: str) -> Iterator[Piece]:
    """A part cut behind lines, where there are none behind sentences, where there are none anywhere."""
    room = max(CHARACTERS_IN_A_CELL - FRAME - len(part.title), CHARACTERS_IN_A_CELL // 2)
    own: list[tuple[int, int]] = []
    full = 0
    continued = False
    for start, end in part.own:
        while full + end - start > room:
            cut = _cut(text, start, start + room - full)
            yield Piece(replace(part, own=(*own, (start, cut))), continued)
            own, full, continued, start = [], 0, True, cut
        own.append((start, end))
        full += end - start
    if own or not continued:
        yield Piece(replace(part, own=tuple(own)), continued)


def _cut(text: str, start: int, most: int) -> int:
    """The last place up to ``most`` at which ``text`` may be cut, behind ``start``."""
    for mark in "\n。":
        if (at := text.rfind(mark, start, most)) >= start:
            return at + 1
    return max(most, start)


def change_pages(sections: Iterable[SectionChange]) -> list[list[ChangeSlice]]:
    """Sections told apart word by word, in pages of about :data:`CHARACTERS`."""
    slices = (
        ChangeSlice(section, tuple(paragraphs), number > 0)
        for section in sections
        for number, paragraphs in enumerate(
            packed((one for whole in section.paragraphs for one in _cut_runs(whole)), _size, CHARACTERS)
        )
    )
    return packed(slices, lambda one: FRAME + sum(map(_size, one.paragraphs)), CHARACTERS)


def _size(paragraph: Sequence[Run]) -> int:
    return FRAME + sum(len(run.text) for run in paragraph)


def _cut_runs(paragraph: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    """The paragraph, or, where it is longer than a cell may be, paragraphs that are not."""
    short = (
        Run(run.text[at : at + CHARACTERS_IN_A_CELL], run.kind)
        for run in paragraph
        for at in range(0, len(run.text), CHARACTERS_IN_A_CELL)
    )
    yield from map(tuple, packed(short, lambda run: len(run.text) + FRAME // 2, CHARACTERS_IN_A_CELL))
