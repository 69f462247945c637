"""A process that has the readers loaded and makes a copy of itself for each file.

To start an interpreter and load a reader takes a tenth of a second, a copy some milliseconds. The process is started
with nothing in its environment and is the parent's alone; it ends with the parent, or when it has long had nothing
to do. It only makes copies and takes leave of them: what is in a file is looked at by the copy.
"""

import atexit
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

IDLE_SECONDS = 120
_ROOT = Path(__file__).resolve().parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from reports.reading.apart.sandbox import serve; serve()"
)
#: What is asked for (a copy, which is to be handed a socket), answered (its number) and told (that it can be forgotten).
_MESSAGE = struct.Struct("<cI")
_COPY, _MADE, _DONE = b"C", b"M", b"D"


class Forker:
    """The parent's side. Raises OSError when the process is gone."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, str(_ROOT), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={},
                pass_fds=[theirs.fileno()],
            )

    def copy(self, connection: socket.socket) -> int:
        """Have a copy made that talks through ``connection``; its process number, valid until :meth:`done`."""
        with self._lock:
            socket.send_fds(self._control, [_MESSAGE.pack(_COPY, 0)], [connection.fileno()])
            told = self._control.recv(_MESSAGE.size, socket.MSG_WAITALL)
        if len(told) < _MESSAGE.size:
            raise ConnectionResetError("the forker is gone")
        return int(_MESSAGE.unpack(told)[1])

    def done(self, number: int) -> None:
        """End a copy, if it has not ended, and let its number go."""
        try:
            os.kill(number, signal.SIGKILL)
            with self._lock:
                self._control.sendall(_MESSAGE.pack(_DONE, number))
        except OSError:
            # The forker has ended, and its copies with it or by themselves.
            return

    def close(self) -> None:
        self._control.close()
        if self.owner == os.getpid():
            self._process.wait()


def serve(answer: Callable[[socket.socket], None]) -> None:
    """The forker's side: make copies that ``answer`` through the socket they are handed, until nobody asks any more."""
    control = socket.socket(fileno=int(sys.argv[2]))
    control.settimeout(IDLE_SECONDS)
    copies: set[int] = set()
    while True:
        try:
            message, handed, _, _ = socket.recv_fds(control, _MESSAGE.size, 1)
        except TimeoutError:
            if copies:
                continue
            return
        if len(message) < _MESSAGE.size:
            return
        kind, number = _MESSAGE.unpack(message)
        if kind == _DONE and number in copies:
            copies.discard(number)
            os.waitpid(number, 0)
        elif kind == _COPY and handed:
            number = os.fork()
            if number == 0:
                _be_a_copy(control, handed[0], answer)
            copies.add(number)
            os.close(handed[0])
            control.sendall(_MESSAGE.pack(_MADE, number))


def _be_a_copy(control: socket.socket, handed: int, answer: Callable[[socket.socket], None]) -> None:
    try:
        control.close()
        with socket.socket(fileno=handed) as connection:
            answer(connection)
    finally:
        # Nothing of the forker's is to be run on the way out.
        os._exit(0)


_lock = threading.Lock()
_current: Forker | None = None


def copied(connection: socket.socket) -> tuple[Forker, int]:
    """A copy of this process's forker that talks through ``connection``; a forker that has ended is started anew."""
    global _current
    with _lock:
        for _ in range(2):
            # A server's workers are copies of it, and must not share its forker.
            if _current is None or _current.owner != os.getpid():
                _current = Forker()
                atexit.register(_current.close)
            try:
                return _current, _current.copy(connection)
            except OSError:
                atexit.unregister(_current.close)
                _current.close()
                _current = None
    raise OSError("no process to read the file in could be started")
