"""Word 97–2003 documents (.doc), and WPS's .wps, which is the same format.

Read by the published structure of the file ([MS-DOC]): the header (FIB) of the WordDocument stream leads to the piece
table in the table stream, and the pieces, in order, are the text. Automatic numbering is written out.
"""

import io
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import accumulate

import olefile

from reports.text.remarks import Remark

from ...types import SourceText, UnreadableFile
from ..numbering import Numbering
from .lists import read_lists
from .look import Looks, read_fonts
from .properties import Properties, read_properties
from .shapes import read_word_art
from .story import Formats, Placed, Story
from .styles import Style, read_styles

_MAGIC = 0xA5EC
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
#: Offsets in the FIB: the lengths of the stories from ccpText on ([MS-DOC] 2.5.5), and fcClx (2.5.6).
_LENGTHS, _PIECES = 0x4C, 0x01A2
#: The stories in the order of the text: main, footnotes, running heads, macros, comments, endnotes, text boxes and
#: those of running heads.
_READ_STORIES, _COMMENT_STORY = (1, 5, 6), 4
_COMPRESSED = 0x4000_0000
_CHARACTERS_MAX = 5_000_000
#: Bytes of a compressed piece above 0x7F that are not Latin-1: [MS-DOC] 2.9.73, FcCompressed.
_COMPRESSED_CODE_PAGE = "cp1252"

_COMMENTS = Remark("comments_left_out")
_NO_NUMBERS = Remark("numbering_unread")


def read_doc(data: bytes) -> SourceText:
    """The text of a .doc, a paragraph a line, table rows with bars, notes and text boxes at the end.

    Raises :class:`UnreadableFile`.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            text, formats = _text(container)
            # Where the data of objects of other programs lies, formulas among them ([MS-DOC] 2.1.4).
            objects = any(path[0] == "ObjectPool" for path in container.listdir())
    except UnreadableFile:
        raise
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError) as error:
        # olefile lets these through for containers whose tables contradict each other.
        raise UnreadableFile("damaged", Remark("file_damaged")) from error
    return SourceText(
        text=text,
        media_type="application/msword",
        notes=tuple(formats.notes),
        partial=(*formats.partial, *(("embedded_document",) if objects else ())),
    )


def _text(container: olefile.OleFileIO) -> tuple[str, Formats]:
    if not container.exists("WordDocument"):
        if container.exists("EncryptedPackage"):
            raise UnreadableFile("encrypted", Remark("file_encrypted"))
        raise UnreadableFile("unsupported", Remark("file_not_word"))
    document = container.openstream("WordDocument").read()
    magic, flags = struct.unpack_from("<H8xH", document)
    if magic != _MAGIC:
        raise UnreadableFile("unsupported", Remark("file_old_word"))
    if flags & _ENCRYPTED:
        raise UnreadableFile("encrypted", Remark("file_encrypted"))
    lengths = struct.unpack_from("<8i", document, _LENGTHS)
    if min(lengths) < 0 or sum(lengths) > _CHARACTERS_MAX:
        lengths = (lengths[0], *[0] * 7)
    table = container.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    data = container.openstream("Data").read() if container.exists("Data") else b""
    start, size = struct.unpack_from("<II", document, _PIECES)
    characters = list(_pieces(document, table[start : start + size], sum(lengths)))
    formats, numbering, word_art = _formats(document, table, data)
    if lengths[_COMMENT_STORY]:
        formats.notes[_COMMENTS] = None
    main = Story(formats, numbering, word_art).read(characters[: lengths[0]])
    behind = [Story(formats, Numbering()).read(story) for story in _others(characters, lengths)]
    return "\n".join(filter(None, (main, *behind))), formats


def _formats(document: bytes, table: bytes, data: bytes) -> tuple[Formats, Numbering, Mapping[int, str]]:
    """How the text is formatted, its lists and the words of its shapes; of what is broken nothing, and said."""
    notes: dict[Remark, None] = {}
    try:
        properties = read_properties(document, table, data)
    except (struct.error, IndexError):
        # The text is whole without them; only rows of tables are then lines of their own.
        properties = Properties()
    fonts: Mapping[int, str] = {}
    word_art: Mapping[int, str] = {}
    with suppress(struct.error, IndexError):
        # Without its fonts, text in them stands as it is.
        fonts = read_fonts(document, table)
    with suppress(struct.error, IndexError):
        word_art = read_word_art(document, table)
    styles: list[Style] = []
    try:
        styles = read_styles(document, table)
        numbering = read_lists(document, table, styles)
    except (struct.error, IndexError):
        notes[_NO_NUMBERS] = None
        numbering = Numbering()
    return Formats(properties, Looks(styles), fonts, data, notes), numbering, word_art


def _others(characters: list[Placed], lengths: tuple[int, ...]) -> list[list[Placed]]:
    """Footnotes, endnotes and text boxes, which stand behind the main text."""
    ends = list(accumulate(lengths))
    return [characters[ends[story - 1] : ends[story]] for story in _READ_STORIES if lengths[story]]


def _pieces(document: bytes, clx: bytes, length: int) -> Iterator[Placed]:
    """The first ``length`` characters; ``clx`` holds formatting runs (0x01), then the piece table (0x02)."""
    at = 0
    while clx[at] == 0x01:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at] != 0x02:
        raise ValueError("no piece table")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    plc = clx[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", plc)
    for number in range(count):
        wanted = min(places[number + 1], length) - places[number]
        if not 0 <= wanted <= _CHARACTERS_MAX:
            break
        (where,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        width = 1 if where & _COMPRESSED else 2
        begin = (where & ~_COMPRESSED) // 2 if width == 1 else where
        raw = document[begin : begin + width * wanted]
        text = raw.decode(_COMPRESSED_CODE_PAGE if width == 1 else "utf-16-le", errors="replace")
        fc = begin
        for character in text:
            fc += 2 * width if character > "\uffff" else width
            yield character, fc
