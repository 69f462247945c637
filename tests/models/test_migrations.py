"""Archives of before come into the tables of today whole."""

from __future__ import annotations

import ast
import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.models import released

ROOT = Path(__file__).parents[2]
Rows = dict[Any, dict[str, Any]]


def run(database: Path, *words: str) -> None:
    """Run Python with those words and an archive in ``database``."""
    subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        check=True,
        capture_output=True,
        timeout=300,
    )


def tables(database: Path) -> dict[str, Rows]:
    """All rows of the archive's tables by their keys; what points to a place names it by its code."""
    found: dict[str, Rows] = {}
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'reports_%'"
            )
        ]
        for name in names:
            rows = [dict(row) for row in connection.execute(f"SELECT rowid AS row, * FROM {name}")]
            key = "slug" if "slug" in (rows or [{}])[0] else "code" if name == "reports_region" else "row"
            found[name] = {row[key]: row for row in rows}
        if "id" in next(iter(found["reports_region"].values())):
            codes = {row["id"]: code for code, row in found["reports_region"].items()} | {None: None}
            for name, columns in PLACED.items():
                for row in found[name].values():
                    row |= {column: codes[row[column]] for column in columns}
    return found


PLACED = {
    "reports_region": ("parent_id", "successor_id"),
    "reports_report": ("region_id",),
    "reports_batch": ("region_id",),
    "reports_provincemedian": ("province_id",),
}
#: Places get ids, and moments of change are those of the migration where that changes a row.
NOT_KEPT = (("reports_region", "row"), ("reports_report", "updated_at"))
#: The evidence of a title once its sentence is a remark.
REMARKED = json.dumps(
    {
        "title": [
            {
                "start": 0,
                "end": 4,
                "text": "一、化解",
                "why": {"code": "said", "values": {"text": "标题"}},
            }
        ]
    }
)
#: Published reports of the first release that may not stand: two without a place or year, the later one of two of one
#: place, year and genre, and a sample beside a real report.
RETURNED = {5: "incomplete", 6: "incomplete", 9: "held", 11: "held"}
SENTENCES = ("reports_sentencehash", "reports_signature", "reports_signatureband")
#: What migrating changes of the rows of before, by their keys.
CHANGED: dict[str, dict[tuple[Any, str], Any]] = {
    "reports_report": {
        # A section has several roles.
        (1, "corrections"): json.dumps(
            released.CORRECTIONS
            | {
                "section@0:化解矛盾": {
                    "value": {"roles": ["plan"], "topics": ["disputes"]},
                    **released.BY_HAND,
                }
            }
        ),
        # Samples are told by what stood in their texts.
        (11, "search_dirty"): 1,
        **{
            (key, column): value
            for key in RETURNED
            for column, value in (
                ("status", "draft"),
                ("doubt", 129),
                ("search_dirty", 1),
                ("revision", 2),
            )
        },
        **{(key, "evidence"): REMARKED for key in range(1, 14)},
    },
    "reports_section": {(key, "role"): "lost" for key in range(1, 14)},
    "reports_flag": {(key, "note"): "lost" for key in range(1, 14)},
    "reports_batchitem": {(key, "reason"): "lost" for key in range(1, 3 + len(released.ASKED))},
}


@pytest.fixture(scope="module")
def released_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where :func:`upgraded` has its archive."""
    return tmp_path_factory.mktemp("released") / "archive.sqlite3"


@pytest.fixture(scope="module")
def upgraded(released_database: Path) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """The rows of an archive of the first release, and the same after migrating it."""
    database = released_database
    run(database, "-m", "tests.models.released")
    before = tables(database)
    run(database, "manage.py", "migrate", "--verbosity", "0")
    return before, tables(database)


def test_every_row_of_the_first_release_is_kept(upgraded: tuple[dict[str, Rows], dict[str, Rows]]) -> None:
    before, after = upgraded
    for name, rows in before.items():
        if name in ("reports_topic", "reports_indicator"):
            continue
        if name in SENTENCES:
            # Only what is published has them.
            assert sorted(after[name]) == sorted(rows.keys() - RETURNED.keys())
            continue
        kept = {
            key: {column: after[name].get(key, {}).get(column, "lost") for column in row}
            for key, row in rows.items()
        }
        changed = {
            (key, column): kept[key][column]
            for key, row in rows.items()
            for column in row
            if kept[key][column] != row[column] and (name, column) not in NOT_KEPT
        }
        assert changed == CHANGED.get(name, {}), name


def test_what_may_not_stand_before_readers_goes_back_to_the_queue(
    upgraded: tuple[dict[str, Rows], dict[str, Rows]],
) -> None:
    _, after = upgraded
    reports = after["reports_report"]
    assert {key: row["returned"] for key, row in reports.items() if row["returned"]} == RETURNED
    assert [key for key, row in reports.items() if row["status"] == "published"] == [1, 3, 7, 8, 12]
    assert [key for key, row in reports.items() if row["sample"]] == [11]


def test_what_was_remarked_stands_as_it_was_said(upgraded: tuple[dict[str, Rows], dict[str, Rows]]) -> None:
    _, after = upgraded
    flag, *_ = after["reports_flag"].values()
    assert json.loads(flag["remark"]) == {"code": "said", "values": {"text": "年度不一"}}
    held = [row["remark"] and json.loads(row["remark"]) for row in after["reports_batchitem"].values()]
    assert held[:2] == [None, {"code": "said", "values": {"text": "文件损坏。"}}]


def test_what_was_asked_before_is_not_told_twice(upgraded: tuple[dict[str, Rows], dict[str, Rows]]) -> None:
    before, after = upgraded
    left = {
        before["reports_batchitem"][key]["reason"]: json.loads(row["remark"])["values"]["text"]
        if row["remark"]
        else ""
        for key, row in after["reports_batchitem"].items()
        if row["state"] == "undecided"
    }
    assert left == released.ASKED


def test_places_have_an_identity_and_one_name_and_code_each(
    upgraded: tuple[dict[str, Rows], dict[str, Rows]],
) -> None:
    _, after = upgraded
    places = {row["id"]: row for row in after["reports_region"].values()}
    assert [row["code"] for row in places.values()] == [code for code, _, _ in released.PLACES]
    names = [
        (places[row["region_id"]]["code"], row["name"], row["valid_until"])
        for row in after["reports_regionname"].values()
    ]
    assert names == [
        (code, name, "2020-01-01" if code == "330921102" else None) for code, name, _ in released.PLACES
    ]
    codes = [(places[row["region_id"]]["code"], row["code"]) for row in after["reports_regioncode"].values()]
    assert codes == [(code, code) for code, _, _ in released.PLACES]
    for row in after["reports_report"].values():
        assert row["region_code"] == (row["region_id"] or "")


def test_one_step_makes_the_same_tables_as_all_steps(
    upgraded: object, released_database: Path, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.sqlite3"
    run(whole, "manage.py", "migrate", "--verbosity", "0")
    assert schema(released_database) == schema(whole)


def schema(database: Path) -> dict[str, Any]:
    """The columns with their types and conditions, the indexes and the constraints of each of the archive's tables."""
    with sqlite3.connect(database) as connection:
        made = connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE tbl_name LIKE 'reports_%'"
        )
        # The order of columns is that in which they came.
        return {
            f"{kind} {name}": sorted(split(sql)) if kind == "table" else (table, sql)
            for kind, name, table, sql in made
        }


def split(sql: str) -> list[str]:
    """What a CREATE TABLE names, one by one."""
    inner = sql[sql.index("(") + 1 : sql.rindex(")")]
    parts, depth = [""], 0
    for character in inner:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def test_no_migration_needs_the_code_of_the_program() -> None:
    for path in sorted((ROOT / "reports/migrations").glob("*.py")):
        imported = [
            name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or "."]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        ]
        assert [
            name for name in imported if name.split(".")[0] in ("", "reports", "archive", "tests")
        ] == [], path.name
