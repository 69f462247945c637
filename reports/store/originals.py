"""The originals (原件): files named by their SHA-256 under ``settings.ARCHIVE_ROOT``, written once, never changed."""

import contextlib
import hashlib
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Container, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from reports.models import BatchItem, SourceFile
from reports.text.remarks import Remark

logger = logging.getLogger(__name__)


class DamagedOriginal(Exception):
    """What is stored under a hash does not have that hash."""

    def __init__(self, remark: Remark) -> None:
        super().__init__(remark)
        self.remark = remark


def digest(data: bytes) -> str:
    """The SHA-256 of ``data``, 64 hexadecimal digits: the name of an original."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str) -> Path:
    """Where the original of that hash is kept: two levels of folders, so that none grows large."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return Path(settings.ARCHIVE_ROOT) / sha256[:2] / sha256[2:4] / sha256


def keep(data: bytes) -> str:
    """Store ``data`` unless it is there and gives back its hash; see :func:`keep_all`."""
    return keep_all([data])[0]


def keep_all(files: Sequence[bytes]) -> list[str]:
    """Store each of ``files`` that is not there; their hashes, in order.

    The bytes are on disk, under their final names and read back, when this returns; a crash leaves at most stray
    files in ``tmp/``. A damaged file of such a name is replaced by the sound bytes at hand.
    """
    hashes = [digest(data) for data in files]
    new = {
        sha256: data
        for sha256, data in zip(hashes, files, strict=True)
        if not (path_of(sha256).exists() and digest(path_of(sha256).read_bytes()) == sha256)
    }
    for sha256 in set(hashes) - new.keys():
        # It is wanted again: see :func:`tidy`. A disk that is read-only tidies nothing either.
        with contextlib.suppress(OSError):
            os.utime(path_of(sha256))
    if not new:
        return hashes
    waiting = Path(settings.ARCHIVE_ROOT) / "tmp"
    waiting.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=waiting) as folder:
        for sha256, data in new.items():
            (Path(folder) / sha256).write_bytes(data)
        _sync([Path(folder) / sha256 for sha256 in new])
        for sha256 in new:
            temporary, target = Path(folder) / sha256, path_of(sha256)
            if digest(temporary.read_bytes()) != sha256:
                raise DamagedOriginal(Remark("original_miswritten", file=str(temporary)))
            temporary.chmod(0o440)
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(target)
        _sync(sorted({path_of(sha256).parent for sha256 in new}))
    return hashes


def keep_each(files: Sequence[bytes]) -> list[str | Exception]:
    """Like :func:`keep_all`, with the error in place of the hash of one that could not be stored."""
    try:
        return [*keep_all(files)]
    except Exception as error:
        logger.warning(
            "keeping %d originals together failed (%s), so they are kept one by one", len(files), error
        )
    hashes: list[str | Exception] = []
    for data in files:
        try:
            hashes.append(keep(data))
        except Exception as error:
            hashes.append(error)
    return hashes


def load(sha256: str) -> bytes:
    """The bytes of an original. Raises FileNotFoundError, or :class:`DamagedOriginal` when they have changed."""
    path = path_of(sha256)
    # A folder or a link in its place is none of ours, wherever it leads.
    strange = path.is_symlink() or path.is_dir()
    data = b"" if strange else path.read_bytes()
    if strange or digest(data) != sha256:
        raise DamagedOriginal(Remark("original_damaged", sha256=sha256))
    return data


def forget(sha256: str) -> None:
    """Take an original out of the store; one that is not there is none to take out.

    Only for what is invented (示例): the original of a real report is never removed.
    """
    path_of(sha256).unlink(missing_ok=True)


def stored() -> Iterator[str]:
    """The names of all files in the store, whatever they hold, in order."""
    for path in _files():
        yield path.name


def tidy(wanted: Callable[[], Container[str]], *, older: timedelta) -> int:
    """Take files out of the store that nothing speaks of; how many.

    ``wanted`` gives the names that are spoken of, asked once the files are known. What was brought within ``older`` is
    left, with whose rows somebody may just be busy; so are temporary files as young in ``tmp/``.
    """
    before = time.time() - older.total_seconds()
    old = [path for path in _files() if path.stat().st_mtime < before]
    claimed = wanted()
    unclaimed = [path for path in old if path.name not in claimed]
    for path in unclaimed:
        if path.is_file() and path.stat().st_mtime < before:
            path.unlink()
    for folder in (Path(settings.ARCHIVE_ROOT) / "tmp").glob("*/"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder)
    return len(unclaimed)


def _files() -> Iterator[Path]:
    yield from sorted(Path(settings.ARCHIVE_ROOT).glob("??/??/*"))


def _sync(paths: list[Path]) -> None:
    """Have files and folders on disk. Asked at once, a file system writes many in the time of few."""
    if len(paths) == 1:
        _sync_one(paths[0])
        return
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(_sync_one, paths))


def wanted_originals() -> dict[str, str]:
    """What the archive's rows speak of and the store must hold: SHA-256 → name, with uploads that wait or were refused."""
    uploads = BatchItem.objects.exclude(sha256="").order_by("sha256").values_list("sha256", "name")
    sources = SourceFile.objects.order_by("sha256").values_list("sha256", "name")
    return dict(uploads.iterator()) | dict(sources.iterator())


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
