"""``python -m tests.postgres PATH…``: run tests on a PostgreSQL server of their own, which ends with them.

It needs what Debian's package `postgresql` has. The server lies in a temporary folder and listens on 127.0.0.1 alone;
started by root it runs as the user `postgres`, for it refuses to be root.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OWNER = "postgres"
SECONDS = 60
#: Text is sorted by language, as on most servers, and not by the numbers of its characters, as SQLite does.
SORTED = ("--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=und")
#: What is on it need not outlive a power cut.
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}


def main(paths: list[str]) -> int:
    programs = programs_here()
    if programs is None:
        print("no PostgreSQL server on this machine (Debian: apt-get install postgresql)", file=sys.stderr)
        return 1
    with server(programs) as url:
        return subprocess.run(
            [sys.executable, "-m", "pytest", *paths], env=os.environ | {"TEST_DATABASE_URL": url}
        ).returncode


def programs_here() -> Path | None:
    """The folder of the server's programs, of the newest of several; None where there is none."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: int(path.parent.name))
    here = shutil.which("initdb")
    return Path(here).resolve().parent if here else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A server while the block lasts; gives the URL of a database on it. Raises RuntimeError where it does not start."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        become: dict[str, Any] = {"cwd": "/"}
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER)
            become |= {"user": OWNER, "group": OWNER, "extra_groups": []}
        data, port = Path(folder) / "data", str(_free_port())
        made = [programs / "initdb", "--pgdata", data, "--username=archive", "--auth=trust", "--no-sync"]
        subprocess.run([*made, "--encoding=UTF8", *SORTED], check=True, stdout=subprocess.DEVNULL, **become)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (Path(folder) / "log").open("wb") as log:
            running = subprocess.Popen(
                [programs / "postgres", "-D", data, "-p", port, *options], stdout=log, stderr=log, **become
            )
        try:
            at = ["--host=127.0.0.1", f"--port={port}", "--username=archive"]
            until = time.monotonic() + SECONDS
            while subprocess.run([programs / "pg_isready", "--quiet", *at]).returncode:
                if running.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((Path(folder) / "log").read_text("utf-8", "replace"))
                time.sleep(0.1)
            subprocess.run([programs / "createdb", *at, "archive"], check=True)
            yield f"postgres://archive@127.0.0.1:{port}/archive"
        finally:
            # A fast shutdown: whoever is still connected is not waited for.
            running.send_signal(signal.SIGINT)
            running.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
