"""Word 97–2003 documents (.doc), and WPS's .wps, which is the same format.

Read by the published structure of the file ([MS-DOC]): the header (FIB) of the WordDocument stream leads to the piece
table in the table stream, and the pieces, in order, are the text. Automatic numbering is written out.
"""

import io
import re
import struct
from collections.abc import Iterable, Iterator
from itertools import accumulate

import olefile

from reports.text.remarks import Remark

from ..blocks import BlockWriter
from ..types import SourceText, UnreadableFile
from .doc_lists import Settings, read_lists
from .doc_properties import Properties, read_properties
from .numbering import Numbering

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

#: A character of the text and the FC after it.
_Placed = tuple[str, int]
_COMMENTS = Remark("comments_left_out")
_NO_NUMBERS = Remark("numbering_unread")
_DROPPED = re.compile("[\x00-\x06\x08\x0f-\x12\x16-\x1d\x1f]")


def read_doc(data: bytes) -> SourceText:
    """The text of a .doc, a paragraph a line, table rows with bars, notes and text boxes at the end.

    Raises :class:`UnreadableFile`.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            text, notes = _text(container)
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
        notes=notes,
        partial=("embedded_document",) if objects else (),
    )


def _text(container: olefile.OleFileIO) -> tuple[str, tuple[Remark, ...]]:
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
    start, size = struct.unpack_from("<II", document, _PIECES)
    characters = list(_pieces(document, table[start : start + size], sum(lengths)))
    main, others = characters[: lengths[0]], _others(characters, lengths)
    remarks = (_COMMENTS,) if lengths[_COMMENT_STORY] else ()
    try:
        properties = read_properties(document, table)
    except (struct.error, IndexError):
        # The text is whole without them; only rows of tables are then lines of their own.
        properties = Properties()
    try:
        text = _rendered(main, properties, read_lists(document, table))
    except (struct.error, IndexError):
        text, remarks = _rendered(main, properties, Numbering()), (_NO_NUMBERS, *remarks)
    behind = [_rendered(story, properties, Numbering()) for story in others]
    return "\n".join(filter(None, (text, *behind))), remarks


def _others(characters: list[_Placed], lengths: tuple[int, ...]) -> list[list[_Placed]]:
    """Footnotes, endnotes and text boxes, which stand behind the main text."""
    ends = list(accumulate(lengths))
    return [characters[ends[story - 1] : ends[story]] for story in _READ_STORIES if lengths[story]]


def _pieces(document: bytes, clx: bytes, length: int) -> Iterator[_Placed]:
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


def _rendered(characters: Iterable[_Placed], properties: Properties, numbering: Numbering) -> str:
    """Lines of text; a cell and a row end with U+0007, a field shows its result and not its code."""
    writer = BlockWriter()
    fields: list[bool] = []
    in_row = False
    paragraph: list[_Placed] = []
    for character, fc in characters:
        paragraph.append((character, fc))
        if character not in "\r\x07\x0c":
            continue
        tabled = fc in properties.in_table
        if tabled and not in_row:
            writer.start_table()
            writer.start_row()
            writer.start_cell()
        elif in_row and not tabled:
            writer.end_table()
        in_row = tabled
        if fc in properties.row_ends:
            writer.drop_cell()
            writer.end_row()
            writer.start_row()
            writer.start_cell()
        else:
            style, settings = properties.paragraphs.get(fc, (0, b""))
            own = Settings(settings)
            reference = None if own.list is None else str(own.list)
            marker = numbering.counted(str(style), reference, own.level)
            _write(writer, paragraph, properties, fields, marker)
            if character == "\x07" and tabled:
                writer.start_cell()
        paragraph = []
    _write(writer, paragraph, properties, fields, "")
    return writer.finish()


def _write(
    writer: BlockWriter, paragraph: list[_Placed], properties: Properties, fields: list[bool], marker: str
) -> None:
    """A paragraph's shown characters. ``fields`` are the open fields, True once their result has begun."""
    if marker and any(
        not character.isspace() and character not in "\x07\x13\x14\x15" for character, _ in paragraph
    ):
        writer.text(marker)
    for character, fc in paragraph:
        if character == "\x13":
            fields.append(False)
        elif character == "\x14" and fields:
            fields[-1] = True
        elif character == "\x15" and fields:
            fields.pop()
        elif not all(fields) or not properties.is_read(fc - 1):
            continue
        elif character in "\x0b\x0e":
            writer.line_break()
        elif character == "\x1e":
            writer.text("-")
        else:
            writer.text(_DROPPED.sub("", character.rstrip("\r\x07\x0c")))
    writer.line_break()
