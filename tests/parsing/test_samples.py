"""Pages of many layouts, in ``samples/*.txt``: what is read from each, and which lines are page furniture.

A sample is ``=== name``, the expected metadata, ``---`` and the page. ``~ `` before a line says that it is
furniture, ``partial`` that the end of some line is; the mark is not part of the page. ``{body}`` stands for a
short report, ``{rest}`` for one without its opening paragraph.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.parsing.pipeline import parse_report

REST = """一、主要做法
（一）加强组织领导。召开专题会议4次，组织集中学法6次。
（二）加强法治宣传。开展宣传活动12场次，发放宣传资料2000余份。
二、存在的不足
执法力量还比较薄弱，普法形式还不够丰富。
三、下一步打算
加大培训力度，健全工作机制，推动各项任务落到实处。"""
BODY = (
    "坚持把依法行政贯穿各项工作始终，健全机制、压实责任，法治政府建设取得新成效，现将有关情况报告如下。\n"
    + REST
)
METADATA = ("title", "issuer", "index_no", "doc_no", "year", "published", "signed", "genre")


def samples() -> Iterator[tuple[str, dict[str, str], str, list[int]]]:
    """Name, expected metadata, page, and the numbers of the lines that are furniture."""
    for path in sorted((Path(__file__).parent / "samples").glob("*.txt")):
        for part in path.read_text("utf-8").split("=== ")[1:]:
            head, _, page = part.partition("\n---\n")
            name, *rows = head.splitlines()
            expected = dict(row.split(": ", 1) for row in rows if row)
            lines = page.rstrip("\n").replace("{body}", BODY).replace("{rest}", REST).split("\n")
            marked = [number for number, line in enumerate(lines) if line.startswith("~ ")]
            text = "\n".join(line.removeprefix("~ ") for line in lines)
            yield f"{path.stem}: {name}", expected, text, marked


SAMPLES = list(samples())


@pytest.mark.parametrize(("expected", "text"), [(s[1], s[2]) for s in SAMPLES], ids=[s[0] for s in SAMPLES])
def test_metadata(expected: dict[str, str], text: str) -> None:
    result = parse_report(text).to_dict()
    got: dict[str, Any] = {}
    for key in METADATA:
        value = result[key]
        got[key] = value["value"] if isinstance(value, dict) else value
    wanted: dict[str, Any] = {**dict.fromkeys(METADATA), "genre": "annual_report", **expected}
    wanted["year"] = int(wanted["year"])
    conflict = wanted.pop("conflict", None)
    derived = wanted.pop("derived", None)
    wanted.pop("partial", None)
    body = wanted.pop("body", None)
    report = parse_report(text)
    assert body is None or text.startswith(body, report.body_start)
    assert got == wanted
    assert result["title"]["derived"] is bool(derived)
    kinds = {flag["kind"] for flag in result["flags"]}
    assert ("year_conflict" in kinds) is bool(conflict)
    assert ("missing_title" in kinds) is bool(derived)


@pytest.mark.parametrize(
    ("text", "marked", "partial"),
    [(s[2], s[3], "partial" in s[1]) for s in SAMPLES],
    ids=[s[0] for s in SAMPLES],
)
def test_furniture_is_told_line_by_line(text: str, marked: list[int], partial: bool) -> None:
    report = parse_report(text)
    readable = report.readable.split("\n")
    got = [n for n, line in enumerate(text.split("\n")) if line.strip() and not readable[n].strip()]
    assert got == marked
    touched = [n for n, line in enumerate(text.split("\n")) if readable[n] != line and n not in marked]
    assert bool(touched) is partial


@pytest.mark.parametrize("text", [s[2] for s in SAMPLES], ids=[s[0] for s in SAMPLES])
def test_every_value_with_a_span_stands_there(text: str) -> None:
    report = parse_report(text)
    for value in (report.index_no, report.doc_no):
        assert value is None or value.value == text[value.start : value.end]
    for spans in report.evidence.values():
        for evidence in spans:
            assert evidence.text == text[evidence.start : evidence.end]
