"""Keeping processes running: one that ends is started again, after pauses that grow, while the others go on."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

#: Seconds before a process is started again that ended for the first, second … time; the last also ever after.
PAUSES = (1, 2, 4, 8, 15, 30, 60, 120, 300)
#: One that has run for so many seconds is counted from the first time again.
STEADY = 60.0
#: An essential one that ends within so many seconds, so many times in a row, does not come up.
QUICK, QUICK_ENDS = 10.0, 5
#: Seconds that processes have for ending when told to; then they are told again, then killed.
PATIENCE = (40.0, 10.0)
_PR_SET_PDEATHSIG = 1
Wait = Callable[[float], None]


@dataclass
class Part:
    """A process to be kept running; ``essential`` ones, when they never come up, end the whole.

    ``name`` is Chinese: what a keeper reads.
    """

    name: str
    command: Sequence[str]
    essential: bool = False
    process: subprocess.Popen[bytes] | None = None
    ends: int = 0
    quick_ends: int = 0
    started: float = 0.0
    due: float = 0.0


class Supervisor:
    """Runs ``parts`` in ``folder`` until told to stop; ``tell`` gets a sentence for whatever happens."""

    def __init__(
        self,
        parts: Sequence[Part],
        folder: Path,
        tell: Callable[[str], object],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.parts = parts
        self._folder = folder
        self._tell = tell
        self._environment = environment
        self._asked = 0

    def run(self) -> int:
        """Keep all running; gives 0 when told to stop by SIGINT or SIGTERM, 1 when an essential part never comes up."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        # One that is left alone by Python wakes nobody.
        signal.signal(signal.SIGCHLD, lambda *_: None)
        with _signals() as wait:
            return self._keep_running(wait)

    def _keep_running(self, wait: Wait) -> int:
        while not self._asked:
            now = time.monotonic()
            for part in self.parts:
                if part.process is not None and (code := part.process.poll()) is not None:
                    self._ended(part, code, now)
                    if part.essential and part.quick_ends >= QUICK_ENDS:
                        self._tell(f"{part.name}一再起不来，不再试了。原因见上面的输出。")
                        self._end(wait)
                        return 1
                if part.process is None and part.due <= now:
                    self._start(part)
            wait(self._until_due())
        self._end(wait)
        return 0

    def _start(self, part: Part) -> None:
        part.started = time.monotonic()
        part.process = subprocess.Popen(
            part.command,
            cwd=self._folder,
            env=self._environment,
            start_new_session=True,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,
        )

    def _ended(self, part: Part, code: int, now: float) -> None:
        part.process = None
        ran = now - part.started
        part.ends = part.ends + 1 if ran < STEADY else 1
        part.quick_ends = part.quick_ends + 1 if ran < QUICK else 0
        pause = PAUSES[min(part.ends, len(PAUSES)) - 1]
        part.due = now + pause
        why = f"被信号 {signal.Signals(-code).name} 终止" if code < 0 else f"退出码 {code}"
        others = "、".join(other.name for other in self.parts if other is not part)
        self._tell(f"{part.name}停了（{why}），{pause} 秒后重新启动；{others}照常。")

    def _until_due(self) -> float:
        """Seconds to wait: until the next start, or until anything happens."""
        waiting = [part.due for part in self.parts if part.process is None]
        return max(min(waiting, default=time.monotonic() + 3600) - time.monotonic(), 0.0)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._asked += 1

    def _end(self, wait: Wait) -> None:
        """Tell all parts to end; what does not in time, or when asked a second time, is killed."""
        before = self._asked
        for number, patience in (
            (signal.SIGTERM, PATIENCE[0]),
            (signal.SIGTERM, PATIENCE[1]),
            (signal.SIGKILL, None),
        ):
            self._signal(number)
            until = None if patience is None else time.monotonic() + patience
            while self._running() and (until is None or (time.monotonic() < until and self._asked == before)):
                wait(1.0)

    def _running(self) -> list[subprocess.Popen[bytes]]:
        return [part.process for part in self.parts if part.process and part.process.poll() is None]

    def _signal(self, number: int) -> None:
        for process in self._running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, number)


@contextmanager
def _signals() -> Iterator[Wait]:
    """A way to wait for so many seconds or until the next signal, which may have come just before.

    Signals write to a pipe and handlers take no lock: they run in the middle of what waits, and one that wanted a lock
    of its would wait for it forever.
    """
    hears, tells = os.pipe()
    for end in (hears, tells):
        os.set_blocking(end, False)
    before = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)

    def wait(seconds: float) -> None:
        if select.select([hears], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):
                while os.read(hears, 4096):
                    pass

    try:
        yield wait
    finally:
        signal.set_wakeup_fd(before)
        os.close(hears)
        os.close(tells)


def _end_with_parent() -> None:
    """In a child: be told to end when the process that started it dies, however that dies."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
