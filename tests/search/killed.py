"""``python -m tests.search.killed TIMES SEED``: an archive whose indexing processes die, run by test_index_life.

A child is forked again and again; it changes reports and indexes them until it kills itself in the middle, at any of
its steps. Then the parent, like any next process, drains the outbox, and the index must equal the database.
"""

import random
import sys
from functools import partial

from tests.killing import Child


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
    whole = Child(partial(_work, dice.random()))
    assert not whole.was_killed()
    steps, survived = whole.steps, 0
    for _ in range(times):
        last = dice.randint(1, steps)
        survived += not Child(partial(_work, dice.random()), last).was_killed()
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
