"""``manage.py move_archive``: bring the whole archive into another database and another index."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from reports.management.chinese import ChineseCommand


class Command(ChineseCommand):
    help = (
        "把整个档案馆搬到另一个数据库和另一个检索索引，例如从 SQLite、Whoosh 搬到 PostgreSQL、OpenSearch。"
        "新数据库须是空的。原来的一概不动；中途断了，再运行一次就接着做。搬完按提示改两行设置，再重新启动。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "database", metavar="DATABASE_URL", help="新数据库的地址，写法同设置 DATABASE_URL"
        )
        parser.add_argument("search", metavar="SEARCH_URL", help="新索引的地址，写法同设置 SEARCH_URL")
        parser.add_argument(
            "--folder",
            type=Path,
            default=Path(settings.ARCHIVE_ROOT).parent / "moving",
            metavar="DIR",
            help="中间的备份放在哪里（默认在原件旁边的 moving）；搬完可以删掉",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        there = {"DATABASE_URL": options["database"], "SEARCH_URL": options["search"]}
        if here := [name for name, value in there.items() if value == getattr(settings, name)]:
            raise CommandError(f"{'、'.join(here)} 就是现在用的，没有可搬的。")
        folder = str(options["folder"].absolute())
        # What cannot be opened is said before anything is copied.
        self._run("连接新数据库", there, "migrate", "--verbosity", "0")
        self._run("备份现有数据", {}, "archive_backup", folder, "--link")
        self._run("写入新数据库和新索引", there, "archive_restore", folder)
        self.stdout.write("搬完了。请停掉网站，确认搬的时候没有再收报告，把 .env 里的两行改成：")
        for name, value in there.items():
            self.stdout.write(f"  {name}={value}")
        self.stdout.write(f"再启动。运行 check_index 可以核对；没有问题后，{folder} 和原来的数据库可以删掉。")

    def _run(self, step: str, changed: dict[str, str], *words: str) -> None:
        self.stdout.write(f"{step}……")
        self.stdout.flush()
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=settings.BASE_DIR, env=os.environ | changed
        )
        if done.returncode:
            raise CommandError(
                f"没有搬完，停在“{step}”，原因见上面。原来的档案馆没有改动；改好后再运行一次就接着做。"
            )
