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
from reports.store import originals
from reports.text.remarks import Remark

from . import begun
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
    """All files at and below ``paths``, in the order of their names; hidden ones are left out.

    A zip at whose unpacking a process ended comes last, and not at all once it is set aside.
    """
    put_off: list[tuple[str, Path]] = []
    for name, path in _walked(paths):
        packed = _zip(path)
        if packed is not None and begun.times(_unpacking(packed)):
            put_off.append((name, path))
        else:
            yield from _found(name, path, packed)
    for name, path in put_off:
        yield from _found(name, path, _zip(path))


def _walked(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                name = below.relative_to(path).as_posix()
                if below.is_file() and is_wanted(name):
                    yield name, below
        else:
            yield path.name, path


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


def _zip(path: Path) -> bytes | None:
    """The bytes of a file that may be a zip; None of others, and of one that cannot be opened, which its reading tells."""
    try:
        with path.open("rb") as file:
            return _limited(path) if file.read(2) == b"PK" else None
    except OSError:
        return None


def _found(name: str, path: Path, packed: bytes | None) -> Iterator[Found]:
    """A file, or those in it when it is a zip, with the attempt to unpack each of them counted."""
    if packed is None:
        yield Found(name, partial(_limited, path))
        return
    key = _unpacking(packed)
    if (times := begun.times(key)) >= begun.ATTEMPTS:
        yield Found(name, partial(_refuse, UnreadableFile("set_aside", begun.set_aside(name, times))))
        return
    members = unpacked(name, packed)
    while True:
        with begun.begun(key, done=False):
            found = next(members, None)
        if found is None:
            begun.forget(key)
            return
        yield found


def _unpacking(packed: bytes) -> str:
    return f"unpacking-{originals.digest(packed)}"


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
