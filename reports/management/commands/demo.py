"""``manage.py demo``: make the demonstration in a data folder of its own, then serve it."""

import os
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command

from reports.demo.corpus import SEED
from reports.demo.desk import KEEPER, keeper_password
from reports.demo.making import REPORTS, is_made, make
from reports.management.chinese import ChineseCommand
from reports.management.set_up import set_up

_FOLDER = "var/demo"


class Command(ChineseCommand):
    help = (
        f"演示：在单独的数据目录（DEMO_ROOT，默认 {_FOLDER}）里生成约两千篇示例省的报告，建好索引，运行网站，"
        "每页标明系生成。不碰馆里的任何数据。中断了再运行一次即接着做；做好以后再运行，直接启动。要重做，删掉这个目录。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reports", type=int, default=REPORTS, help="生成多少篇")
        parser.add_argument(
            "--seed", type=int, default=SEED, help="随机种子；同样的种子和篇数，生成同样的报告"
        )
        parser.add_argument("--only-make", action="store_true", help="只生成，不运行网站")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ROOT:
            # Settings are read once a process: the demonstration's own begin with this one variable.
            os.environ["DEMO_ROOT"] = _FOLDER
            manage = str(Path(settings.BASE_DIR) / "manage.py")
            os.execv(sys.executable, [sys.executable, manage, *sys.argv[1:]])
        if not is_made():
            self._make(options["reports"], options["seed"])
        self._tell(f"管理页 /admin/ 的用户名：{KEEPER}，密码：{keeper_password()}")
        if not options["only_make"]:
            call_command("serve", no_demo=True)

    def _make(self, count: int, seed: int) -> None:
        self._tell(f"正在生成演示：{count:,} 篇虚构的报告，放在 {settings.DEMO_ROOT}，一两分钟……")
        began = time.monotonic()
        set_up(self._tell, demo=False)
        make(self._tell, count, seed)
        self._tell(f"演示做好了，用时 {time.monotonic() - began:.0f} 秒。")

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
