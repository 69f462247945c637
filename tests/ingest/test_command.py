import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.ingest.intake import Defaults
from reports.ingest.run import watch
from reports.models import Batch, BatchItem, Region, Report, SourceFile
from reports.store.originals import keep

REPORT = "衢山镇{}年法治政府建设年度报告\n一、主要举措\n调解纠纷35件。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "收件" / "2023"
    below.mkdir(parents=True)
    (below / "一.txt").write_text(REPORT.format(2023), "utf-8")
    (below.parent / "二.html").write_bytes(
        f"<html><body><p>{REPORT.format(2022)}</p></body></html>".encode("gb18030")
    )
    (below.parent / "二.golden.json").write_text("{}")
    (below.parent / ".DS_Store").write_bytes(b"\0\0\0\1")
    (below.parent / "~$二.docx").write_bytes(b"\0")
    return below.parent


def ingest(*arguments: str | Path) -> int:
    try:
        call_command("ingest", *map(str, arguments))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_a_folder_is_taken_in_and_a_second_run_changes_nothing(
    folder: Path, town: Region, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ingest(folder) == 0
    first = list(Report.objects.order_by("pk").values())
    assert [source.name for source in SourceFile.objects.order_by("pk")] == ["一.txt", "二.html"]
    capsys.readouterr()
    assert ingest(folder) == 0
    assert capsys.readouterr().out == "没有变化：2 篇都已收过。\n"
    assert list(Report.objects.order_by("pk").values()) == first


def test_a_bad_file_in_the_middle_is_told_and_the_others_go_in(
    folder: Path, town: Region, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (folder / "三.txt").write_bytes(b"")
    told = tmp_path / "结果.json"
    assert ingest(folder, "--report", told) == 1
    assert Report.objects.count() == 2
    outcomes = json.loads(told.read_text("utf-8"))
    assert [(o["name"], o["state"] == "refused") for o in outcomes] == [
        ("一.txt", False),
        ("三.txt", True),
        ("二.html", False),
    ]
    assert "未收  三.txt：文件是空的（0 字节）。" in capsys.readouterr().out.splitlines()


def test_a_path_that_does_not_exist_is_an_error(db: None) -> None:
    with pytest.raises(CommandError, match=r"^找不到：没有的\.txt$"):
        call_command("ingest", "没有的.txt")


def test_without_a_path_it_says_what_is_missing(db: None) -> None:
    with pytest.raises(CommandError, match="请给出文件或文件夹。"):
        call_command("ingest")


def test_resuming_finishes_what_was_uploaded(town: Region, capsys: pytest.CaptureFixture[str]) -> None:
    batch = Batch.objects.create()
    BatchItem.objects.create(batch=batch, name="一.txt", sha256=keep(REPORT.format(2023).encode()))
    assert ingest("--resume") == 0
    assert capsys.readouterr().out == f"批次 {batch.pk}：处理完毕。\n"
    assert Report.objects.count() == 1
    assert ingest("--resume") == 0
    assert capsys.readouterr().out == ""


def test_a_watched_folder_takes_a_file_once_it_has_come_to_rest(folder: Path, town: Region) -> None:
    late = folder / "三.txt"
    looks: list[list[str]] = [[]]

    def pause() -> bool:
        """What happens in the folder between the looks."""
        looks.append([])
        if len(looks) == 2:
            late.write_text("衢山镇", "utf-8")
        elif len(looks) == 3:
            late.write_text(REPORT.format(2021), "utf-8")
        return len(looks) < 6

    for outcome in watch(folder, Defaults(), pause=pause):
        looks[-1].append(outcome.name)
    assert looks == [[], ["一.txt", "二.html"], [], ["三.txt"], [], []]


def test_only_a_folder_can_be_watched(folder: Path, db: None) -> None:
    with pytest.raises(CommandError, match="--watch 要给一个文件夹。"):
        call_command("ingest", str(folder / "二.html"), "--watch")


def test_an_empty_folder_says_so(tmp_path: Path, db: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest(tmp_path) == 0
    assert capsys.readouterr().out == "没有找到文件。\n"


def test_the_samples_come_in_as_samples_and_only_once(sample_places, indexed):
    out = StringIO()
    call_command("load_demo", stdout=out)
    held = Report.objects.filter(status="published")
    assert out.getvalue().splitlines()[-1] == "共 25 个文件：新收 23 篇，修订稿 1 篇，待定 1 篇。"
    assert held.filter(sample=True).count() == held.count() == 23
    again = StringIO()
    call_command("load_demo", stdout=again)
    assert again.getvalue() == "没有变化：25 篇都已收过。\n"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.cn/", "https://", 'https://a.cn/"onx', "a.cn"]
)
def test_an_address_that_is_none_of_the_web_is_refused_before_anything_is_read(
    folder: Path, db: None, url: str
) -> None:
    with pytest.raises(CommandError, match="http://"):
        ingest(folder, "--url", url)
    assert Report.objects.count() == 0
