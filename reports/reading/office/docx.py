"""Word documents (.docx): the text as Word shows it with all changes accepted.

The main part and those beside it are found by their relationships. Kept: automatic numbering, tables, text boxes,
WordArt, diagrams, charts, embedded pieces (altChunk), footnotes and endnotes at the end. Left out: running heads, hidden and
deleted text, comments, field codes, macros, everything that would have to be fetched.
"""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from ..blocks import BlockWriter
from ..types import SourceText, UnreadableFile
from .docx_beside import Findings
from .docx_story import Story
from .numbering import Numbering, W, read_numbering
from .package import Package, Relation
from .unseen import Looks

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DC = "{http://purl.org/dc/elements/1.1/}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
#: Points of a diagram's data that carry its layout, not its words (21.4.7.50, ST_PtType).
_LAYOUT_POINTS = ("pres", "parTrans", "sibTrans")

#: Reads a document embedded in another; raises :class:`UnreadableFile`.
ReadEmbedded = Callable[[bytes], SourceText]


def read_docx(data: bytes, read_embedded: ReadEmbedded | None = None) -> SourceText:
    """The text of a .docx, a paragraph a line, table rows with bars; pieces embedded in it by ``read_embedded``.

    Raises :class:`UnreadableFile`.
    """
    package = Package(data)
    main = next(
        (one.part for one in package.relations().values() if one.kind == "officeDocument" and one.part),
        "word/document.xml",
    )
    document = package.xml(main)
    if document is None and main != "word/document.xml":
        main = "word/document.xml"
        document = package.xml(main)
    parts = _Parts(package, main, read_embedded)
    styles = parts.xml("styles")
    looks, findings = Looks(styles), Findings()
    numbering = read_numbering(parts.xml("numbering"), styles)
    writer = BlockWriter()
    if document is not None:
        Story(writer, numbering, looks, findings, parts).read(document)
    for kind in ("footnotes", "endnotes"):
        notes = parts.xml(kind)
        own = _Parts(package, parts.named(kind), read_embedded) if notes is not None else parts
        for note in notes if notes is not None else ():
            # Separators carry a type; a note that was written has none.
            if note.get(f"{W}type") in (None, "normal"):
                Story(writer, Numbering(), looks, findings, own).read(note)
                writer.line_break()
    return SourceText(
        text=writer.finish(),
        media_type=MEDIA_TYPE,
        meta=tuple(_meta(package)),
        notes=tuple(findings.notes),
        partial=tuple(findings.partial),
    )


class _Parts:
    """The parts that stand beside one, by their relationships."""

    def __init__(self, package: Package, name: str, read_embedded: ReadEmbedded | None) -> None:
        self._package = package
        self._folder = name.rpartition("/")[0]
        self._relations: dict[str, Relation] = package.relations(name)
        self._read_embedded = read_embedded

    def named(self, kind: str) -> str:
        """The name of the part of a kind; where no relationship tells, the usual one."""
        related = (one.part for one in self._relations.values() if one.kind == kind and one.part)
        return next(related, f"{self._folder}/{kind}.xml".lstrip("/"))

    def xml(self, kind: str) -> Element | None:
        return self._package.xml(self.named(kind))

    def embedded(self, reference: str) -> SourceText | None:
        """A piece in another format that stands in the text, or None when it cannot be read."""
        related = self._relations.get(reference)
        data = self._package.data(related.part) if related and related.part else None
        if data is None or self._read_embedded is None:
            return None
        try:
            return self._read_embedded(data)
        except UnreadableFile:
            return None

    def chart(self, reference: str) -> Element | None:
        """The part a chart stands in, or None when it is not there."""
        related = self._relations.get(reference)
        return self._package.xml(related.part) if related and related.part else None

    def diagram(self, reference: str) -> list[str] | None:
        """The words of a diagram (SmartArt), a shape a line, or None when its data is not there."""
        related = self._relations.get(reference)
        data = self._package.xml(related.part) if related and related.part else None
        if data is None:
            return None
        lines = []
        for point in data.iter(f"{_DGM}pt"):
            if point.get("type") not in _LAYOUT_POINTS:
                words = "".join(one.text or "" for one in point.iter(f"{_A}t"))
                lines += [words] if words.strip() else []
        return lines


def _meta(package: Package) -> list[tuple[str, str]]:
    core = package.xml("docProps/core.xml")
    title = core.find(f"{_DC}title") if core is not None else None
    text = " ".join((title.text or "").split()) if title is not None else ""
    return [("title", text[:1000])] if text else []
