import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.ingest import batches, tasks
from reports.models import Batch, BatchItem, Region, Report
from reports.store import originals

REPORT = "衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n（一）化解矛盾。调解纠纷35件。\n"
State = BatchItem.State


@pytest.fixture
def batch(town: Region) -> Batch:
    return Batch.objects.create(publish=True)


def bring(batch: Batch, *files: tuple[str, bytes]) -> None:
    batches.bring(batch, batches.keep(SimpleUploadedFile(name, data) for name, data in files))


def test_what_is_received_is_kept_before_anything_else(batch: Batch) -> None:
    bring(batch, ("一.txt", b"one"), ("空.txt", b""))
    assert [(item.name, item.state, originals.load(item.sha256)) for item in batch.items.all()] == [
        ("一.txt", State.WAITING, b"one"),
        ("空.txt", State.WAITING, b""),
    ]


def test_a_batch_taken_up_again_loses_and_doubles_nothing(batch: Batch) -> None:
    years = range(2017, 2024)
    bring(batch, *((f"{year}.txt", REPORT.format(year).encode()) for year in years))
    # As if the worker died after each file.
    left = [batches.work_off(batch, seconds=0) for _ in years]
    assert left == [6, 5, 4, 3, 2, 1, 0]
    assert batches.work_off(batch) == 0
    assert Report.objects.count() == len(years)
    assert batch.items.exclude(report=None).count() == len(years)


def test_an_item_whose_report_was_stored_keeps_its_first_outcome(batch: Batch) -> None:
    bring(batch, ("一.txt", REPORT.format(2023).encode()))
    item = batch.items.get()
    stale = batch.items.get()
    batches.work_off(batch)
    outcome = batch.items.get()
    # A second worker that had picked the same item.
    batches._settle_item(stale, batches.Defaults())
    assert batch.items.get().state == outcome.state
    assert item.pk == stale.pk
    assert Report.objects.count() == 1


def test_an_original_that_is_gone_is_told_and_does_not_stop_the_others(batch: Batch) -> None:
    bring(batch, ("丢.txt", b"lost"), ("一.txt", REPORT.format(2023).encode()))
    originals.path_of(originals.digest(b"lost")).unlink()
    assert batches.work_off(batch) == 0
    lost, good = batch.items.all()
    assert (lost.state, lost.reason.startswith("原件读不出来，请重新上传：")) == (State.REFUSED, True)
    assert good.report is not None


def test_the_same_file_twice_in_a_batch_is_a_duplicate(batch: Batch) -> None:
    bring(batch, ("一.txt", REPORT.format(2023).encode()), ("二.txt", REPORT.format(2023).encode()))
    batches.work_off(batch)
    first, second = batch.items.all()
    assert (second.state, second.report) == (State.DUPLICATE, first.report)
    assert Report.objects.count() == 1


def test_a_file_over_the_limit_is_refused_without_being_kept(batch: Batch, settings: object) -> None:
    settings.UPLOAD_MAX_MB = 1  # type: ignore[attr-defined]
    bring(batch, ("大.txt", b"x" * (1024 * 1024 + 1)))
    item = batch.items.get()
    assert (item.state, item.reason, item.sha256) == (State.REFUSED, "文件超过 1 MB 的上限。", "")


def test_only_batches_with_waiting_items_are_unfinished(batch: Batch) -> None:
    done = Batch.objects.create()
    bring(batch, ("一.txt", b"one"))
    assert list(batches.unfinished()) == [batch]
    batches.work_off(batch)
    assert list(batches.unfinished()) == []
    assert done.items.count() == 0


def test_what_a_dead_worker_left_is_taken_up_again_and_asking_is_one_query(
    batch: Batch, settings, django_assert_num_queries
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with django_assert_num_queries(1):
        assert not tasks.resume()
    bring(batch, ("一.txt", REPORT.format(2023).encode()))
    bring(Batch.objects.create(), ("二.txt", REPORT.format(2022).encode()))
    assert tasks.resume()
    assert BatchItem.objects.filter(state=State.WAITING).count() == 0
    assert Report.objects.count() == 2
