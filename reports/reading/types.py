"""What reading a file gives."""

from dataclasses import dataclass

from reports.text.remarks import Remark


class UnreadableFile(Exception):
    """A file that cannot be read as a report.

    ``remark`` tells the person who brought the file what is wrong and how to mend it; ``str()`` is its sentence.
    ``kind`` is a stable English word for the reason (``empty``, ``encrypted``, ``no_text``, ``too_large``, …).
    """

    def __init__(self, kind: str, remark: Remark) -> None:
        super().__init__(remark)
        self.kind, self.remark = kind, remark


@dataclass(frozen=True)
class SourceText:
    """The canonical text of a file and what the file says of itself.

    ``text`` is what every offset of the archive indexes: decoded, BOM dropped, CRLF → LF, nothing else changed
    for plain text; for other formats one block a line. ``meta`` holds the page's meta tags, keys lower case.
    ``encoding`` is None for formats that carry their own. ``partial`` are codes of what may hold text and was not
    read (``embedded_document``, ``diagram``, ``frame`` …), each once; the parser makes the flag ``part_not_read`` of
    them.
    """

    text: str
    media_type: str
    encoding: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    notes: tuple[Remark, ...] = ()
    partial: tuple[str, ...] = ()
