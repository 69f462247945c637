"""OpenDocument texts (.odt): paragraphs, headings, tables, and the numbers that lists put before paragraphs."""

from xml.etree.ElementTree import Element

from ..blocks import BlockWriter
from ..types import SourceText
from .odt_lists import Lists, read_lists
from .package import Package

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SKIPPED = frozenset(
    (
        f"{_T}tracked-changes",
        f"{_T}sequence-decls",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_T}note-citation",
    )
)
_LISTS = frozenset((f"{_T}list", f"{_T}list-item", f"{_T}list-header"))
_PARAGRAPHS = frozenset((f"{_T}p", f"{_T}h"))


def read_odt(data: bytes) -> SourceText:
    """The text of an .odt, a paragraph a line, table rows with bars. Raises :class:`UnreadableFile`."""
    package = Package(data)
    content = package.xml("content.xml")
    body = content.find(f"{_OFFICE}body") if content is not None else None
    writer = BlockWriter()
    if body is not None:
        _write(writer, body, read_lists(package.xml("styles.xml"), content))
    return SourceText(text=writer.finish(), media_type=MEDIA_TYPE)


def _write(writer: BlockWriter, element: Element, lists: Lists) -> None:
    """What stands in ``element``; :mod:`package` bounds how deep elements nest."""
    tag = element.tag
    if tag in _SKIPPED:
        return
    _begin(writer, element, lists)
    if element.text and _holds_text(tag):
        writer.text(element.text)
    for child in element:
        _write(writer, child, lists)
        if child.tail and _holds_text(tag):
            writer.text(child.tail)
    _end(writer, element, lists)


def _begin(writer: BlockWriter, element: Element, lists: Lists) -> None:
    tag = element.tag
    if tag in _PARAGRAPHS:
        writer.line_break()
        marker = lists.marker(element)
        if marker and "".join(element.itertext()).strip():
            writer.text(marker)
    elif tag == f"{_T}line-break":
        writer.line_break()
    elif tag in _LISTS:
        lists.begin(element)
    elif tag == f"{_T}s" or tag == f"{_T}tab":
        writer.text(" ")
    elif tag == f"{_TABLE}table":
        writer.line_break()
        writer.start_table()
    elif tag == f"{_TABLE}table-row":
        writer.start_row()
    elif tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        writer.start_cell()


def _end(writer: BlockWriter, element: Element, lists: Lists) -> None:
    tag = element.tag
    if tag in _PARAGRAPHS:
        writer.line_break()
    elif tag in _LISTS:
        lists.end(element)
    elif tag == f"{_TABLE}table-row":
        writer.end_row()
    elif tag == f"{_TABLE}table":
        writer.end_table()


def _holds_text(tag: str) -> bool:
    """Whether characters directly in an element are text and not the layout of the XML."""
    return tag in _PARAGRAPHS or tag in (
        f"{_T}span",
        f"{_T}a",
        f"{_T}meta",
        f"{_T}ruby-base",
        f"{_T}bookmark-ref",
    )
