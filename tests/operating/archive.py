"""An archive of its own in a folder, run as a keeper runs it: processes, HTTP, commands."""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
KEEPER, PASSWORD = "keeper", "only-for-tests-9"
REPORT = (
    "岱山县衢山镇人民政府{year}年法治政府建设年度报告\n一、主要举措\n全年调解各类纠纷{number}件。\n"
    "二、存在不足\n力量不足。\n"
)
#: Seconds that anything awaited may take on a busy machine.
PATIENCE = 180.0


class Lost(AssertionError):
    """A fault was not survived; says what is lost."""


def must(condition: bool, what: str) -> None:
    if not condition:
        raise Lost(what)


@dataclass
class Archive:
    """An archive in ``folder`` that serves, when it serves, at ``port``."""

    folder: Path
    port: int = 0
    serving: subprocess.Popen[str] | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = self.port or free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_AS_IT_IS"},
            "DJANGO_SETTINGS_MODULE": "archive.settings",
            "SECRET_KEY": "only-for-tests",
            "DEBUG": "0",
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SEARCH_URL": f"whoosh:///{self.index}",
            "ARCHIVE_ROOT": str(self.originals),
            "ALLOWED_HOSTS": "127.0.0.1",
        }

    @property
    def database(self) -> Path:
        return self.folder / "database/archive.sqlite3"

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def originals(self) -> Path:
        return self.folder / "originals"

    @property
    def log(self) -> Path:
        return self.folder.with_name(f"{self.folder.name}.log")

    def copied(self, folder: Path) -> Archive:
        """A copy of this archive, which is at rest."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Archive(folder)

    # Commands.

    def manage(self, *arguments: str) -> tuple[int, str]:
        """The exit code of a command and all that it said."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def python(self, code: str) -> str:
        """What a few lines print that run inside the archive."""
        code = f"import django\ndjango.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        must(done.returncode == 0, done.stderr[-500:])
        return done.stdout

    # Serving.

    def start(self, *, wait: bool = True) -> None:
        """`serve`; returns once a page is answered."""
        out = self.log.open("a")
        self.serving = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=out,
            stderr=out,
            text=True,
            start_new_session=True,
        )
        if wait:
            self.await_page()

    def stop(self) -> None:
        if self.serving is not None:
            with contextlib.suppress(ProcessLookupError):
                self.serving.terminate()
            self.serving.wait()
            self.serving = None
        self.await_silence()

    def await_silence(self) -> None:
        """Until nothing listens at the port any more."""
        _until(lambda: not _listening(self.port), "the port is still taken")

    def await_page(self, path: str = "/") -> None:
        _until(lambda: self.get(path)[0] == 200, f"{path} is not answered with 200")

    @contextlib.contextmanager
    def served(self) -> Iterator[Archive]:
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def processes(self) -> dict[str, list[int]]:
        """The site's processes: ``serve``, ``worker``, ``web`` (gunicorn's arbiter) and ``handlers`` (its workers)."""
        found: dict[str, list[int]] = {"serve": [], "worker": [], "web": [], "handlers": []}
        if self.serving is None or self.serving.poll() is not None:
            return found
        found["serve"] = [self.serving.pid]
        for child in _children(self.serving.pid):
            line = _command_line(child)
            if "gunicorn" in line:
                found["web"].append(child)
                found["handlers"] += _children(child)
            elif "worker" in line:
                found["worker"].append(child)
        return found

    def kill(self, kind: str) -> bool:
        """kill −9 one of a kind; whether there was one."""
        for pid in self.processes()[kind][:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                return True
        return False

    def must_kill(self, kind: str) -> None:
        """Kill one of a kind, once there is one."""
        _until(lambda: self.kill(kind), f"no {kind} to kill")

    # Reading and writing by HTTP.

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page; 0 where nobody answers."""
        return self._ask(urllib.request.build_opener(), urllib.request.Request(self.url(path)))

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{urllib.parse.quote(path, safe='/?=&%')}"

    def keeper(self) -> Keeper:
        return Keeper(self)

    def _ask(self, opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with opener.open(request, timeout=90) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")
        except OSError:
            return 0, ""

    # What is held.

    def count(self, sql: str) -> int:
        """The number that a query gives."""
        with contextlib.closing(
            sqlite3.connect(f"{self.database.as_uri()}?mode=ro", uri=True, timeout=60)
        ) as held:
            return int(held.execute(sql).fetchone()[0])

    def await_count(self, sql: str, wanted: int) -> None:
        _until(lambda: self.count(sql) == wanted, f"{sql} is {self.count(sql)}, not {wanted}")

    def await_idle(self) -> None:
        """Until no file waits, no task is ready or runs, and nothing is to be indexed."""
        self.await_count("SELECT count(*) FROM reports_batchitem WHERE state = 'waiting'", 0)
        self.await_count(TASKS_LEFT, 0)
        self.await_count("SELECT count(*) FROM reports_report WHERE search_dirty", 0)

    def must_be_whole(self) -> None:
        """Every original sound, the index equal to the database. Raises Lost."""
        for command in (("verify_archive",), ("check_index",)):
            code, said = self.manage(*command)
            must(code == 0, f"{command[0]}: {said[-300:]}")


TASKS_LEFT = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"


class Keeper:
    """The browser of a keeper who has logged in, or tries to."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def log_in(self) -> int:
        return self.post("/admin/login/?next=/admin/", {"username": KEEPER, "password": PASSWORD})[0]

    def upload(self, *texts: str) -> tuple[int, str]:
        return self.post("/admin/reports/batch/add/", {"region": "", "url": "", "note": ""}, texts)

    def post(self, path: str, fields: dict[str, str], files: tuple[str, ...] = ()) -> tuple[int, str]:
        """Status and text of the answer to a form that is first fetched, redirects followed."""
        ask = self._archive._ask
        status, page = ask(self._opener, urllib.request.Request(self._archive.url(path)))
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        if token is None:
            return status, page
        body = [
            _part(f'name="{name}"', value)
            for name, value in {**fields, "csrfmiddlewaretoken": token[1]}.items()
        ]
        body += [_part(f'name="uploads"; filename="{n}.txt"', text) for n, text in enumerate(files)]
        request = urllib.request.Request(
            self._archive.url(path),
            data=("".join(body) + "--limit--\r\n").encode(),
            headers={
                "Content-Type": "multipart/form-data; boundary=limit",
                "Referer": self._archive.url(path),
            },
        )
        return ask(self._opener, request)


def made(folder: Path) -> Archive:
    """A new archive, set up, with the samples and a keeper, at rest."""
    archive = Archive(folder)
    archive.database.parent.mkdir(parents=True)
    said = archive.python("from reports.management.set_up import set_up\nassert set_up(print)")
    must("正在放入示例报告" in said, said)
    archive.python(
        "from django.contrib.auth.models import User\n"
        f"User.objects.create_superuser({KEEPER!r}, password={PASSWORD!r})"
    )
    return archive


def _part(disposition: str, value: str) -> str:
    return f"--limit\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{value}\r\n"


def _until(holds: object, what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():  # type: ignore[operator]
        must(time.monotonic() < until, what)
        time.sleep(0.2)


def free_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = path.read_text().rpartition(")")[2].split()[1]
            if int(parent) == pid:
                found.append(int(path.parent.name))
    return sorted(found)


def _command_line(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""
