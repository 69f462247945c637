"""``python -m tests.search.killed TIMES SEED``: an archive whose indexing processes die, run by test_index_life.

A child is forked again and again; it changes reports and indexes them until it kills itself in the middle, before a
file is opened, renamed or removed, or before an SQL statement, at a random one of them. Then the parent, like any
next process, drains the outbox, and the index must equal the database.
"""

import os
import random
import signal
import sys
import traceback
from collections.abc import Callable

AUDITED = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.listdir",
    "os.truncate",
    "shutil.rmtree",
}


def main(times: int, seed: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.factories import make_report

    for number in range(40):
        make_report(f"第{number}篇\n法治政府建设\n甲乙丙丁戊", year=2020)
    from reports.search.index.writer import drain

    drain()
    dice = random.Random(seed)
    steps = _count_steps(dice.random())
    survived = 0
    for _ in range(times):
        survived += not _die(dice.randint(1, steps), dice.random())
        _verify()
    print(f"ok, {steps} steps, {survived} survived")


def _work(luck: float) -> None:
    """Change some reports in one transaction, as storing does, index them; sometimes rebuild."""
    from django.db import transaction
    from django.db.models import F

    from reports.models import Report
    from reports.search.index.writer import drain, rebuild

    dice = random.Random(luck)
    pks = list(Report.objects.values_list("pk", flat=True))
    for _ in range(3):
        with transaction.atomic():
            for pk in dice.sample(pks, 4):
                Report.objects.filter(pk=pk).update(
                    text=f"改过的第{dice.randrange(10**6)}稿\n法治政府建设",
                    status=dice.choice(["published", "published", "withdrawn"]),
                    revision=F("revision") + 1,
                    search_dirty=True,
                )
        drain()
    rebuild()


def _count_steps(luck: float) -> int:
    """How many steps a child takes that is not killed; it works on the archive, too."""
    reading, writing = os.pipe()

    def report(steps: int) -> None:
        os.write(writing, str(steps).encode())

    pid = _fork(luck, None, report)
    os.close(writing)
    os.waitpid(pid, 0)
    return int(os.read(reading, 20))


def _die(step: int, luck: float) -> bool:
    """Whether a child got as far as ``step`` and was killed there."""
    _, status = os.waitpid(_fork(luck, step, lambda steps: None), 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _fork(luck: float, last: int | None, done: Callable[[int], object]) -> int:
    from django.db import connection

    connection.close()
    pid = os.fork()
    if pid:
        return pid
    steps = 0

    def step(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable, *arguments: object) -> object:
        step()
        return execute(*arguments)

    sys.addaudithook(lambda event, _: step() if event in AUDITED else None)
    code = 1
    try:
        with connection.execute_wrapper(statement):
            _work(luck)
        done(steps)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _verify() -> None:
    from reports.models import Report
    from reports.search import Criteria, search
    from reports.search.engine import engine
    from reports.search.index.writer import drain, drift

    # What a reader sees at once is some committed state, whole.
    assert search(Criteria(q="法治政府建设", page_size=100)).count > 0
    drain()
    assert drift().count == 0
    assert not Report.objects.filter(search_dirty=True).exists()
    published = set(Report.objects.filter(status="published").values_list("pk", flat=True))
    assert set(engine().pks()) == published
    found = search(Criteria(q='"改过的第"', page_size=100))
    assert found.count == Report.objects.filter(status="published", text__startswith="改过的第").count()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
