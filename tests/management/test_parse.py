"""``manage.py parse``."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

REPORT = "某某镇2023年法治政府建设年度报告\r\n2023年，某某镇依法履职，现将情况报告如下。\r\n"


def run(*arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("parse", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_each_file_is_one_json_object_on_a_line(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + REPORT.encode())
    lines = run(tmp_path / "a.txt", tmp_path / "b.txt")[0].splitlines()
    assert len(lines) == 2
    result = json.loads(lines[0])
    assert result["text"] == REPORT.replace("\r\n", "\n")
    assert result["title"]["value"] == "某某镇2023年法治政府建设年度报告"
    assert "某某镇" in lines[0]


def test_out_writes_a_file_for_each_report_and_prints_nothing(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    assert run(tmp_path / "report.txt", "--out", tmp_path / "made" / "here") == ("", "")
    result = json.loads((tmp_path / "made" / "here" / "report.json").read_text("utf-8"))
    assert result["year"] == 2023


def test_the_address_is_a_last_resort_for_the_day_of_publication(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    result = json.loads(
        run(tmp_path / "report.txt", "--url", "https://example.cn/art/2024/3/5/art_1_2.html")[0]
    )
    assert result["published"] == "2024-03-05"
    assert result["evidence"]["published"][0]["why"] == "网址里的日期"


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, "utf-8")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError) as failure:
        call_command(
            "parse", str(tmp_path / "absent.txt"), str(tmp_path / "good.txt"), stdout=out, stderr=err
        )
    assert str(failure.value) == "1 个文件没有读成。"
    assert err.getvalue().startswith(f"{tmp_path / 'absent.txt'}：")
    assert json.loads(out.getvalue())["year"] == 2023


def test_two_files_of_one_name_are_not_written_over_each_other(tmp_path: Path) -> None:
    for folder, year in (("a", "2022"), ("b", "2023")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(REPORT.replace("2023", year), "utf-8")
    with pytest.raises(CommandError):
        run(tmp_path / "a" / "report.txt", tmp_path / "b" / "report.txt", "--out", tmp_path)
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["year"] == 2022
