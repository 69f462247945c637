"""Charts with a row a place or year: bars of shares, grids of squares. Pages set these as tables; files have them drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .drawing import Drawing, Mark, Rect, Text

#: Where bars end, in per cent.
_RIGHT = 78.0
_ROW = 1.8
#: Per cent of a file's width that a letter takes.
_LETTER = 1.8


def _left(labels: Iterable[str]) -> float:
    """Where bars and squares begin, so that the longest label stands before them."""
    widest = max((sum(1 if ord(c) > 0x2E80 else 0.55 for c in label) for label in labels), default=0)
    return min(max(widest * _LETTER + 1, 8.0), 45.0)


@dataclass(frozen=True, slots=True)
class Row:
    """``parts`` are (kind, share of the whole bar, 0–1), laid end to end; ``words`` stand behind the bar."""

    label: str
    parts: tuple[tuple[str, float], ...]
    words: str


def share_rows(rows: Sequence[Row], legend: Sequence[tuple[str, str]] = ()) -> Drawing:
    """A bar a row, each of the same length in full. ``legend`` are (kind, name) in a line above."""
    left = _left(row.label for row in rows)
    marks, top = _legend(legend, left)
    for row in rows:
        marks.append(Text(left - 1, top + 1.2, row.label, "", "end"))
        marks.append(Rect(left, top + 0.3, _RIGHT - left, 1.2, "not_held"))
        place = left
        for kind, share in row.parts:
            width = share * (_RIGHT - left)
            if width > 0:
                marks.append(Rect(place, top + 0.3, width, 1.2, kind))
            place += width
        marks.append(Text(_RIGHT + 1, top + 1.2, row.words))
        top += _ROW
    return Drawing(top, tuple(marks))


@dataclass(frozen=True, slots=True)
class Square:
    """``kind`` colours it; ``words`` stand in it, light on the dark kinds."""

    kind: str
    words: str = ""


_DARK = frozenset({"on_time", "late", "shade-4", "shade-5"})


def grid(
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Square]]],
    legend: Sequence[tuple[str, str]] = (),
) -> Drawing:
    """A row of squares for each label, a square for each of ``heads``."""
    left = _left(label for label, _squares in rows)
    marks, top = _legend(legend, left)
    step = (100 - left) / max(len(heads), 6)
    for column, head in enumerate(heads):
        marks.append(Text(left + (column + 0.5) * step, top + 1.2, head, "strong", "middle"))
    for number, (label, squares) in enumerate(rows, 1):
        y = top + number * _ROW
        marks.append(Text(left - 1, y + 1.2, label, "", "end"))
        for column, square in enumerate(squares):
            x = left + column * step
            marks.append(Rect(x + 0.15, y + 0.1, step - 0.3, _ROW - 0.2, square.kind))
            if square.words:
                kind = "onfill" if square.kind in _DARK else ""
                marks.append(Text(x + step / 2, y + 1.2, square.words, kind, "middle"))
    return Drawing(top + _ROW * (len(rows) + 1), tuple(marks))


def _legend(legend: Sequence[tuple[str, str]], left: float) -> tuple[list[Mark], float]:
    """The marks of a legend and where what it explains begins."""
    marks: list[Mark] = []
    place = left
    for kind, name in legend:
        marks.append(Rect(place, 0.2, 1.8, 1.1, kind))
        marks.append(Text(place + 2.4, 1.2, name))
        place += 5 + 1.9 * len(name)
    return marks, 2.2 if legend else 0.0
