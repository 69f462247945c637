"""The files in a zip, unpacked in memory within limits; names are told, never used as paths."""

import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from stat import S_ISLNK

from reports.reading.formats import Format, sniff
from reports.reading.types import UnreadableFile
from reports.reading.zips import open_zip, unpack
from reports.text.remarks import Remark

logger = logging.getLogger(__name__)

MEMBERS_MAX = 2_000
#: All members together may unpack to this many times the limit of one file.
TOTAL_TIMES = 10
_UTF8_NAME = 0x800
_FAILED = Remark("zip_failed")


@dataclass(frozen=True)
class Member:
    """A file of a zip: its name as the packer wrote it and its bytes, or why there are none."""

    name: str
    data: bytes = b""
    refusal: UnreadableFile | None = None


def members(data: bytes, *, max_mb: int = 50) -> Iterator[Member]:
    """The files of a zip in the order of their names; folders, links and hidden files are left out.

    A member that is encrypted, damaged, packed by a rare method, too large or itself a zip comes with its refusal. Raises
    :class:`UnreadableFile` when the zip as a whole cannot be opened or unpacks beyond all measure.
    """
    with open_zip(data) as archive:
        # What a link leads to is not in the zip. ZipInfo.is_dir fails at an empty name.
        infos = [
            (_name(info), info)
            for info in archive.infolist()
            if not info.filename.endswith("/") and not S_ISLNK(info.external_attr >> 16)
        ]
        wanted = sorted((pair for pair in infos if not is_hidden(pair[0])), key=lambda pair: pair[0])
        if len(wanted) > MEMBERS_MAX:
            raise UnreadableFile("too_many", Remark("zip_too_many", n=len(wanted), most=MEMBERS_MAX))
        total = 0
        for name, info in wanted:
            member = _member(archive, info, name, max_mb)
            damaged = member.refusal is not None and member.refusal.kind == "damaged"
            # Of a member whose checksum is wrong so much may have been unpacked before that was seen.
            total += info.file_size if damaged else len(member.data)
            if total > max_mb * TOTAL_TIMES * 1024 * 1024:
                raise UnreadableFile("too_large", Remark("zip_too_large", most=max_mb * TOTAL_TIMES))
            yield member


def is_hidden(path: str) -> bool:
    """Whether a path leads to what systems leave about: dot files, lock files of Office, macOS's resource forks."""
    return any(
        part.startswith((".", "~$")) or part == "__MACOSX"
        for part in path.split("/")
        if part not in (".", "..")
    )


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, max_mb: int) -> Member:
    limit = max_mb * 1024 * 1024
    if info.file_size > limit:
        return Member(name, refusal=UnreadableFile("too_large", Remark("file_too_large", most=max_mb)))
    try:
        data = unpack(archive, info, limit)
        nested = sniff(data) is Format.ZIP
    except UnreadableFile as refusal:
        return Member(name, refusal=refusal)
    except Exception:
        logger.exception("unpacking %s failed", name)
        return Member(name, refusal=UnreadableFile("damaged", _FAILED))
    if nested:
        return Member(name, refusal=UnreadableFile("nested", Remark("member_nested")))
    return Member(name, data)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name. Without the UTF-8 flag it is in the packer's own code page: on Chinese Windows, GBK."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
