"""The one door to reading: bytes in, canonical text out."""

import re

from .apart.sandbox import read_apart
from .encodings import decode
from .formats import Format, is_html, sniff
from .plain import read_plain
from .types import SourceText, UnreadableFile
from .web.html import read_html

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_REFUSED = {
    Format.IMAGE: ("image", "这是图片，里面没有可读的文字；请先做文字识别（OCR）。"),
    Format.ARCHIVE: ("archive", "这种压缩包读不了，请解压后上传，或改用 zip。"),
    Format.ZIP: ("archive", "压缩包打不开，可能已损坏；请解压后上传。"),
    Format.SPREADSHEET: ("spreadsheet", "这是表格或演示文稿，不是文字报告。"),
    Format.PROGRAM: ("program", "这是程序文件，不是报告。"),
}
#: Text and pages up to this size are read in this process: it takes milliseconds.
_SMALL = 2 * 1024 * 1024


def read(data: bytes, name: str, *, max_mb: int = 50, quiet: bool = False) -> SourceText:
    """The canonical text of a file.

    The format is told from the content; of ``name`` only a final .txt counts, for text with some tags in it. Office
    files, PDFs and large files are read in a child process. Raises :class:`UnreadableFile` with a sentence for the
    person who brought the file. ``quiet`` keeps even a reader's failure, which may quote the file, out of the log.
    """
    if not data:
        raise UnreadableFile("empty", "文件是空的（0 字节）。")
    if len(data) > max_mb * 1024 * 1024:
        raise UnreadableFile("too_large", f"文件超过 {max_mb} MB 的上限。")
    found = sniff(data)
    if found in _REFUSED:
        raise UnreadableFile(*_REFUSED[found])
    named_txt = name.lower().endswith(".txt")
    source = (
        read_here(data, named_txt)
        if found is None and len(data) <= _SMALL
        else read_apart(data, named_txt, quiet=quiet)
    )
    if not source.text.strip():
        raise UnreadableFile("no_text", "文件里没有文字。")
    return source


def read_here(data: bytes, named_txt: bool) -> SourceText:
    """``read`` for a file that was found fit, in this process."""
    found = sniff(data)
    if found is None:
        return _read_text(data, named_txt)
    # Imported where they are used: this process reads text and pages, its children the rest.
    if found is Format.DOCX:
        from .office.docx import read_docx

        return read_docx(data)
    if found is Format.PDF:
        from .pdf.document import read_pdf

        return read_pdf(data)
    if found is Format.OLE:
        from .office.doc import read_doc

        return read_doc(data)
    if found is Format.RTF:
        from .office.rtf import read_rtf

        return read_rtf(data)
    if found is Format.ODT:
        from .office.odt import read_odt

        return read_odt(data)
    if found is Format.MHTML:
        from .web.mhtml import read_mhtml

        return read_mhtml(data, _read_page)
    raise UnreadableFile("unsupported", "不支持这种格式，请另存为 txt 或 docx。")


def _read_text(data: bytes, named_txt: bool) -> SourceText:
    found = _CHARSET.search(data[:4096])
    decoded = decode(data, found[1].decode("ascii") if found else None)
    return read_html(decoded) if is_html(decoded.text, named_txt=named_txt) else read_plain(decoded)


def _read_page(data: bytes, declared: str | None) -> SourceText:
    return read_html(decode(data, declared))
