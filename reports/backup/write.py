"""Writing a backup: rows as of one moment, then the originals they speak of, then the manifest."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from reports.models import SourceFile
from reports.models.access.database import snapshot
from reports.parsing import PARSER_VERSION
from reports.store import originals
from reports.store.originals import wanted_originals

from .folder import (
    MANIFEST,
    ORIGINALS,
    PARTIAL,
    ROWS,
    BackupError,
    Manifest,
    Part,
    Progress,
    original_in,
    private,
    put,
    read_manifest,
    write_part,
)
from .tables import TABLES


@dataclass(frozen=True)
class Written:
    """What a backup did. ``damaged``: SHA-256 and name of originals that are damaged or missing in the archive.

    ``bytes`` are those copied.
    """

    rows: int
    copied: int
    held: int
    bytes: int
    damaged: list[dict[str, str]]


def row_count() -> int:
    """How many rows a backup will write."""
    return sum(table.model._default_manager.count() for table in TABLES)


def backup(
    folder: Path,
    *,
    link: bool = False,
    check: bool = False,
    on_rows: Progress = lambda _: None,
    on_files: Progress = lambda _: None,
) -> Written:
    """Bring the backup in ``folder`` up to the archive; originals it has already are not copied again.

    ``link`` makes hard links instead of copies where the file system can. ``check`` hashes the copies that are
    there already and copies damaged ones again. A damaged original of the archive is left out and named; a sound
    copy of it that the backup has stays. Raises :class:`BackupError`.
    """
    with _claimed(folder):
        before = read_manifest(folder) if (folder / MANIFEST).exists() else None
        rows = f"{ROWS}{timezone.now():%Y%m%dT%H%M%S.%f}"
        with snapshot():
            archive = first_original()
            if before is not None and before.archive not in ("", archive):
                raise BackupError(
                    f"{folder} 是另一个档案馆的备份，没有改动。请换一个文件夹；若数据库是空的，请先恢复。"
                )
            parts = _write_rows(folder, rows, on_rows)
            wanted = wanted_originals()
        copied = held = size = 0
        damaged = []
        for sha256, name in wanted.items():
            new = _keep(folder, sha256, link=link, check=check)
            if new is None:
                damaged.append({"sha256": sha256, "name": name})
            elif new:
                copied += 1
                size += new
            else:
                held += 1
            on_files(1)
        # One for all files: a file at a time would take longer than the copying.
        os.sync()
        total = sum(original_in(folder, sha256).stat().st_size for sha256 in _present(folder, wanted))
        manifest = Manifest(
            created_at=timezone.now().isoformat(timespec="seconds"),
            archive=archive,
            parser_version=PARSER_VERSION,
            rows=rows,
            parts=parts,
            originals={"count": len(wanted), "bytes": total, "damaged": damaged},
        )
        put(folder / MANIFEST, manifest.to_json())
        for old in folder.glob(f"{ROWS}*"):
            if old.name != rows:
                shutil.rmtree(old)
    return Written(sum(part.lines for part in parts.values()), copied, held, size, damaged)


def first_original() -> str:
    """The SHA-256 of the archive's first original, or "": files are never taken out, so it stays the same."""
    return SourceFile.objects.order_by("pk").values_list("sha256", flat=True).first() or ""


@contextmanager
def _claimed(folder: Path) -> Iterator[None]:
    """Hold ``folder``, made if it is not there, against another backup."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (FileExistsError, NotADirectoryError):
        raise BackupError(f"{folder} 不是文件夹。请换一个。") from None
    foreign = [
        path.name
        for path in folder.iterdir()
        if path.name not in (MANIFEST, MANIFEST + PARTIAL, ORIGINALS) and not path.name.startswith(ROWS)
    ]
    if foreign:
        raise BackupError(f"{folder} 里有别的文件（{foreign[0]}），不是备份文件夹。请换一个空文件夹。")
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"另一个备份正写着 {folder}。请等它结束。") from None
        yield
    finally:
        os.close(handle)


def _write_rows(folder: Path, rows: str, progress: Progress) -> dict[str, Part]:
    partial = folder / (rows + PARTIAL)
    partial.mkdir()
    parts = {}
    for table in TABLES:
        file = f"{table.name}.jsonl"
        parts[table.name] = write_part(partial / file, table.rows(), f"{rows}/{file}", progress)
    partial.rename(folder / rows)
    return parts


def _present(folder: Path, wanted: dict[str, str]) -> Iterator[str]:
    return (sha256 for sha256 in wanted if original_in(folder, sha256).exists())


def _keep(folder: Path, sha256: str, *, link: bool, check: bool) -> int | None:
    """Have an original in the backup: bytes copied, 0 when it was there, None when the archive has no sound one."""
    target, source = original_in(folder, sha256), originals.path_of(sha256)
    if target.exists():
        if check and originals.digest(target.read_bytes()) != sha256:
            target.unlink()
        elif check or not source.exists() or target.stat().st_size == source.stat().st_size:
            return 0 if source.exists() else None
    try:
        data = originals.load(sha256)
    except (FileNotFoundError, originals.DamagedOriginal):
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(sha256 + PARTIAL)
    partial.unlink(missing_ok=True)
    if not (link and _linked(source, partial)):
        with private(partial) as file:
            file.write(data)
    partial.replace(target)
    return len(data) or 1


def _linked(source: Path, target: Path) -> bool:
    try:
        target.hardlink_to(source)
    except OSError:
        return False
    return True
