"""``python -m tests.ingest.deadly``: an archive with an upload of which one file ends each process that reads it.

Children work as the background worker does; each kills itself as it opens that file's original. What became of the
upload is told, a line a part of the story. Run by test_set_aside.
"""

from tests.killing import Child, Counts

TEXT = "岱山县衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n全年共受理并调解各类矛盾纠纷35件。\n"


def main() -> None:
    import django

    django.setup()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    from reports.health.work import files
    from reports.ingest.batches import bring, keep, retry
    from reports.ingest.tasks import process_batch
    from reports.models import Batch
    from reports.store.originals import path_of

    call_command("migrate", verbosity=0)
    batch = Batch.objects.create()
    bring(batch, keep(SimpleUploadedFile(f"{n}.txt", TEXT.format(n).encode()) for n in (2021, 2022, 2023)))
    process_batch.enqueue(batch.pk)
    deadly = batch.items.get(name="2022.txt")
    print(_killed(_opens(str(path_of(deadly.sha256)))), _states(batch))
    print(DBTaskResult.objects.get().status, batch.items.get(pk=deadly.pk).reason)
    print(files().state, files().sentence)
    retry(batch)
    # Whatever it was is out of the way.
    print(_killed(lambda kind, arguments: False), _states(batch), files().state)


def _opens(path: str) -> Counts:
    return lambda kind, arguments: kind == "open" and str(arguments[0]) == path


def _killed(counts: Counts) -> int:
    """How many workers die, one after the other, until one has nothing left to do."""
    killed = 0
    while Child(_work_off, 1, counts).was_killed():
        killed += 1
    return killed


def _work_off() -> None:
    from reports.ingest.worker import Worker

    worker = Worker()
    while worker.work():
        pass


def _states(batch) -> list[tuple[str, int]]:
    return list(batch.items.values_list("state", "attempts"))


if __name__ == "__main__":
    main()
