"""What a page's objects are drawn with, and which of them lie behind text."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2
from pypdfium2 import raw

#: How deep forms stand in forms, and how many objects of a page are looked at.
_DEPTH, _OBJECTS = 4, 20_000
#: A fill with more contrast to white than this shows light text.
_BACKGROUND = 0.2
#: Where PDFium writes a colour; it is never asked by two threads at a time.
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_PLACES = [
    ctypes.byref(ctypes.c_uint.from_buffer(_COLOUR, at * ctypes.sizeof(ctypes.c_uint))) for at in range(4)
]
#: The colour of what names none.
_BLACK = bytes((ctypes.c_uint * 4)(0, 0, 0, 255))


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: "Matrix") -> "Matrix":
        """The matrix that does ``first`` and then this one."""
        (e, f) = self.of(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            e,
            f,
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object of a page: PDFium's handle, its kind (``FPDF_PAGEOBJ_…``), and the matrix from the form it stands in
    to the page."""

    handle: Any
    kind: int
    form: Matrix


def objects_of(page: pypdfium2.PdfPage, origin: tuple[float, float]) -> list[Drawn]:
    """The objects of a page that are no text, those within forms too; places are counted from ``origin``."""
    found: list[Drawn] = []
    start = Matrix(e=-origin[0], f=-origin[1])
    handle_of, kind_of, text = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_TEXT
    count = min(raw.FPDFPage_CountObjects(page), _OBJECTS)
    handles = [handle_of(page.raw, at) for at in reversed(range(count))]
    todo: list[tuple[Any, Matrix, int]] = [(one, start, 0) for one in handles if kind_of(one) != text]
    while todo and len(found) < _OBJECTS:
        handle, form, depth = todo.pop()
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if kind != raw.FPDF_PAGEOBJ_FORM:
            found.append(Drawn(handle, kind, form))
        elif depth < _DEPTH:
            within = form.after(matrix_of(handle))
            todo += [
                (raw.FPDFFormObj_GetObject(handle, at), within, depth + 1)
                for at in reversed(range(min(max(raw.FPDFFormObj_CountObjects(handle), 0), _OBJECTS)))
            ]
    return found


def backgrounds(objects: list[Drawn]) -> Iterator[tuple[float, float, float, float]]:
    """The boxes (left, bottom, right, top) of fills on which light text shows, and of pictures and shades."""
    for drawn in objects:
        if drawn.kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING) or (
            drawn.kind == raw.FPDF_PAGEOBJ_PATH
            and _is_filled(drawn.handle)
            and contrast_of(drawn.handle) > _BACKGROUND
        ):
            yield box_of(drawn)


def pictures(objects: list[Drawn]) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of a page's pictures."""
    return (box_of(drawn) for drawn in objects if drawn.kind == raw.FPDF_PAGEOBJ_IMAGE)


def box_of(drawn: Drawn) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(
        drawn.handle, ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top)
    )
    corners = [drawn.form.of(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    across, up = zip(*corners, strict=True)
    return min(across), min(up), max(across), max(up)


def matrix_of(handle: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix)):
        return Matrix()
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def contrast_of(handle: Any, *, stroke: bool = False) -> float:
    """How far an object's colour stands out from white, 0 to 1; any full colour, yellow too, is 1."""
    return contrast(colour_of(handle, stroke=stroke))


def colour_of(handle: Any, *, stroke: bool = False) -> bytes:
    """An object's colour, for :func:`contrast`."""
    asked = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    return bytes(_COLOUR) if asked(handle, *_COLOUR_PLACES) else _BLACK


@lru_cache(1_000)
def contrast(colour: bytes) -> float:
    """How far a colour stands out from white."""
    red, green, blue, alpha = (ctypes.c_uint * 4).from_buffer_copy(colour)
    return (255 - min(red, green, blue)) * alpha / 65_025


def _is_filled(handle: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
    return bool(fill.value != raw.FPDF_FILLMODE_NONE)
