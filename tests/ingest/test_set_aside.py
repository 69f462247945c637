"""A file that ends every process that reads it is set aside, and the others of its upload are taken in."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.ingest.batches import ATTEMPTS, bring, keep, retry, set_aside, undo, work_off
from reports.models import Batch
from tests.environment import apart


def test_a_file_that_ends_its_readers_is_set_aside_after_three_and_taken_in_when_retried(
    tmp_path: Path,
) -> None:
    story = subprocess.run(
        [sys.executable, "-m", "tests.ingest.deadly"],
        cwd=configured.BASE_DIR,
        env=apart(tmp_path),
        capture_output=True,
        text=True,
    )
    assert story.stdout.splitlines() == [
        "3 [('undecided', 0), ('refused', 3), ('undecided', 0)]",
        "SUCCESSFUL 处理了 3 次都半途中断，已搁置，不再自动处理；原件已保存。"
        "请打开后另存为 txt 再传，或点“重试未收的”再试。",
        "aside 有 1 个处理了多次都半途中断，已搁置，最近的在批次 1。",
        "0 [('undecided', 0), ('undecided', 0), ('undecided', 0)] ok",
    ], story.stderr


def upload() -> Batch:
    batch = Batch.objects.create()
    bring(batch, keep([SimpleUploadedFile("2022.txt", "衢山镇2022年法治政府建设年度报告\n".encode())]))
    return batch


@pytest.mark.django_db
@pytest.mark.parametrize(("begun", "state"), [(ATTEMPTS - 1, "undecided"), (ATTEMPTS, "refused")])
def test_a_file_is_begun_three_times_at_most(begun: int, state: str) -> None:
    batch = upload()
    batch.items.update(attempts=begun)
    assert work_off(batch) == 0
    assert batch.items.get().state == state
    assert set_aside().count() == (state == "refused")


@pytest.mark.django_db
def test_what_a_process_lives_to_tell_of_is_no_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told to stop in the middle, it takes its attempt back."""
    batch = upload()

    def stop(*_: object) -> None:
        raise SystemExit

    monkeypatch.setattr("reports.store.originals.load", stop)
    with pytest.raises(SystemExit):
        work_off(batch)
    assert batch.items.values_list("state", "attempts").get() == ("waiting", 0)


@pytest.mark.django_db
def test_what_is_set_aside_can_be_retried_and_what_is_undone_is_not_set_aside() -> None:
    batch = upload()
    batch.items.update(attempts=ATTEMPTS)
    undo(batch, by=None)
    assert set_aside().count() == 0
    retry(batch)
    batch.items.update(attempts=ATTEMPTS)
    work_off(batch)
    assert set_aside().count() == 1
    assert retry(batch) == 1
    assert batch.items.values_list("state", "attempts").get() == ("waiting", 0)
