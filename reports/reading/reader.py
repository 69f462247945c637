"""The one door to reading: bytes in, canonical text out."""

from reports.text.remarks import Remark

from .apart.sandbox import read_apart
from .by_format import read_here
from .formats import Format, is_broken_document, sniff
from .types import SourceText, UnreadableFile

_REFUSED = {
    Format.IMAGE: ("image", Remark("file_image")),
    Format.ARCHIVE: ("archive", Remark("file_archive")),
    Format.ZIP: ("archive", Remark("file_zip_unopened")),
    Format.SPREADSHEET: ("spreadsheet", Remark("file_spreadsheet")),
    Format.OFD: (
        "ofd",
        Remark("file_ofd"),
    ),
    Format.OFFICE_XML: (
        "office_xml",
        Remark("file_office_xml"),
    ),
    Format.PROGRAM: ("program", Remark("file_program")),
}
#: Text and pages up to this size are read in this process: it takes milliseconds.
_SMALL = 2 * 1024 * 1024


#: Processor time for what a stranger sends; a report of 50 pages as PDF takes two.
_STRANGER_SECONDS = 5


def read(
    data: bytes, name: str, *, max_mb: int = 50, quiet: bool = False, stranger: bool = False
) -> SourceText:
    """The canonical text of a file.

    The format is told from the content; of ``name`` only a final .txt counts, for text with some tags in it, and that
    of a document for a zip that cannot be opened. Office files, PDFs and large files are read in a child process.
    Raises :class:`UnreadableFile` with a sentence for the person who brought the file. ``quiet`` keeps even a reader's
    failure, which may quote the file, out of the log. Of a ``stranger`` whatever is sent is read in the child process,
    which has less time then.
    """
    if not data:
        raise UnreadableFile("empty", Remark("file_empty"))
    if len(data) > max_mb * 1024 * 1024:
        raise UnreadableFile("too_large", Remark("file_too_large", most=max_mb))
    found = sniff(data)
    if found is Format.ZIP and is_broken_document(data, name):
        raise UnreadableFile("damaged", Remark("file_damaged"))
    if found in _REFUSED:
        raise UnreadableFile(*_REFUSED[found])
    named_txt = name.lower().endswith(".txt")
    if stranger:
        source = read_apart(data, named_txt, quiet=quiet, seconds=_STRANGER_SECONDS)
    elif found is None and len(data) <= _SMALL:
        source = read_here(data, named_txt)
    else:
        source = read_apart(data, named_txt, quiet=quiet)
    if not source.text.strip():
        raise UnreadableFile("no_text", Remark("file_without_text"))
    return source
