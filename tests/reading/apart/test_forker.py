"""The process that makes a copy of itself for each file: nothing a file does outlives its copy."""

import multiprocessing
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from reports.reading import UnreadableFile, read
from reports.reading.apart import forker
from reports.reading.apart.sandbox import _limit, read_apart
from tests.reading.documents import docx, p

TEXT = "青山镇2023年法治政府建设年度报告"
DOCUMENT = docx(p(TEXT))


def test_many_threads_read_at_once_and_each_gets_its_own_file() -> None:
    documents = [docx(p(f"{TEXT}{number}")) for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        texts = list(threads.map(lambda data: read(data, "报告.docx").text, documents))
    assert texts == [f"{TEXT}{number}" for number in range(12)]


def test_a_forker_that_was_killed_is_started_again() -> None:
    assert read_apart(DOCUMENT).text == TEXT
    held = forker._current
    assert held is not None
    os.kill(held._process.pid, signal.SIGKILL)
    held._process.wait()
    assert read_apart(DOCUMENT).text == TEXT
    assert forker._current is not held


def test_a_child_that_is_ended_leaves_the_next_file_alone() -> None:
    with pytest.raises(UnreadableFile):
        read_apart(b"<!doctype html>" + b"<b>x</b>" * 200_000, seconds=0)
    assert read_apart(DOCUMENT).text == TEXT


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="told by /proc alone")
def test_a_child_knows_nothing_of_the_environment_and_is_gone_when_done() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        parent, child = forker.copied(theirs)
        assert Path(f"/proc/{child}/environ").read_bytes() == b""
        parent.done(child)
    until = time.monotonic() + 10
    while Path(f"/proc/{child}").exists() and time.monotonic() < until:
        os.sched_yield()
    assert not Path(f"/proc/{child}").exists()


DEEDS: dict[str, Callable[[], object]] = {
    "connects": lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    "sends": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 80)),
    "looks up a name": lambda: socket.getaddrinfo("localhost", 80),
    "fetches": lambda: urlopen("http://192.0.2.1/", timeout=1),
    "starts a program": lambda: subprocess.run(["true"]),
    "starts a shell": lambda: os.system("true"),  # noqa: S605  # what is refused
    "copies itself": os.fork,
}


def _refused(deed: Callable[[], object]) -> None:
    _limit(5)
    try:
        deed()
    except (PermissionError, URLError) as error:
        os._exit(7 if "a reader does not need" in str(error) else 1)


@pytest.mark.parametrize("name", DEEDS)
def test_a_reader_speaks_to_nobody_and_starts_nothing(name: str) -> None:
    copy = multiprocessing.get_context("fork").Process(target=_refused, args=(DEEDS[name],))
    copy.start()
    copy.join()
    assert copy.exitcode == 7
