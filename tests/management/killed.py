"""``python -m tests.management.killed TIMES``: an archive whose first set-up is killed, run by test_set_up.

A child sets an empty archive up and kills itself at one of its steps, another one each time; then the next start must
finish it. Two starts at once come last.
"""

import os
import random
import shutil
import sys
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

from tests.killing import Child

Found = tuple[int, int, Counter[str], int, int]


def main(times: int) -> None:
    import django

    django.setup()
    from reports.parsing.place.gazetteer import gazetteer

    # Read once, not in each child.
    gazetteer()
    whole_one = Child(_set_up)
    assert not whole_one.was_killed()
    steps, whole = whole_one.steps, _found()
    dice, killed = random.Random(3), 0
    for number in range(times):
        _clear()
        # Every second time among the samples, which come last.
        step = dice.randint(1 if number % 2 else steps // 2, steps)
        killed += Child(_set_up, step).was_killed()
        killed += Child(_set_up, dice.randint(1, steps // 4)).was_killed()
        assert not Child(_set_up).was_killed()
        assert _found() == whole, (step, _found(), whole)
    _clear()
    both = [Child(_set_up) for _ in range(2)]
    assert [one.was_killed() for one in both] == [False, False]
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
    # Each start makes it as it reads its settings, which a child does not.
    Path(settings.DATABASES["default"]["NAME"]).parent.mkdir(exist_ok=True)


def _set_up() -> None:
    from reports.management.set_up import set_up

    told: list[str] = []
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # noqa: PTH123
        assert set_up(told.append), told


if __name__ == "__main__":
    main(int(sys.argv[1]))
