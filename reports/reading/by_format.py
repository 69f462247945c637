"""Which reader reads which format, in this process."""

import re

from reports.text.remarks import Remark

from .encodings import decode
from .formats import Format, is_html, sniff
from .plain import read_plain
from .types import SourceText, UnreadableFile
from .web.hidden import Sheets
from .web.html import read_html
from .web.walk import Frames

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)


#: Documents in one another, and pieces of a document, that are read at most.
_DEEP_MAX, _EMBEDDED_MAX = 3, 50


def read_here(data: bytes, named_txt: bool) -> SourceText:
    """``read`` for a file that was found fit, in this process."""
    return _read(data, named_txt, _Embedded())


class _Embedded:
    """Reads documents that stand in a document, down to some depth and up to some number in all."""

    def __init__(self) -> None:
        self._depth = self._count = 0

    def __call__(self, data: bytes) -> SourceText:
        self._count += 1
        if self._depth == _DEEP_MAX or self._count > _EMBEDDED_MAX:
            raise UnreadableFile("hostile", Remark("file_too_deep"))
        self._depth += 1
        try:
            return _read(data, False, self)
        finally:
            self._depth -= 1


def _read(data: bytes, named_txt: bool, embedded: _Embedded) -> SourceText:
    found = sniff(data)
    if found is None:
        return _read_text(data, named_txt)
    # Imported where they are used: this process reads text and pages, its children the rest.
    if found is Format.DOCX:
        from .office.docx import read_docx

        return read_docx(data, embedded)
    if found is Format.PDF:
        from .pdf.document import read_pdf

        return read_pdf(data)
    if found is Format.OLE:
        from .office.doc.document import read_doc

        return read_doc(data)
    if found is Format.RTF:
        from .office.rtf.document import read_rtf

        return read_rtf(data)
    if found is Format.ODT:
        from .office.odt import read_odt

        return read_odt(data)
    if found is Format.MHTML:
        from .web.mhtml import read_mhtml

        return read_mhtml(data, _read_page)
    raise UnreadableFile("unsupported", Remark("file_unsupported"))


def load_readers() -> None:
    """Import every reader, in the process that is copied for each file."""
    from .office import docx, odt  # noqa: F401
    from .office.doc import document as doc  # noqa: F401
    from .office.rtf import document as rtf  # noqa: F401
    from .pdf import document  # noqa: F401
    from .web import mhtml  # noqa: F401


def _read_text(data: bytes, named_txt: bool) -> SourceText:
    found = _CHARSET.search(data[:4096])
    decoded = decode(data, found[1].decode("ascii") if found else None)
    return read_html(decoded) if is_html(decoded.text, named_txt=named_txt) else read_plain(decoded)


def _read_page(data: bytes, declared: str | None, frames: Frames, sheets: Sheets) -> SourceText:
    return read_html(decode(data, declared), frames, sheets)
