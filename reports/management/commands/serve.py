"""`manage.py serve`: set up what is missing, then run the site and its background worker until stopped."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError

from reports.ingest.tasks import resume
from reports.management.chinese import ChineseCommand
from reports.models import Region, Report
from reports.parsing.place.gazetteer import gazetteer


class Command(ChineseCommand):
    help = (
        "补齐所缺（数据表、地名、示例报告、索引、静态文件），运行网站和后台任务。"
        "地址由环境变量 HOST、PORT 定（127.0.0.1、8000）。再次运行几秒钟即可启动，不改动已有内容。"
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--no-demo", action="store_true", help="空的档案馆里不放示例报告")

    def handle(self, *args: Any, no_demo: bool = False, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        _require_free_port(host, port)
        call_command("migrate", verbosity=0)
        is_new = not Region.objects.exists()
        # An archive made by an earlier version lacks the places that this one brings.
        if Region.objects.count() < len(gazetteer()):
            self.stdout.write("正在载入地名……")
            call_command("load_regions", stdout=self.stdout)
        # Samples that a keeper has removed do not come back with the next start.
        if is_new and not no_demo and not Report.objects.exists():
            self.stdout.write("档案馆是空的，正在放入示例报告……")
            call_command("load_demo", stdout=self.stdout)
        call_command("update_reuse", verbosity=0)
        call_command("update_index", dirty=True, stdout=self.stdout)
        if resume():
            self.stdout.write("接着处理没处理完的上传……")
        if _static_is_stale():
            self.stdout.write("正在整理静态文件……")
            call_command("collectstatic", interactive=False, verbosity=0)
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("还没有管理员。建立管理员：.venv/bin/python manage.py createsuperuser")
        self.stdout.write(self.style.SUCCESS(f"档案馆在 http://{host}:{port}/ ，按 Ctrl+C 停止。"))
        self.stdout.flush()
        sys.exit(_run_together())


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


def _static_is_stale() -> bool:
    """Whether a static file, or the list of libraries that bring some, is newer than what was collected."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    sources = [Path(settings.BASE_DIR) / "requirements.txt"]
    for folder in settings.STATICFILES_DIRS:
        sources += [path for path in Path(folder).rglob("*") if path.is_file()]
    return max(path.stat().st_mtime for path in sources) > manifest.stat().st_mtime


def _run_together() -> int:
    """Run gunicorn and the worker; when either ends or a signal comes, end the other. Gives an exit code."""
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "-c",
        str(Path(settings.BASE_DIR) / "archive/gunicorn.conf.py"),
    ]
    worker = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "db_worker", "-v", "0"]
    running = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)
        for command in (gunicorn, worker)
    ]
    asked_to_stop = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    pid, status = os.wait()
    for process in running:
        if process.pid == pid:
            process.returncode = os.waitstatus_to_exitcode(status)
        elif process.poll() is None:
            process.terminate()
    for process in running:
        process.wait()
    return 0 if asked_to_stop else 1
