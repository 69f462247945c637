"""A drawing (图) as marks, written as the SVG of a page or as an SVG file to take away.

In a page x runs in per cent of whatever width there is and y in the letters' own height: the drawing fits a phone and
grows with the reader's letters without a script, and the page's style sheet colours it by the marks' kinds. A file
stands alone, so it has a width, colours, a title and the lines that say where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Dot:
    """``radius`` in em, as y."""

    x: float
    y: float
    kind: str
    radius: float = 0.27


@dataclass(frozen=True, slots=True)
class Text:
    """``y`` is the baseline."""

    x: float
    y: float
    words: str
    kind: str = ""
    anchor: Anchor = "start"


@dataclass(frozen=True, slots=True)
class Link:
    """A mark that opens an address in a page, called ``words`` aloud; in a file it is the mark alone."""

    mark: Rect | Dot
    href: str
    words: str


Mark = Line | Rect | Dot | Text | Link


@dataclass(frozen=True, slots=True)
class Drawing:
    """``height`` and every y in em from the top, every x in per cent from the left.

    A ``wide`` one has too much beside each other for a phone's width: there it is moved sideways.
    """

    height: float
    marks: tuple[Mark, ...]
    wide: bool = False


def svg_for_page(drawing: Drawing, label: str) -> str:
    """An ``<svg>`` element as wide as its place; ``label`` is what it is called aloud."""
    marks = "".join(
        f"<a href={quoteattr(mark.href)} aria-label={quoteattr(_legal(mark.words))}>{written}</a>"
        if isinstance(mark, Link)
        else written
        for mark in drawing.marks
        for written in (_written(mark, _percent, _em),)
    )
    kinds = "chart wide" if drawing.wide else "chart"
    # What stands in an image cannot be reached one by one.
    role = "group" if any(isinstance(mark, Link) for mark in drawing.marks) else "img"
    return (
        f'<svg class="{kinds}" role="{role}" aria-label={quoteattr(_legal(label))} '
        f'width="100%" height="{_em(drawing.height)}">{marks}</svg>'
    )


#: A file's letters are 14 pixels high and its drawing this wide.
_EM, _WIDTH, _MARGIN = 14, 800, 24
_LINE = 20
#: Latin letters to a line below.
_LETTERS = 110
_FILE_STYLE = """
svg{background:#fff;font:14px "PingFang SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
text{fill:#1c1b19;paint-order:stroke;stroke:#fff;stroke-width:3px}.title{font-size:20px;font-weight:700}.faint,.source{fill:#655f56}.source{font-size:12px}
.strong{font-weight:700}.onfill{fill:#fff;stroke:none}
line{stroke:#1c1b19}.grid{stroke:#e4dfd5}.axis{stroke:#8d857a}.trend{stroke:#8fb2c2;stroke-width:1.5}.trend.told{stroke:#27566c;stroke-width:2}
line.line-2{stroke-dasharray:5 3}line.line-3{stroke-dasharray:2 2}line.line-4{stroke-dasharray:7 2 2 2}
line.line-5{stroke-dasharray:9 4}line.line-6{stroke-dasharray:1 3}

.median{stroke:#a8322a;stroke-width:2.5}
rect,circle{fill:#417690}.paper{fill:#fff}.box,.few{fill:#c3d5de}.hollow{fill:#fff;stroke:#417690;stroke-width:1.5}
.plan{fill:#fff;stroke:#417690;stroke-width:1.5;stroke-dasharray:2 2}
.on_time,.shade-5{fill:#27566c}.late{fill:#8a5a00}.unknown,.shade-2{fill:#c3d5de}.not_held,.shade-0{fill:#f3f0e9}
.shade-1{fill:#e3eaee}.shade-3{fill:#8fb2c2}.shade-4{fill:#417690}
"""


def svg_file(drawing: Drawing, title: str, lines: Iterable[str]) -> str:
    """An SVG document with the title above the drawing and ``lines`` (notes, source, address) below it."""
    top = _MARGIN + _LINE * 2
    marks = "".join(_written(mark, _across, lambda y: _short(y * _EM)) for mark in drawing.marks)
    below = [part for line in lines for part in _cut(line)]
    foot = top + drawing.height * _EM + _LINE
    height = foot + len(below) * _LINE + _MARGIN - _LINE
    texts = "".join(
        f'<text class="source" x="{_MARGIN}" y="{_short(foot + number * _LINE)}">{escape(line)}</text>'
        for number, line in enumerate(below)
    )
    size = f"{_WIDTH + 2 * _MARGIN}", _short(height)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" viewBox="0 0 {size[0]} {size[1]}">'
        f"<title>{escape(_legal(title))}</title><style>{_FILE_STYLE}</style>"
        f'<rect class="paper" width="100%" height="100%"/>'
        f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 16}">{escape(_legal(title))}</text>'
        f'<g transform="translate({_MARGIN} {top})">{marks}</g>{texts}</svg>\n'
    )


def stacked(drawings: Sequence[tuple[str, Drawing]], columns: int = 3) -> Drawing:
    """Small drawings with their titles, ``columns`` to a row, as one drawing: small multiples for a file."""
    step, marks = 100 / columns, list[Mark]()
    top = height = 0.0
    for number, (title, one) in enumerate(drawings):
        column = number % columns
        if column == 0:
            top, height = top + height, 0.0
        left = column * step
        marks.append(Text(left, top + 1.2, title, "strong"))
        marks.extend(_moved(mark, left, top + 1.8, (step - 3) / 100) for mark in one.marks)
        height = max(height, one.height + 3)
    return Drawing(top + height, tuple(marks))


def _moved(mark: Mark, left: float, down: float, scale: float) -> Mark:
    """``mark`` of a drawing that stands ``left`` and ``down`` in another, narrower by ``scale``."""
    match mark:
        case Line(x1, y1, x2, y2, kind):
            return Line(left + x1 * scale, down + y1, left + x2 * scale, down + y2, kind)
        case Rect(x, y, width, height, kind):
            return Rect(left + x * scale, down + y, width * scale, height, kind)
        case Dot(x, y, kind, radius):
            return Dot(left + x * scale, down + y, kind, radius)
        case Text(x, y, words, kind, anchor):
            return Text(left + x * scale, down + y, words, kind, anchor)
        case Link(inner, _, _):
            return _moved(inner, left, down, scale)


def _written(mark: Mark, x: Callable[[float], str], y: Callable[[float], str]) -> str:
    if isinstance(mark, Link):
        return _written(mark.mark, x, y)
    kind = f' class="{mark.kind}"' if mark.kind else ""
    match mark:
        case Line():
            return f'<line{kind} x1="{x(mark.x1)}" y1="{y(mark.y1)}" x2="{x(mark.x2)}" y2="{y(mark.y2)}"/>'
        case Rect():
            size = f'width="{x(mark.width)}" height="{y(mark.height)}"'
            return f'<rect{kind} x="{x(mark.x)}" y="{y(mark.y)}" {size}/>'
        case Dot():
            return f'<circle{kind} cx="{x(mark.x)}" cy="{y(mark.y)}" r="{y(mark.radius)}"/>'
        case Text():
            anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
            return f'<text{kind} x="{x(mark.x)}" y="{y(mark.y)}"{anchor}>{escape(_legal(mark.words))}</text>'


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _percent(x: float) -> str:
    return f"{_short(x)}%"


def _em(y: float) -> str:
    return f"{_short(y)}em"


def _across(x: float) -> str:
    return _short(x * _WIDTH / 100)


#: What XML 1.0 allows in no document.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _legal(words: str) -> str:
    return _ILLEGAL.sub("", words)


def _cut(line: str) -> list[str]:
    """A line in pieces that a file's width holds: Chinese is twice as wide as Latin."""
    pieces, room = [""], _LETTERS
    for character in _legal(line):
        width = 2 if ord(character) > 0x2E80 else 1
        if width > room:
            pieces.append("")
            room = _LETTERS
        room -= width
        pieces[-1] += character
    return pieces
