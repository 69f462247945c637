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
from django.core.management.base import BaseCommand, CommandError

from reports.ingest.tasks import resume
from reports.models import Region, Report


class Command(BaseCommand):
    help = (
        "Set up what is missing (tables, regions, sample reports, index, static files) and serve the archive "
        "with gunicorn and the background worker. HOST and PORT say where (127.0.0.1, 8000). "
        "Run again it starts in seconds and changes nothing that is there."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--no-demo", action="store_true", help="do not put the sample reports into an empty archive"
        )

    def handle(self, *args: Any, no_demo: bool = False, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        _require_free_port(host, port)
        call_command("migrate", verbosity=0)
        is_new = not Region.objects.exists()
        if is_new:
            self.stdout.write("Loading the gazetteer …")
            call_command("load_regions", stdout=self.stdout)
        # Samples that a keeper has removed do not come back with the next start.
        if is_new and not no_demo and not Report.objects.exists():
            self.stdout.write("Putting the sample reports into the empty archive …")
            call_command("load_demo", stdout=self.stdout)
        call_command("update_reuse", verbosity=0)
        call_command("update_index", dirty=True, stdout=self.stdout)
        if resume():
            self.stdout.write("Taking up the uploads that were left unfinished …")
        if _static_is_stale():
            self.stdout.write("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write(
                "There is no admin yet. Make one with: .venv/bin/python manage.py createsuperuser"
            )
        self.stdout.write(self.style.SUCCESS(f"The archive is at http://{host}:{port}/ — Ctrl-C stops it."))
        self.stdout.flush()
        sys.exit(_run_together())


def _require_free_port(host: str, port: str) -> None:
    """Raise CommandError with the mend when nothing can listen at ``host:port``."""
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT={port} is not a port number; use one between 1 and 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise CommandError(
                f"Cannot listen at {host}:{port} ({error.strerror}). Is the archive running already? "
                "Another port: make run PORT=8001"
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
    worker = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "db_worker"]
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
