"""Nodes of OpenSearch on this machine for tests, each a process of its own: fetched with Maven, run by Java 17."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
#: Where the server is kept once it is fetched.
FETCHED = HERE.parents[1] / "var" / "tools" / "opensearch"
#: Memory of one node, and seconds it has for coming up.
_HEAP, _SECONDS = "512m", 120.0


def missing() -> list[str]:
    """The programs that are needed and not on this machine."""
    return [name for name in ("java", "javac", "mvn") if shutil.which(name) is None]


def fetch() -> None:
    """Fetch the server, once, and compile what starts it. Raises CalledProcessError."""
    mark = FETCHED / "fetched"
    made = (HERE / "pom.xml").read_text() + (HERE / "TestNode.java").read_text()
    if mark.exists() and mark.read_text() == made:
        return
    shutil.rmtree(FETCHED, ignore_errors=True)
    FETCHED.mkdir(parents=True)
    into = f"-DoutputDirectory={FETCHED}"
    subprocess.run(
        ["mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:copy-dependencies", into], check=True
    )
    subprocess.run(
        ["javac", "-nowarn", "-cp", f"{FETCHED}/*", "-d", FETCHED, HERE / "TestNode.java"], check=True
    )
    mark.write_text(made)


@dataclass
class Cluster:
    """Nodes that may be killed and started again; ``folder`` keeps what they write."""

    folder: Path
    http: list[int]
    transport: list[int]
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def hosts(self) -> str:
        return ",".join(f"127.0.0.1:{port}" for port in self.http)

    def start(self, numbers: Sequence[int]) -> None:
        """Start nodes and wait until all have joined. Raises RuntimeError with what a node said that has not."""
        for number in numbers:
            self.processes[number] = self._start(number)
        until = time.monotonic() + _SECONDS
        for number in numbers:
            log = self._log(number)
            while b"READY" not in log.read_bytes():
                if self.processes[number].poll() is not None or time.monotonic() > until:
                    raise RuntimeError(log.read_text("utf-8", "replace")[-2000:])
                time.sleep(0.1)

    def kill(self, number: int) -> None:
        """End a node without a word."""
        process = self.processes.pop(number)
        process.kill()
        process.wait()

    def stop(self) -> None:
        for number in list(self.processes):
            self.kill(number)

    def _start(self, number: int) -> subprocess.Popen[bytes]:
        java = ["java", f"-Xms{_HEAP}", f"-Xmx{_HEAP}", "-cp", f"{FETCHED}:{FETCHED}/*", "TestNode"]
        ports = [str(port) for port in (self.http[number], self.transport[number], *self.transport)]
        with self._log(number).open("wb") as log:
            return subprocess.Popen(
                [*java, str(self.folder / f"node-{number}"), *ports], stdout=log, stderr=log, cwd=self.folder
            )

    def _log(self, number: int) -> Path:
        return self.folder / f"node-{number}.log"


@contextmanager
def cluster(folder: Path, count: int = 1) -> Iterator[Cluster]:
    """A cluster of so many nodes while the block lasts."""
    made = Cluster(folder, [_free_port() for _ in range(count)], [_free_port() for _ in range(count)])
    try:
        made.start(range(count))
        yield made
    finally:
        made.stop()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def url(hosts: str, name: str, **options: int) -> str:
    """The SEARCH_URL of an archive of that name on a cluster."""
    asked = "&".join(f"{key}={value}" for key, value in options.items())
    return f"opensearch://{hosts}/{name}" + (f"?{asked}" if asked else "")


def given() -> str:
    """The SEARCH_URL that the tests run with where it is a cluster's, else ""."""
    found = os.environ.get("TEST_SEARCH_URL", "")
    return found if found.startswith("opensearch") else ""
