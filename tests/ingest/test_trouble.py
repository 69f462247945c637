"""Taking in while disk or database take nothing: each file is told of in a sentence, and what waits keeps waiting."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from reports.ingest import batches
from reports.ingest.folders import find
from reports.ingest.intake import Defaults
from reports.ingest.run import take_in_all
from reports.models import Batch, BatchItem, Region, Report
from reports.store import originals
from tests.operating.faults import no_room, read_only_database

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the faults are SQLite's"),
]
REPORT = "衢山镇人民政府{}年法治政府建设年度报告\n一、主要举措\n（一）化解矛盾。调解纠纷35件。\n"
FULL = "没有存下：磁盘满了，请腾出空间后再试。"
READ_ONLY = "没有存下：磁盘只读或没有权限，请检查后再试。"


def test_a_file_for_which_there_is_no_room_is_told_and_the_next_is_taken(
    town: Region, tmp_path: Path
) -> None:
    lengths = {"1.txt": 1, "2.txt": 9000, "3.txt": 1}
    for name, times in lengths.items():
        (tmp_path / name).write_text(REPORT.format(2020 + int(name[0])) + "调解纠纷有力。\n" * times)
    with no_room(for_more_than=9000):
        outcomes = take_in_all(find([tmp_path]), Defaults())
    assert [(one.name, one.state, one.reason) for one in outcomes if one.state == "refused"] == [
        ("2.txt", "refused", FULL)
    ]
    assert (len(list(originals.stored())), Report.objects.count()) == (2, 2)


def test_a_database_that_takes_nothing_is_told_of_each_file_and_later_all_are_taken(
    town: Region, tmp_path: Path
) -> None:
    for year in (2021, 2022, 2023):
        (tmp_path / f"{year}.txt").write_text(REPORT.format(year))
    with read_only_database():
        refused = take_in_all(find([tmp_path]), Defaults())
    assert [(one.state, one.reason) for one in refused] == [("refused", READ_ONLY)] * 3
    assert Report.objects.count() == 0
    take_in_all(find([tmp_path]), Defaults())
    assert (Report.objects.count(), len(list(originals.stored()))) == (3, 3)


def test_what_waits_in_a_batch_waits_for_better_days(town: Region) -> None:
    batch = Batch.objects.create()
    files = [SimpleUploadedFile(f"{year}.txt", REPORT.format(year).encode()) for year in (2022, 2023)]
    batches.bring(batch, batches.keep(files))
    with read_only_database(), pytest.raises(OperationalError):
        batches.work_off(batch)
    assert BatchItem.objects.filter(state="waiting").count() == 2
    assert batches.work_off(batch) == 0
    assert Report.objects.count() == 2


def test_a_command_says_it_in_a_sentence(town: Region) -> None:
    with read_only_database(), pytest.raises(CommandError) as said:
        call_command("load_regions")
    assert str(said.value) == (
        "没有做完：磁盘只读或没有权限，请检查后再试。（attempt to write a readonly database）"
    )
