import errno
import sqlite3
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError, connection

from reports.models import Region
from reports.search.engine import IndexBusy
from reports.store import originals
from reports.store.trouble import AWAY, BUSY, FULL, READ_ONLY, trouble_of
from tests.factories import make_region
from tests.operating.faults import full_database, no_room, read_only_database

sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="faults of SQLite")


def raised(sql: str, *, path: Path | str = ":memory:") -> sqlite3.Error:
    try:
        sqlite3.connect(path, timeout=0).execute(sql)
    except sqlite3.Error as error:
        return error
    raise AssertionError("nothing was raised")


def from_django(cause: Exception, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    error = kind(*cause.args)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
        (OSError(errno.EROFS, "Read-only file system"), READ_ONLY),
        (PermissionError(errno.EACCES, "Permission denied"), READ_ONLY),
        (OSError(errno.EIO, "Input/output error"), AWAY),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), None),
        (OSError("without a number"), None),
        (IndexBusy("another writes"), BUSY),
        (ValueError("database is locked"), None),
        (None, None),
        (from_django(psycopg.OperationalError("connection refused")), AWAY),
        (from_django(psycopg.errors.DiskFull("no space")), FULL),
        (from_django(psycopg.errors.AdminShutdown("terminating connection")), AWAY),
        (from_django(psycopg.errors.LockNotAvailable("lock timeout")), BUSY),
        (from_django(psycopg.errors.DeadlockDetected("deadlock")), BUSY),
        (from_django(psycopg.errors.ReadOnlySqlTransaction("read-only"), DatabaseError), READ_ONLY),
        (from_django(psycopg.errors.UniqueViolation("twice"), IntegrityError), None),
        (from_django(psycopg.errors.UndefinedTable("no table"), ProgrammingError), None),
    ],
    ids=repr,
)
def test_what_passes_is_told_from_what_is_broken(error: BaseException | None, trouble: str | None) -> None:
    assert trouble_of(error) is trouble


def test_sqlite_is_known_by_its_codes(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("CREATE TABLE a (b)")
    holder.execute("BEGIN EXCLUSIVE")
    (tmp_path / "no database").write_bytes(b"x" * 4096)
    errors = [
        raised("INSERT INTO a VALUES (1)", path=path),
        raised("SELECT * FROM a", path=tmp_path / "no database"),
        raised("SELECT * FROM nothing"),
    ]
    assert [trouble_of(from_django(error)) for error in errors] == [BUSY, AWAY, None]


@sqlite
@pytest.mark.django_db(transaction=True)
def test_a_full_database_is_known_and_takes_again_when_there_is_room() -> None:
    many = [Region(code=f"{number:09d}", name="某镇" * 20, level="township") for number in range(20_000)]
    with full_database(), pytest.raises(OperationalError) as full:
        Region.objects.bulk_create(many)
    assert trouble_of(full.value) is FULL
    assert not Region.objects.exists()
    make_region("33", "浙江省")
    assert Region.objects.count() == 1


@sqlite
@pytest.mark.django_db(transaction=True)
def test_a_read_only_database_is_known() -> None:
    with read_only_database(), pytest.raises(OperationalError) as refused:
        make_region("33", "浙江省")
    assert trouble_of(refused.value) is READ_ONLY
    assert not Region.objects.exists()


def test_an_original_for_which_there_is_no_room_leaves_nothing(settings, tmp_path: Path) -> None:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    with no_room(), pytest.raises(OSError, match="File too large") as full:
        originals.keep(b"one")
    assert trouble_of(full.value) is FULL
    assert list(originals.stored()) == []
    assert list((tmp_path / "originals/tmp").iterdir()) == []
