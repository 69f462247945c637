"""Reading an untrusted file in a process of its own, with limits on time, memory and output.

Office files and PDFs are read by large parsers that a made-up file may crash or keep busy. What happens to the child
happens to nobody else; its end without an answer is a refusal.
"""

import gc
import json
import logging
import os
import signal
import socket
import struct
import sys
import threading
import traceback
from typing import Any

from reports.text.remarks import Remark, from_stored

from ..by_format import load_readers, read_here
from ..types import SourceText, UnreadableFile
from . import forker
from .forker import copied

SECONDS = 60
MEMORY_MB = 1_500
#: Characters of text; a yearly report has some thousands.
OUTPUT_MAX = 5_000_000
_TOO_MUCH = Remark("file_too_slow")
_FAILED = Remark("file_failed")
#: Events of Python's audit that a reader has no reason for: the net, and other programs.
_REFUSED = frozenset(
    {
        "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen",
        "socket.__new__", "socket.getaddrinfo", "socket.gethostbyaddr", "socket.gethostbyname",
    }
)  # fmt: skip
logger = logging.getLogger(__name__)
#: Before the file: whether it is named .txt, and how many seconds of processor time reading it may take.
_HEADER = struct.Struct("<?I")


def read_apart(
    data: bytes, named_txt: bool = False, *, seconds: int = SECONDS, quiet: bool = False
) -> SourceText:
    """What the reader makes of ``data``, made in a child process. Raises :class:`UnreadableFile`."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            parent, child = copied(theirs)
        overdue = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
        overdue.start()
        try:
            told = _exchange(ours, _HEADER.pack(named_txt, seconds) + data)
        finally:
            overdue.cancel()
            overdue.join()
            parent.done(child)
    return _understood(told, quiet)


def _exchange(connection: socket.socket, data: bytes) -> bytes:
    told = bytearray()
    try:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        while len(told) <= OUTPUT_MAX * 6 and (more := connection.recv(1 << 20)):
            told += more
    except (BrokenPipeError, ConnectionResetError):
        # It ended before it had read everything; its answer, or the lack of one, says why.
        pass
    return bytes(told)


def _understood(told: bytes, quiet: bool) -> SourceText:
    try:
        answered: dict[str, Any] = json.loads(told)
    except ValueError:
        raise UnreadableFile("hostile", _TOO_MUCH) from None
    if "trace" in answered and not quiet:
        logger.error("a reader failed in its process:\n%s", answered["trace"])
    if "kind" in answered:
        raise UnreadableFile(answered["kind"], from_stored(answered["remark"]))
    return SourceText(
        text=answered["text"],
        media_type=answered["media_type"],
        encoding=answered["encoding"],
        meta=tuple((name, value) for name, value in answered["meta"]),
        notes=tuple(map(from_stored, answered["notes"])),
        partial=tuple(answered["partial"]),
    )


def serve() -> None:
    """What the forker runs: with every reader loaded, copies of itself answer for a file each."""
    load_readers()
    gc.freeze()
    forker.serve(_answer)


def _answer(connection: socket.socket) -> None:
    """The child's side: read a file and tell the result as JSON."""
    with connection.makefile("rb") as file:
        named_txt, seconds = _HEADER.unpack(file.read(_HEADER.size))
        _limit(seconds)
        told = json.dumps(_told(file.read(), named_txt))
    connection.sendall(told.encode())


def _told(data: bytes, named_txt: bool) -> dict[str, Any]:
    try:
        source = read_here(data, named_txt)
        if len(source.text) > OUTPUT_MAX:
            raise UnreadableFile("too_long", Remark("file_too_much_text"))
    except UnreadableFile as refusal:
        return {"kind": refusal.kind, "remark": refusal.remark.stored()}
    except (RecursionError, MemoryError):
        return {"kind": "hostile", "remark": _TOO_MUCH.stored()}
    except Exception:
        return {"kind": "failed", "remark": _FAILED.stored(), "trace": traceback.format_exc()}
    return {
        "text": source.text,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "meta": source.meta,
        "notes": [note.stored() for note in source.notes],
        "partial": source.partial,
    }


def _refuse(event: str, _: tuple[object, ...]) -> None:
    """An audit hook (PEP 578) under which no address is looked up or connected to and no program started."""
    if event in _REFUSED:
        raise PermissionError(f"a reader does not need {event}")


def _limit(seconds: int) -> None:
    """No more memory and processor time than a report needs, no file written, no core dumped, nobody spoken to.

    The last is held by Python; the libraries in C that read, expat and PDFium, fetch nothing by themselves.
    """
    import resource

    sys.addaudithook(_refuse)
    memory = MEMORY_MB * 1024 * 1024
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for limit, value in wanted:
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            # macOS refuses some; time is limited from outside as well.
            continue
