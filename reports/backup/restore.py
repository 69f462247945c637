"""Restoring a backup: everything is checked, then the rows come back in one transaction, then what is made of them.

Broken off before the rows are all there it leaves an empty database, and begins anew; after them it goes on where it
was, by the mark that came with the rows (:class:`~reports.models.Restoration`).
"""

import hashlib
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import DatabaseError, IntegrityError, connection, transaction

from reports.models import Batch, Flag, Report, Restoration, SourceFile
from reports.models.access.database import refresh_statistics, roomy, snapshot
from reports.search.index.documents import indexed_reports
from reports.search.index.writer import rebuild
from reports.store import copied_rows as reuse
from reports.store import originals
from reports.store import usual_ranges as ranges
from reports.store.anchors import fill_anchors
from reports.store.asking.review_order import renew_doubts
from reports.store.originals import wanted_originals
from reports.store.places import renew_names_and_codes

from .folder import (
    MANIFEST,
    BackupError,
    Manifest,
    Progress,
    check_part,
    original_in,
    read_manifest,
    read_part,
)
from .table import RefusedRow, Row, UnknownColumn, UnknownPlace
from .tables import TABLES, tables_of

#: Originals put on disk at once.
_TOGETHER = 100
_BYTES_TOGETHER = 32 * 1024 * 1024


def _unseen(done: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True)
class Restored:
    """What a restoration did; ``same`` when the rows were there already, ``went_on`` when it had been broken off after them.

    ``damaged``: originals that were left out.
    """

    rows: int
    originals: int
    same: bool
    went_on: bool
    damaged: list[str]


def restore(
    folder: Path,
    *,
    accept_damaged: bool = False,
    on_files: Progress = _unseen,
    on_rows: Progress = _unseen,
) -> Restored:
    """Bring the backup in ``folder`` into an empty archive, or mend the originals of one that has its rows.

    The indexes are :func:`remember_sentences`' and :func:`reindex`'s, then :func:`finish` is called. Raises
    :class:`BackupError`; with ``accept_damaged`` an original that is damaged in the backup is left out instead.
    """
    manifest = read_manifest(folder)
    for part in manifest.parts.values():
        check_part(folder, part)
    if missing := [table.name for table in tables_of(manifest.version) if table.name not in manifest.parts]:
        raise BackupError(f"{folder} 的清单缺少 {missing[0]}。请从另一份备份恢复。")
    mark = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    same = not _is_empty()
    begun = Restoration.objects.first()
    if begun is not None and begun.manifest != mark:
        raise BackupError(
            f"{begun.began_at:%Y-%m-%d %H:%M}（UTC）从另一份备份恢复时中断，还没有做完；没有改动。"
            "请从那份备份再恢复一次，或把 DATABASE_URL 和 ARCHIVE_ROOT 指向新的位置，运行 manage.py migrate，再恢复。"
        )
    if same and begun is None and not _is_same(folder, manifest):
        raise BackupError(
            "数据库里已有内容，且与备份不同；没有改动。请把 DATABASE_URL 和 ARCHIVE_ROOT 指向新的位置，"
            "运行 manage.py migrate，再恢复。"
        )
    kept, damaged = _restore_originals(folder, manifest, accept_damaged, on_files)
    rows = 0 if same else _restore_rows(folder, manifest, mark, on_rows)
    return Restored(rows, kept, same, begun is not None, damaged)


def remember_sentences(progress: Progress = _unseen) -> int:
    """Rebuild the index of copied text (雷同) where it is missing; how many reports were done."""
    keys = list(reuse.without_rows().order_by("pk").values_list("pk", flat=True))
    reuse.remember_all(keys, progress)
    reuse.follow_shares()
    return len(keys)


def reindex(progress: Progress = _unseen) -> int:
    """Build the search index anew; how many reports it holds."""
    return rebuild(progress)


def finish() -> None:
    """Take the mark of a restoration away: all is there."""
    Restoration.objects.all().delete()


def published() -> int:
    """How many reports :func:`reindex` will index."""
    return indexed_reports().count()


def _is_empty() -> bool:
    if Report._meta.db_table not in connection.introspection.table_names():
        raise BackupError("数据库里还没有表。请先运行 manage.py migrate。")
    # The tables that hold anything only once somebody has used the archive.
    return not any(model._default_manager.exists() for model in (SourceFile, Report, Batch, User))


def _is_same(folder: Path, manifest: Manifest) -> bool:
    """Whether the archive has the very rows of the backup.

    Values are compared, not lines: PostgreSQL keeps the keys of its JSON in an order of its own.
    """
    with snapshot():
        return all(
            held == kept
            for table in tables_of(manifest.version)
            for held, kept in zip_longest(table.rows(), read_part(folder, manifest.parts[table.name]))
        )


def _restore_originals(
    folder: Path, manifest: Manifest, accept_damaged: bool, progress: Progress
) -> tuple[int, list[str]]:
    """Put the originals into the archive; their number, and the names of those the backup has no sound copy of."""
    known = {held["sha256"] for held in manifest.originals.get("damaged", [])}
    wanted = {}
    for name in ("batch_items", "source_files"):
        for row in read_part(folder, manifest.parts[name]):
            if row["sha256"]:
                wanted[row["sha256"]] = row["name"]
    kept = 0
    damaged, unexpected = [], []
    together: list[bytes] = []
    for sha256, name in wanted.items():
        data = _sound(folder, sha256)
        if data is not None:
            together.append(data)
            kept += 1
            if len(together) >= _TOGETHER or sum(map(len, together)) >= _BYTES_TOGETHER:
                originals.keep_all(together)
                together.clear()
        else:
            damaged.append(f"{name}（{sha256}）")
            if sha256 not in known:
                unexpected.append(original_in(folder, sha256))
        progress(1)
    originals.keep_all(together)
    if unexpected and not accept_damaged:
        more = f"等 {len(unexpected)} 个文件" if len(unexpected) > 1 else ""
        raise BackupError(
            f"备份里的原件 {unexpected[0]} {more}损坏或缺失；数据库没有改动。请从另一份备份取回，"
            "或加 --accept-damaged 恢复其余部分。"
        )
    return kept, damaged


def mend_originals(folder: Path, progress: Progress = _unseen) -> tuple[int, list[str]]:
    """Put back the archive's damaged and missing originals of which the backup has a sound copy; no row is touched.

    Their number, and the names of those that stay damaged. Raises :class:`BackupError` for what is no backup.
    """
    read_manifest(folder)
    mended, left = 0, []
    for sha256, name in wanted_originals().items():
        try:
            originals.load(sha256)
        except (FileNotFoundError, originals.DamagedOriginal):
            data = _sound(folder, sha256)
            if data is None:
                left.append(f"{name}（{sha256}）")
            else:
                originals.keep(data)
                mended += 1
        progress(1)
    return mended, left


def _sound(folder: Path, sha256: str) -> bytes | None:
    """An original as the backup has it, None unless it is there and whole."""
    path = original_in(folder, sha256)
    data = path.read_bytes() if path.exists() else None
    return data if data is not None and originals.digest(data) == sha256 else None


def _restore_rows(folder: Path, manifest: Manifest, mark: str, progress: Progress) -> int:
    done = 0
    try:
        with roomy(), transaction.atomic():
            Restoration.objects.create(manifest=mark)
            for table in tables_of(manifest.version):
                part = manifest.parts[table.name]
                rows = (_counted(row, progress) for row in read_part(folder, part))
                try:
                    done += table.restore(rows)
                except UnknownColumn as error:
                    raise BackupError(
                        f"备份里有本程序没有的栏目 {error}，它由较新的版本写成。请升级程序后再恢复。"
                    ) from None
                except UnknownPlace as error:
                    raise BackupError(
                        f"{part.file} 提到的地区 {error} 不在备份里，数据库没有改动。请从另一份备份恢复。"
                    ) from None
                except RefusedRow as error:
                    raise BackupError(
                        f"{part.file} 里的一行不合本程序的规定，数据库没有改动：{error}。请用写这份备份的程序版本恢复，"
                        "改好这一行再备份。"
                    ) from None
                except DatabaseError as error:
                    raise BackupError(f"写入 {part.file} 时数据库出错，没有改动：{error}") from error
            if manifest.version == 1:
                renew_names_and_codes()
            renew_doubts(Report, Flag)
            fill_anchors()
            refresh_statistics(*(table.model for table in TABLES))
            ranges.renew_medians()
            connection.check_constraints()
            _reset_sequences()
    except IntegrityError as error:
        raise BackupError(
            f"备份里的行指向本程序没有的主题、指标或别的行，数据库没有改动：{error}。"
            "请用写这份备份的程序版本恢复。"
        ) from error
    return done


def _counted(row: Row, progress: Progress) -> Row:
    progress(1)
    return row


def _reset_sequences() -> None:
    """Let new rows be numbered after those that brought their own ids."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in TABLES]):
        with connection.cursor() as cursor:
            cursor.execute(statement)
