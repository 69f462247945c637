"""Tables of which nothing is drawn: rows that follow each other and leave the same room between their columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.text.numerals import NUMBER_WORD

from .characters import Character

#: Columns are parted by this many characters at least: wider than a blank, or not equally wide in all rows.
_ROOM, _WIDE, _UNEQUAL = 0.45, 1.5, 0.5
#: Lines of text stand farther apart than this many characters; so many that do not are cells of several lines.
_LINE, _NESTED = 0.9, 2
#: Characters of one size differ by this share of it at most.
_ALIKE = 0.2
#: So many rows are a table, and no fewer; they stand no farther apart than this many characters.
_ROWS, _APART = 3, 3.0
#: A cell of a table of two columns has no more characters; longer ones are columns of text.
_SHORT = 15
#: A figure and what it counts; a number alone may be a page's in a table of contents.
_COUNT = re.compile(r"[0-9０-９]\s*(?:%|％|[\u3400-\u9fff])")
#: What begins or ends so is a line of its own.
_OWN = re.compile(rf"^(?:{NUMBER_WORD}、|[（(]|第|注|\d)|[。；：:;]$")
_FIGURE = re.compile("[0-9０-９]")

Row = Sequence[Character]
Cells = list[list[Character]]


def loose_tables(rows: Sequence[Row]) -> tuple[dict[int, Cells], set[int]]:
    """The cells of rows that are of such a table, by the row's place in ``rows``, which go down the page;
    an empty one is something else.

    And the places of rows that nobody can read for sure: they leave room, but not all in the same places, a name
    goes on below them, or they stand between each other's lines.
    """
    narrow = {at: cells for at, row in enumerate(rows) if row and len(cells := _parted(row, _ROOM)) > 1}
    wide = {at: cells for at in narrow if len(cells := _parted(rows[at], _WIDE)) > 1}
    found: dict[int, Cells] = {}
    unsure: set[int] = set()
    for parted in (wide, narrow):
        left = {at: cells for at, cells in parted.items() if at not in found}
        for run in _runs(rows, left):
            table = _longest(run, left)
            found.update({at: left[at] for at in table})
            if table and any(rows[table[-1] + 1 : table[-1] + 2]) and _is_rest(rows, table, left):
                unsure.add(table[-1])
    for run in _runs(rows, wide):
        left_over = [at for at in run if at not in found and len(wide[at]) > 2 and _has_figures(wide[at])]
        if len(left_over) >= _ROWS:
            unsure.update(left_over)
    nested = _nested(rows)
    return found, unsure | nested if len(nested) >= _NESTED else unsure


def _parted(row: Row, room: float) -> Cells:
    parts = [[row[0]]]
    for before, character in pairwise(row):
        gap = character.left - before.right
        if gap > 0 and gap > room * max(before.top - before.bottom, character.top - character.bottom):
            parts.append([])
        parts[-1].append(character)
    return parts


def _nested(rows: Sequence[Row]) -> set[int]:
    """The places of rows that stand beside the one above and nearer to it than lines do: as cells of several lines."""
    found: set[int] = set()
    for at, (above, below) in enumerate(pairwise(rows), 1):
        if not above or not below or _distance(above, below) > _LINE * above[0].size:
            continue
        size, other = above[0].size, below[0].size
        apart = all(c.right <= below[0].left or c.left >= below[-1].right for c in above) or all(
            c.right <= above[0].left or c.left >= above[-1].right for c in below
        )
        alike = abs(size - other) < _ALIKE * size
        if apart and alike and any(_FIGURE.search(c.text) for c in (*above, *below)):
            found.add(at)
    return found


def _runs(rows: Sequence[Row], cells: dict[int, Cells]) -> list[list[int]]:
    """The runs of rows with room in them that follow each other closely."""
    runs: list[list[int]] = []
    for at in cells:
        before = runs[-1][-1] if runs else None
        if before == at - 1 and _distance(rows[before], rows[at]) < _APART * rows[at][0].size:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) >= _ROWS]


def _distance(above: Row, below: Row) -> float:
    return above[0].middle[1] - below[0].middle[1]


def _longest(run: Sequence[int], cells: dict[int, Cells]) -> list[int]:
    """The longest part of a run whose rows have cells in the same columns; nothing when it is no table."""
    best: list[int] = []
    part: list[int] = []
    ends: list[tuple[float, float]] = []
    for at in run:
        own = [(cell[0].left, cell[-1].right) for cell in cells[at]]
        both = [(min(a, c), max(b, d)) for (a, b), (c, d) in zip(ends, own, strict=False)]
        if len(ends) == len(own) and all(one[1] < other[0] for one, other in pairwise(both)):
            part.append(at)
            ends = both
        else:
            part, ends = [at], own
        if len(part) > len(best):
            best = part
    return list(best) if len(best) >= _ROWS and _is_table([cells[at] for at in best]) else []


def _is_rest(rows: Sequence[Row], table: Sequence[int], cells: dict[int, Cells]) -> bool:
    """Whether the line below a table's last row may be the rest of the name that row begins with."""
    last, below = rows[table[-1]], rows[table[-1] + 1]
    text = "".join(c.text for c in below)
    return (
        _distance(last, below) < _APART * last[0].size
        and abs(below[0].left - last[0].left) < last[0].size
        and below[-1].right <= max(cells[at][0][-1].right for at in table) + last[0].size
        and not _OWN.search(text)
    )


def _is_table(rows: Sequence[Cells]) -> bool:
    """Three columns or more with figures, or short names with what is counted of each."""
    # Where one column begins in its place, whatever stands before it, blanks between the others are no chance either.
    if not any(_is_column(rows, at) for at in range(1, len(rows[0]))):
        return False
    if len(rows[0]) > 2:
        return sum(map(_has_figures, rows)) > 1
    return all(len(cell) <= _SHORT for row in rows for cell in row) and (
        sum(bool(_COUNT.search("".join(c.text for c in row[1]))) for row in rows) >= len(rows) - 1
    )


def _is_column(rows: Sequence[Cells], at: int) -> bool:
    """Whether what parts a column from the one before is more than a blank: it is wide, or not equally so in all rows."""
    size = rows[0][at][0].size
    gaps = [row[at][0].left - row[at - 1][-1].right for row in rows]
    return min(gaps) > _WIDE * size or max(gaps) - min(gaps) > _UNEQUAL * size


def _has_figures(row: Cells) -> bool:
    """Whether a row has a figure behind its first cell."""
    return any(_FIGURE.search(c.text) for cell in row[1:] for c in cell)
