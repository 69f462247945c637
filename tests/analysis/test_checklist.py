from dataclasses import dataclass

import pytest

from reports.analysis.checklist import checklist, rule_set


@dataclass
class Section:
    role: str | None
    heading: str
    start: int = 0
    heading_start: int = 0
    heading_end: int = 0


def sections_of(text: str, *headings: tuple[str, str | None]) -> list[Section]:
    found = []
    for heading, role in headings:
        start = text.index(heading)
        found.append(Section(role, heading, start - 2, start, start + len(heading)))
    return found


def shown(text: str, sections: list[Section]) -> dict[str, str | None]:
    return {
        finding.item: None if finding.start is None else text[finding.start : finding.end]
        for finding in checklist(text, sections)
    }


def test_sections_of_the_five_roles_meet_the_five_items():
    text = "一、主要做法\n二、不足\n三、履职\n四、打算\n五、其他"
    roles = ["achievements", "problems", "responsibility", "plan", "other"]
    headings = ["主要做法", "不足", "履职", "打算", "其他"]
    sections = sections_of(text, *zip(headings, roles, strict=True))
    assert shown(text, sections) == dict(zip(roles, headings, strict=True))


def test_a_mixed_heading_meets_both_its_items():
    text = "一、工作情况\n二、存在问题及下步打算\n本镇将补齐短板。"
    sections = sections_of(text, ("工作情况", "achievements"), ("存在问题及下步打算", "plan"))
    found = shown(text, sections)
    assert (found["problems"], found["plan"]) == ("存在问题及下步打算", "存在问题及下步打算")


@pytest.mark.parametrize(
    ("item", "text", "sentence"),
    [
        ("responsibility", "镇长认真履行第一责任人职责。会议照开。", "镇长认真履行第一责任人职责。"),
        ("problems", "成绩不少。但执法力量仍存在不足。", "但执法力量仍存在不足。"),
        ("plan", "以上为今年情况。下一步，我乡将继续抓好普法。", "下一步，我乡将继续抓好普法。"),
        ("other", "无其他需要报告的情况。", "无其他需要报告的情况。"),
        ("other", "全部做完。", None),
        ("responsibility", "责任到人，层层落实。", None),
        ("problems", "解决群众反映的问题12个。", None),
        ("plan", "制定年度工作计划。", None),
    ],
)
def test_without_a_section_a_sentence_may_show_an_item(item, text, sentence):
    assert shown(text, [])[item] == sentence


def test_nothing_is_present_without_a_span():
    assert {finding.present for finding in checklist("", [])} == {False}


def test_the_national_rules_name_five_items():
    assert [item.id for item in rule_set().items] == [
        "achievements",
        "problems",
        "responsibility",
        "plan",
        "other",
    ]
