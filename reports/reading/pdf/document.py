"""PDF files with a text layer: characters on pages become the paragraphs they were.

A PDF knows where each character stands and nothing of lines, columns or paragraphs. They are found again from the
places: :mod:`page_lines` finds lines and columns on a page, :mod:`paragraphs` drops what repeats on every page and
joins lines that belong together.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from math import pi

import pypdfium2
from pypdfium2 import raw

from ..encodings import everyday_share
from ..types import SourceText, UnreadableFile
from .fonts import use_measuring_font
from .page_lines import Character, PageLine, lines_of
from .paragraphs import join_pages

_PAGES_MAX = 300
#: Fewer characters a page than this, on average, are stamps on a scan.
_SCANNED = 15
#: More than this share without a Unicode value, and the text layer is no text.
_GARBLED = 0.2
#: Less than this share of letters, digits and Chinese characters, or of those in everyday use, and it is none either.
_WORDS, _EVERYDAY = 0.6, 0.5
#: Characters of a page by which it is told how its text is turned.
_SAMPLE = 200


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
    pages: list[list[PageLine]] = []
    shown: list[str] = []
    for number in range(count):
        page = document[number]
        # The page's size is that of the page as it is turned, the places on it are those before.
        size = page.get_size() if page.get_rotation() % 180 == 0 else page.get_size()[::-1]
        text = page.get_textpage()
        turns = _quarter_turns(text)
        found = [_upright(character, turns, *size) for character in _characters(text)]
        shown += [character.text for character in found]
        pages.append(lines_of(found, *(size[::-1] if turns % 2 else size)))
    if len(shown) < count * _SCANNED:
        raise UnreadableFile("scan", "PDF 是扫描件，没有文字层；请先做文字识别（OCR）再传。")
    if _is_garbled("".join(shown)):
        raise UnreadableFile("garbled", "PDF 的字体没有文字编码，读出来是乱码；请从原文档重新导出。")
    title = " ".join((document.get_metadata_dict().get("Title") or "").split())
    return SourceText(
        text="\n".join(join_pages(pages)),
        media_type="application/pdf",
        meta=(("title", title[:1000]),) if title else (),
    )


def _characters(text: pypdfium2.PdfTextPage) -> Iterator[Character]:
    """The visible characters of a page in the order of its content, y upwards in points; blanks are left out."""
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


def _quarter_turns(text: pypdfium2.PdfTextPage) -> int:
    """By how many quarters the page's text is turned clockwise: a wide page is often drawn lying on its side."""
    angles = (raw.FPDFText_GetCharAngle(text, index) for index in range(min(text.count_chars(), _SAMPLE)))
    turns = Counter(round(angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _upright(character: Character, turns: int, width: float, height: float) -> Character:
    """The character where it stands on the page (of that size) turned back, so that its text runs from left to right."""
    left, bottom, right, top = character.left, character.bottom, character.right, character.top
    if turns == 1:
        left, bottom, right, top = height - top, left, height - bottom, right
    elif turns == 2:
        left, bottom, right, top = width - right, height - top, width - left, height - bottom
    elif turns == 3:
        left, bottom, right, top = bottom, width - right, top, width - left
    return Character(character.text, left, bottom, right, top) if turns else character


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
