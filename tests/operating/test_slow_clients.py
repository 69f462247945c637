"""The site behind nginx goes on while clients read and send as slowly as they can."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import nginx, slow_clients
from .archive import ROOT, free_port

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(nginx.NGINX is None, reason="nginx is not installed"),
]
NAME = "archive.example.org"


@pytest.fixture(scope="module")
def gunicorn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """HOST:PORT of a new archive without reports, and its static files."""
    folder = tmp_path_factory.mktemp("slow")
    port = free_port()
    environment = os.environ | {
        "PORT": str(port),
        "ALLOWED_HOSTS": NAME,
        "DATABASE_URL": f"sqlite:///{folder}/archive.sqlite3",
        "SEARCH_URL": f"whoosh:///{folder}/index",
        "ARCHIVE_ROOT": str(folder / "originals"),
        "STATIC_ROOT": str(folder / "static"),
        "LIMITS_ROOT": str(folder / "limits"),
        # One process: of two, one may take most of the slow clients upon itself and leave the other free.
        "WEB_CONCURRENCY": "1",
    }
    command = [sys.executable, "manage.py", "serve", "--no-demo", "--only", "web"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            nginx.await_port(f"127.0.0.1:{port}", process, seconds=300)
            yield f"127.0.0.1:{port}", folder / "static"
        finally:
            process.terminate()
            process.wait()


@pytest.mark.parametrize("kind", slow_clients.KINDS)
def test_slow_clients_stop_nobody_behind_nginx(gunicorn: tuple[str, Path], kind: str, tmp_path: Path) -> None:
    upstream, static = gunicorn
    listen = f"127.0.0.1:{free_port()}"
    with nginx.running(tmp_path, listen, upstream, static):
        assert slow_clients.survived(listen, NAME, kind) == len(slow_clients.PAGES)


def test_slow_heads_stop_gunicorn_alone(gunicorn: tuple[str, Path]) -> None:
    """So what the tests above try is worth trying."""
    assert slow_clients.survived(gunicorn[0], NAME, "heads") < len(slow_clients.PAGES)
