import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from reports.ingest.intake import Defaults, settle, take_in
from reports.models import Batch, BatchItem, Region, Report
from reports.store import originals
from reports.store import reports as store
from tests.ingest.readings import TEXT, understood


def run(command: str, *arguments: str) -> tuple[int, list[str]]:
    out = StringIO()
    try:
        call_command(command, *arguments, stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def spoil(sha256: str) -> None:
    path = originals.path_of(sha256)
    path.chmod(0o600)
    path.write_bytes(b"spoilt")


def test_sound_originals_are_all_found_whole(town: Region) -> None:
    settle(understood(), Defaults())
    originals.keep(b"stray")
    assert run("verify_archive") == (
        0,
        [
            f"无主  {originals.digest(b'stray')}",
            "另有 1 个文件不属于任何报告，未作改动；加 --tidy 清掉一天以前的。",
            "核对 1 个原件：完好 1 个。",
        ],
    )


def test_tidying_removes_what_is_unclaimed_and_old(town: Region) -> None:
    claimed = understood().sha256
    settle(understood(), Defaults())
    old, young = originals.keep(b"old stray"), originals.keep(b"young stray")
    for sha256 in (claimed, old):
        os.utime(originals.path_of(sha256), (0, 0))
    code, lines = run("verify_archive", "--tidy", "--yes")
    assert (code, lines[-2:]) == (0, ["清掉 1 个文件，留下 1 个不到一天的。", "核对 1 个原件：完好 1 个。"])
    assert set(originals.stored()) == {claimed, young}


def test_an_old_stray_that_is_brought_again_is_not_tidied_away(town: Region) -> None:
    settle(understood(), Defaults())
    stray = originals.keep(b"stray")
    os.utime(originals.path_of(stray), (0, 0))
    originals.keep(b"stray")
    run("verify_archive", "--tidy", "--yes")
    assert stray in set(originals.stored())


def test_nothing_is_tidied_where_the_database_speaks_of_nothing(db: None) -> None:
    os.utime(originals.path_of(originals.keep(b"all that is left")), (0, 0))
    with pytest.raises(CommandError, match="没有登记任何原件"):
        run("verify_archive", "--tidy", "--yes")
    assert len(list(originals.stored())) == 1


def test_damaged_and_missing_originals_are_named(town: Region) -> None:
    damaged = understood(name="坏.txt").sha256
    settle(understood(name="坏.txt"), Defaults())
    lost = understood(TEXT + "续", name="丢.txt").sha256
    settle(understood(TEXT + "续", name="丢.txt"), Defaults())
    spoil(damaged)
    originals.path_of(lost).unlink()
    code, lines = run("verify_archive")
    assert code == 1
    assert sorted(lines[:2]) == [f"损坏  坏.txt（{damaged}）", f"缺失  丢.txt（{lost}）"]
    assert lines[2] == "核对 2 个原件：完好 0 个。"


def test_an_upload_that_still_waits_is_looked_after_too(town: Region) -> None:
    item = BatchItem.objects.create(
        batch=Batch.objects.create(), name="等着.txt", sha256=originals.keep("等着".encode())
    )
    assert run("verify_archive") == (0, ["核对 1 个原件：完好 1 个。"])
    originals.path_of(item.sha256).unlink()
    assert run("verify_archive")[1][0] == f"缺失  等着.txt（{item.sha256}）"


def test_reparse_reads_the_original_again_and_keeps_corrections(town: Region) -> None:
    take_in(TEXT.encode("gb18030"), "报告.txt", Defaults())
    report = Report.objects.get()
    text = report.text
    store.correct(report, {"title": "人工标题"}, by="审核员")
    Report.objects.update(text="", parser_version="0")
    assert run("reparse", "--changed") == (0, ["重新识别 1 篇，失败 0 篇。"])
    again = Report.objects.get()
    assert (again.text, again.title) == (text, "人工标题")
    assert run("reparse", "--changed") == (0, ["重新识别 0 篇，失败 0 篇。"])


def test_reports_of_before_ids_are_read_again_and_keep_their_anchors(town: Region) -> None:
    take_in(TEXT.encode(), "报告.txt", Defaults())
    report = Report.objects.get()
    rows = [*report.sections.all(), *report.metrics.all()]
    before = {row.anchor: row.former_anchor for row in rows}
    report.sections.update(anchor=F("former_anchor"))
    report.metrics.update(anchor=F("former_anchor"))
    assert run("reparse", "--changed") == (0, ["重新识别 1 篇，失败 0 篇。"])
    again = [*report.sections.all(), *report.metrics.all()]
    assert {row.anchor: row.former_anchor for row in again} == before
    assert run("reparse", "--changed") == (0, ["重新识别 0 篇，失败 0 篇。"])


def test_corrections_kept_by_offset_are_given_their_places(town: Region) -> None:
    take_in(TEXT.encode(), "报告.txt", Defaults())
    report = Report.objects.get()
    metric, section = report.metrics.get(), report.sections.get(path="1.1")
    made = {"by": "审核员", "at": "2025-03-01T10:00:00+00:00"}
    Report.objects.update(
        corrections={
            f"metric@{metric.figure_start}:{metric.figure}": {"value": "mediators", **made},
            f"section@{section.heading_start}:{section.heading}": {
                "value": {"roles": ["plan"], "topics": []},
                **made,
            },
        }
    )
    assert run("reparse", "--changed") == (0, ["重新识别 1 篇，失败 0 篇。"])
    report.refresh_from_db()
    assert (report.metrics.get().indicator_id, report.sections.get(path="1.1").roles) == (
        "mediators",
        ["plan"],
    )
    again = report.metrics.get(), report.sections.get(path="1.1")
    assert list(report.corrections) == [f"metric@{again[0].anchor}", f"section@{again[1].anchor}"]
    assert run("reparse", "--changed") == (0, ["重新识别 0 篇，失败 0 篇。"])


def test_a_damaged_original_fails_alone(town: Region) -> None:
    first = take_in(TEXT.encode(), "坏.txt", Defaults())
    take_in((TEXT + "续").encode(), "好.txt", Defaults())
    spoil(first.sha256)
    code, lines = run("reparse")
    assert code == 1
    assert lines[-1] == "重新识别 1 篇，失败 1 篇。"


@pytest.mark.parametrize("command", ["verify_archive", "reparse"])
def test_an_empty_archive_has_nothing_to_do(command: str, db: None) -> None:
    assert run(command)[0] == 0
