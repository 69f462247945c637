"""The index over its life: written, rebuilt, read meanwhile, killed, checked and mended."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from reports.models import Report
from reports.search import Criteria, search
from reports.search.backends.whoosh.folder import IndexFolder
from reports.search.engine import IndexBusy, engine
from reports.search.index.documents import documents
from reports.search.index.writer import Drift, _clean, drain, drift, rebuild
from tests.environment import apart
from tests.factories import make_report

Index = Callable[[], int]


def count(q: str) -> int:
    return search(Criteria(q=q)).count


def touch(report: Report, **changes: object) -> None:
    """Change a row as storing does."""
    Report.objects.filter(pk=report.pk).update(**changes, revision=F("revision") + 1, search_dirty=True)


def current() -> Path:
    folder = engine().folder.current()  # type: ignore[attr-defined]
    assert folder is not None
    return folder


def test_draining_adds_changes_and_takes_out(indexed: Index) -> None:
    kept, changed, withdrawn = make_report("甲村"), make_report("甲村"), make_report("甲村")
    make_report("甲村", status="draft")
    assert indexed() == 4
    touch(changed, text="乙村")
    touch(withdrawn, status="withdrawn")
    assert indexed() == 2
    assert [hit.report.pk for hit in search(Criteria(q="甲村")).hits] == [kept.pk]
    assert [hit.report.pk for hit in search(Criteria(q="乙村")).hits] == [changed.pk]
    assert not Report.objects.filter(search_dirty=True).exists()
    assert indexed() == 0


def test_a_report_whose_row_is_gone_leaves_the_index_at_the_next_draining(indexed: Index) -> None:
    report = make_report("甲村")
    indexed()
    report.delete()
    assert count("甲村") == 1
    assert search(Criteria(q="甲村")).hits == ()
    indexed()
    assert count("甲村") == 0


def test_a_report_that_changes_after_it_was_read_is_indexed_again(indexed: Index) -> None:
    report = make_report("甲村")
    assert rebuild(lambda _: touch(report, text="乙村")) == 1
    assert not Report.objects.get().search_dirty
    assert (count("甲村"), count("乙村")) == (0, 1)


def test_a_report_stays_on_the_outbox_when_it_is_not_the_revision_that_was_indexed(indexed: Index) -> None:
    report = make_report("甲村")
    engine().write(documents([report.pk]))
    touch(report, text="乙村")
    _clean([(report.pk, 1)])
    assert Report.objects.get().search_dirty
    _clean([(report.pk, 2)])
    assert not Report.objects.get().search_dirty


def test_hits_are_right_in_a_report_that_has_changed_since_it_was_indexed(indexed: Index) -> None:
    report = make_report("甲村的事")
    indexed()
    touch(report, text="说说甲村的事")
    (hit,) = search(Criteria(q="甲村")).hits
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["甲村"]


def test_many_small_commits_are_merged_and_lose_nothing(indexed: Index) -> None:
    for number in range(30):
        make_report(f"第{number}篇，甲村")
        indexed()
    reader = engine().reader  # type: ignore[attr-defined]
    assert len(reader.snapshot().segments) <= 7
    assert count("甲村") == 30
    assert count('"第17篇"') == 1
    assert drift().count == 0


def test_a_reader_keeps_its_state_while_the_index_is_rebuilt_and_the_next_search_sees_the_new_one(
    indexed: Index,
) -> None:
    make_report("甲村")
    indexed()
    before = engine().reader.snapshot()  # type: ignore[attr-defined]
    folder = current()
    make_report("甲村")
    rebuild()
    assert not folder.exists()
    assert len(before.postings("text", "甲村")[0]) == 1
    assert count("甲村") == 2


def test_a_rebuild_that_fails_leaves_the_old_index(indexed: Index) -> None:
    make_report("甲村")
    indexed()
    folder = current()

    def fail(_: int) -> None:
        raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        rebuild(fail)
    assert current() == folder
    assert count("甲村") == 1


def test_an_index_of_another_version_is_not_read_and_is_made_anew(indexed: Index) -> None:
    make_report("甲村")
    indexed()
    old = current()
    other = old.parent / f"00000000-{old.name.rsplit('-')[1]}"
    old.rename(other)
    (old.parent / "CURRENT").write_text(other.name)
    page = search(Criteria(q="甲村"))
    assert (page.count, page.notices) == (0, ("检索索引尚未建立，暂时查不到报告。",))
    drain()
    assert count("甲村") == 1
    assert not other.exists()


def test_a_second_writer_waits_only_so_long(indexed: Index) -> None:
    folder = engine().folder.path  # type: ignore[attr-defined]
    with IndexFolder(folder).writing(), pytest.raises(IndexBusy), IndexFolder(folder).writing(patience=0.01):
        pass


def test_checking_names_what_differs_and_repairs_it(
    indexed: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, stale, different, waiting, fine = (make_report(f"甲村{number}") for number in range(5))
    indexed()
    assert drift() == Drift((), (), ())
    engine().write((), deleted=[missing.pk])
    Report.objects.filter(pk=stale.pk).update(status="withdrawn")
    Report.objects.filter(pk=different.pk).update(text="乙村")
    touch(waiting, text="丙村")
    assert drift() == Drift((missing.pk,), (stale.pk,), (different.pk,))
    with pytest.raises(CommandError, match="3 处"):
        call_command("check_index")
    call_command("check_index", "--repair")
    assert "已修复。" in capsys.readouterr().out
    assert drift() == Drift((), (), ())
    assert count("甲村") == 2
    assert count("乙村") == count("丙村") == 1
    assert search(Criteria(q='"甲村4"')).hits[0].report == fine


def test_damaged_bytes_are_noticed_and_mended(indexed: Index) -> None:
    report = make_report("甲村")
    indexed()
    (column,) = current().glob("*.text.col")
    data = column.read_bytes()
    # A new file: a running reader has the old one mapped.
    column.unlink()
    column.write_bytes("乙村".encode() + data[6:])
    engine().reader._snapshot = None  # type: ignore[attr-defined]
    assert drift() == Drift((), (), (report.pk,))
    call_command("check_index", "--repair")
    assert drift().count == 0


def test_an_index_that_cannot_be_read_is_said_to_be_missing_and_made_anew(indexed: Index) -> None:
    make_report("甲村")
    indexed()
    reader = engine().reader  # type: ignore[attr-defined]
    for damage in ("cut", "gone"):
        (column,) = current().glob("*.text.col")
        data = column.read_bytes()
        column.unlink()
        if damage == "cut":
            column.write_bytes(data[:9])
        reader._snapshot = None
        page = search(Criteria(q="甲村"))
        assert (page.count, page.notices) == (0, ("检索索引尚未建立，暂时查不到报告。",))
        call_command("check_index", "--repair")
        assert count("甲村") == 1


@pytest.mark.parametrize("pattern", ["*.col", "*.toc", "SIZES", "*"])
def test_a_file_that_is_cut_while_it_is_read_is_not_looked_into_any_more(
    indexed: Index, pattern: str
) -> None:
    """Whatever looked behind the new end of a file in memory would be killed there."""
    make_report("甲村" * 5000)
    indexed()
    reader = engine().reader  # type: ignore[attr-defined]
    assert count("甲村") == 1
    for path in current().glob(pattern):
        os.truncate(path, path.stat().st_size // 2)
    reader._looked, reader._indexes = 0.0, {}
    page = search(Criteria(q="甲村"))
    assert (page.count, page.notices) == (0, ("检索索引尚未建立，暂时查不到报告。",))
    assert indexed() == 1
    assert count("甲村") == 1


def test_a_commit_after_whose_note_a_process_died_is_read(indexed: Index) -> None:
    make_report("甲村")
    indexed()
    (current() / "SIZES").unlink()
    engine().reader._looked = 0.0  # type: ignore[attr-defined]
    assert count("甲村") == 1


def test_update_index_dirty_and_rebuild_index_say_what_they_did(
    indexed: Index, capsys: pytest.CaptureFixture[str]
) -> None:
    make_report("甲村")
    make_report("甲村")
    call_command("update_index", "--dirty")
    call_command("rebuild_index", "--noinput")
    assert capsys.readouterr().out.splitlines() == ["已更新索引：2 篇。", "已重建索引：2 篇。"]
    assert count("甲村") == 2


def run(module: str, tmp_path: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=apart(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_indexing_killed_fifty_times_loses_nothing(tmp_path: Path) -> None:
    assert run("tests.search.killed", tmp_path, "50", "2").startswith("ok")


@pytest.mark.slow
def test_four_readers_and_two_writers_at_once_meet_no_error(tmp_path: Path) -> None:
    assert run("tests.search.crowded", tmp_path) == "ok\n"
