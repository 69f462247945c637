"""The rows of ruled tables: `警告 | 4件 | 2件`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

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
#: By this share of a character the end of a full line may stand before that of others.
_TIGHT = 0.6
#: The rest of a row is shorter.
_REST = 200
#: More than any table has: frames are numbered behind them.
_CELLS = 20_000
#: Paper ruled in squares has a character in each.
_SQUARES, _IN_SQUARE = 40, 1.5


def tables_of(
    characters: Sequence[Character], rules: Rules, page_height: float
) -> tuple[list[PageLine], list[Character]]:
    """The rows of a page's ruled tables and the texts of its frames as lines, and the characters outside them."""
    blocks: list[_Block] = []
    rest = list(characters)
    grids, frames = grids_of(rules)
    for grid in grids:
        cells: list[list[Character]] = [[] for _ in grid.cells]
        outside: list[Character] = []
        for character in rest:
            at = grid.cell_at(*character.middle)
            (outside if at is None else cells[at]).append(character)
        filled = [cell for cell in cells if cell]
        # A lone row may be the rest of one that the page before ends with.
        fewest = 1 if len(grid.ys) == 2 and sum(map(len, filled)) < _REST else 2
        if len(filled) < fewest or (
            len(filled) >= _SQUARES and sum(map(len, filled)) < _IN_SQUARE * len(filled)
        ):
            continue
        blocks.append(_Block(grid.xs[0], grid.ys[0], grid.ys[-1], _rows(grid, cells, page_height)))
        rest = outside
    for number, frame in enumerate(frames, 1):
        inside = [c for c in rest if frame.holds(*c.middle)]
        others = [c for c in characters if not frame.holds(*c.middle)]
        if len(rows_of(inside)) > 1 and _stands_beside(others, frame.bottom, frame.top):
            column = -1 - _CELLS - number
            lines = _paragraphs(inside, frame.top, page_height, column)
            blocks.append(_Block(frame.left, frame.bottom, frame.top, lines))
            rest = [c for c in rest if not frame.holds(*c.middle)]
    return _in_order(blocks, rest), rest


@dataclass(frozen=True, slots=True)
class TableRow(PageLine):
    """A row of a table: its cells by columns, which of them are full to the end of their last line, and its columns'
    edges; none where the row is layout."""

    cells: tuple[str, ...] = ()
    full: tuple[bool, ...] = ()
    edges: tuple[float, ...] = ()


def row_text(cells: Sequence[str]) -> str:
    """The line a row is: its cells with bars, or the one that holds anything."""
    filled = [cell for cell in cells if cell]
    return filled[0] if len(filled) == 1 else " | ".join(cells).strip()


@dataclass(frozen=True)
class _Block:
    """What is read by itself: a table or a frame, with its left side and how far it reaches down the page."""

    left: float
    bottom: float
    top: float
    lines: list[PageLine]


def _in_order(blocks: Sequence[_Block], rest: Sequence[Character]) -> list[PageLine]:
    """The lines of blocks. Of those that stand beside each other, or beside text, the left one goes first and whole."""
    lines: list[PageLine] = []
    for block in sorted(blocks, key=lambda block: block.left):
        beside = [one for one in blocks if one.bottom < block.top and block.bottom < one.top]
        if len(beside) > 1 or _stands_beside(rest, block.bottom, block.top):
            top = max(one.top for one in beside)
            lines += [replace(line, top=top) for line in block.lines]
        else:
            lines += block.lines
    return lines


def _stands_beside(characters: Sequence[Character], bottom: float, top: float) -> bool:
    return any(bottom < c.middle[1] < top for c in characters)


def _rows(grid: Grid, cells: list[list[Character]], page_height: float) -> list[PageLine]:
    texts = [
        _text(characters, cell.left, cell.right) for characters, cell in zip(cells, grid.cells, strict=True)
    ]
    lines: list[PageLine] = []
    for row, places in enumerate(grid.places):
        numbers = _columns(grid, places, texts)
        own = [n for n in dict.fromkeys(numbers) if n is not None and grid.cells[n].row == row and texts[n]]
        top, bottom = grid.ys[len(grid.ys) - 1 - row], grid.ys[len(grid.ys) - 2 - row]
        whole = TableRow(
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
            texts[n] if n is not None and (n in own or not any(map(str.isdigit, texts[n]))) else ""
            for n in numbers
        ]
        if not own:
            continue
        # Only the last row may go on over the page.
        goes_on = tuple(
            row == len(grid.places) - 1 and bool(text) and n is not None and _is_full(cells[n])
            for n, text in zip(numbers, shown, strict=True)
        )
        lines.append(
            replace(whole, text=row_text(shown), cells=tuple(shown), full=goes_on, edges=tuple(grid.xs))
        )
    return lines


def _columns(grid: Grid, places: Sequence[int], texts: Sequence[str]) -> list[int | None]:
    """The numbers of a row's cells by columns; None where a cell reaches over from the left.

    Borders that leave room between them make columns of nothing.
    """
    numbers: list[int | None] = []
    widths = (right - left for left, right in pairwise(grid.xs))
    for number, columns in groupby(zip(places, widths, strict=True), key=lambda place: place[0]):
        wide = sum(width > _GAP for _, width in columns)
        if wide or texts[number]:
            numbers += [number if number not in numbers else None, *[None] * (wide - 1)]
    while numbers and numbers[-1] is None:
        numbers.pop()
    return numbers


def _paragraphs(
    characters: Sequence[Character], top: float, page_height: float, column: int
) -> list[PageLine]:
    """The lines of a cell that holds a text of its own. They stand at the cell's ``top``, before those beside it."""
    lines = [replace(line_of(row, page_height, column), top=top) for row in rows_of(characters)]
    lines[0] = replace(lines[0], begins=True)
    lines[-1] = replace(lines[-1], ends=True)
    return lines


def _is_full(characters: Sequence[Character]) -> bool:
    """Whether the last line of a cell of several reaches as far as the others, so that its text may go on."""
    lines = [line_of(row, 0) for row in rows_of(characters)]
    return len(lines) > 1 and lines[-1].right > max(line.right for line in lines) - _TIGHT * lines[-1].size


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
