"""PDF files with a text layer: characters on pages become the paragraphs they were.

A PDF knows where each character stands and nothing of lines, columns or paragraphs. They are found again from the
places: :mod:`unseen` leaves out what is not the page's text, :mod:`tables` finds the rows of ruled tables,
:mod:`vertical` text that runs down, :mod:`page_lines` the lines and columns of the rest, and :mod:`paragraphs` drops
what repeats on every page and joins lines that belong together.
"""

from dataclasses import replace

import pypdfium2

from ..encodings import everyday_share
from ..types import SourceText, UnreadableFile
from .fonts import use_measuring_font
from .page import read_page, text_of
from .paragraphs import join_pages
from .remarks import parts_left_out, remarks
from .tables import without_repeated_heads
from .unseen import without_repeated

_PAGES_MAX = 300
#: Fewer characters a page than this, on average, are stamps on a scan.
_SCANNED = 15
#: More than this share without a Unicode value, and the text layer is no text.
_GARBLED = 0.2
#: Less than this share of letters, digits and Chinese characters, or of those in everyday use, and it is none either.
_WORDS, _EVERYDAY = 0.6, 0.5
#: Vertical lines on a page whose other text runs across: where they belong is not sure.
_MIXED = "vertical_text"


def read_pdf(data: bytes) -> SourceText:
    """The text of a PDF, a paragraph a line. Raises :class:`UnreadableFile` for scans, encrypted and broken files."""
    use_measuring_font()
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
    pages = [read_page(document[number]) for number in range(count)]
    seen = without_repeated([page.seen for page in pages])
    shown = "".join(character.text for page in seen for character in page.text)
    if len(shown) < count * _SCANNED:
        raise UnreadableFile("scan", "PDF 是扫描件，没有文字层；请先做文字识别（OCR）再传。")
    if _is_garbled(shown):
        raise UnreadableFile("garbled", "PDF 的字体没有文字编码，读出来是乱码；请从原文档重新导出。")
    texts = [text_of(replace(page, seen=kept)) for page, kept in zip(pages, seen, strict=True)]
    vertical = [number for number, text in enumerate(texts, 1) if text.vertical or text.mixed]
    title = " ".join((document.get_metadata_dict().get("Title") or "").split())
    return SourceText(
        text="\n".join(join_pages(without_repeated_heads([text.lines for text in texts]))),
        media_type="application/pdf",
        meta=(("title", title[:1000]),) if title else (),
        notes=remarks(seen, vertical),
        partial=(*parts_left_out(seen), *((_MIXED,) if any(text.mixed for text in texts) else ())),
    )


def _is_garbled(text: str) -> bool:
    """Whether the fonts' characters are not those they show: none at all, signs without words, or only rare ones."""
    unmapped = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if unmapped > len(text) * _GARBLED:
        return True
    if sum(map(str.isalnum, text)) < len(text) * _WORDS:
        return True
    return all(
        everyday_share(text.encode(encoding, errors="ignore"), encoding) < _EVERYDAY
        for encoding in ("gb18030", "big5hkscs")
    )
