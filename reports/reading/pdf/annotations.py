"""What is laid over a page: text written on it, the values of a form's fields, and remarks of those who read it.

ISO 32000-1, 12.5 and 12.7. What shows is read where it stands: an annotation's appearance becomes part of the page's
content, and where a program is left to make one, its words are set into its box.
"""

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2
from pypdfium2 import raw

from reports.text.remarks import Remark

from .characters import Character

#: A page with more is a drawing or made to do harm.
_ANNOTATIONS, _WORDS = 2_000, 20_000
_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
#: Show words on the page, not only a sign that somebody remarked on it.
_WRITTEN = (
    raw.FPDF_ANNOT_FREETEXT,
    raw.FPDF_ANNOT_STAMP,
    raw.FPDF_ANNOT_WATERMARK,
    raw.FPDF_ANNOT_LINE,
    raw.FPDF_ANNOT_SQUARE,
    raw.FPDF_ANNOT_CIRCLE,
    raw.FPDF_ANNOT_POLYGON,
    raw.FPDF_ANNOT_POLYLINE,
)
#: Say that words of the page no longer hold.
_STRUCK = (raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_REDACT)
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)
_CHOSEN = (raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
#: Captions of buttons and what a program says of a signature are no text of the document.
_NO_TEXT = (raw.FPDF_FORMFIELD_PUSHBUTTON, raw.FPDF_FORMFIELD_SIGNATURE)
_TYPES = {
    "Tx": raw.FPDF_FORMFIELD_TEXTFIELD,
    "Ch": raw.FPDF_FORMFIELD_COMBOBOX,
    "Btn": raw.FPDF_FORMFIELD_CHECKBOX,
    "Sig": raw.FPDF_FORMFIELD_SIGNATURE,
}
#: Bits of a field's flags (12.7.4): what is typed is not to be read.
_PASSWORD = 1 << 13
_PUSHBUTTON = 1 << 16
_CHECKED, _UNCHECKED = "☑", "☐"
#: Points; the size of letters in a box that says none, and the share of a line's height that they take.
_SIZE, _LEADING = 12.0, 0.8

_REMARKS, _FILES = Remark("comments_left_out"), Remark("files_left_out")
#: Codes of ``SourceText.partial``.
STRUCK, DYNAMIC_FORM = "struck_text", "dynamic_form"


@dataclass
class Annotated:
    """What was found over a page: characters to be read with its own, and whether there are remarks, or struck words."""

    written: list[Character] = field(default_factory=list)
    remarked: bool = False
    struck: bool = False
    attached: bool = False


def open_forms(document: pypdfium2.PdfDocument) -> bool:
    """Make a document's form known to PDFium, before its pages are; whether the form draws pages of its own (XFA)."""
    kind = document.get_formtype()
    if kind == raw.FORMTYPE_ACRO_FORM:
        document.init_forms()
    # Of the others' fields, which PDFium does not know, each says its own value.
    return bool(kind == raw.FORMTYPE_XFA_FULL)


def annotated_page(document: pypdfium2.PdfDocument, number: int) -> tuple[pypdfium2.PdfPage, Annotated]:
    """A page, counted from 0, with what is laid over it."""
    page = document[number]
    found = Annotated()
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), _ANNOTATIONS)
    if count <= 0:
        return page, found
    left, bottom, _, _ = page.get_bbox()
    form = document.formenv.raw if document.formenv is not None else None
    drawn = False
    for at in reversed(range(count)):
        one = raw.FPDFPage_GetAnnot(page.raw, at)
        if not one:
            continue
        try:
            kept = _look_at(_Annotation(one, form), found, (left, bottom))
        finally:
            raw.FPDFPage_CloseAnnot(one)
        if kept:
            drawn = True
        else:
            raw.FPDFPage_RemoveAnnot(page.raw, at)
    if drawn and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[number]
    return page, found


def notes_over(pages: Sequence[Annotated], files: int) -> tuple[Remark, ...]:
    """What the keeper is told of remarks on pages, and of files attached to them or, ``files``, to the document."""
    remarked = (_REMARKS,) if any(one.remarked or one.struck for one in pages) else ()
    return (*remarked, _FILES) if files > 0 or any(one.attached for one in pages) else remarked


class _Annotation:
    """An annotation as PDFium holds it, and the form it may be a field of."""

    def __init__(self, handle: Any, form: Any) -> None:
        self._handle, self._form = handle, form
        self.kind = raw.FPDFAnnot_GetSubtype(handle)

    @property
    def is_hidden(self) -> bool:
        return bool(raw.FPDFAnnot_GetFlags(self._handle) & _HIDDEN)

    @property
    def words(self) -> str:
        return self._entry(b"Contents")

    @property
    def has_drawn_words(self) -> bool:
        """Whether its appearance holds text."""
        count = min(max(raw.FPDFAnnot_GetObjectCount(self._handle), 0), _ANNOTATIONS)
        kinds = (raw.FPDFPageObj_GetType(raw.FPDFAnnot_GetObject(self._handle, at)) for at in range(count))
        return any(kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM) for kind in kinds)

    @property
    def has_appearance(self) -> bool:
        length = raw.FPDFAnnot_GetAP(self._handle, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
        return int(length) > 2

    def box(self) -> tuple[float, float, float, float]:
        rect = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(self._handle, ctypes.byref(rect))
        return (
            min(rect.left, rect.right),
            min(rect.bottom, rect.top),
            max(rect.left, rect.right),
            max(rect.bottom, rect.top),
        )

    def field_kind(self) -> int:
        """The kind of the form's field it shows; that it names itself where it is of no form."""
        known = raw.FPDFAnnot_GetFormFieldType(self._form, self._handle) if self._form else -1
        if known <= 0:
            kind = _TYPES.get(self._entry(b"FT"), raw.FPDF_FORMFIELD_UNKNOWN)
            pushed = kind == raw.FPDF_FORMFIELD_CHECKBOX and self._number(b"Ff") & _PUSHBUTTON
            return int(raw.FPDF_FORMFIELD_PUSHBUTTON if pushed else kind)
        return int(known)

    def value(self) -> str:
        """The value of a field as it shows."""
        kind = self.field_kind()
        if kind in _NO_TEXT or self._is_secret():
            return ""
        if kind in _TICKED:
            checked = (
                raw.FPDFAnnot_IsChecked(self._form, self._handle)
                if self._form
                else self._entry(b"AS") not in ("", "Off")
            )
            return _CHECKED if checked else _UNCHECKED
        chosen = list(self._chosen()) if kind in _CHOSEN and self._form else []
        if chosen:
            return "、".join(chosen)
        if self._form:
            value = _text(lambda *place: raw.FPDFAnnot_GetFormFieldValue(self._form, self._handle, *place))
            if value:
                return value
        return self._entry(b"V")

    def _chosen(self) -> Iterator[str]:
        for at in range(min(max(raw.FPDFAnnot_GetOptionCount(self._form, self._handle), 0), _ANNOTATIONS)):
            if raw.FPDFAnnot_IsOptionSelected(self._form, self._handle, at):
                yield _text(
                    lambda *place, at=at: raw.FPDFAnnot_GetOptionLabel(self._form, self._handle, at, *place)
                )

    def _is_secret(self) -> bool:
        flags = raw.FPDFAnnot_GetFormFieldFlags(self._form, self._handle) if self._form else 0
        return bool(flags & _PASSWORD and self.field_kind() == raw.FPDF_FORMFIELD_TEXTFIELD)

    def _number(self, name: bytes) -> int:
        value = ctypes.c_float()
        return (
            int(value.value) if raw.FPDFAnnot_GetNumberValue(self._handle, name, ctypes.byref(value)) else 0
        )

    def _entry(self, name: bytes) -> str:
        return _text(lambda *place: raw.FPDFAnnot_GetStringValue(self._handle, name, *place))


def _look_at(one: _Annotation, found: Annotated, origin: tuple[float, float]) -> bool:
    """Whether the annotation's appearance is to be read as the page's own content; all else of it is taken down."""
    if one.is_hidden or one.kind in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
        return False
    if one.kind == raw.FPDF_ANNOT_WIDGET:
        kind = one.field_kind()
        value = one.value()
        # A list shows the entries that are not chosen too, a tick is a sign of any font's.
        if value.strip() and kind not in (*_TICKED, raw.FPDF_FORMFIELD_LISTBOX) and one.has_drawn_words:
            return True
        found.written += _set(value, one.box(), origin)
        return False
    if one.kind in _STRUCK:
        found.struck = True
    if one.kind == raw.FPDF_ANNOT_FILEATTACHMENT:
        found.attached = True
        return False
    if one.kind == raw.FPDF_ANNOT_FREETEXT and not one.has_drawn_words:
        found.written += _set(one.words, one.box(), origin)
        return False
    if one.kind in _WRITTEN:
        return one.has_appearance
    found.remarked = found.remarked or bool(one.words.strip())
    return False


def _set(
    words: str, box: tuple[float, float, float, float], origin: tuple[float, float]
) -> Iterator[Character]:
    """``words`` as characters in a box of the page, from its upper left corner or, of one line, in its middle."""
    left, bottom, right, top = box
    lines = [
        line for line in words[:_WORDS].replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()
    ]
    if not lines or right <= left or top <= bottom:
        return
    size = min(_SIZE, _LEADING * (top - bottom))
    lines = [piece for line in lines for piece in _broken(line, (right - left) / size)]
    step = min(size / _LEADING, (top - bottom) / len(lines))
    size = min(size, step * _LEADING)
    start = top if len(lines) > 1 else (top + bottom + step) / 2
    for number, line in enumerate(lines):
        x, y = left - origin[0], start - (number + 1) * step - origin[1]
        wide = min(1.0, (right - left) / (size * max(1.0, sum(map(_width, line)))))
        for character in line:
            width = wide * size * _width(character)
            if not character.isspace():
                yield Character(character, x, y, x + width, y + size)
            x += width


def _broken(line: str, room: float) -> Iterator[str]:
    """The pieces of a line that each find room, which is counted in characters; a short line is never parted."""
    piece, taken = "", 0.0
    whole = sum(map(_width, line)) <= 1.5 * room
    for character in line:
        if not whole and piece and taken + _width(character) > room:
            yield piece
            piece, taken = "", 0.0
        piece += character
        taken += _width(character)
    yield piece


def _width(character: str) -> float:
    return 0.5 if character < "\u0250" else 1.0


def _text(asked: Callable[..., int]) -> str:
    """What PDFium writes as UTF-16: asked for its length first, in bytes and with the NUL at its end."""
    length = min(asked(None, 0), 4 * _WORDS)
    if length <= 2:
        return ""
    place = (ctypes.c_ushort * (length // 2))()
    asked(place, length)
    return bytes(place).decode("utf-16-le", "replace").rstrip("\0")
