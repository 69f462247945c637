"""A small archive that has lived: corrections, a revision, a withdrawal, a batch, people and a history."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from pytest_django import Settings

from reports.ingest import batches
from reports.ingest.intake import Defaults, take_in
from reports.models import Batch, BatchItem, Report
from reports.store import originals
from reports.store import reports as store
from tests.factories import make_region

ROOT = Path(__file__).parents[2]
#: Runs manage.py with those words; unless ``check=False``, it has to go well.
Manage = Callable[..., subprocess.CompletedProcess[str]]

LINES = (
    "{town}{year}年法治政府建设年度报告",
    "一、主要举措和成效",
    "（一）化解矛盾纠纷。全年调解纠纷{figure}件，调解成功率达98.5%。",
    "（二）加强法治宣传。开展普法讲座{figure}场。",
    "二、存在的不足",
    "执法力量还比较薄弱，{town}的法律顾问作用发挥不充分。",
    "三、下一年度工作安排",
    "继续落实第一责任人职责。",
    "{town}人民政府",
    "{next}年3月1日",
)


def bytes_of(town: str, year: int, figure: int) -> bytes:
    text = "\n".join(LINES).format(town=f"岱山县{town}", year=year, figure=figure, next=year + 1)
    return text.encode("gb18030" if figure % 2 else "utf-8")


@pytest.fixture(autouse=True)
def archive_root(settings: Settings, tmp_path: Path) -> Path:
    settings.ARCHIVE_ROOT = tmp_path / "originals"
    return settings.ARCHIVE_ROOT


@pytest.fixture
def lived_in(db: None) -> list[Report]:
    """Five reports: two published, one of them superseding a third; a draft; one withdrawn."""
    for code, name in (
        ("33", "浙江省"),
        ("3309", "舟山市"),
        ("330921", "岱山县"),
        ("330921106", "衢山镇"),
        ("330921101", "东沙镇"),
    ):
        make_region(code, name)
    keeper = User.objects.create_superuser("keeper", password="一个长的口令")
    reviewer = User.objects.create_user("reviewer")
    reviewer.groups.add(Group.objects.create(name="县里的审核员"))
    reviewer.user_permissions.add(Permission.objects.get(codename="view_region"))

    def stored(town: str, year: int, figure: int, publish: bool = True) -> Report:
        outcome = take_in(
            bytes_of(town, year, figure), f"{town}{year}-{figure}.txt", Defaults(publish=publish)
        )
        return Report.objects.get(pk=outcome.report)

    first = stored("衢山镇", 2023, 35)
    revision = stored("衢山镇", 2023, 36)
    assert revision.supersedes == first
    store.publish(revision)
    second = stored("东沙镇", 2022, 12)
    store.correct(second, {"issuer": "东沙镇司法所"}, by="keeper")
    section = second.sections.order_by("start").first()
    assert section is not None
    store.correct_section(section, roles=["overview", "plan"], topics=["disputes"], by="keeper")
    metric = second.metrics.order_by("start").first()
    assert metric is not None
    store.correct_metric(metric, indicator="mediators", by="keeper")
    withdrawn = stored("东沙镇", 2023, 14)
    store.withdraw(withdrawn)
    batch = Batch.objects.create(created_by=keeper, note="第一批")
    for data, name in ((bytes_of("衢山镇", 2021, 9), "四.txt"), (b"\x00\x01" * 50, "坏.txt")):
        BatchItem.objects.create(batch=batch, name=name, sha256=originals.keep(data))
    batches.work_off(batch)
    BatchItem.objects.create(batch=batch, name="还没读.txt", sha256=originals.keep("等着".encode()))
    LogEntry.objects.log_actions(keeper.pk, Report.objects.filter(pk=second.pk), CHANGE, "已更正")
    return list(Report.objects.order_by("pk"))


@pytest.fixture(scope="session")
def with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of SQLite with all tables and no rows of ours."""
    folder = tmp_path_factory.mktemp("with-tables") / "machine"
    machine(folder, f"sqlite:///{folder}/archive.sqlite3")
    return folder / "archive.sqlite3"


def machine(folder: Path, database: str, tables: Path | None = None) -> Manage:
    """Another machine: its own index and originals below ``folder``, all empty, and a database at that URL.

    ``tables`` is a database of SQLite that is to be the one it begins with.
    """
    folder.mkdir()
    surroundings = {
        **os.environ,
        "DATABASE_URL": database,
        "SEARCH_URL": f"whoosh:///{folder}/index",
        "ARCHIVE_ROOT": str(folder / "originals"),
    }

    def manage(*words: str, check: bool = True, **changed: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=surroundings | changed,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert not check or done.returncode == 0, done.stderr
        return done

    if tables:
        shutil.copy(tables, folder)
    else:
        manage("migrate", "--verbosity", "0")
    return manage


@pytest.fixture
def elsewhere(tmp_path: Path, with_tables: Path) -> Manage:
    """Another machine with SQLite."""
    return machine(tmp_path / "elsewhere", f"sqlite:///{tmp_path}/elsewhere/archive.sqlite3", with_tables)
