"""The rows of ruled tables: `警告 | 4件 | 2件`."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .characters import Character
from .grids import Grid, grids_of
from .page_lines import PageLine, line_of, rows_of
from .paragraphs import joined
from .rules import Rules

#: A row longer than this is layout; its cells are read one after the other, as everywhere.
_ROW_LENGTH = 1_000
#: In points, less than any character takes.
_GAP = 5.0
#: Paper ruled in squares has a character in each.
_SQUARES, _IN_SQUARE = 40, 1.5


def tables_of(
    characters: Sequence[Character], rules: Rules, page_height: float
) -> tuple[list[PageLine], list[Character]]:
    """The rows of a page's ruled tables as lines, and the characters that stand outside them."""
    rows: list[PageLine] = []
    rest = list(characters)
    for grid in grids_of(rules):
        cells: list[list[Character]] = [[] for _ in grid.cells]
        outside: list[Character] = []
        for character in rest:
            at = grid.cell_at(*character.middle)
            (outside if at is None else cells[at]).append(character)
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or (len(filled) >= _SQUARES and sum(map(len, filled)) < _IN_SQUARE * len(filled)):
            continue
        rows += _rows(grid, cells, page_height)
        rest = outside
    return rows, rest


def without_repeated_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """``pages`` without the heading row that a table repeats where it goes on over the page."""
    found: list[list[PageLine]] = []
    head: PageLine | None = None
    for page in pages:
        first = next((at for at, line in enumerate(page) if line.begins and line.ends), None)
        going_on = head is not None and first is not None and page[first].text == head.text
        kept = [line for at, line in enumerate(page) if not (going_on and at == first)]
        found.append(kept)
        if not going_on:
            head = _head_of_last_table(page)
        elif not (page and page[-1].begins and page[-1].ends):
            head = None
    return found


def _head_of_last_table(page: Sequence[PageLine]) -> PageLine | None:
    """The first row of the table that a page ends with, but for a line or two such as a page number."""
    last = next((at for at in range(len(page) - 1, -1, -1) if page[at].begins and page[at].ends), None)
    if last is None or last < len(page) - 2:
        return None
    while last and page[last - 1].begins and page[last - 1].ends:
        last -= 1
    return page[last]


def _rows(grid: Grid, cells: list[list[Character]], page_height: float) -> list[PageLine]:
    texts = [
        _text(characters, cell.right - cell.left) for characters, cell in zip(cells, grid.cells, strict=True)
    ]
    lines: list[PageLine] = []
    for row, places in enumerate(grid.places):
        # Borders that leave room between them make columns of nothing.
        widths = [right - left for left, right in pairwise(grid.xs)]
        numbers = list(
            dict.fromkeys(n for n, width in zip(places, widths, strict=True) if texts[n] or width > _GAP)
        )
        own = [number for number in numbers if grid.cells[number].row == row and texts[number]]
        if sum(len(texts[number]) for number in own) > _ROW_LENGTH:
            for number in own:
                lines += _paragraphs(cells[number], page_height)
            continue
        # A name beside several rows names each of them; a figure there is none of theirs.
        shown = [
            texts[number] if number in own or not any(map(str.isdigit, texts[number])) else ""
            for number in numbers
        ]
        if not own:
            continue
        text = texts[own[0]] if sum(map(bool, shown)) == 1 else " | ".join(shown).strip()
        top, bottom = grid.ys[len(grid.ys) - 1 - row], grid.ys[len(grid.ys) - 2 - row]
        lines.append(
            PageLine(
                text=text,
                left=grid.xs[0],
                bottom=bottom,
                right=grid.xs[-1],
                top=top,
                size=top - bottom,
                page_height=page_height,
                begins=True,
                ends=True,
            )
        )
    return lines


def _paragraphs(characters: Sequence[Character], page_height: float) -> list[PageLine]:
    """The lines of a cell that holds a text of its own."""
    lines = [line_of(row, page_height) for row in rows_of(characters)]
    lines[0] = replace(lines[0], begins=True)
    lines[-1] = replace(lines[-1], ends=True)
    return lines


def _text(characters: Sequence[Character], width: float) -> str:
    """The text of a cell of that width: lines that its narrowness broke are one, others are parted by a blank."""
    lines = [line_of(row, 0) for row in rows_of(characters)]
    if not lines:
        return ""
    fullest = max(line.right - line.left for line in lines)
    room = width - 2 * min(max(0.0, (width - fullest) / 2), lines[0].size)
    text = lines[0].text
    for before, line in pairwise(lines):
        needed = before.right - before.left + line.unit
        # Two figures one above the other are one only when they had no room side by side at all.
        figures = before.text[-1].isdigit() and line.text[0].isdigit()
        text = joined(text, line.text) if needed > (width if figures else room) else f"{text} {line.text}"
    return text
