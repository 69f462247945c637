"""PDF files with a text layer: characters on pages become the paragraphs they were.

A PDF knows where each character stands and nothing of lines, columns or paragraphs. They are found again from the
places: :mod:`page_lines` finds lines and columns on a page, :mod:`paragraphs` drops what repeats on every page and
joins lines that belong together.
"""

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from .page_lines import Character, PageLine, lines_of
from .paragraphs import join_pages
from .types import SourceText, UnreadableFile

_PAGES_MAX = 300
#: Fewer characters a page than this, on average, are stamps on a scan.
_SCANNED = 15
#: More than this share without a Unicode value, and the text layer is no text.
_GARBLED = 0.2


def read_pdf(data: bytes) -> SourceText:
    """The text of a PDF, a paragraph a line. Raises :class:`UnreadableFile` for scans, encrypted and broken files."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("encrypted", "PDF 有密码，请去掉密码再传。") from error
        raise UnreadableFile("damaged", "PDF 已损坏，打不开；请重新导出一份。") from error
    try:
        return _read(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", "PDF 有损坏的页，读不出来；请重新导出一份。") from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> SourceText:
    count = len(document)
    if count > _PAGES_MAX:
        raise UnreadableFile("too_long", f"PDF 有 {count} 页，超过 {_PAGES_MAX} 页，不像一篇报告。")
    pages: list[list[PageLine]] = []
    characters = unmapped = 0
    for number in range(count):
        page = document[number]
        found = list(_characters(page))
        characters += len(found)
        unmapped += sum(_is_unmapped(character.text) for character in found)
        pages.append(lines_of(found, page.get_width(), page.get_height()))
    if characters < count * _SCANNED:
        raise UnreadableFile("scan", "PDF 是扫描件，没有文字层；请先做文字识别（OCR）再传。")
    if unmapped > characters * _GARBLED:
        raise UnreadableFile("garbled", "PDF 的字体没有文字编码，读出来是乱码；请从原文档重新导出。")
    title = " ".join((document.get_metadata_dict().get("Title") or "").split())
    return SourceText(
        text="\n".join(join_pages(pages)),
        media_type="application/pdf",
        meta=(("title", title[:1000]),) if title else (),
    )


def _characters(page: pypdfium2.PdfPage) -> Iterator[Character]:
    """The visible characters of a page in the order of its content, y upwards in points; blanks are left out."""
    text = page.get_textpage()
    box = raw.FS_RECTF()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code <= 0x20 or code == 0xA0 or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)):
            continue
        if raw.FPDFText_HasUnicodeMapError(text, index) == 1:
            code = 0xFFFD
        character = chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"
        low, high = sorted((box.bottom, box.top))
        if box.right > box.left:
            yield Character(character, box.left, low, box.right, high)


def _is_unmapped(character: str) -> bool:
    return character == "\ufffd" or "\ue000" <= character <= "\uf8ff"
