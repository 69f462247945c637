"""Clients that are slow hold the site's threads for a while, not for good; asked of a real gunicorn of two threads."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[str]:
    path = str(tmp_path / "socket")
    command = [sys.executable, "-m", "gunicorn", "-c", "python:tests.web", "-k", "tests.web.hasty.Hasty"]
    command += ["--threads", "2", "-b", f"unix:{path}", "--no-control-socket", "tests.web.echo:app"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    while "Listening at" not in (line := process.stderr.readline()):
        assert line
    yield path
    process.terminate()
    process.communicate()


def connected(stack: ExitStack, path: str) -> socket.socket:
    client = stack.enter_context(socket.socket(socket.AF_UNIX))
    client.settimeout(60)
    client.connect(path)
    return client


SLOW = {
    "a head that never ends": b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ",
    "a body that never comes": b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx",
    "an answer that is never read": b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
    "silence": b"",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_a_reader_is_answered_beside_more_slow_clients_than_there_are_threads(bound: str, name: str) -> None:
    with ExitStack() as stack:
        for _ in range(3):
            connected(stack, bound).sendall(SLOW[name])
        reader = connected(stack, bound)
        reader.sendall(b"GET /?hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        assert b"".join(iter(lambda: reader.recv(65536), b"")).endswith(b"hello")


def drops(client: socket.socket, most: int) -> int:
    """How many drops of a head, three a second, are taken before the connection is cut off."""
    client.settimeout(0.3)
    for sent in range(most):
        try:
            client.sendall(b"x")
            if client.recv(100) == b"":
                return sent
        except TimeoutError:
            continue
        except (BrokenPipeError, ConnectionResetError):
            return sent
    return most


@pytest.mark.slow
def test_a_head_that_comes_in_drops_is_cut_off_as_a_whole(bound: str) -> None:
    """Each wait is short enough; all of them together are not."""
    with ExitStack() as stack:
        client = connected(stack, bound)
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ")
        assert drops(client, 200) < 200
