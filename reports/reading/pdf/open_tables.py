"""Tables with lines across alone: where nothing is drawn between the columns, the room that all rows leave is."""

from collections.abc import Sequence
from itertools import pairwise

from .characters import Character
from .page_lines import rows_of
from .rules import Rule, Rules

#: Points within which lines begin and end at one place, and pieces of one line meet.
_SAME, _MEET = 4.0, 1.5
#: So many rows are a table, and no fewer.
_ROWS = 2
#: Columns are parted by this share of a character at least.
_ROOM = 1.0


def with_columns(rules: Rules, characters: Sequence[Character]) -> Rules:
    """``rules`` with lines down where tables that have none leave room between their columns.

    Each band between two lines has to be one row: where every column has several lines in it, as between the three
    lines of a 三线表, nothing is known of its rows.
    """
    groups: dict[tuple[int, int], list[Rule]] = {}
    for rule in _whole(rules.across):
        groups.setdefault((round(rule.start / _SAME), round(rule.end / _SAME)), []).append(rule)
    down = list(rules.down)
    for group in groups.values():
        ys = sorted({round(rule.at, 1) for rule in group})
        left, right = group[0].start, group[0].end
        if len(ys) <= _ROWS or any(
            left < rule.at < right and ys[0] < rule.end and rule.start < ys[-1] for rule in rules.down
        ):
            continue
        inside = [c for c in characters if ys[0] < c.middle[1] < ys[-1] and left < c.middle[0] < right]
        columns = _drawn(rules.across, ys, left, right) or _columns(inside, left, right)
        bands = [[c for c in inside if low < c.middle[1] < high] for low, high in pairwise(ys)]
        if len(columns) > 2 and all(_is_row(band, columns) for band in bands if band):
            down += [Rule(x, ys[0], ys[-1]) for x in columns]
    return Rules(rules.across, down)


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


def _columns(characters: Sequence[Character], left: float, right: float) -> list[float]:
    """Where columns begin and end: the ends of the lines, and the middles of the rooms that no character enters."""
    edges, reached = [left], left
    for character in sorted(characters, key=lambda c: c.left):
        if edges[-1] < reached and character.left - reached > _ROOM * character.size:
            edges.append((reached + character.left) / 2)
        reached = max(reached, character.right)
    return [*edges, right]


def _is_row(band: Sequence[Character], columns: Sequence[float]) -> bool:
    """Whether some column has one line between two lines drawn."""
    cells = [[c for c in band if start < c.middle[0] < end] for start, end in pairwise(columns)]
    return any(len(rows_of(cell)) == 1 for cell in cells)
