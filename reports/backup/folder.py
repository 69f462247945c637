"""The folder of a backup: its manifest, its parts and their hashes."""

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

FORMAT = "township-report-archive-backup"
#: 2 has the dated names and codes of places; in 1, which is read too, a place has those it had last.
VERSION = 2
READ = (1, VERSION)
MANIFEST = "manifest.json"
ORIGINALS = "originals"
ROWS = "rows-"
#: Ends the names of what is not yet whole.
PARTIAL = ".part"

#: Called with how many rows or files have been done since the last call.
Progress = Callable[[int], object]


class BackupError(Exception):
    """``str()`` is a sentence for the keeper that names the file and the mend."""


def trouble(error: OSError, folder: Path) -> str:
    """A sentence on a disk that fails while a backup in ``folder`` is written or read."""
    place = Path(str(error.filename)) if error.filename else folder
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"磁盘满了（{place}），没有做完。请腾出空间或换一个磁盘再运行一次；已写好的原件不会重写。"
    return f"{place} 读写失败：{error.strerror}。请检查磁盘和权限后再运行一次。"


@dataclass(frozen=True)
class Part:
    """A file of rows. ``file`` is its path below the backup's folder."""

    file: str
    sha256: str
    bytes: int
    lines: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; see :mod:`reports.backup`."""

    created_at: str
    archive: str
    parser_version: str
    rows: str
    parts: dict[str, Part]
    originals: dict[str, Any] = field(default_factory=dict)
    version: int = VERSION

    def to_json(self) -> str:
        held = {"format": FORMAT, "version": self.version, **asdict(self)}
        return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the backup in ``folder``; raises :class:`BackupError` when there is none that can be used."""
    path = folder / MANIFEST
    try:
        held = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BackupError(
            f"{folder} 里没有 {MANIFEST}：不是备份，或者备份中途断了。请换一个备份，或重新备份一次。"
        ) from None
    except ValueError:
        raise BackupError(f"{path} 损坏，读不出来。请从另一份备份取回这个文件。") from None
    if not isinstance(held, dict) or held.pop("format", None) != FORMAT:
        raise BackupError(f"{path} 不是本馆备份的清单。请检查文件夹是否选对。")
    version = held.pop("version", None)
    if version not in READ:
        raise BackupError(
            f"{path} 是第 {version} 版格式，本程序只认第 {READ[0]} 至 {READ[-1]} 版。请用写这份备份的程序版本恢复。"
        )
    try:
        parts = {name: Part(**part) for name, part in held.pop("parts").items()}
        return Manifest(parts=parts, version=version, **held)
    except (KeyError, TypeError, AttributeError):
        raise BackupError(f"{path} 内容不全。请从另一份备份取回这个文件。") from None


def original_in(folder: Path, sha256: str) -> Path:
    """Where the backup in ``folder`` keeps an original."""
    return folder / ORIGINALS / sha256[:2] / sha256[2:4] / sha256


def encoded(row: Any) -> bytes:
    """A row as its line. Equal rows give equal lines."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def private(path: Path) -> BinaryIO:
    """A file made anew that its owner alone may read: a backup has names and hashed passwords in it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(handle, 0o600)
    return os.fdopen(handle, "wb")


def write_part(path: Path, rows: Iterable[Any], named: str, progress: Progress) -> Part:
    """Write rows to ``path``, one at a time; ``named`` is what the manifest will call the file."""
    digest, size, lines = hashlib.sha256(), 0, 0
    with private(path) as file:
        for row in rows:
            line = encoded(row)
            file.write(line)
            digest.update(line)
            size += len(line)
            lines += 1
            progress(1)
        file.flush()
        os.fsync(file.fileno())
    return Part(named, digest.hexdigest(), size, lines)


def read_part(folder: Path, part: Part) -> Iterator[Any]:
    """The rows of a part, one at a time."""
    with (folder / part.file).open("rb") as file:
        for line in file:
            yield json.loads(line)


def check_part(folder: Path, part: Part) -> None:
    """Raises :class:`BackupError` unless the part is as it was written."""
    path = folder / part.file
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise BackupError(f"备份缺少 {path}。请从另一份备份取回这个文件。") from None
    if found != part.sha256:
        raise BackupError(f"{path} 损坏：内容与清单里的 SHA-256 不符。请从另一份备份取回这个文件。")


def put(path: Path, text: str) -> None:
    """Write a file so that under its name there is the old or the new one, never a part."""
    partial = path.with_name(path.name + PARTIAL)
    with private(partial) as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
