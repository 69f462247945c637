"""``python -m tests.management.killed TIMES``: an archive whose first set-up is killed, run by test_set_up.

A child sets an empty archive up and kills itself before one of its statements to the database or one of its files
is opened or moved, another one each time; then the next start must finish it. Two starts at once come last.
"""

import os
import random
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

STEPS = {"open", "os.rename", "os.remove", "os.mkdir"}
Found = tuple[int, int, Counter[str], int, int]


def main(times: int) -> None:
    import django

    django.setup()
    from reports.parsing.place.gazetteer import gazetteer

    # Read once, not in each child.
    gazetteer()
    reading, writing = os.pipe()
    _child(0, lambda steps: os.write(writing, str(steps).encode()))
    steps, whole = int(os.read(reading, 20)), _found()
    dice, killed = random.Random(3), 0
    for number in range(times):
        _clear()
        # Every second time among the samples, which come last.
        step = dice.randint(1 if number % 2 else steps // 2, steps)
        killed += _child(step)
        killed += _child(dice.randint(1, steps // 4))
        assert not _child(0)
        assert _found() == whole, (step, _found(), whole)
    _clear()
    both = [_fork(0, lambda steps: None) for _ in range(2)]
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in both] == [0, 0]
    assert _found() == whole
    print(f"ok, {killed} killed, {steps} steps")


def _found() -> Found:
    """What is there after a set-up: places, codes, reports by status, originals, what is not indexed."""
    from django.db import connections

    from reports.models import Region, RegionCode, Report
    from reports.search.index.writer import drift
    from reports.store import originals

    assert drift().count == 0
    dirty = Report.objects.filter(search_dirty=True).count()
    statuses = Counter(Report.objects.values_list("status", flat=True))
    kept = sum(1 for _ in originals.stored())
    found = Region.objects.count(), RegionCode.objects.count(), statuses, kept, dirty
    connections.close_all()
    return found


def _clear() -> None:
    from django.conf import settings

    for path in Path(settings.ARCHIVE_ROOT).parent.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _child(last: int, done: Callable[[int], object] = lambda steps: None) -> bool:
    """Have a child set up and kill itself before its ``last``-th step, 0 for never; whether it was killed."""
    status = os.waitpid(_fork(last, done), 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _fork(last: int, done: Callable[[int], object]) -> int:
    from django.db import connection, connections

    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    steps = 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., object], *arguments: object) -> object:
        step()
        return execute(*arguments)

    sys.addaudithook(lambda event, _: step() if event in STEPS else None)
    code = 1
    try:
        from reports.management.set_up import set_up

        with connection.execute_wrapper(statement), open(os.devnull, "w") as nowhere:  # noqa: PTH123
            sys.stdout = nowhere
            assert set_up(lambda sentence: None)
            sys.stdout = sys.__stdout__
        done(steps)
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main(int(sys.argv[1]))
