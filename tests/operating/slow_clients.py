"""Clients that read, or send, as slowly as they can: nine readers, eight heads and eight bodies hold what they can hold.

Asked of gunicorn alone, each kind keeps all of its threads; behind nginx as in deploy/nginx none does.
"""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

READERS, SENDERS = 9, 8
#: Seconds within which a page must be answered meanwhile, on a machine that does other things too.
PATIENCE = 10.0
#: Every how many seconds a slow client sends a byte.
PAUSE = 1.0
#: A large answer: a row for each township and year.
LARGE = "/coverage.csv?level=township&from=2010&to=2024"


def _connected(listen: str, receive: int = 0) -> socket.socket:
    host, port = listen.rsplit(":", 1)
    client = socket.socket()
    if receive:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    client.settimeout(PATIENCE)
    client.connect((host, int(port)))
    return client


@contextmanager
def readers(listen: str, name: str) -> Iterator[None]:
    """Clients that ask for a large answer and then read nothing of it."""
    with ExitStack() as open_ones:
        for _ in range(READERS):
            client = open_ones.enter_context(_connected(listen, receive=2048))
            client.sendall(f"GET {LARGE} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
        yield


@contextmanager
def heads(listen: str, name: str) -> Iterator[None]:
    """Clients whose head never ends."""
    yield from _sending(listen, f"GET / HTTP/1.1\r\nHost: {name}\r\nX-Slow: ")


@contextmanager
def bodies(listen: str, name: str) -> Iterator[None]:
    """Clients whose body never ends."""
    head = f"POST /check/ HTTP/1.1\r\nHost: {name}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    yield from _sending(listen, f"{head}Content-Length: 100000\r\n\r\ntext=")


def _sending(listen: str, beginning: str) -> Iterator[None]:
    """Clients that send ``beginning`` and then a byte now and then, until the block ends."""
    ended = threading.Event()
    with ExitStack() as open_ones:
        clients = [open_ones.enter_context(_connected(listen)) for _ in range(SENDERS)]
        for client in clients:
            client.sendall(beginning.encode())

        def drip() -> None:
            while not ended.wait(PAUSE):
                for client in clients:
                    try:
                        client.sendall(b"a")
                    except OSError:
                        # Sent away: it comes again at once, as an attacker would.
                        continue

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


#: What is asked for meanwhile.
PAGES = ("/about/", "/reports/", "/")
KINDS = {"readers": readers, "heads": heads, "bodies": bodies}


def answered(listen: str, name: str, path: str) -> bool:
    """Whether a reader with a good line gets a page while they hold on."""
    connection = http.client.HTTPConnection(listen, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": name})
        answer = connection.getresponse()
        answer.read()
        return answer.status == 200
    except OSError:
        return False
    finally:
        connection.close()


def survived(listen: str, name: str, kind: str) -> int:
    """How many of :data:`PAGES` are answered while clients of that kind hold on."""
    with KINDS[kind](listen, name):
        return sum(answered(listen, name, path) for path in PAGES)
