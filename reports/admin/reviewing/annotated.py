"""A text cut where annotations begin and end, so that a page can show them all at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Mark:
    """``[start, end)`` of a text, shown with a CSS class; ``anchor`` is an id to link to, or ""."""

    start: int
    end: int
    css: str
    anchor: str = ""


@dataclass(frozen=True)
class Piece:
    """A run of characters under the same marks; ``anchors`` are the ids of the marks that begin here."""

    text: str
    css: str
    anchors: tuple[str, ...]


def pieces(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """``text`` in pieces that together are the whole of it. Marks may overlap; those without characters are dropped."""
    held = sorted(
        (mark for mark in marks if 0 <= mark.start < min(mark.end, len(text))),
        key=lambda mark: (mark.start, mark.end),
    )
    edges = sorted({0, len(text), *(m.start for m in held), *(min(m.end, len(text)) for m in held)})
    found: list[Piece] = []
    open_marks: list[Mark] = []
    upcoming = iter([*held, None])
    following = next(upcoming)
    for start, end in pairwise(edges):
        open_marks = [mark for mark in open_marks if mark.end > start]
        anchors = []
        while following is not None and following.start == start:
            open_marks.append(following)
            if following.anchor:
                anchors.append(following.anchor)
            following = next(upcoming)
        css = " ".join(dict.fromkeys(mark.css for mark in open_marks))
        found.append(Piece(text[start:end], css, tuple(anchors)))
    return found
