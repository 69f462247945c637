"""Zips opened so that a made-up one does no harm: what it says of itself is looked at before it is believed.

Documents (docx, odt) and packed folders are opened here alike.
"""

import io
import struct
import zipfile

from reports.text.remarks import Remark

from .types import UnreadableFile

#: Entries of the directory that are read; a packed folder of reports or an office document has far fewer.
ENTRIES_MAX = 5_000
#: What zipfile unpacks a bounded piece at a time; of the other methods it unpacks whatever 4 KB hold, gigabytes maybe.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# APPNOTE.TXT 4.3.16, 4.3.15, 4.3.14, 4.3.12, 4.3.7: records by their signatures and fixed lengths.
_END, _END_LENGTH, _COMMENT_MAX = b"PK\x05\x06", 22, 65_535
_END_64_LOCATOR, _END_64 = struct.Struct("<4sLQL"), struct.Struct("<4sQ2H2L4Q")
_ENTRY, _ENTRY_LENGTH, _LOCAL_LENGTH = b"PK\x01\x02", 46, 30


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The zip in ``data``. Raises :class:`UnreadableFile`.

    Entries are counted before any is read, and none may lie in another: that is how some kilobytes unpack to
    terabytes.
    """
    _refuse_many(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        _refuse_overlaps(archive.infolist())
    except UnreadableFile:
        raise
    except Exception as error:
        # Whatever a damaged directory makes zipfile stumble over: it documents less than it raises.
        raise UnreadableFile("damaged", Remark("zip_damaged")) from error
    return archive


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """An entry's bytes, at most ``most`` and one more, whatever size it claims. Raises :class:`UnreadableFile`."""
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableFile("encrypted", Remark("member_encrypted"))
    if info.compress_type not in _METHODS:
        raise UnreadableFile("unsupported", Remark("member_unsupported"))
    try:
        with archive.open(info) as file:
            return file.read(most + 1)
    except Exception as error:
        raise UnreadableFile("damaged", Remark("member_damaged")) from error


def _refuse_many(data: bytes) -> None:
    """Count the entries of the directory as zipfile will find them; the number the end record gives may be a lie."""
    at = data.rfind(_END, max(0, len(data) - _END_LENGTH - _COMMENT_MAX))
    if at < 0 or at + _END_LENGTH > len(data):
        raise UnreadableFile("damaged", Remark("zip_damaged"))
    said, length = struct.unpack_from("<HL", data, at + 10)
    locator = at - _END_64_LOCATOR.size
    if locator >= _END_64.size and data.startswith(b"PK\x06\x07", locator):
        at = locator - _END_64.size
        if data.startswith(b"PK\x06\x06", at):
            said, length = _END_64.unpack_from(data, at)[7:9]
    if said > ENTRIES_MAX:
        raise _too_many(said)
    entry, count = at - length, 0
    while 0 <= entry <= at - _ENTRY_LENGTH and data.startswith(_ENTRY, entry):
        entry += _ENTRY_LENGTH + sum(struct.unpack_from("<3H", data, entry + 28))
        count += 1
        if count > ENTRIES_MAX:
            raise _too_many(max(count, length // _ENTRY_LENGTH))


def _too_many(count: int) -> UnreadableFile:
    return UnreadableFile("too_many", Remark("zip_too_many", n=count, most=ENTRIES_MAX))


def _refuse_overlaps(infos: list[zipfile.ZipInfo]) -> None:
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise UnreadableFile("hostile", Remark("zip_overlapping"))
        end = info.header_offset + _LOCAL_LENGTH + len(info.orig_filename) + info.compress_size
