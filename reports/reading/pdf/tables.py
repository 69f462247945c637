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
#: A cell of layout with no more characters is a label.
_LABEL = 60
#: Characters by which the first line of a paragraph stands in at most.
_INDENT = 2.5
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
        _text(characters, cell.left, cell.right) for characters, cell in zip(cells, grid.cells, strict=True)
    ]
    lines: list[PageLine] = []
    for row, places in enumerate(grid.places):
        # Borders that leave room between them make columns of nothing.
        widths = [right - left for left, right in pairwise(grid.xs)]
        numbers = list(
            dict.fromkeys(n for n, width in zip(places, widths, strict=True) if texts[n] or width > _GAP)
        )
        own = [number for number in numbers if grid.cells[number].row == row and texts[number]]
        top, bottom = grid.ys[len(grid.ys) - 1 - row], grid.ys[len(grid.ys) - 2 - row]
        whole = PageLine(
            text="",
            left=grid.xs[0],
            bottom=bottom,
            right=grid.xs[-1],
            top=top,
            size=top - bottom,
            page_height=page_height,
            begins=True,
            ends=True,
        )
        if sum(len(texts[number]) for number in own) > _ROW_LENGTH:
            for number in own:
                if len(texts[number]) > _LABEL:
                    lines += _paragraphs(cells[number], top, page_height, -1 - number)
                else:
                    lines.append(replace(whole, text=texts[number]))
            continue
        # A name beside several rows names each of them; a figure there is none of theirs.
        shown = [
            texts[number] if number in own or not any(map(str.isdigit, texts[number])) else ""
            for number in numbers
        ]
        if not own:
            continue
        text = texts[own[0]] if sum(map(bool, shown)) == 1 else " | ".join(shown).strip()
        lines.append(replace(whole, text=text))
    return lines


def _paragraphs(
    characters: Sequence[Character], top: float, page_height: float, column: int
) -> list[PageLine]:
    """The lines of a cell that holds a text of its own. They stand at the cell's ``top``, before those beside it."""
    lines = [replace(line_of(row, page_height, column), top=top) for row in rows_of(characters)]
    lines[0] = replace(lines[0], begins=True)
    lines[-1] = replace(lines[-1], ends=True)
    return lines


def _text(characters: Sequence[Character], left: float, right: float) -> str:
    """The text of a cell between two lines: what its narrowness broke is one, other lines are parted by a blank."""
    lines = [line_of(row, 0) for row in rows_of(characters)]
    if not lines:
        return ""
    width, size = right - left, lines[0].size
    fullest = max(line.right - line.left for line in lines)
    padding = min(max(0.0, (width - fullest) / 2), size)
    text = lines[0].text
    for before, line in pairwise(lines):
        needed = before.right - before.left + line.unit
        if before.text[-1].isdigit() and line.text[0].isdigit():
            # Two figures one above the other are one only when they had no room side by side at all.
            broken = needed > width
        else:
            # The first line of a paragraph is indented.
            indented = before.left < left + padding + _INDENT * size
            broken = needed > width - 2 * padding or (indented and before.right + line.unit > right - padding)
        text = joined(text, line.text) if broken else f"{text} {line.text}"
    return text
