"""Faults of disks: full, read-only, damaged, emptied under way. Small file systems in memory stand for the disks."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from .archive import REPORT, Archive, must
from .tally import Tally

NEEDS_ROOT = "it mounts file systems, which takes root on Linux"
LONG = "本单位持续推进依法行政，化解矛盾纠纷。\n" * 200


def may_mount() -> bool:
    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("mount") is not None


@contextlib.contextmanager
def disk(folder: Path, size: str) -> Iterator[None]:
    """``folder``, with what is in it, on a disk of its own of ``size`` as mount has it (``40m``)."""
    aside = folder.with_name(f"{folder.name}-aside")
    folder.rename(aside)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield
    finally:
        shutil.rmtree(aside)
        shutil.copytree(folder, aside)
        subprocess.run(["umount", "-l", str(folder)], check=True)
        folder.rmdir()
        aside.rename(folder)


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[None]:
    """The disk of ``folder`` has no byte left."""
    fill = folder / "fill"
    with contextlib.suppress(OSError), fill.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    try:
        yield
    finally:
        fill.unlink()


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The disk of ``folder`` takes nothing any more, but through files that are open."""
    subprocess.run(["mount", "--bind", str(folder), str(folder)], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def all_full(archive: Archive, tally: Tally) -> None:
    """Everything lies on a disk that is full before the start: `serve` serves readers; with room again all goes on."""
    with disk(archive.folder, "60m"):
        tally.tried()
        with filled(archive.folder):
            _serves_readers_only(archive)
        _goes_on(archive)
        tally.survived()


def all_read_only(archive: Archive, tally: Tally) -> None:
    """Everything lies on a disk that is read-only before the start."""
    with disk(archive.folder, "60m"):
        tally.tried()
        with read_only(archive.folder):
            _serves_readers_only(archive)
        _goes_on(archive)
        tally.survived()


def one_fails(archive: Archive, tally: Tally) -> None:
    """The disk of the originals, the index, the database is full or read-only while the site runs; each by itself.

    SQLite's file stays open, so that no disk is seen to be read-only.
    """
    for part in (archive.originals, archive.index, archive.database.parent):
        with disk(part, "60m"), archive.served():
            keeper = archive.keeper()
            must(keeper.log_in() == 200, "cannot log in")
            faults = (filled,) if part == archive.database.parent else (filled, read_only)
            for number, fault in enumerate(faults):
                tally.tried()
                before = archive.count("SELECT count(*) FROM reports_batchitem")
                with fault(part):
                    status, said = keeper.upload(
                        REPORT.format(year=2000 + number, number=len(part.name)) + LONG * 40
                    )
                    reading = [
                        archive.get(path)[0] for path in ("/", "/reports/", "/reports/?q=调解", "/coverage/")
                    ]
                    must(reading == [200] * 4, f"{part.name} {fault.__name__}: readers get {reading}")
                    if part != archive.index:
                        must(status == 503, f"{part.name} {fault.__name__}: an upload is answered {status}")
                        must("没有保存" in said, "no sentence")
                    kept = archive.count("SELECT count(*) FROM reports_batchitem") - before
                    must(kept == (1 if part == archive.index else 0), f"{part.name}: {kept} files half done")
                archive.await_idle()
                tally.survived()
    archive.must_be_whole()


def commands_say_so(archive: Archive, tally: Tally) -> None:
    """`ingest` on full disks: a sentence a file and no traceback; a second go takes all."""
    folder = archive.folder.with_name(f"{archive.folder.name}-files")
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(REPORT.format(year=1990 + number, number=number) + LONG * 40)
    for part in (archive.originals, archive.database.parent, archive.index):
        with disk(part, "60m"):
            for fault in (filled, read_only):
                tally.tried()
                with fault(part):
                    code, said = archive.manage("ingest", str(folder))
                must("Traceback" not in said, f"{part.name} {fault.__name__}: a traceback: {said[-600:]}")
                must(code == 1, f"{part.name} {fault.__name__}: exit code {code}")
                tally.survived()
    code, said = archive.manage("ingest", str(folder))
    must(code == 0, said[-300:])
    must(archive.count("SELECT count(*) FROM reports_report WHERE NOT sample") == 3, "not three reports")
    archive.must_be_whole()


def index_lost(archive: Archive, tally: Tally) -> None:
    """The index is deleted, emptied or cut while the site runs: pages are answered, and it is made anew."""
    with archive.served():
        before = _found(archive)
        for damage in (_delete, _empty, _cut):
            tally.tried()
            damage(archive.index)
            # Files that have been cut are looked for once a second.
            time.sleep(1.5)
            statuses = [archive.get("/reports/?q=调解")[0] for _ in range(10)]
            # A process that had the file in memory ends with it, and those it was just answering with it.
            must(sum(status != 200 for status in statuses) <= 2, f"{damage.__name__}: readers get {statuses}")
            until = time.monotonic() + 150
            while _found(archive) != before:
                must(time.monotonic() < until, f"{damage.__name__}: the index is not made anew")
                time.sleep(1)
            tally.survived()
    archive.must_be_whole()


def originals_damaged(archive: Archive, tally: Tally) -> None:
    """Originals are spoilt and deleted: pages stay, `verify_archive` names each, sound bytes mend it."""
    first, second = sorted(archive.originals.glob("??/??/*"))[:2]
    bytes_of = {path: path.read_bytes() for path in (first, second)}
    tally.tried(2)
    first.chmod(0o600)
    first.write_bytes(b"spoilt")
    second.unlink()
    code, said = archive.manage("verify_archive")
    must((code, said.count("损坏  "), said.count("缺失  ")) == (1, 1, 1), said[-300:])
    with archive.served():
        must(archive.get("/reports/")[0] == 200, "pages are gone")
    folder = archive.folder.with_name(f"{archive.folder.name}-mend")
    folder.mkdir()
    for path, data in bytes_of.items():
        (folder / path.name).write_bytes(data)
    archive.python(
        "from pathlib import Path\nfrom reports.store import originals\n"
        f"originals.keep_all([path.read_bytes() for path in Path({str(folder)!r}).iterdir()])"
    )
    archive.must_be_whole()
    tally.survived(2)


def database_missing(archive: Archive, tally: Tally) -> None:
    """The database is gone beside a full store of originals: `serve` refuses with the choices, and begins nothing."""
    tally.tried()
    archive.database.unlink()
    code, said = archive.manage("serve")
    must(code == 1 and "--begin-anew" in said and "archive_restore" in said, said[-300:])
    must(not archive.database.exists() or archive.database.stat().st_size < 100_000, "a database was begun")
    tally.survived()


def _serves_readers_only(archive: Archive) -> None:
    with archive.served():
        for path in ("/", "/reports/", "/reports/?q=调解", "/regions/", "/coverage/", "/healthz"):
            must(archive.get(path)[0] == 200, f"{path} is answered {archive.get(path)[0]}")
        status = archive.keeper().log_in()
        must(status == 503, f"to log in is answered {status}")


def _goes_on(archive: Archive) -> None:
    with archive.served():
        keeper = archive.keeper()
        must(keeper.log_in() == 200, "cannot log in afterwards")
        must(keeper.upload(REPORT.format(year=2002, number=2))[0] == 200, "an upload fails afterwards")
        archive.await_idle()
    archive.must_be_whole()


def _found(archive: Archive) -> bool:
    return (
        "没有找到" not in archive.get("/reports/?q=调解")[1]
        and "尚未建立" not in archive.get("/reports/?q=调解")[1]
    )


def _delete(index: Path) -> None:
    shutil.rmtree(index)


def _empty(index: Path) -> None:
    for path in index.glob("*-*/*"):
        path.unlink()


def _cut(index: Path) -> None:
    for path in index.glob("*-*/*"):
        os.truncate(path, path.stat().st_size // 2)
