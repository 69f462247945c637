"""``python -m tests.ingest.killed``: an archive whose processes die while they work; run by test_many.

A child is forked, works, and kills itself just before one of its statements to the database, another one each time;
then what the next process finds is told, a line a story.
"""

import random
from collections import Counter
from collections.abc import Callable

from tests.killing import Child, statements

TEXT = "岱山县衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n全年共受理并调解各类矛盾纠纷35件。\n"


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _uploads()
    _undoing()
    _publishing()


def _uploads() -> None:
    """60 files, 20 workers killed, one that finishes."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from reports.ingest.batches import bring, keep, unfinished, work_off
    from reports.models import Batch, BatchItem, Report, Section, SourceFile
    from reports.parsing import parse_report

    # The parser reads its vocabularies once, not in each worker.
    parse_report(TEXT)
    files = (SimpleUploadedFile(f"{n}.txt", TEXT.format(2000 + n).encode()) for n in range(60))
    bring(Batch.objects.create(), keep(files))

    def work() -> None:
        for batch in unfinished():
            work_off(batch)

    chance = random.Random(7)
    killed = sum(_dies(work, chance.randint(1, 120)) for _ in range(20))
    _dies(work, 0)
    states = Counter(BatchItem.objects.values_list("state", flat=True))
    reports = BatchItem.objects.exclude(report=None).values("report").distinct().count()
    print(killed, dict(states), reports, *(model.objects.count() for model in (Report, SourceFile, Section)))


def _undoing() -> None:
    """A batch is withdrawn wholly or not at all."""
    from django.db.models import F

    from reports.ingest.batches import undo
    from reports.models import Batch, Report
    from reports.store import reports as store
    from tests.factories import make_region

    batch = Batch.objects.get()
    town = make_region("330921106", "衢山镇")
    Report.objects.update(region=town, region_code=town.code, year=F("pk") + 1900)
    for report in Report.objects.all():
        store.publish(report)
    chance, seen = random.Random(11), set()
    for last in (*sorted(chance.sample(range(1, 300), 10)), 0):
        _dies(lambda: undo(batch, by=None), last)
        seen.add(tuple(sorted(Counter(Report.objects.values_list("status", flat=True)).items())))
    print(sorted(seen))


def _publishing() -> None:
    """A revision takes the place of the old report wholly or not at all, its sentences included."""
    from reports.models import Report, SentenceHash
    from reports.store import reports as store

    old, new = Report.objects.order_by("pk")[:2]
    store.publish(old)
    Report.objects.filter(pk=new.pk).update(status="draft", supersedes=old.pk)
    seen, last = set(), 0
    while True:
        last += 1
        killed = _dies(lambda: store.publish(Report.objects.get(pk=new.pk)), last)
        sentences = set(SentenceHash.objects.filter(report__in=(old, new)).values_list("report", flat=True))
        status = dict(Report.objects.values_list("pk", "status"))
        seen.add((status[old.pk], status[new.pk], old.pk in sentences, new.pk in sentences))
        if not killed:
            break
    print(last > 10, sorted(seen))


def _dies(work: Callable[[], object], last: int) -> bool:
    """Have a child do ``work`` and kill itself before its ``last``-th statement, 0 for never; whether it was killed."""
    return Child(work, last, statements).was_killed()


if __name__ == "__main__":
    main()
