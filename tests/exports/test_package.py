"""The data set is whole, says what its columns mean, and holds what is published and nothing else."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from reports.exports.fields import schema
from reports.exports.package import PARTIAL, export
from reports.exports.tables import FLAG_HEADER, INDICATOR_HEADER, METRIC_HEADER, REPORT_HEADER, SECTION_HEADER
from reports.models import Indicator, Report
from tests.factories import make_report

HEADERS = {
    "reports": REPORT_HEADER,
    "sections": SECTION_HEADER,
    "metrics": METRIC_HEADER,
    "flags": FLAG_HEADER,
    "indicators": INDICATOR_HEADER,
}
TEXT = "一、主要举措\n调解纠纷35件。\n二、不足\n力量薄弱。\n"


@pytest.fixture
def held(db: None) -> Report:
    make_report(status="draft")
    make_report(status="withdrawn", flags=["missing_title"])
    return make_report(
        TEXT,
        region="330921106",
        title="=1+1",
        sections=[
            {"heading": "主要举措", "marker": "一、", "role": "achievements", "topics": ["disputes"]},
            {"heading": "不足", "path": "2", "marker": "二、", "role": "problems"},
        ],
        metrics=[{"start": 7, "end": 13, "figure": "35", "figure_start": 11, "value": 35}],
        flags=[{"kind": "missing_title", "note": "没有标题"}],
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_table_holds_the_published_reports_alone(held: Report, tmp_path: Path) -> None:
    call_command("export_dataset", tmp_path / "set", site="https://example.org/")
    tables = {name: rows_of(tmp_path / "set" / f"{name}.csv") for name in HEADERS}
    assert {name: len(rows) for name, rows in tables.items()} == {
        "reports": 1,
        "sections": 2,
        "metrics": 1,
        "flags": 1,
        "indicators": Indicator.objects.count(),
    }
    assert tables["reports"][0]["标题"] == "'=1+1"
    assert tables["reports"][0]["网址"] == f"https://example.org/reports/{held.public_id}/"
    assert [(row["章节"], row["标题"], row["职能"], row["主题"]) for row in tables["sections"]] == [
        ("1", "主要举措", "主要举措和成效", held.sections.get(path="1").topics.get().name),
        ("2", "不足", "不足和原因", ""),
    ]
    assert tables["flags"][0]["说明"] == "没有标题"
    text = json.loads((tmp_path / "set/texts/texts.jsonl").read_text("utf-8"))
    assert text == {"id": held.public_id, "text": TEXT}
    figure = tables["metrics"][0]
    assert text["text"][int(figure["起"]) : int(figure["止"])] == "调解纠纷35"


def test_the_package_describes_each_file_as_it_is(held: Report, tmp_path: Path) -> None:
    call_command("export_dataset", tmp_path / "set")
    package = json.loads((tmp_path / "set/datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (tmp_path / "set" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    described = {
        one["name"]: tuple(field["name"] for field in one["schema"]["fields"])
        for one in package["resources"]
        if "schema" in one
    }
    assert described == HEADERS
    assert [(one["name"], one["rows"]) for one in package["resources"]] == [
        ("reports", 1),
        ("sections", 2),
        ("metrics", 1),
        ("flags", 1),
        ("indicators", Indicator.objects.count()),
        ("texts", 1),
    ]
    assert sorted(path.name for path in (tmp_path / "set").iterdir()) == sorted(
        ["README.txt", "datapackage.json", "texts", *(f"{name}.csv" for name in HEADERS)]
    )


@pytest.mark.parametrize("table", HEADERS)
def test_every_column_is_defined(table: str) -> None:
    fields = schema(table, HEADERS[table])["fields"]
    assert [field["name"] for field in fields if not (field["type"] and field["description"])] == []


def test_what_is_there_is_not_overwritten(held: Report, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(CommandError, match="里已有东西"):
        call_command("export_dataset", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_interrupted_export_leaves_nothing_under_its_name(held: Report, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(_: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        export(tmp_path / "set", str, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["set" + PARTIAL]
    export(tmp_path / "set", str)
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_an_archive_of_nothing_is_a_set_of_headers(db: None, tmp_path: Path) -> None:
    rows = export(tmp_path / "set", str)
    assert rows.pop("indicators.csv") == Indicator.objects.count()
    assert set(rows.values()) == {0}


def test_samples_are_not_in_it(tmp_path: Path, db: None) -> None:
    real = make_report(region="330921100")
    make_report(region="990101101", sample=True)
    rows = export(tmp_path / "data", str)
    assert (rows["reports.csv"], rows["texts/texts.jsonl"]) == (1, 1)
    lines = (tmp_path / "data/texts/texts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [real.public_id]
