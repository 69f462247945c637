"""`manage.py serve`: set up what is missing, then keep the site and its background worker running until stopped."""

import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError

from reports.ingest.worker import Worker
from reports.management.chinese import ChineseCommand, give_way
from reports.management.set_up import set_up
from reports.management.supervise import Part, Supervisor

_MANAGE = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
_GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "-c",
    str(Path(settings.BASE_DIR) / "archive/gunicorn.conf.py"),
]


class Command(ChineseCommand):
    help = (
        "补齐所缺（数据表、地名、示例报告、索引、静态文件），运行网站和后台任务，哪个停了就重新启动哪个。"
        "地址由环境变量 HOST、PORT 定（127.0.0.1、8000）。再次运行几秒钟即可启动，不改动已有内容。"
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--no-demo", action="store_true", help="空的档案馆里不放示例报告")
        parser.add_argument(
            "--only",
            choices=("web", "worker"),
            help="只运行网站（先补齐所缺）或只运行后台任务（什么也不补），由 systemd、compose 等分别看管时用",
        )
        parser.add_argument("--begin-anew", action="store_true", help="有原件而数据库是空的，也另起一个新馆")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["only"] == "worker":
            self._work()
            return
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        _require_free_port(host, port)
        writable = set_up(self._tell, demo=not options["no_demo"], begin_anew=options["begin_anew"])
        if writable and not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            self._tell("还没有管理员。建立管理员：.venv/bin/python manage.py createsuperuser")
        if options["only"] == "web":
            self._tell(f"网站在 http://{host}:{port}/ 。")
            os.chdir(settings.BASE_DIR)
            os.execv(_GUNICORN[0], _GUNICORN)
        self._tell(self.style.SUCCESS(f"档案馆在 http://{host}:{port}/ ，按 Ctrl+C 停止。"))
        site = Part("网站", _GUNICORN, essential=True)
        worker = Part("后台任务", [*_MANAGE, "serve", "--only", "worker"])
        sys.exit(Supervisor([site, worker], Path(settings.BASE_DIR), self._tell).run())

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

    def _work(self) -> None:
        """Work off tasks until told to stop."""
        for name in ("django_tasks", "django_tasks_db"):
            logging.getLogger(name).setLevel(logging.ERROR)
        give_way()
        worker = Worker()
        worker.configure_signals()
        worker.run()


def _require_free_port(host: str, port: str) -> None:
    """Raise CommandError with the mend when nothing can listen at ``host:port``."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT={port} 不是端口号，请用 1 至 65535。")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise CommandError(
                f"{host}:{port} 用不了（{error.strerror}）。档案馆是不是已经在运行？"
                "换端口：make run PORT=8001"
            ) from error
