"""OpenDocument texts (.odt): paragraphs, headings, tables, and the numbers that lists put before paragraphs.

Notes stand at the end, text boxes after the paragraph they hang on. Left out: comments, deleted and hidden text.
"""

from xml.etree.ElementTree import Element

from reports.text.remarks import Remark

from ..blocks import BlockWriter
from ..types import SourceText
from .formulas import mathml
from .odt_lists import Lists, read_lists
from .odt_look import Looks
from .package import Package
from .typed_numbers import TWICE, form

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
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
_BOXES = frozenset((f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}ellipse"))
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
        self._boxes: list[Element] = []
        self._bodies: list[Element] = []
        self._in_paragraph = False

    def read(self, body: Element) -> None:
        self._children(body)
        for note in self._bodies:
            self.writer.line_break()
            self._children(note)

    def _write(self, element: Element) -> None:
        tag = element.tag
        if tag in _SKIPPED or self._is_left_out(element):
            return
        if tag == f"{_T}note-body":
            self._bodies.append(element)
        elif tag in _BOXES and self._in_paragraph:
            self._boxes.append(element)
        elif tag == f"{_DRAW}object" or tag == f"{_DRAW}object-ole":
            self._object(element)
        elif tag in _PARAGRAPHS:
            self._paragraph(element)
        else:
            self._begin(element)
            self._children(element)
            self._end(element)

    def _children(self, element: Element) -> None:
        holds = element.tag.startswith(_T) and element.tag not in _STRUCTURE
        if holds and element.text:
            self.writer.text(element.text)
        for child in element:
            self._write(child)
            if holds and child.tail:
                self.writer.text(child.tail)

    def _is_left_out(self, element: Element) -> bool:
        """Whether an element is a comment or does not show."""
        tag = element.tag
        if tag == f"{_OFFICE}annotation":
            self.notes[_COMMENTS] = None
            return True
        if element.get(f"{_T}is-hidden") == "true" or element.get(f"{_T}display") == "none":
            return True
        if element.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            return True
        name = element.get(f"{_T}style-name")
        if name is None or not (tag in _PARAGRAPHS or tag in (f"{_T}span", f"{_T}a")):
            return False
        family = "text" if tag in (f"{_T}span", f"{_T}a") else "paragraph"
        if self._looks.hidden(family, name):
            return True
        if self._looks.unseen(family, name):
            if "".join(element.itertext()).strip():
                self.notes[_UNSEEN] = None
            return True
        return False

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
        self._children(paragraph)
        self._in_paragraph = before
        self.writer.line_break()
        boxes, self._boxes = self._boxes, outer
        # A box floats beside the paragraph it hangs on; it is read after it.
        for box in boxes:
            before, self._in_paragraph = self._in_paragraph, False
            self._children(box)
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
        else:
            self.partial["embedded_document"] = None


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) < 6 else 1
