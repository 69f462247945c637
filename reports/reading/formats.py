"""What a file is, by its content; its name is no evidence."""

import re
import zipfile
from enum import StrEnum

from .types import UnreadableFile
from .zips import open_zip, unpack


class Format(StrEnum):
    """A format the reader tells apart."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    RTF = "rtf"
    OLE = "ole"
    DOCX = "docx"
    ODT = "odt"
    OFD = "ofd"
    OFFICE_XML = "office_xml"
    SPREADSHEET = "spreadsheet"
    ZIP = "zip"
    IMAGE = "image"
    ARCHIVE = "archive"
    PROGRAM = "program"


_SIGNATURES: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", Format.PDF),
    (b"{\\rtf", Format.RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE),
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF8", Format.IMAGE),
    (b"II*\x00", Format.IMAGE),
    (b"MM\x00*", Format.IMAGE),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"\x1f\x8b\x08", Format.ARCHIVE),
    (b"BZh", Format.ARCHIVE),
    (b"\xfd7zXZ\x00", Format.ARCHIVE),
    (b"MZ\x90\x00", Format.PROGRAM),
    (b"\x7fELF", Format.PROGRAM),
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HTML_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|table|tbody|tr|td|br|meta|title|style|script|h[1-6]|ul|li|a|img|strong|font)"
    r"(?:\s[^<>]{0,2000})?/?>",
    re.I,
)
#: Word's, OpenDocument's and UOF's (GB/T 20916) documents in one XML file each.
_OFFICE_XML = re.compile(rb"<\?mso-application|<(?:pkg:package|w:wordDocument|office:document|uof:UOF)[\s>]")
_WORD_MAIN = re.compile(rb"(?:wordprocessingml|ms-word)\.[a-z.]{0,40}main\+xml", re.I)
_WORD_TARGET = re.compile(rb"""Target\s*=\s*["'][^"']{0,200}\bword/""", re.I)
#: What names of documents that are zips end with, and what the entries begin with that stand first in them.
_DOCUMENT_NAMES = (".docx", ".docm", ".dotx", ".wps", ".odt", ".ofd")
_DOCUMENT_PARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"OFD.xml")
#: APPNOTE.TXT 4.3.7: the length of what stands before the name of an entry.
_LOCAL_HEADER = 30
#: The parts that say what a zip is are short.
_PART_HEAD = 1024 * 1024
_MIME_HEADER = re.compile(rb"\A(?:[A-Za-z-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*)+")


def sniff(data: bytes) -> Format | None:
    """The format of ``data`` by its first bytes, or None when it should be tried as text."""
    # A PDF may carry some bytes before its header (ISO 32000-1, annex H, note 13: within the first 1,024).
    # A text that only speaks of PDF has no objects.
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and b" obj" in data[:4096]):
        return Format.PDF
    head = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, found in _SIGNATURES:
        if head.startswith(signature):
            return _zipped(data) if found is Format.ZIP else found
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or (data[:2] == b"BM" and data[6:10] == bytes(4)):
        return Format.IMAGE
    if head.startswith(b"<") and _OFFICE_XML.search(data[:4096]):
        return Format.OFFICE_XML
    header = _MIME_HEADER.match(data[:4096].lstrip())
    if header and b"mime-version:" in header[0].lower() and b"multipart/" in header[0].lower():
        return Format.MHTML
    return None


def is_broken_document(data: bytes, name: str) -> bool:
    """Whether a zip that cannot be opened was a document: its name says so, or that of its first entry does."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        open_zip(data).close()
    except UnreadableFile as error:
        if error.kind != "damaged":
            return False
        first = data[_LOCAL_HEADER:][: int.from_bytes(data[26:28], "little")]
        return name.lower().endswith(_DOCUMENT_NAMES) or first.startswith(_DOCUMENT_PARTS)
    return False


def _zipped(data: bytes) -> Format:
    """What kind of zip it is: word processors and spreadsheets save zips too."""
    try:
        with open_zip(data) as archive:
            # Names of parts are compared without case (ECMA-376 part 2, 6.2.2.3); some packers write \\ for /.
            names = {
                info.filename.replace("\\", "/").lstrip("/").lower(): info for info in archive.infolist()
            }
            # GB/T 33190, 7.1: the entry of the package.
            if "ofd.xml" in names:
                return Format.OFD
            if "uof.xml" in names:
                return Format.OFFICE_XML
            if "word/document.xml" in names:
                return Format.DOCX
            if "[content_types].xml" in names or "_rels/.rels" in names:
                return Format.DOCX if _is_word(archive, names) else Format.SPREADSHEET
            if "mimetype" in names and "content.xml" in names:
                said = unpack(archive, names["mimetype"], _PART_HEAD)
                text = said.startswith(b"application/vnd.oasis.opendocument.text")
                return Format.ODT if text else Format.SPREADSHEET
    except UnreadableFile:
        # A damaged one is refused by whoever opens it to read.
        return Format.ZIP
    return Format.ZIP


def _is_word(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> bool:
    """Whether an office package says of itself that its main part is a text, wherever that part lies."""
    for name, said in (("[content_types].xml", _WORD_MAIN), ("_rels/.rels", _WORD_TARGET)):
        # Without the NULs that UTF-16 puts between Latin letters.
        if name in names and said.search(unpack(archive, names[name], _PART_HEAD).replace(b"\0", b"")):
            return True
    return False


def is_html(text: str, *, named_txt: bool = False) -> bool:
    """Whether ``text`` is a page, or a piece of one: it begins like one, or has at least three tags.

    A few tags left in a file named .txt do not make it a page: its text is to stay as it is.
    """
    head = text[:30_000]
    if _HTML_START.match(head):
        return True
    if named_txt:
        return False
    return sum(1 for _, _ in zip(_HTML_TAG.finditer(head), range(3), strict=False)) == 3
