"""The one door to reading: bytes in, canonical text out."""

from .apart.sandbox import read_apart
from .by_format import read_here
from .formats import Format, sniff
from .types import SourceText, UnreadableFile

_REFUSED = {
    Format.IMAGE: ("image", "这是图片，里面没有可读的文字；请先做文字识别（OCR）。"),
    Format.ARCHIVE: ("archive", "这种压缩包读不了，请解压后上传，或改用 zip。"),
    Format.ZIP: ("archive", "压缩包打不开，可能已损坏；请解压后上传。"),
    Format.SPREADSHEET: ("spreadsheet", "这是表格或演示文稿，不是文字报告。"),
    Format.OFD: (
        "ofd",
        "这是 OFD 版式文件，目前读不了；请用 OFD 阅读器或 WPS 打开，另存为 PDF 或 docx 再传。",
    ),
    Format.OFFICE_XML: (
        "office_xml",
        "这是单个 XML 文件的办公文档，读不了；请用 Word 或 WPS 打开后另存为 docx 再传。",
    ),
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
