"""PDF files with a text layer: characters on pages become the paragraphs they were.

A PDF knows where each character stands and nothing of lines, columns or paragraphs. They are found again from the
places: :mod:`annotations` adds what is laid over a page, :mod:`unseen` leaves out what is not its text, :mod:`tables`
finds the rows of ruled tables, :mod:`vertical` text that runs down, :mod:`page_lines` the lines and columns of the
rest, and :mod:`paragraphs` drops what repeats on every page and joins lines that belong together.
"""

from dataclasses import replace

import pypdfium2
from pypdfium2 import raw

from reports.text.remarks import Remark

from ..encodings import everyday_share
from ..types import SourceText, UnreadableFile
from .annotations import DYNAMIC_FORM, STRUCK, Annotated, annotated_page, notes_over, open_forms
from .fonts import use_measuring_font
from .layers import has_hidden_layers
from .page import Page, read_page, text_of
from .page_ends import over_pages
from .paragraphs import join_pages
from .remarks import parts_left_out, remarks
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
#: A table whose rows or columns are not clear.
_TABLE = "table"
#: Text of layers that are switched off stands among the rest.
_LAYERS = "hidden_layers"


def read_pdf(data: bytes) -> SourceText:
    """The text of a PDF, a paragraph a line. Raises :class:`UnreadableFile` for scans, encrypted and broken files."""
    use_measuring_font()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableFile("encrypted", Remark("pdf_encrypted")) from error
        raise UnreadableFile("damaged", Remark("pdf_damaged")) from error
    try:
        source = _read(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile("damaged", Remark("pdf_page_damaged")) from error
    finally:
        document.close()
    return replace(source, partial=(*source.partial, _LAYERS)) if has_hidden_layers(data) else source


def _read(document: pypdfium2.PdfDocument) -> SourceText:
    count = len(document)
    if count > _PAGES_MAX:
        raise UnreadableFile("too_long", Remark("pdf_too_long", n=count, most=_PAGES_MAX))
    dynamic = open_forms(document)
    over: list[Annotated] = []
    pages: list[Page] = []
    for number in range(count):
        page, annotated = annotated_page(document, number)
        over.append(annotated)
        pages.append(read_page(page, annotated.written))
    seen = without_repeated([page.seen for page in pages])
    shown = "".join(character.text for page in seen for character in page.text)
    if len(shown) < count * _SCANNED:
        raise UnreadableFile("scan", Remark("pdf_scan"))
    if _is_garbled(shown):
        raise UnreadableFile("garbled", Remark("pdf_garbled"))
    texts = [text_of(replace(page, seen=kept)) for page, kept in zip(pages, seen, strict=True)]
    vertical = [number for number, text in enumerate(texts, 1) if text.vertical or text.mixed]
    title = " ".join((document.get_metadata_dict().get("Title") or "").split())
    return SourceText(
        text="\n".join(join_pages(over_pages([text.lines for text in texts]))),
        media_type="application/pdf",
        meta=(("title", title[:1000]),) if title else (),
        notes=(*remarks(seen, vertical), *notes_over(over, raw.FPDFDoc_GetAttachmentCount(document.raw))),
        partial=(
            *parts_left_out(seen),
            *((_MIXED,) if any(text.mixed for text in texts) else ()),
            *((_TABLE,) if any(text.unsure for text in texts) else ()),
            *((STRUCK,) if any(one.struck for one in over) else ()),
            *((DYNAMIC_FORM,) if dynamic else ()),
        ),
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
