"""Work that kills itself at one of its steps, for the scripts that try what the next process finds.

A step is a statement to the database, or a file that is opened, moved, cut or removed, or a folder looked into.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

STATEMENT = "statement"
#: Python's audit events (PEP 578).
FILES = frozenset(
    {
        "open",
        "os.listdir",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.truncate",
        "shutil.rmtree",
    }
)
#: Whether a step counts, by its kind and what it is done to.
Counts = Callable[[str, tuple[object, ...]], bool]


def all_steps(kind: str, arguments: tuple[object, ...]) -> bool:
    return True


def statements(kind: str, arguments: tuple[object, ...]) -> bool:
    return kind == STATEMENT


def statements_and_files_in(folder: Path) -> Counts:
    return lambda kind, arguments: kind == STATEMENT or str(arguments[0]).startswith(str(folder))


@contextmanager
def dying_at(last: int, counts: Counts = all_steps) -> Iterator[Callable[[], int]]:
    """This process kills itself at the ``last``-th step that counts, 0 for never; gives how many there were so far.

    Once in a process: what counts them cannot be taken out of it again.
    """
    from django.db import connection

    taken = 0

    def step(kind: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        if (kind == STATEMENT or kind in FILES) and counts(kind, arguments):
            taken += 1
            if taken == last:
                os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., object], *arguments: object) -> object:
        step(STATEMENT, arguments)
        return execute(*arguments)

    sys.addaudithook(step)
    with connection.execute_wrapper(statement):
        yield lambda: taken


class Child:
    """A copy of this process that does ``work`` and kills itself at its ``last``-th step that counts, 0 for never.

    ``steps`` are those of one that was not killed, once it has ended.
    """

    def __init__(self, work: Callable[[], object], last: int = 0, counts: Counts = all_steps) -> None:
        from django.db import connections

        connections.close_all()
        self.steps = 0
        self._telling, telling = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _work(work, last, counts, telling)
        os.close(telling)

    def was_killed(self) -> bool:
        """Wait for its end. Raises AssertionError where it came to neither."""
        status = os.waitpid(self._pid, 0)[1]
        self.steps = int(os.read(self._telling, 20) or 0)
        os.close(self._telling)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the child failed"
        return os.WIFSIGNALED(status)


def _work(work: Callable[[], object], last: int, counts: Counts, telling: int) -> None:
    code = 1
    try:
        with dying_at(last, counts) as taken:
            work()
        os.write(telling, str(taken()).encode())
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
