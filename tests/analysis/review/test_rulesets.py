"""Rule sets are data: which holds for a report is told by its year and its place."""

from datetime import date
from pathlib import Path

import pytest

from reports.analysis.review.checklist import review
from reports.analysis.review.rulesets import RULES, rule_sets, rules_for
from reports.parsing.types import ParsedReport
from tests.factories import make_parsed_region

STRICT = """
id = "zhejiang-2022"
name = "某省法治政府建设年度报告指引"
clause = "第三条"
region = "33"
extends = "national-2019"
in_force_from = 2022-06-01
due = { month = 3, day = 1 }

[[item]]
id = "problems"
name = "不足、原因和整改"
role = "problems"

[[item]]
id = "litigation"
name = "行政复议和应诉情况"
headings = ["复议.{0,6}应诉"]
sentences = ['行政(?:复议|诉讼)[^。]{0,20}[0-9]+件', '没有[^。]{0,8}行政诉讼']
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in RULES.glob("*.toml"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (tmp_path / "zhejiang.toml").write_text(STRICT, "utf-8")
    return tmp_path


def test_the_national_rules_name_five_items():
    assert [item.id for item in rule_sets()["national-2019"].items] == [
        "achievements",
        "problems",
        "responsibility",
        "plan",
        "other",
    ]


@pytest.mark.parametrize(
    ("year", "region", "expected"),
    [
        (2023, "330102001", "zhejiang-2022"),
        (2023, "33", "zhejiang-2022"),
        (2022, "330102001", "zhejiang-2022"),
        (2021, "330102001", "national-2019"),
        (2023, "340102001", "national-2019"),
        (2023, "", "national-2019"),
        (None, "330102001", "zhejiang-2022"),
        (2019, "330102001", "national-2019"),
        (2018, "330102001", None),
    ],
)
def test_the_set_in_force_when_the_report_was_due_holds_the_nearest_first(folder, year, region, expected):
    found = rules_for(year, region, folder)
    assert (found.id if found else None) == expected


def test_a_set_that_extends_another_keeps_its_items_changes_some_and_adds_its_own(folder):
    items = rule_sets(folder)["zhejiang-2022"].items
    assert [item.id for item in items] == [
        "achievements",
        "problems",
        "responsibility",
        "plan",
        "other",
        "litigation",
    ]
    assert [item.name for item in items if item.id == "problems"] == ["不足、原因和整改"]


def test_a_report_of_the_province_is_held_against_its_guide(folder):
    text = "全年发生行政诉讼2件，均胜诉。"
    report = ParsedReport(
        text, year=2023, published=date(2024, 3, 12), region=make_parsed_region("330102001")
    )
    found = review(report, folder)
    shown = {one.item: text[one.start : one.end] for one in found.findings if one.present}
    assert shown == {"litigation": "全年发生行政诉讼2件，均胜诉。"}
    assert (found.timeliness.due, found.timeliness.status) == (date(2024, 3, 1), "late")


def test_a_set_no_longer_in_force_gives_way_to_the_national_one(folder):
    ended = STRICT.replace("due =", "in_force_until = 2023-12-31\ndue =")
    (folder / "zhejiang.toml").write_text(ended, "utf-8")
    assert rules_for(2022, "33", folder).id == "zhejiang-2022"
    assert rules_for(2023, "33", folder).id == "national-2019"
    assert rules_for(None, "33", folder).id == "national-2019"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id = ", "bad.toml: not a rule set"),
        ("name = 'x'", "bad.toml: not a rule set"),
        ("id = 'x'\nextends = 'y'", "rule set x extends y, which is not there"),
        ("id = 'x'\nname = 'X'", "rule set x lacks"),
    ],
)
def test_a_file_that_is_no_rule_set_is_named(tmp_path, content, message):
    (tmp_path / "bad.toml").write_text(content, "utf-8")
    with pytest.raises(ValueError, match=message):
        rule_sets(tmp_path)
