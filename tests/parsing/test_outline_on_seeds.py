"""Sections, items, roles and topics of the real reports beside the project, where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from reports.parsing.pipeline import parse_report
from reports.parsing.types import ParsedReport

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
GOLD = SEEDS.with_name("gold")
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not beside the project")
#: Least F1 of the sections' topics over all annotated reports; lowered only on purpose.
TOPICS_FLOOR = 0.88


def parsed(name: str) -> ParsedReport:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    return parse_report(path.read_text("utf-8"))


def annotated(name: str) -> dict[str, Any]:
    (path,) = GOLD.glob(f"{name}_*.json")
    gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return gold


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_sections_are_those_a_careful_reader_marked(name: str) -> None:
    wanted = [
        (s["path"], s["level"], s["heading"], s["start"], s["end"]) for s in annotated(name)["sections"]
    ]
    found = [(s.path, s.level, s.heading, s.start, s.end) for s in parsed(name).sections]
    assert found == wanted


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_items_are_those_a_careful_reader_marked(name: str) -> None:
    wanted = [(i["section"], i["marker"], i["start"], i["depth"]) for i in annotated(name)["items"]]
    assert [(i.section, i.marker, i.start, i.depth) for i in parsed(name).items] == wanted


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_roles_are_those_a_careful_reader_gave(name: str) -> None:
    wanted = {s["path"]: s["role"] for s in annotated(name)["sections"]}
    assert {s.path: s.role for s in parsed(name).sections} == wanted


def test_topics_agree_with_a_careful_reader() -> None:
    hits = given = marked = 0
    for name in ("000", "001", "003"):
        found = {s.path: set(s.topics) for s in parsed(name).sections}
        for section in annotated(name)["sections"]:
            topics = set(section["topics"])
            hits += len(topics & found[section["path"]])
            given += len(found[section["path"]])
            marked += len(topics)
    assert 2 * hits / (given + marked) >= TOPICS_FLOOR


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("002", ["1", "1.1", "1.2", "1.3", "2", "3"]),
        ("004", ["1", "2", "2.1", "2.2", "2.3", "2.4", "3", "3.1", "3.2", "3.3", "3.4", "4", "5"]),
    ],
)
def test_the_outline_of_reports_without_annotations(name: str, paths: list[str]) -> None:
    assert [section.path for section in parsed(name).sections] == paths


def test_a_flattened_report_with_a_damaged_marker_is_flagged() -> None:
    kinds = {flag.kind for flag in parsed("004").flags}
    assert {"inline_sections", "damaged_marker"} <= kinds
