"""The straight lines drawn on a page, from which tables are found."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pypdfium2 import raw

from .ink import Drawn, contrast_of, matrix_of

#: A filled shape no thicker than this many points is a line; a line is no shorter than that.
_THICK, _SHORT = 3.0, 4.0
#: A dash is no longer than this, and the next no farther.
_DASHED, _DASH = 8.0, 4.0
#: How far from straight a line may be, in points.
_ASLANT = 0.7
#: A page with more than this is a drawing.
_SEGMENTS, _RULES = 20_000, 3_000
#: What has less contrast to white is not seen.
_UNSEEN = 0.03

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one axis: it stands at ``at`` on the other axis and reaches from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Rules:
    """The horizontal lines of a page (``at`` is y) and the vertical ones (``at`` is x)."""

    across: list[Rule]
    down: list[Rule]


def rules_of(objects: Sequence[Drawn]) -> Rules:
    """The lines of a page, drawn as such or as thin rectangles; none when it holds a drawing."""
    rules = Rules([], [])
    left = _SEGMENTS
    for drawn in objects:
        if drawn.kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        left -= max(raw.FPDFPath_CountSegments(drawn.handle), 0)
        if left < 0:
            return Rules([], [])
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn.handle, ctypes.byref(fill), ctypes.byref(stroke))
        stroked = bool(stroke.value) and contrast_of(drawn.handle, stroke=True) > _UNSEEN
        filled = fill.value != raw.FPDF_FILLMODE_NONE and contrast_of(drawn.handle) > _UNSEEN
        if not (stroked or filled):
            continue
        for points in _subpaths(drawn):
            _add(rules, points, stroked)
        if len(rules.across) + len(rules.down) > _RULES:
            return Rules([], [])
    return Rules(_chained(rules.across), _chained(rules.down))


def _chained(pieces: list[Rule]) -> list[Rule]:
    """``pieces`` with the dashes and dots of one line put together; those that make no line are dropped."""
    found: list[Rule] = []
    for piece in sorted(pieces, key=lambda rule: (round(rule.at), rule.start)):
        before = found[-1] if found else None
        if (
            before is not None
            and round(before.at) == round(piece.at)
            and piece.start - before.end <= _DASH
            and min(piece.end - piece.start, before.end - before.start) <= _DASHED
        ):
            found[-1] = Rule(before.at, before.start, max(before.end, piece.end))
        else:
            found.append(piece)
    return [rule for rule in found if rule.end - rule.start >= _SHORT]


def _add(rules: Rules, points: list[Point], stroked: bool) -> None:
    across, up = [point[0] for point in points], [point[1] for point in points]
    width, height = max(across) - min(across), max(up) - min(up)
    if max(width, height) <= _THICK:
        # A dot, of a line along or down.
        rules.across.append(Rule((max(up) + min(up)) / 2, min(across), max(across)))
        rules.down.append(Rule((max(across) + min(across)) / 2, min(up), max(up)))
    elif height <= _THICK and width >= _SHORT:
        rules.across.append(Rule((max(up) + min(up)) / 2, min(across), max(across)))
    elif width <= _THICK and height >= _SHORT:
        rules.down.append(Rule((max(across) + min(across)) / 2, min(up), max(up)))
    elif stroked:
        for (x, y), (to_x, to_y) in pairwise(points):
            if abs(y - to_y) <= _ASLANT and abs(x - to_x) >= _SHORT:
                rules.across.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
            elif abs(x - to_x) <= _ASLANT and abs(y - to_y) >= _SHORT:
                rules.down.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))


def _subpaths(drawn: Drawn) -> Iterator[list[Point]]:
    """The corners of each piece of a path, on the page; pieces with curves are left out."""
    place = drawn.form.after(matrix_of(drawn.handle))
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = False
    for at in range(raw.FPDFPath_CountSegments(drawn.handle)):
        segment = raw.FPDFPath_GetPathSegment(drawn.handle, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(place.of(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points
