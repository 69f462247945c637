"""The originals (原件): files named by their SHA-256 under ``settings.ARCHIVE_ROOT``, written once, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings


class DamagedOriginal(Exception):
    """What is stored under a hash does not have that hash."""


def digest(data: bytes) -> str:
    """The SHA-256 of ``data``, 64 hexadecimal digits: the name of an original."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """Where the original of that hash is kept: two levels of folders, so that none grows large."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return Path(settings.ARCHIVE_ROOT) / sha256[:2] / sha256[2:4] / sha256


def keep(data: bytes) -> str:
    """Store ``data`` unless it is there and gives back its hash.

    The bytes are on disk, under their final name and read back, when this returns; a crash leaves at most a
    stray file in ``tmp/``. A damaged file of that name is replaced by the sound bytes at hand.
    """
    sha256 = digest(data)
    target = path_of(sha256)
    if target.exists() and digest(target.read_bytes()) == sha256:
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = Path(settings.ARCHIVE_ROOT) / "tmp"
    waiting.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=waiting)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if digest(temporary.read_bytes()) != sha256:
            raise DamagedOriginal(f"写入 {temporary} 后读回的内容不一致，请检查磁盘。")
        temporary.chmod(0o440)
        temporary.replace(target)
        _sync_folder(target.parent)
    finally:
        temporary.unlink(missing_ok=True)
    return sha256


def load(sha256: str) -> bytes:
    """The bytes of an original. Raises FileNotFoundError, or :class:`DamagedOriginal` when they have changed."""
    data = path_of(sha256).read_bytes()
    if digest(data) != sha256:
        raise DamagedOriginal(f"原件 {sha256} 已损坏：内容与校验值不符。")
    return data


def stored() -> Iterator[str]:
    """The names of all files in the store, whatever they hold, in order."""
    for path in sorted(Path(settings.ARCHIVE_ROOT).glob("??/??/*")):
        yield path.name


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
