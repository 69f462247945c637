"""Ruled tables: the cells that the lines of a page form."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .rules import Rule, Rules

#: Points within which two lines meet, or are one line.
_MEET, _ONE = 3.0, 2.5
#: A side of a cell is there when a line covers this share of it.
_SIDE = 0.6
#: More places than this in one direction are no table.
_LINES = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its box in points, and which row and column it begins in and how many rows it takes."""

    row: int
    column: int
    rows: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Grid:
    """A ruled table of two columns or more; its cells go from left to right and down."""

    xs: list[float]
    ys: list[float]
    #: For each row from the top and each column, the number of its cell in ``cells``.
    places: list[list[int]]
    cells: list[Cell]

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell in which that place of the page lies."""
        column = bisect_right(self.xs, x) - 1
        row = len(self.ys) - 1 - bisect_right(self.ys, y)
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.places[row][column]
        return None


@dataclass(frozen=True, slots=True)
class Frame:
    """A box of four lines with nothing drawn in it, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left < x < self.right and self.bottom < y < self.top


def grids_of(rules: Rules) -> tuple[list[Grid], list[Frame]]:
    """The tables of a page, and its frames. A line under words is neither."""
    if len(rules.across) < 2 or len(rules.down) < 2:
        return [], []
    grids: list[Grid] = []
    frames: list[Frame] = []
    for across, down in _touching(rules.across, rules.down):
        grid = _grid(across, down)
        if grid is not None:
            grids.append(grid)
        elif (frame := _frame(across, down)) is not None:
            frames.append(frame)
    # Of frames in one another the inner ones first.
    return grids, sorted(frames, key=lambda frame: frame.right - frame.left)


def _frame(across: Sequence[Rule], down: Sequence[Rule]) -> Frame | None:
    if len(across) < 2 or len(down) < 2:
        return None
    xs, ys = sorted(rule.at for rule in down), sorted(rule.at for rule in across)
    left, bottom, right, top = xs[0], ys[0], xs[-1], ys[-1]
    # Only lines at the four sides, and each side closed.
    if not all(min(x - left, right - x) <= _ONE for x in xs) or not all(
        min(y - bottom, top - y) <= _ONE for y in ys
    ):
        return None
    closed = all(
        _covered([rule for rule in rules if abs(rule.at - place) <= _ONE], start, end)
        for rules, place, start, end in (
            (down, left, bottom, top),
            (down, right, bottom, top),
            (across, bottom, left, right),
            (across, top, left, right),
        )
    )
    return Frame(left, bottom, right, top) if closed else None


def _touching(across: Sequence[Rule], down: Sequence[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """The lines of each group that hangs together."""
    parents = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    upright = sorted(range(len(down)), key=lambda number: down[number].at)
    places = [down[number].at for number in upright]
    for number, flat in enumerate(across):
        first, last = bisect_right(places, flat.start - _MEET), bisect_right(places, flat.end + _MEET)
        for other in upright[first:last]:
            if down[other].start - _MEET <= flat.at <= down[other].end + _MEET:
                parents[root(number)] = root(len(across) + other)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, rule in enumerate([*across, *down]):
        group = groups.setdefault(root(number), ([], []))
        group[number >= len(across)].append(rule)
    return groups.values()


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if len(across) < 2 or not down:
        return None
    # A table open at its sides ends where its lines end.
    xs = _places([rule.at for rule in down], min(r.start for r in across), max(r.end for r in across))
    ys = _places([rule.at for rule in across], min(r.start for r in down), max(r.end for r in down))
    if not (3 <= len(xs) <= _LINES and 2 <= len(ys) <= _LINES):
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    upright, flat = _by_place(down, xs), _by_place(across, ys)
    parents = list(range(rows * columns))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for row in range(rows):
        low, high = ys[rows - 1 - row], ys[rows - row]
        for column in range(columns):
            here = row * columns + column
            if column and not _covered(upright[column], low, high):
                parents[root(here)] = root(here - 1)
            if row and not _covered(flat[rows - row], xs[column], xs[column + 1]):
                parents[root(here)] = root(here - columns)
    numbers: dict[int, int] = {}
    members: list[list[tuple[int, int]]] = []
    places = [[0] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            number = numbers.setdefault(root(row * columns + column), len(numbers))
            if number == len(members):
                members.append([])
            members[number].append((row, column))
            places[row][column] = number
    if len({column for cell in members for column in [min(c for _, c in cell)]}) < 2:
        return None
    return Grid(xs, ys, places, [_cell(cell, xs, ys) for cell in members])


def _cell(places: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Cell:
    top, bottom = min(row for row, _ in places), max(row for row, _ in places)
    left, right = min(column for _, column in places), max(column for _, column in places)
    last = len(ys) - 1
    return Cell(
        row=top,
        column=left,
        rows=bottom - top + 1,
        left=xs[left],
        bottom=ys[last - 1 - bottom],
        right=xs[right + 1],
        top=ys[last - top],
    )


def _places(found: list[float], least: float, most: float) -> list[float]:
    """The places of lines, upwards, those that are one taken together, with the ends where no line stands."""
    places: list[list[float]] = []
    for place in sorted([*found, least, most]):
        if places and place - places[-1][-1] <= _ONE:
            places[-1].append(place)
        else:
            places.append([place])
    return [sum(group) / len(group) for group in places]


def _by_place(rules: Iterable[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """The lines that stand at each of ``places``."""
    found: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        found[min(range(len(places)), key=lambda at: abs(places[at] - rule.at))].append(rule)
    return found


def _covered(rules: Iterable[Rule], start: float, end: float) -> bool:
    """Whether ``rules``, which stand in one line, cover most of what lies between ``start`` and ``end``."""
    covered, reached = 0.0, start
    for rule in sorted(rules, key=lambda r: r.start):
        if min(rule.end, end) > max(rule.start, reached):
            covered += min(rule.end, end) - max(rule.start, reached)
            reached = min(rule.end, end)
    return covered >= _SIDE * (end - start)
