"""Tables with lines across alone: where nothing is drawn between the columns, the room that all rows leave is.

A 三线表 has three lines, below which and between which its rows stand: they are told apart by what they hold and by the
room between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .characters import Character
from .page_lines import rows_of
from .rules import Rule, Rules

#: Points within which lines begin and end at one place, and pieces of one line meet.
_SAME, _MEET = 4.0, 1.5
#: Tables of other widths that begin in one place.
_WIDTHS = 10
#: So many bands between lines are a table, and no fewer.
_BANDS = 2
#: Columns are parted by this share of a character at least, and by that where few rows leave it.
_ROOM, _WIDE = 0.35, 1.0
#: Lines of one row stand nearer to each other than rows do: by this much.
_NEARER = 1.2
#: A line below a column's head covers this share of the column, which ends in the middle of the room beside it.
_REACHES = 0.4
#: So many lines that leave room between the same columns are rows of a table, though nobody can say which.
_LINES = 3
_FIGURE = re.compile("[0-9０-９]")

Row = list[Character]


@dataclass(frozen=True)
class Completed:
    """``rules`` with what was left undrawn; ``unsure`` when there is a table whose rows or columns are not clear."""

    rules: Rules
    unsure: bool = False


@dataclass(frozen=True)
class _Table:
    """What stands between lines across: their places upwards, where they begin and end, and the characters."""

    ys: list[float]
    left: float
    right: float
    inside: list[Character]


def with_columns(rules: Rules, characters: Sequence[Character]) -> Completed:
    """``rules`` with lines down where tables that have none leave room between their columns, and across between rows.

    Every band between two lines has to be rows that are clear: see :func:`_between`.
    """
    across, down = list(rules.across), list(rules.down)
    unsure = False
    for group in _of_one_width(_whole(rules.across)):
        for table in _tables(group, rules, characters):
            drawn = _drawn_in(table, rules)
            if drawn is None:
                unsure = True
            else:
                across += drawn.across
                down += drawn.down
    return Completed(Rules(across, down), unsure)


def _tables(group: Sequence[Rule], rules: Rules, characters: Sequence[Character]) -> Iterator[_Table]:
    """What may be tables between lines of one width: a band of running text, or one with lines down, parts them."""
    left, right = group[0].start, group[0].end
    ys = sorted({round(rule.at, 1) for rule in group})
    if len(ys) <= _BANDS:
        return
    upright = [rule for rule in rules.down if left < rule.at < right]
    within = [c for c in characters if ys[0] < c.middle[1] < ys[-1] and left < c.middle[0] < right]
    start = 0
    for end in range(1, len(ys) + 1):
        if end < len(ys):
            low, high = ys[end - 1], ys[end]
            if not any(low < rule.end and rule.start < high for rule in upright) and any(
                _has_room(row) for row in rows_of([c for c in within if low < c.middle[1] < high])
            ):
                continue
        if end - start > _BANDS:
            part = ys[start:end]
            yield _Table(part, left, right, [c for c in within if part[0] < c.middle[1] < part[-1]])
        start = end


def _drawn_in(table: _Table, rules: Rules) -> Rules | None:
    """The lines that a table would have if all were drawn, none when it is no table, None when that is not clear."""
    ys, left, right, inside = table.ys, table.left, table.right, table.inside
    # Lines below some columns of a head part its rows.
    short = [
        rule
        for rule in rules.across
        if left - _SAME <= rule.start
        and rule.end <= right + _SAME
        and ys[0] < rule.at < ys[-1]
        and all(abs(rule.at - y) > _MEET for y in ys)
    ]
    levels = sorted({*ys, *(round(rule.at, 1) for rule in short)})
    bands = [rows_of([c for c in inside if low < c.middle[1] < high]) for low, high in pairwise(levels)]
    rows = [row for band in bands for row in band]
    columns = _drawn(rules.across, ys, left, right) or max(
        _columns(rows, left, right),
        # Words of a head may run over several columns.
        _columns([row for band in bands[:-1] for row in band], left, right),
        key=len,
    )
    if not columns:
        unclear = sum(_has_room(row, _WIDE) and _has_figure(row) for row in rows) >= _LINES
        return None if unclear else Rules([], [])
    # Without lines between them, rows are told by what they hold.
    ruled = len(levels) > _BANDS + 1
    parted = [_between(band, columns, ruled or band is bands[-1]) for band in bands]
    if any(one is None for one in parted):
        return None if _is_table(rows, columns) else Rules([], [])
    between = [y for one in parted for y in one or ()]
    across = [Rule(y, left, right) for y in between]
    across += [
        Rule(rule.at, start, end)
        for rule in short
        for start, end in pairwise(columns)
        if min(end, rule.end) - max(start, rule.start) > _REACHES * (end - start)
    ]
    down: list[Rule] = []
    for low, high in pairwise(sorted({*levels, *between})):
        row = [c for c in inside if low < c.middle[1] < high]
        below = [rule for rule in short if abs(rule.at - low) <= _MEET]
        # A head over several columns runs over the room between them, and so does a line below it.
        down += [
            Rule(x, low, high)
            for x in columns
            if x in (left, right)
            or not (any(c.left < x < c.right for c in row) or any(r.start < x < r.end for r in below))
        ]
    return Rules(across, down)


def _has_room(row: Row, room: float = _ROOM) -> bool:
    """Whether a line leaves more room somewhere than words do."""
    return any(after.left - before.right > room * before.size for before, after in pairwise(row))


def _has_figure(row: Row) -> bool:
    return any(_FIGURE.search(c.text) for c in row)


def _of_one_width(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines that begin and end in the same places."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (rule.start, rule.end)):
        for group in reversed(groups[-_WIDTHS:]):
            if abs(group[0].start - rule.start) <= _SAME and abs(group[0].end - rule.end) <= _SAME:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return groups


def _whole(pieces: Sequence[Rule]) -> list[Rule]:
    """The lines that are drawn a piece for each cell."""
    found: list[Rule] = []
    for piece in sorted(pieces, key=lambda rule: (round(rule.at), rule.start)):
        before = found[-1] if found else None
        if before is not None and round(before.at) == round(piece.at) and piece.start - before.end <= _MEET:
            found[-1] = Rule(before.at, before.start, max(before.end, piece.end))
        else:
            found.append(piece)
    return found


def _drawn(pieces: Sequence[Rule], ys: Sequence[float], left: float, right: float) -> list[float]:
    """Where columns begin and end when each line is drawn a piece for each cell, all in the same places; or nothing."""
    joints = [
        {
            round(rule.start)
            for rule in pieces
            if abs(rule.at - y) < _MEET and left + _SAME < rule.start < right
        }
        for y in ys
    ]
    same = set.intersection(*joints)
    return [left, *sorted(same), right] if same else []


def _columns(rows: Sequence[Row], left: float, right: float) -> list[float]:
    """Where columns begin and end: the ends of the lines, and the middles of the rooms that no character enters.

    A few rows have to leave more room than many. Nothing when there is no such room.
    """
    edges, reached = [left], left
    room = _ROOM if len(rows) >= _LINES else _WIDE
    for character in sorted((c for row in rows for c in row), key=lambda c: c.left):
        if edges[-1] < reached and character.left - reached > room * character.size:
            edges.append((reached + character.left) / 2)
        reached = max(reached, character.right)
    return [*edges, right] if len(edges) > 1 else []


def _between(band: Sequence[Row], columns: Sequence[float], one_row: bool) -> list[float] | None:
    """Where the rows of a band part, from its lines; None when that is not clear.

    ``one_row``: it is the table's head, or every row of the table has lines of its own, so that it is one row unless
    figures stand below each other. Otherwise lines that fill every column are rows, or lines that stand nearer to each
    other than others are one; where all stand at one distance, each is a row if it has a name in its first column and a
    figure in another.
    """
    if len(band) < 2:
        return []
    filled = [_filled(row, columns) for row in band]
    figures = [_figures(row, columns) for row in band]
    whole = len(columns) - 1
    if one_row and all(sum(at in one for one in figures) < 2 for at in range(1, whole)):
        return []
    if all(len(one) == whole for one in filled):
        return _middles([[row] for row in band])
    steps = [_middle(before) - _middle(row) for before, row in pairwise(band)]
    if max(steps) < _NEARER * min(steps):
        named = all(0 in one and held for one, held in zip(filled, figures, strict=True))
        return _middles([[row] for row in band]) if named else None
    groups, held = [[band[0]]], [[filled[0]]]
    for row, one, step in zip(band[1:], filled[1:], steps, strict=True):
        if step > (max(steps) + min(steps)) / 2:
            groups.append([])
            held.append([])
        groups[-1].append(row)
        held[-1].append(one)
    clear = all(
        sum(len(one) == whole for one in group) <= 1
        and 0 in set[int]().union(*group)
        and len(set[int]().union(*group)) > 1
        for group in held
    )
    return _middles(groups) if clear else None


def _filled(row: Row, columns: Sequence[float]) -> set[int]:
    """The columns in which a line has anything."""
    places = [c.middle[0] for c in row]
    return {at for at, (start, end) in enumerate(pairwise(columns)) if any(start < x < end for x in places)}


def _figures(row: Row, columns: Sequence[float]) -> set[int]:
    """The columns behind the first in which a line has a figure."""
    return _filled([c for c in row if _FIGURE.search(c.text)], columns) - {0}


def _middles(groups: Sequence[Sequence[Row]]) -> list[float]:
    return [
        (min(c.bottom for c in above[-1]) + max(c.top for c in below[0])) / 2
        for above, below in pairwise(groups)
    ]


def _middle(row: Row) -> float:
    return (min(c.bottom for c in row) + max(c.top for c in row)) / 2


def _is_table(rows: Sequence[Row], columns: Sequence[float]) -> bool:
    """Whether enough lines have something in several columns, and figures behind the first."""
    return sum(len(_filled(row, columns)) > 1 and bool(_figures(row, columns)) for row in rows) >= _LINES
