"""OpenDocument texts (.odt): paragraphs, headings, tables, and the numbers that lists put before paragraphs.

Notes stand at the end, text boxes after the paragraph they hang on. Left out: comments, deleted and hidden text.
"""

from xml.etree.ElementTree import Element

from reports.text.remarks import Remark

from ..blocks import BlockWriter
from ..superscripts import superscript
from ..types import SourceText
from .charts import odf_chart_lines
from .formulas import mathml
from .odt_forms import FIELD_MARK, FIELD_MARK_START, field_value, read_controls
from .odt_lists import Lists, read_lists
from .odt_look import PLAIN, Look, Looks
from .package import Package
from .symbols import UNKNOWN, in_font
from .typed_numbers import TWICE, form

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_MATH = "{http://www.w3.org/1998/Math/MathML}"
_SKIPPED = frozenset(
    (
        *(
            f"{_T}{name}"
            for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls")
        ),
        *(f"{_T}{name}" for name in ("note-citation", "ruby-text", "placeholder", "script", "label")),
        f"{_OFFICE}forms",
        f"{_TABLE}covered-table-cell",
    )
)
_LISTS = frozenset((f"{_T}list", f"{_T}list-item", f"{_T}list-header"))
_PARAGRAPHS = frozenset((f"{_T}p", f"{_T}h"))
#: Elements whose own characters are the layout of the XML.
_STRUCTURE_NAMES = (
    "list list-item list-header section note note-body ruby table-of-content index-body index-title bibliography "
    "alphabetical-index illustration-index object-index table-index user-index numbered-paragraph"
)
_STRUCTURE = frozenset(f"{_T}{name}" for name in _STRUCTURE_NAMES.split())
_SHAPES = "text-box custom-shape rect ellipse circle line polyline polygon regular-polygon path connector caption measure"
_BOXES = frozenset(f"{_DRAW}{name}" for name in _SHAPES.split())
_INLINE = frozenset((f"{_T}span", f"{_T}a"))
#: Elements of other names that stand in a paragraph's words.
_HOLD_WORDS = frozenset((f"{_LOEXT}content-control", FIELD_MARK))
#: What may have a background, and the family of its style.
_BACKED = {f"{_TABLE}table-cell": "table-cell", f"{_TABLE}table-row": "table-row", f"{_TABLE}table": "table"}
_NOTE_BODY, _CONTROL = f"{_T}note-body", f"{_DRAW}control"
_OBJECTS = frozenset((f"{_DRAW}object", f"{_DRAW}object-ole"))
_FIELD_MARKS = frozenset((FIELD_MARK, FIELD_MARK_START))
_ANNOTATION = f"{_OFFICE}annotation"
_IS_HIDDEN, _DISPLAY, _VISIBILITY = f"{_T}is-hidden", f"{_T}display", f"{_TABLE}visibility"
_PLACEHOLDER, _STYLE_NAME, _TABLE_STYLE = (
    f"{_LOEXT}showing-place-holder",
    f"{_T}style-name",
    f"{_TABLE}style-name",
)
#: More characters are raised by mistake.
_RAISED = 12
_COMMENTS = Remark("comments_left_out")
_UNSEEN = Remark("unseen_left_out")


def read_odt(data: bytes) -> SourceText:
    """The text of an .odt, a paragraph a line, table rows with bars. Raises :class:`UnreadableFile`."""
    package = Package(data)
    content = package.xml("content.xml")
    styles = package.xml("styles.xml")
    body = content.find(f"{_OFFICE}body") if content is not None else None
    reader = _Reader(package, read_lists(styles, content), Looks((styles, content)))
    if body is not None:
        reader.read(body)
    return SourceText(
        text=reader.writer.finish(),
        media_type=MEDIA_TYPE,
        notes=tuple(reader.notes),
        partial=tuple(reader.partial),
    )


class _Reader:
    """Writes what stands in a document; :mod:`package` bounds how deep elements nest."""

    def __init__(self, package: Package, lists: Lists, looks: Looks) -> None:
        self.writer = BlockWriter()
        self.notes: dict[Remark, None] = {}
        self.partial: dict[str, None] = {}
        self._package = package
        self._lists = lists
        self._looks = looks
        #: What waits for the end of the paragraph, and for that of the document.
        self._boxes: list[Element | str] = []
        self._bodies: list[Element] = []
        self._in_paragraph = False
        #: The symbol font whose letters stand for signs, and how many things around the text have a background.
        self._signs = ""
        self._backed = 0
        self._controls: dict[str, str] = {}
        self._hides_paragraphs = False

    def read(self, body: Element) -> None:
        for forms in body.iter(f"{_OFFICE}forms"):
            self._controls |= read_controls(forms)
        self._hides_paragraphs = next(body.iter(f"{_T}hidden-paragraph"), None) is not None
        self._children(body)
        for note in self._bodies:
            self.writer.line_break()
            self._children(note)

    def _write(self, element: Element) -> None:
        tag = element.tag
        if tag in _SKIPPED or self._is_left_out(element):
            return
        if tag in _PARAGRAPHS:
            self._paragraph(element)
        elif tag in _INLINE:
            self._span(element)
        elif tag == _NOTE_BODY:
            self._bodies.append(element)
        elif tag in _BOXES and self._in_paragraph:
            self._boxes.append(element)
        elif tag in _OBJECTS:
            self._object(element)
        elif tag in _FIELD_MARKS:
            self.writer.text(field_value(element))
            self._children(element)
        elif tag == _CONTROL:
            self.writer.text(self._controls.get(element.get(f"{_DRAW}control", ""), ""))
        else:
            self._begin(element)
            if tag in _BACKED:
                self._within(element, self._has_background(element))
            else:
                self._children(element)
            self._end(element)

    def _has_background(self, element: Element) -> bool:
        name = element.get(_TABLE_STYLE)
        return name is not None and self._looks.of(_BACKED[element.tag], name).backed

    def _children(self, element: Element) -> None:
        tag = element.tag
        holds = (tag.startswith(_T) and tag not in _STRUCTURE) or tag in _HOLD_WORDS
        write = self._text if self._signs else self.writer.text
        if holds and element.text:
            write(element.text)
        for child in element:
            self._write(child)
            if holds and child.tail:
                write(child.tail)

    def _is_left_out(self, element: Element) -> bool:
        """Whether an element is a comment or does not show."""
        tag = element.tag
        if tag not in _PARAGRAPHS and tag not in _INLINE:
            return self._is_block_left_out(element, tag)
        if self._hides_paragraphs and tag in _PARAGRAPHS:
            for mark in element.iter(f"{_T}hidden-paragraph"):
                if mark.get(f"{_T}is-hidden") == "true":
                    return True
                if mark.get(f"{_T}is-hidden") is None:
                    self.partial["hidden_text"] = None
        look = self._look(element)
        if look is PLAIN:
            return False
        if look.hidden:
            return True
        if (look.faint and not self._backed) or look.tiny:
            if _has_words(element):
                self.notes[_UNSEEN] = None
            return True
        return False

    def _is_block_left_out(self, element: Element, tag: str) -> bool:
        """The same of an element that is no paragraph and no words in a style of their own."""
        said = element.attrib
        if tag == _ANNOTATION:
            self.notes[_COMMENTS] = None
            return True
        if not said:
            return False
        hidden, display = said.get(_IS_HIDDEN), said.get(_DISPLAY)
        if display == "condition" and hidden is None and _has_words(element):
            # Only the program that counts the condition knows.
            self.partial["hidden_text"] = None
        return (
            hidden == "true"
            or display == "none"
            or said.get(_VISIBILITY) in ("collapse", "filter")
            or said.get(_PLACEHOLDER) == "true"
        )

    def _look(self, element: Element) -> Look:
        name = element.get(_STYLE_NAME)
        if name is None:
            return PLAIN
        return self._looks.of("text" if element.tag in _INLINE else "paragraph", name)

    def _text(self, text: str) -> None:
        if self._signs:
            text = in_font(self._signs, text)
            if UNKNOWN in text:
                self.partial["symbol"] = None
        self.writer.text(text)

    def _span(self, element: Element) -> None:
        """Words in a style of their own: in a symbol font, on a background, or raised."""
        look = self._look(element)
        if look.raised:
            raised = "".join(element.itertext())
            if raised and len(raised) <= _RAISED:
                self.writer.text(superscript(self.writer.open_line, raised))
                return
        before, self._signs = self._signs, look.signs or self._signs
        self._within(element, look.backed)
        self._signs = before

    def _within(self, element: Element, backed: bool) -> None:
        """What stands in an element that may have a background."""
        self._backed += backed
        self._children(element)
        self._backed -= backed

    def _paragraph(self, paragraph: Element) -> None:
        self.writer.line_break()
        marker = self._lists.marker(paragraph)
        words = "".join(paragraph.itertext()) if marker else ""
        if marker and words.strip():
            kind = form(words)
            if kind and kind == form(marker):
                self.notes[TWICE] = None
            else:
                self.writer.text(marker)
        outer, self._boxes = self._boxes, []
        before, self._in_paragraph = self._in_paragraph, True
        look = self._look(paragraph)
        if look.backed or look.signs or self._signs:
            signs, self._signs = self._signs, look.signs
            self._within(paragraph, look.backed)
            self._signs = signs
        else:
            self._children(paragraph)
        self._in_paragraph = before
        self.writer.line_break()
        boxes, self._boxes = self._boxes, outer
        # A box floats beside the paragraph it hangs on; it is read after it.
        for box in boxes:
            if isinstance(box, str):
                self.writer.text(box)
            else:
                before, self._in_paragraph = self._in_paragraph, False
                self._within(box, True)
                self._in_paragraph = before
            self.writer.line_break()

    def _begin(self, element: Element) -> None:
        tag = element.tag
        if tag == f"{_T}line-break":
            self.writer.line_break()
        elif tag in _LISTS:
            self._lists.begin(element)
        elif tag == f"{_T}s" or tag == f"{_T}tab":
            self.writer.text(" ")
        elif tag == f"{_TABLE}table":
            self.writer.line_break()
            self.writer.start_table()
        elif tag == f"{_TABLE}table-row":
            self.writer.start_row()
        elif tag == f"{_TABLE}table-cell":
            self.writer.start_cell(
                _count(element.get(f"{_TABLE}number-columns-spanned")),
                _count(element.get(f"{_TABLE}number-rows-spanned")),
            )

    def _end(self, element: Element) -> None:
        tag = element.tag
        if tag in _LISTS:
            self._lists.end(element)
        elif tag == f"{_TABLE}table-cell":
            self.writer.line_break()
        elif tag == f"{_TABLE}table-row":
            self.writer.end_row()
        elif tag == f"{_TABLE}table":
            self.writer.end_table()

    def _object(self, element: Element) -> None:
        """A formula in the file is read, another document in it is named."""
        folder = element.get(f"{_XLINK}href", "").removeprefix("./")
        root = element.find(f"{_MATH}math")
        if root is None and folder and element.tag == f"{_DRAW}object":
            root = self._package.xml(f"{folder}/content.xml")
        if root is not None and root.tag == f"{_MATH}math":
            self.writer.text(mathml(root))
            return
        chart = root.find(f"{_OFFICE}body/{_OFFICE}chart") if root is not None else None
        lines = odf_chart_lines(chart) if chart is not None else None
        if lines is not None:
            self._boxes += lines
        else:
            self.partial["diagram" if chart is not None else "embedded_document"] = None


def _has_words(element: Element) -> bool:
    return bool("".join(element.itertext()).strip())


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 6 else 1
