"""The files behind what a person names: folders walked, zips unpacked in memory.

What cannot be opened comes as a file that says so when it is read; those behind it come all the same.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings

from reports.reading import UnreadableFile
from reports.reading.formats import Format, is_broken_document, sniff
from reports.text.remarks import Remark

from .archives.zips import Member, is_hidden, members

logger = logging.getLogger(__name__)

NOT_UNPACKED = Remark("zip_failed")
#: Stands beside a sample report; not a report itself.
_BESIDE = ".golden.json"


@dataclass(frozen=True)
class Found:
    """A file to take in. ``read`` gives its bytes; raises OSError or :class:`UnreadableFile`."""

    name: str
    read: Callable[[], bytes]


def find(paths: list[Path]) -> Iterator[Found]:
    """All files at and below ``paths``, in the order of their names; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                name = below.relative_to(path).as_posix()
                if below.is_file() and is_wanted(name):
                    yield from _opened(name, below)
        else:
            yield from _opened(path.name, path)


def is_wanted(name: str) -> bool:
    """Whether a file of a folder, by its path below it, is one to take in."""
    return not is_hidden(name) and not name.endswith(_BESIDE)


def unpacked(name: str, data: bytes) -> Iterator[Found]:
    """``data`` itself, or the files in it when it is a zip (named ``ZIP/MEMBER``)."""
    try:
        # A document that is damaged is refused as one when it is read.
        if sniff(data) is not Format.ZIP or is_broken_document(data, name):
            yield Found(name, lambda: data)
            return
        for member in members(data, max_mb=settings.UPLOAD_MAX_MB):
            yield Found(f"{name}/{member.name}", partial(_bytes_of, member))
    except UnreadableFile as refusal:
        yield Found(name, partial(_refuse, refusal))
    except Exception:
        logger.exception("unpacking %s failed", name)
        yield Found(name, partial(_refuse, UnreadableFile("damaged", NOT_UNPACKED)))


def _opened(name: str, path: Path) -> Iterator[Found]:
    try:
        with path.open("rb") as file:
            packed = _limited(path) if file.read(2) == b"PK" else None
    except OSError:
        # Told when the file is read.
        packed = None
    if packed is None:
        yield Found(name, partial(_limited, path))
    else:
        yield from unpacked(name, packed)


def _limited(path: Path) -> bytes:
    """A file's bytes; of one over the limit only so many that the reader sees that it is."""
    with path.open("rb") as file:
        return file.read(settings.UPLOAD_MAX_MB * 1024 * 1024 + 1)


def _bytes_of(member: Member) -> bytes:
    if member.refusal is not None:
        raise member.refusal
    return member.data


def _refuse(refusal: UnreadableFile) -> bytes:
    raise refusal
