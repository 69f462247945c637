"""gunicorn's worker, which waits for nobody without end, and leads raw Chinese addresses to encoded ones.

A thread that waits for a slow client serves nobody else, and there are few threads. A proxy that buffers takes slow
clients upon itself; where there is none, or it fails, these bounds end what would stop the site.

A request line holds ASCII alone (RFC 9112, section 3.2); gunicorn answers any other with 400 and a bare page. Yet
``curl 'http://…/reports/?q=枫桥经验'`` sends the characters as they stand.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import time
from typing import Any
from urllib.parse import quote

from gunicorn.http.errors import InvalidRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

#: Characters of an address that stand as they are (RFC 3986); ``%`` too, for parts that are encoded already.
_KEPT = "/?:@!$&'()*+,;=%-._~"
_EXAMPLE = "curl -G --data-urlencode 'q=枫桥经验' http://127.0.0.1:8000/api/v1/reports"


class Worker(ThreadWorker):
    """As gunicorn's own, but for clients that are slow, and first lines that hold characters beyond ASCII.

    All bounds are seconds: ``HEAD`` for the whole head of a request, ``REQUEST`` for its body, its work and its answer
    together, ``STALL`` for any one wait for a client that takes or sends nothing.
    """

    HEAD, REQUEST, STALL = 15.0, 300.0, 20.0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: Until when each connection that a thread is busy with may take.
        self._until: dict[Any, float] = {}

    def handle(self, conn: Any) -> Any:
        seconds, part = divmod(self.STALL, 1)
        stall = struct.pack("ll", int(seconds), int(part * 1_000_000))
        with contextlib.suppress(OSError):
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, stall)
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, stall)
        self._until[conn] = time.monotonic() + self.HEAD
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        self._until[conn] = time.monotonic() + self.REQUEST
        return super().handle_request(req, conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Called about once a second: ends kept connections that are due, and those that take too long.

        At the end with ``force``: then all kept ones.
        """
        super().murder_keepalived(force)
        now = time.monotonic()
        for conn, until in list(self._until.items()):
            if until < now:
                self.log.debug("a connection took too long")
                # The thread that waits for it finds it closed.
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        answer = answer_to(exc.req) if isinstance(exc, InvalidRequestLine) else None
        if answer is None:
            super().handle_error(req, client, addr, exc)
            return
        try:
            write_nonblock(client, answer)
        except OSError as error:
            self.log.debug("could not answer an address that is not encoded: %s", error)


def answer_to(line: str) -> bytes | None:
    """The answer to a request line (its bytes as Latin-1), None where its address is ASCII.

    GET and HEAD of a path in UTF-8 are led to it percent-encoded, by 307, so that all checks are made of that request;
    anything else gets 400 and is told how to encode it.
    """
    method, _, rest = line.partition(" ")
    target = rest.rpartition(" ")[0]
    if target.isascii():
        return None
    encoded = _encoded(target)
    if encoded is None or method not in ("GET", "HEAD"):
        told = (
            "网址里的汉字须按 UTF-8 作百分号编码（percent-encode）。"
            "Characters beyond ASCII in an address must be percent-encoded as UTF-8."
        )
        return _response("400 Bad Request", {"detail": told, "example": _EXAMPLE}, method)
    told = (
        "网址里的汉字须作百分号编码，编码后的网址见 address；curl 加 -L 会自动跳转，或用 --data-urlencode。"
        "Characters beyond ASCII must be percent-encoded: see address; curl -L follows, or use --data-urlencode."
    )
    fields = {"detail": told, "address": encoded, "example": _EXAMPLE}
    return _response("307 Temporary Redirect", fields, method, encoded)


def _encoded(target: str) -> str | None:
    """A path and query percent-encoded; None for what is no path of this site or not UTF-8."""
    # A browser takes // and /\ for the beginning of another host.
    if not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    try:
        return quote(target.encode("latin-1").decode("utf-8"), safe=_KEPT)
    except UnicodeError:
        return None


def _response(status: str, fields: dict[str, str], method: str, location: str = "") -> bytes:
    body = json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"
    lines = [
        f"HTTP/1.1 {status}",
        "Connection: close",
        "Content-Type: application/json; charset=utf-8",
        "X-Content-Type-Options: nosniff",
        f"Content-Length: {len(body)}",
    ]
    if location:
        lines.append(f"Location: {location}")
    return "\r\n".join([*lines, "", ""]).encode("ascii") + (b"" if method == "HEAD" else body)
