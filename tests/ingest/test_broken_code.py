"""A fault of our own at one file: it is refused with a sentence, the log says more, and the others go in.

The parser gets a step more, which breaks at texts that say so: at once, or by a reading that nothing can store.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from reports.ingest import batches
from reports.ingest.folders import Found
from reports.ingest.intake import NOT_KEPT, NOT_PARSED, NOT_READ, NOT_STORED, Defaults
from reports.ingest.run import take_in_all, watch
from reports.models import Batch, BatchItem, Region, Report
from reports.parsing import pipeline
from reports.parsing.types import ParsedReport
from reports.store import originals
from tests.ingest.test_upkeep import run

REPORT = (
    "岱山县衢山镇{}年法治政府建设年度报告\n一、主要举措\n"
    "一年来，全镇坚持依法行政，健全工作机制，压实各方责任，各项工作都有进展。调解纠纷35件。\n"
)
AT_ONCE, WHEN_STORED, STOPS = "读到这里就坏", "存的时候才坏", "有人按了停止"
State = BatchItem.State


def breaking(report: ParsedReport) -> ParsedReport:
    if AT_ONCE in report.text:
        raise RuntimeError("broken step")
    if STOPS in report.text:
        raise KeyboardInterrupt
    if WHEN_STORED in report.text:
        return replace(report, metrics=tuple(replace(m, value=Decimal("NaN")) for m in report.metrics))
    return report


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, town: Region) -> None:
    monkeypatch.setattr(pipeline, "STEPS", (*pipeline.STEPS, breaking))


def text(year: int, fault: str = "") -> bytes:
    return (REPORT.format(year) + fault).encode()


FILES = [
    ("1.txt", text(2021)),
    ("2.txt", text(2022, AT_ONCE)),
    ("3.txt", text(2022, WHEN_STORED)),
    ("4.txt", text(2023)),
]
BECAME = [
    ("1.txt", State.STORED, ""),
    ("2.txt", State.REFUSED, NOT_PARSED),
    ("3.txt", State.REFUSED, NOT_STORED),
    ("4.txt", State.STORED, ""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "收件"
    below.mkdir()
    for name, data in FILES:
        (below / name).write_bytes(data)
    return below


def by_command(folder: Path) -> list[tuple[str, str, str]]:
    told = folder.parent / "结果.json"
    with pytest.raises(SystemExit, match="1"):
        call_command("ingest", str(folder), "--report", str(told), stdout=StringIO())
    return [(one["name"], one["state"], one["reason"]) for one in json.loads(told.read_text("utf-8"))]


def by_watching(folder: Path) -> list[tuple[str, str, str]]:
    looks = iter([True, True, False])
    found = watch(folder, Defaults(), pause=lambda: next(looks))
    return [(one.name, one.state, one.reason) for one in found]


def by_upload(folder: Path) -> list[tuple[str, str, str]]:
    batch = Batch.objects.create()
    batches.bring(batch, batches.keep(SimpleUploadedFile(name, data) for name, data in FILES))
    assert batches.work_off(batch) == 0
    return [(item.name, item.state, item.reason) for item in batch.items.all()]


@pytest.mark.parametrize("way", [by_command, by_watching, by_upload])
def test_the_queue_goes_on_behind_a_file_at_which_code_fails(
    way: Callable[[Path], list[tuple[str, str, str]]],
    folder: Path,
    broken: None,
    indexed: Callable[[], int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert way(folder) == BECAME
    assert sorted(Report.objects.values_list("year", flat=True)) == [2021, 2023]
    told = [record for record in caplog.records if record.exc_info and record.levelno == logging.ERROR]
    assert {record.exc_info[0].__name__ for record in told if record.exc_info and record.exc_info[0]} == {
        "RuntimeError",
        "InvalidOperation",
    }


@pytest.mark.parametrize("fault", [AT_ONCE, WHEN_STORED])
def test_a_report_that_cannot_be_read_anew_stays_as_it_was(
    fault: str, town: Region, request: pytest.FixtureRequest
) -> None:
    take_in_all(found(("坏.txt", text(2021, fault)), ("好.txt", text(2022))), Defaults())
    Report.objects.update(parser_version="0")
    before = {
        report.pk: (report.year, report.revision, list(report.metrics.values()))
        for report in Report.objects.all()
    }
    bad, good = Report.objects.order_by("year")
    request.getfixturevalue("broken")
    assert run("reparse", "--changed") == (
        1,
        [
            f"失败  {bad.title}（{bad.source.sha256}）：识别时出错，详情已记入日志；报告没有改动。",
            "重新识别 1 篇，失败 1 篇。",
        ],
    )
    bad.refresh_from_db()
    assert (bad.year, bad.revision, list(bad.metrics.values())) == before[bad.pk]
    assert bad.parser_version == "0"
    good.refresh_from_db()
    assert good.revision == 2


def test_reading_anew_goes_on_where_it_was_stopped(town: Region, request: pytest.FixtureRequest) -> None:
    years = (2020, 2021, 2022, 2023)
    take_in_all(found(*((f"{year}.txt", text(year, STOPS * (year == 2022))) for year in years)), Defaults())
    Report.objects.update(parser_version="0")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "STEPS", (*pipeline.STEPS, breaking))
        with pytest.raises(KeyboardInterrupt):
            call_command("reparse", "--changed", stdout=StringIO())
    assert list(Report.objects.order_by("year").values_list("revision", flat=True)) == [2, 2, 1, 1]
    assert run("reparse", "--changed") == (0, ["重新识别 2 篇，失败 0 篇。"])
    assert list(Report.objects.order_by("year").values_list("revision", flat=True)) == [2, 2, 2, 2]


def test_who_stops_the_process_stops_it(broken: None) -> None:
    with pytest.raises(KeyboardInterrupt):
        take_in_all(found(("停.txt", text(2021, STOPS))), Defaults())


def test_files_whose_reading_fails_in_any_way_are_refused_in_their_place(town: Region) -> None:
    def fails() -> bytes:
        raise ZeroDivisionError

    def denied() -> bytes:
        raise PermissionError(13, "Permission denied")

    files = [
        *found(("1.txt", text(2021))),
        Found("2.zip/甲.txt", fails),
        Found("3.txt", denied),
        *found(("4.txt", text(2023))),
    ]
    outcomes = take_in_all(files, Defaults())
    assert [(one.name, one.state, one.reason) for one in outcomes] == [
        ("1.txt", State.STORED, ""),
        ("2.zip/甲.txt", State.REFUSED, NOT_READ),
        ("3.txt", State.REFUSED, "打不开：Permission denied。"),
        ("4.txt", State.STORED, ""),
    ]


def test_where_originals_cannot_be_kept_files_are_refused(
    town: Region, tmp_path: Path, settings: object
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    settings.ARCHIVE_ROOT = blocked  # type: ignore[attr-defined]
    (outcome,) = take_in_all(found(("1.txt", text(2021))), Defaults())
    assert (outcome.state, outcome.reason, Report.objects.count()) == (State.REFUSED, NOT_KEPT, 0)
    brought = batches.keep([SimpleUploadedFile("1.txt", text(2021))])
    assert [(one.sha256, one.refusal) for one in brought] == [("", NOT_KEPT)]
    settings.ARCHIVE_ROOT = tmp_path / "originals"  # type: ignore[attr-defined]
    assert originals.keep_each([b"a", b"b"]) == [originals.digest(b"a"), originals.digest(b"b")]


def test_an_original_that_cannot_be_loaded_does_not_hold_up_a_batch(town: Region) -> None:
    batch = Batch.objects.create()
    BatchItem.objects.create(batch=batch, name="坏.txt", sha256="no hash")
    batches.bring(batch, batches.keep([SimpleUploadedFile("好.txt", text(2021))]))
    assert batches.work_off(batch) == 0
    assert [(item.state, item.reason) for item in batch.items.all()] == [
        (State.REFUSED, "原件读不出来，请重新上传：详情已记入日志。"),
        (State.STORED, ""),
    ]


def found(*files: tuple[str, bytes]) -> Iterator[Found]:
    for name, data in files:
        yield Found(name, lambda data=data: data)
