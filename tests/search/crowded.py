"""``python -m tests.search.crowded``: four readers and two writers at once, run by test_index_life."""

import os
import random
import sys
import traceback
from collections.abc import Callable

CHANGES = 12


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from tests.factories import make_report

    for number in range(60):
        make_report(f"第{number}篇\n法治政府建设", year=2020)
    from reports.search.index.writer import drain, drift

    drain()
    connection.close()
    reading, writing = os.pipe()
    writers = [_fork(_write, seed) for seed in (1, 2)]
    readers = [_fork(_read, reading, writing) for _ in range(4)]
    failed = [os.waitpid(pid, 0)[1] for pid in writers]
    # The readers stop when nobody holds the writing end any more.
    os.close(writing)
    failed += [os.waitpid(pid, 0)[1] for pid in readers]
    assert not any(failed), failed
    drain()
    assert drift().count == 0
    print("ok")


def _fork(work: Callable[..., None], *arguments: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        work(*arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _write(seed: int) -> None:
    from django.db import transaction
    from django.db.models import F

    from reports.models import Report
    from reports.search.index.writer import drain, rebuild

    dice = random.Random(seed)
    pks = list(Report.objects.values_list("pk", flat=True))
    for number in range(CHANGES):
        with transaction.atomic():
            Report.objects.filter(pk__in=dice.sample(pks, 5)).update(
                text=f"写者{seed}的第{number}稿\n法治政府建设", revision=F("revision") + 1, search_dirty=True
            )
        if number % 5 == 4:
            rebuild()
        else:
            drain()


def _read(reading: int, writing: int) -> None:
    """Search until the writers are done; the formula stands in every report at every moment."""
    from reports.search import Criteria, search

    os.close(writing)
    os.set_blocking(reading, False)
    while True:
        page = search(Criteria(q='"法治政府建设"', page_size=100))
        assert page.count == 60, page.count
        assert len(page.hits) == 60
        assert all(hit.snippets for hit in page.hits)
        try:
            if os.read(reading, 1) == b"":
                return
        except BlockingIOError:
            continue


if __name__ == "__main__":
    main()
