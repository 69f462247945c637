"""The one door to reading: bytes in, canonical text out."""

import re

from .docx import read_docx
from .encodings import decode
from .formats import Format, is_html, sniff
from .html import read_html
from .plain import read_plain
from .types import SourceText, UnreadableFile

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_REFUSED = {
    Format.IMAGE: ("image", "这是图片，里面没有可读的文字；请先做文字识别（OCR）。"),
    Format.ARCHIVE: ("archive", "这种压缩包读不了，请解压后上传，或改用 zip。"),
    Format.ZIP: ("archive", "压缩包打不开，可能已损坏；请解压后上传。"),
    Format.SPREADSHEET: ("spreadsheet", "这是表格或演示文稿，不是文字报告。"),
    Format.PROGRAM: ("program", "这是程序文件，不是报告。"),
}


def read(data: bytes, name: str, *, max_mb: int = 50) -> SourceText:
    """The canonical text of a file.

    ``name`` only serves to word the refusal; the format is told from the content. Raises
    :class:`UnreadableFile` with a sentence for the person who brought the file.
    """
    if not data:
        raise UnreadableFile("empty", "文件是空的（0 字节）。")
    if len(data) > max_mb * 1024 * 1024:
        raise UnreadableFile("too_large", f"文件超过 {max_mb} MB 的上限。")
    source = _read(data, sniff(data))
    if not source.text.strip():
        raise UnreadableFile("no_text", "文件里没有文字。")
    return source


def _read(data: bytes, found: Format | None) -> SourceText:
    if found in _REFUSED:
        raise UnreadableFile(*_REFUSED[found])
    if found is Format.DOCX:
        return read_docx(data)
    if found is not None:
        raise UnreadableFile("unsupported", "暂不支持这种格式，请另存为 txt 或 html。")
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else None)
    return read_html(decoded) if is_html(decoded.text) else read_plain(decoded)
