"""A file of a folder that ends each run that comes to it is set aside, and the others are taken in."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured

from reports.ingest.begun import ATTEMPTS, begun, forget_all, times
from reports.ingest.folders import find
from reports.ingest.intake import Defaults
from reports.ingest.run import take_in_all
from reports.models import Region
from reports.store.originals import digest
from tests.environment import apart
from tests.ingest.test_broken_code import STOPS, broken, found, text

__all__ = ["broken"]
ASIDE = (
    "处理了 3 次都半途中断，已搁置，不再处理。请打开后另存为 txt（压缩包先解压）再收，或加上 --again 再试。"
)
ASKED = (
    "认出“浙江省舟山市岱山县衢山镇”，但对不上地区表里的任何一处，请选地区。几乎没有正文，可能只有附件或图片。"
)


def test_what_ends_three_runs_is_named_set_aside_and_tried_again_when_told_to(tmp_path: Path) -> None:
    """Each file's death is one of a real process; the others come in before it is begun again."""
    story = subprocess.run(
        [sys.executable, "-m", "tests.ingest.deadly_folder"],
        cwd=configured.BASE_DIR,
        env=apart(tmp_path),
        capture_output=True,
        text=True,
    )
    again = f"0 待定  2022.txt：{ASKED} 共 3 个文件：待定 1 篇，重复 2 篇。"
    assert story.stdout.splitlines() == [
        "reading killed",
        "reading killed 2021 2023",
        "reading killed 2021 2023",
        f"1 未收  2022.txt：{ASIDE} 共 3 个文件：重复 2 篇，未收 1 篇。",
        "reading ended 2021 2023",
        again,
        "reading ended 2021 2022 2023",
        # Stored together, each is suspected until it was stored alone.
        "storing killed",
        "storing killed 2021",
        "storing killed 2021 2023",
        f"1 未收  2022.txt：{ASIDE} 共 3 个文件：重复 2 篇，未收 1 篇。",
        "storing ended 2021 2023",
        again,
        "storing ended 2021 2022 2023",
        "unpacking killed",
        "unpacking killed",
        "unpacking killed",
        f"1 未收  a.zip：{ASIDE} 待定  2023.txt：{ASKED} 共 2 个文件：待定 1 篇，未收 1 篇。",
        "unpacking ended 2023",
        f"0 待定  2021.txt：{ASKED} 待定  2022.txt：{ASKED} 共 3 个文件：待定 2 篇，重复 1 篇。",
        "unpacking ended 2021 2022 2023",
    ], story.stderr


def test_a_process_that_lives_is_no_attempt_whatever_it_tells(archive_root: Path) -> None:
    mark = archive_root / "begun" / "a"
    mark.parent.mkdir(parents=True)
    mark.write_bytes(b"..")
    with begun("a"):
        # Three bytes, and who wrote the third is still at it.
        assert (mark.read_bytes(), times("a")) == (b"...", 0)
    assert times("a") == 0
    mark.write_bytes(b"..")
    with begun("a", done=False):
        pass
    assert times("a") == 2
    with pytest.raises(KeyboardInterrupt), begun("a"):
        raise KeyboardInterrupt
    assert times("a") == 2
    forget_all()
    assert times("a") == 0


def test_who_is_told_to_stop_counts_no_attempt(broken: None) -> None:
    files = found(("停.txt", text(2021, STOPS)))
    with pytest.raises(KeyboardInterrupt):
        take_in_all(files, Defaults())
    assert times(digest(text(2021, STOPS))) == 0


def test_marks_are_gone_when_all_is_taken_in_or_refused(tmp_path: Path, archive_root: Path, db: None) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "好.txt").write_bytes(text(2021))
    (folder / "坏.zip").write_bytes(b"PK\x03\x04damaged")
    (folder / "空.txt").write_bytes(b"")
    assert [one.state for one in take_in_all(find([folder]), Defaults())] == [
        "refused",
        "undecided",
        "refused",
    ]
    assert list((archive_root / "begun").iterdir()) == []


@pytest.mark.parametrize(
    ("earlier", "states"), [(ATTEMPTS - 1, ["stored", "stored"]), (ATTEMPTS, ["stored", "refused"])]
)
def test_the_suspect_comes_last_and_is_begun_three_times_at_most(
    earlier: int, states: list[str], town: Region, archive_root: Path
) -> None:
    mark = archive_root / "begun" / digest(text(2021))
    mark.parent.mkdir(parents=True)
    mark.write_bytes(b"." * earlier)
    outcomes = take_in_all(found(("一.txt", text(2021)), ("二.txt", text(2022))), Defaults())
    assert [one.name for one in outcomes] == ["二.txt", "一.txt"]
    assert [one.state for one in outcomes] == states
