"""An archive of made reports to be read under load, and the archive's processes over it, of any checkout."""

from __future__ import annotations

import contextlib
import http.client
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from reports.parsing.place.gazetteer import gazetteer
from tests.benchmarks.corpus import make_reports

from . import nginx

ROOT = Path(__file__).parents[2]
#: Of the addresses that are read this many are of each kind; 200 in all.
KINDS = {"search": 60, "report": 60, "compare": 25, "coverage": 25, "region": 30}
_WORDS = (
    "枫桥经验",
    "人民调解",
    '"合法性审核"',
    "普法 -试点",
    "执法 OR 司法",
    '"法律顾问"',
    "网格员",
    "信访积案",
)


@dataclass(frozen=True)
class Archive:
    """A checkout's program over the data in a folder of its own."""

    checkout: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "archive.settings",
            "SECRET_KEY": "only-for-this-run",
            "DEBUG": "0",
            "DATABASE_URL": f"sqlite:///{self.database}",
            "SEARCH_URL": f"whoosh:///{self.folder}/index",
            "ARCHIVE_ROOT": str(self.folder / "originals"),
            "WEB_CONCURRENCY": "2",
        }

    @property
    def database(self) -> Path:
        return self.folder / "archive.sqlite3"

    def start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """A Python process of the checkout; what it says goes to ``log`` in the folder."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *words],
                cwd=self.checkout,
                env=self.environment | environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def run(self, *words: str) -> int:
        """A command of the checkout, to its end and without giving way to anyone; its exit code."""
        call = "import django, sys; django.setup(); from django.core.management import call_command as call"
        return self.start("-c", f"{call}; call(*sys.argv[1:])", *words).wait()

    def held(self) -> list[tuple[str, str, int]]:
        """The published reports as (public id, code of the place, year), in the order of their ids."""
        with contextlib.closing(sqlite3.connect(self.database)) as database:
            return database.execute(
                "SELECT public_id, region_code, year FROM reports_report WHERE status = 'published' ORDER BY public_id"
            ).fetchall()


def made_files(folder: Path, start: int, stop: int) -> Path:
    """The made reports numbered ``start`` to ``stop`` as files in ``folder``, each with its place in full."""
    folder.mkdir(parents=True)
    units = {unit.code: unit for unit in gazetteer()}

    def full_name(code: str) -> str:
        unit = units[code]
        return (full_name(unit.parent) if unit.parent else "") + unit.name

    for number, one in islice(enumerate(make_reports(stop)), start, stop):
        text = one.text.replace(units[one.region].name, full_name(one.region), 1)
        (folder / f"{number:05d}-{one.region}-{one.year}.txt").write_text(text, "utf-8")
    return folder


def filled(checkout: Path, folder: Path, size: int) -> Archive:
    """An archive of ``size`` made reports, taken in by the checkout itself."""
    archive = Archive(checkout, folder)
    folder.mkdir(parents=True)
    files = made_files(folder / "files", 0, size)
    for words in (
        ("migrate", "--verbosity=0"),
        ("load_regions",),
        ("ingest", str(files), "--publish-doubtful"),
        ("update_index", "--dirty"),
        ("collectstatic", "--no-input", "--verbosity=0"),
    ):
        if code := archive.run(*words):
            raise RuntimeError(f"{words[0]} of {checkout} ended with {code}, see {folder}/log")
    shutil.rmtree(files)
    return archive


@contextlib.contextmanager
def served(archive: Archive, port: int) -> Iterator[str]:
    """gunicorn at ``port`` + 1 and nginx at ``port`` until the block ends; nginx's HOST:PORT."""
    host = "127.0.0.1"
    configuration = str(archive.checkout / "archive/gunicorn.conf.py")
    gunicorn = archive.start("-m", "gunicorn", "-c", configuration, HOST=host, PORT=str(port + 1))
    try:
        _await_port(host, port + 1, gunicorn)
        static = archive.checkout / "var/static"
        with nginx.running(archive.folder / "nginx", f"{host}:{port}", f"{host}:{port + 1}", static):
            _await_answer(f"{host}:{port}")
            yield f"{host}:{port}"
    finally:
        gunicorn.terminate()
        gunicorn.wait()


def _await_port(host: str, port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"gunicorn does not listen at {host}:{port} (exit code {process.returncode})")


def _await_answer(host: str) -> None:
    """gunicorn listens before its workers are ready; what is measured begins when a page is answered."""
    connection = http.client.HTTPConnection(host, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", "/about/")
        if (status := connection.getresponse().status) != 200:
            raise RuntimeError(f"/about/ is answered {status}")


def addresses(held: list[tuple[str, str, int]], seed: int = 7) -> list[tuple[str, str]]:
    """200 different addresses, each with its kind, the same ones for the same reports."""
    dice = Random(seed)
    codes = sorted({code for _, code, _ in held})
    found: dict[str, str] = {}
    for kind, count in KINDS.items():
        wanted = len(found) + count
        while len(found) < wanted:
            found.setdefault(_address(dice, kind, held, codes), kind)
    return [(kind, address) for address, kind in found.items()]


def _address(dice: Random, kind: str, held: list[tuple[str, str, int]], codes: list[str]) -> str:
    code = dice.choice(codes)
    match kind:
        case "search":
            asked = {
                "q": dice.choice(_WORDS),
                "region": code[: dice.choice((2, 4))],
                "year": dice.randint(2019, 2024),
            }
            kept = [(name, value) for name, value in asked.items() if name == "q" or dice.random() < 0.3]
            return f"/reports/?{urlencode([*kept, ('page', dice.randint(1, 5))])}"
        case "report":
            return f"/reports/{dice.choice(held)[0]}/"
        case "compare":
            own = [one for one, place, _ in held if place == code]
            chosen = own[: dice.choice((2, 4))] if len(own) > 1 else [one for one, *_ in dice.sample(held, 3)]
            return f"/compare/?{urlencode([('id', one) for one in chosen])}"
        case "coverage":
            place, year = dice.choice(_above(code)[:-1]), dice.choice((2019, 2020, 2021))
            return f"/coverage/?region={place}&from={year}"
        case _:
            return f"/regions/{dice.choice(_above(code))}/"


@cache
def _parents() -> dict[str, str | None]:
    return {unit.code: unit.parent for unit in gazetteer()}


def _above(code: str) -> list[str]:
    """The codes of the units that hold this one, the highest first, and its own: a 直辖市 has no city between."""
    codes = [code]
    while above := _parents()[codes[0]]:
        codes.insert(0, above)
    return codes
