"""Word documents (.docx): the text as Word shows it with all changes accepted.

Kept: automatic numbering, tables, text boxes, footnotes at the end. Left out: running heads, hidden and deleted text,
field codes, macros, everything that would have to be fetched.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..blocks import BlockWriter
from ..types import SourceText
from .numbering import Numbering, W, read_numbering
from .package import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}tblPr",
        f"{W}tcPr",
        f"{W}trPr",
        f"{W}sectPr",
        f"{W}sdtPr",
        f"{W}instrText",
        f"{W}delText",
        f"{_MC}Fallback",
    )
)
_OFF = ("0", "false", "off")


def read_docx(data: bytes) -> SourceText:
    """The text of a .docx, a paragraph a line, table rows with bars. Raises :class:`UnreadableFile`."""
    package = Package(data)
    document = package.xml("word/document.xml")
    numbering = read_numbering(package.xml("word/numbering.xml"), package.xml("word/styles.xml"))
    writer = BlockWriter()
    if document is not None:
        _Walk(writer, numbering).children(document)
    footnotes = package.xml("word/footnotes.xml")
    if footnotes is not None:
        for note in footnotes:
            # Separators carry a type; a note that was written has none.
            if note.get(f"{W}type") in (None, "normal"):
                _Walk(writer, Numbering()).children(note)
                writer.line_break()
    return SourceText(text=writer.finish(), media_type=MEDIA_TYPE, meta=tuple(_meta(package)))


def _meta(package: Package) -> list[tuple[str, str]]:
    core = package.xml("docProps/core.xml")
    title = core.find(f"{_DC}title") if core is not None else None
    text = " ".join((title.text or "").split()) if title is not None else ""
    return [("title", text[:1000])] if text else []


class _Walk:
    """Writes the elements of one story (the body, a note) in order; :mod:`package` bounds how deep they nest."""

    def __init__(self, writer: BlockWriter, numbering: Numbering) -> None:
        self._writer = writer
        self._numbering = numbering
        self._boxes: list[Element] = []

    def children(self, element: Element) -> None:
        for child in element:
            self._element(child)

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag in _SKIPPED:
            return
        if tag == f"{W}p":
            self._paragraph(element)
        elif tag == f"{W}tbl":
            self._table(element)
        elif tag == f"{W}r":
            if not _is_hidden(element):
                self.children(element)
        elif tag == f"{W}t":
            self._writer.text(element.text or "")
        elif tag in (f"{W}br", f"{W}cr"):
            self._writer.line_break()
        elif tag == f"{W}tab":
            self._writer.text(" ")
        elif tag == f"{W}noBreakHyphen":
            self._writer.text("-")
        elif tag == f"{W}txbxContent":
            self._boxes.append(element)
        else:
            self.children(element)

    def _paragraph(self, paragraph: Element) -> None:
        self._writer.line_break()
        outer, self._boxes = self._boxes, []
        marker = self._numbering.marker(paragraph)
        if marker and _has_text(paragraph):
            self._writer.text(marker)
        self.children(paragraph)
        self._writer.line_break()
        boxes, self._boxes = self._boxes, outer
        # A box floats beside the paragraph it hangs on; it is read after it.
        for box in boxes:
            self.children(box)

    def _table(self, table: Element) -> None:
        self._writer.line_break()
        self._writer.start_table()
        for row in _inside(table, f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            self._writer.start_row()
            for cell in _inside(row, f"{W}tc"):
                self._writer.start_cell()
                self.children(cell)
                self._writer.line_break()
            self._writer.end_row()
        self._writer.end_table()


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those wrapped in content controls; not those of inner tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _inside(child, tag)


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in _OFF


def _has_text(paragraph: Element) -> bool:
    return any(text.text and text.text.strip() for text in paragraph.iter(f"{W}t"))
