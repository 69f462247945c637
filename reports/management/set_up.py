"""Setting up what an archive lacks, at each start; what was broken off is done to the end by the next start.

Each step looks at what is there and adds what is not. A step that fails, on a disk that is full say, keeps no reader
from what is there already.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from filelock import FileLock, Timeout

from reports.ingest.tasks import resume
from reports.models import Region, Report
from reports.search.engine import IndexBusy
from reports.store import originals
from reports.store.places import listed_units

logger = logging.getLogger(__name__)

#: What is told: sentences for the keeper.
Tell = Callable[[str], object]

#: Tells the processes of the site that the database can only be read as the file is (see archive/settings.py).
AS_IT_IS = "DATABASE_AS_IT_IS"
#: A file in the store of originals: there from before an empty archive gets its samples until it has them all.
_OWED = "samples-owed"
_NOT_BEGUN_ANEW = (
    "原件库 {store} 里有 {count:,} 个原件，数据库却是空的。没有改动任何东西，请选一条：\n"
    "  数据库其实在别处：核对 DATABASE_URL 和磁盘挂载，再启动；\n"
    "  有备份：manage.py migrate，再 manage.py archive_restore 备份文件夹；\n"
    "  没有备份：manage.py migrate，manage.py load_regions，再 manage.py ingest {store}，由原件重建，人工订正找不回来；\n"
    "  另起一个新馆：manage.py serve --begin-anew，这些原件留着不动。"
)


def set_up(tell: Tell, *, demo: bool = True, begin_anew: bool = False) -> bool:
    """Add what is missing; whether anything can be written (else the site only serves what is there).

    Waits while another start does the same. Raises CommandError where there is nothing to be served, and where an
    empty database beside a store of originals looks like one that has been lost.
    """
    if not _opens():
        _read_as_it_is(tell)
        return False
    with _alone(tell):
        empty = _is_empty()
        if (
            empty
            and not begin_anew
            and not _owed().exists()
            and (count := sum(1 for _ in originals.stored()))
        ):
            raise CommandError(_NOT_BEGUN_ANEW.format(store=settings.ARCHIVE_ROOT, count=count))
        if empty and demo:
            _try(tell, "记下要放示例", _owe_samples)
        done = [_try(tell, name, step) for name, step in _steps(tell, demo)]
    if _is_empty():
        raise CommandError("数据库还没有建好，原因见上。排除后再启动一次即可接着建。")
    return all(done)


def _steps(tell: Tell, demo: bool) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is missing, one after another; each is looked for when those before are done."""
    yield "建数据表", partial(call_command, "migrate", verbosity=0)
    # An archive made by an earlier version lacks the places that this one brings.
    if _is_empty() or Region.objects.count() < len(listed_units()):
        tell("正在载入地名……")
        yield "载入地名", partial(call_command, "load_regions")
    if demo and _owed().exists():
        tell("正在放入示例报告……")
        yield "放入示例报告", _load_samples
    yield "补雷同句索引", partial(call_command, "update_reuse", verbosity=0)
    yield "更新检索索引", partial(call_command, "update_index", dirty=True)
    if _static_is_stale():
        tell("正在整理静态文件……")
        yield "整理静态文件", partial(call_command, "collectstatic", interactive=False, verbosity=0)
    yield "接着处理没处理完的上传", resume


def _try(tell: Tell, name: str, step: Callable[[], object]) -> bool:
    """Whether ``step`` could be done; if not, that is told."""
    try:
        step()
    except (CommandError, DatabaseError, OSError, IndexBusy) as error:
        tell(f"没能{name}（{error}）。已有的照常供人阅读；排除后请再启动一次。")
        return False
    except Exception:
        logger.exception("a step of the set-up failed: %s", name)
        tell(f"没能{name}，原因见上。已有的照常供人阅读。")
        return False
    return True


def _opens() -> bool:
    """Whether the database can be opened the usual way; one that is not there yet is made. It may be locked."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        connection.close()
        return "locked" in str(error)
    return True


def _read_as_it_is(tell: Tell) -> None:
    """Have the site's processes read a SQLite file in whose folder nothing can be made, not even SQLite's own files.

    Raises CommandError where that would not show all that was stored.
    """
    path = Path(settings.DATABASES["default"]["NAME"])
    log = path.with_name(f"{path.name}-wal")
    if connection.vendor != "sqlite" or not path.exists() or (log.exists() and log.stat().st_size):
        raise CommandError(
            f"数据库打不开：{settings.DATABASES['default']['NAME']}。磁盘满了、只读，或没有权限？"
        )
    os.environ[AS_IT_IS] = "1"
    tell("数据库所在的磁盘写不进去（满了或只读）：只供阅读，不能登录、上传和改动。腾出空间后请再启动一次。")


def _is_empty() -> bool:
    """Whether the database has no tables yet, or no places in them."""
    return Region._meta.db_table not in connection.introspection.table_names() or not Region.objects.exists()


def _owed() -> Path:
    return Path(settings.ARCHIVE_ROOT) / "tmp" / _OWED


def _owe_samples() -> None:
    _owed().parent.mkdir(parents=True, exist_ok=True)
    _owed().touch()


def _load_samples() -> None:
    # Somebody may have begun with reports of their own in the meantime.
    if not Report.objects.filter(sample=False).exists():
        call_command("load_demo")
    _owed().unlink()


@contextmanager
def _alone(tell: Tell) -> Iterator[None]:
    """Keep other starts waiting. Where no lock can be had, on a disk that is read-only say, nothing is set up either."""
    try:
        _owed().parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(_owed().with_name("set-up.lock"))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            tell("另一个进程正在准备档案馆，等它做完……")
            lock.acquire(poll_interval=0.2)
    except OSError as error:
        tell(f"原件库 {settings.ARCHIVE_ROOT} 写不进去（{error.strerror}）。")
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _static_is_stale() -> bool:
    """Whether a static file, or the list of libraries that bring some, is newer than what was collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    sources = [Path(settings.BASE_DIR) / "requirements.txt"]
    for folder in settings.STATICFILES_DIRS:
        sources += [path for path in Path(folder).rglob("*") if path.is_file()]
    return max(path.stat().st_mtime for path in sources) > manifest.stat().st_mtime
