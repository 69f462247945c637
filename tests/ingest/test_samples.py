"""A sample (示例) is a field of the report: nothing is told from its text."""

import importlib
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from reports.ingest import samples
from reports.ingest.intake import Defaults, take_in
from reports.ingest.samples import remove
from reports.models import Batch, BatchItem, Region, Report, Section, SentenceHash, SourceFile
from reports.search.engine import engine
from reports.search.index.writer import drain
from reports.store import reports as store
from reports.store.originals import stored
from tests.factories import make_report
from tests.ingest.readings import BODY

#: What samples once closed with, and by what any report with these words was taken for one.
OLD_NOTE = "根据公开报告要点改写"


@pytest.mark.parametrize(
    ("closing", "sample"),
    [
        (f"示例：{OLD_NOTE}，原文见来源网址。", True),
        (f"示例:{OLD_NOTE}", True),
        (f"本文{OLD_NOTE}。", False),
        ("", False),
    ],
)
def test_the_migration_marks_those_that_closed_with_the_old_note(
    db: None, closing: str, sample: bool
) -> None:
    report = make_report(f"一、主要举措\n依法行政。\n{closing}", region="330921106")
    importlib.import_module("reports.migrations.0010_sample").mark_old_samples(apps, None)
    report.refresh_from_db()
    assert report.sample is sample


def test_no_product_code_looks_for_the_old_note() -> None:
    root = Path(settings.BASE_DIR)
    files = [path for folder in ("reports", "archive", "templates") for path in (root / folder).rglob("*.*")]
    readable = [path for path in files if path.suffix in (".py", ".html", ".toml", ".txt")]
    assert len(readable) > 300
    naming = [path for path in readable if OLD_NOTE in path.read_text("utf-8")]
    assert [path.parent.name for path in naming] == ["migrations"]


def brought(number: int, *, sample: bool) -> Report:
    data = (
        f"岱山县衢山镇{number}年法治政府建设年度报告\n一、主要举措\n{BODY}\n调解纠纷{number}件。\n".encode()
    )
    outcome = take_in(data, f"{number}.txt", Defaults(publish=True, sample=sample))
    return Report.objects.get(pk=outcome.report)


def test_all_samples_go_in_one_step_with_their_originals(town: Region, indexed) -> None:
    samples = [brought(2020, sample=True), brought(2021, sample=True)]
    store.withdraw(samples[0])
    real = brought(2022, sample=False)
    indexed()
    removed = remove()
    assert (removed.reports, removed.originals) == (2, 2)
    assert removed.sentence == "移除了示例 2 篇，连同原件 2 个。"
    assert list(Report.objects.all()) == [real]
    assert list(stored()) == [real.source.sha256] == list(SourceFile.objects.values_list("sha256", flat=True))
    assert set(Section.objects.values_list("report", flat=True)) <= {real.pk}
    assert set(SentenceHash.objects.values_list("report", flat=True)) <= {real.pk}
    drain()
    assert engine().pks() == [real.pk]
    assert remove().sentence == "馆里没有示例。"


def test_the_rows_of_a_batch_that_name_a_sample_go_with_it(town: Region) -> None:
    sample = brought(2020, sample=True)
    batch = Batch.objects.create()
    for report, sha256 in ((sample, sample.source.sha256), (None, "f" * 64)):
        BatchItem.objects.create(batch=batch, name="一.txt", sha256=sha256, state="duplicate", report=report)
    remove()
    assert [item.sha256 for item in batch.items.all()] == ["f" * 64]


def test_an_original_that_something_else_claims_stays(town: Region) -> None:
    sample, other = brought(2020, sample=True), brought(2021, sample=True)
    make_report(region=town, year=2019, source=sample.source)
    batch = Batch.objects.create()
    BatchItem.objects.create(batch=batch, name="二.txt", sha256=other.source.sha256, state="waiting")
    assert remove().originals == 0
    assert set(stored()) == {sample.source.sha256, other.source.sha256}


def test_what_took_the_place_of_a_sample_takes_the_place_of_none(town: Region) -> None:
    sample = brought(2020, sample=True)
    data = sample.text.replace("调解", "化解").encode()
    take_in(data, "真.txt", Defaults(publish=True))
    remove()
    real = Report.objects.get()
    assert (real.sample, real.status, real.supersedes_id) == (False, "published", None)


def test_the_samples_can_be_put_in_again(town: Region, tmp_path: Path, monkeypatch, indexed) -> None:
    folder = tmp_path / "示例"
    folder.mkdir()
    (folder / "一.txt").write_text(f"岱山县衢山镇2020年法治政府建设年度报告\n一、主要举措\n{BODY}\n", "utf-8")
    monkeypatch.setattr(samples, "SAMPLES", folder)
    told = []
    for words in ((), (), ("--remove",), ("--remove",), ()):
        out = StringIO()
        call_command("load_demo", *words, stdout=out)
        told.append(out.getvalue().splitlines()[-1])
        assert len(engine().pks()) == Report.objects.count()
    assert told == [
        "共 1 个文件：新收 1 篇。",
        "没有变化：1 篇都已收过。",
        "移除了示例 1 篇，连同原件 1 个。",
        "馆里没有示例。",
        "共 1 个文件：新收 1 篇。",
    ]
    assert Report.objects.get().sample is True
