"""The example of deploy/nginx, run as it stands: only its addresses and folders are those of a test."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "deploy/nginx"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")

_MAIN = """\
{user}worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 768; }}
http {{
    types {{ text/html html; text/css css; application/javascript js; image/svg+xml svg; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include archive.conf;
}}
"""


def configured(folder: Path, listen: str, upstream: str, static: Path) -> Path:
    """Write the example into ``folder``; its main file.

    ``listen`` and ``upstream`` are HOST:PORT of nginx and of gunicorn, ``static`` is STATIC_ROOT, a folder of that name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(EXAMPLE / "archive", folder / "archive", dirs_exist_ok=True)
    text = (EXAMPLE / "archive.conf").read_text("utf-8")
    for was, now in (
        ("listen 80 default_server;", f"listen {listen} default_server;"),
        ("root /var/cache/archive;", f"root {static.parent};"),
        ("root /etc/nginx/archive;", f"root {folder}/archive;"),
        ("/var/log/nginx/", f"{folder}/"),
    ):
        text = _replaced(text, was, now)
    (folder / "archive.conf").write_text(text, "utf-8")
    upstreams = folder / "archive/upstream.conf"
    text = _replaced(upstreams.read_text("utf-8"), "127.0.0.1:8000", upstream)
    upstreams.write_text(_replaced(text, "/var/lib/nginx/archive", f"{folder}/pages"), "utf-8")
    main = folder / "nginx.conf"
    # Started by root, nginx would give itself to a user who may not read a folder of the tests.
    user = "user root;\n" if os.geteuid() == 0 else ""
    main.write_text(_MAIN.format(folder=folder, user=user), "utf-8")
    return main


def _replaced(text: str, was: str, now: str) -> str:
    if was not in text:
        raise ValueError(f"deploy/nginx no longer holds {was!r}: mend tests/operating/nginx.py")
    return text.replace(was, now)


def command(main: Path, *options: str) -> list[str]:
    """The command that runs nginx with the main file that :func:`configured` wrote."""
    if NGINX is None:
        raise FileNotFoundError("nginx is not installed (Debian: apt-get install nginx-light)")
    # The folder with a slash: nginx puts its prefix before what is relative as it stands.
    return [NGINX, "-p", f"{main.parent}/", "-c", str(main), "-e", f"{main.parent}/start.log", *options]


@contextlib.contextmanager
def running(folder: Path, listen: str, upstream: str, static: Path) -> Iterator[str]:
    """nginx before ``upstream`` until the block ends; the address of its root."""
    process = subprocess.Popen(command(configured(folder, listen, upstream, static)))
    try:
        await_port(listen, process)
        yield f"http://{listen}"
    finally:
        process.terminate()
        process.wait()


def await_port(listen: str, process: subprocess.Popen[bytes], seconds: float = 10) -> None:
    """Wait until something listens there. Raises RuntimeError when the process ends, or nothing does in that time."""
    host, port = listen.rsplit(":", 1)
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens at {listen} (exit code {process.returncode})")
