"""Roles: what headings announce, how sections below them and mixed ones are read."""

from dataclasses import replace

import pytest

from reports.parsing.halves import sentences_by_role
from reports.parsing.sections.items import read_items
from reports.parsing.sections.outline import outline
from reports.parsing.sections.roles import announced, assign_roles
from reports.parsing.types import ParsedReport

HEADINGS = [
    ("主要举措和成效", ["achievements"]),
    ("2023年法治政府建设工作开展情况", ["achievements"]),
    ("主要工作做法及亮点", ["achievements"]),
    ("推进法治政府建设工作总结", ["achievements"]),
    ("年度工作回顾", ["achievements"]),
    ("上年度存在问题整改情况", ["achievements"]),
    ("2023年工作计划完成情况", ["achievements"]),
    ("基本情况", ["overview"]),
    ("全镇总体情况", ["overview"]),
    ("存在的问题", ["problems"]),
    ("存在的主要问题和原因分析", ["problems"]),
    ("存在的不足及原因", ["problems"]),
    ("工作中的困难和短板", ["problems"]),
    ("问题与不足", ["problems"]),
    ("主要差距", ["problems"]),
    ("目前面临的困难", ["problems"]),
    ("基层执法力量仍显薄弱", ["problems"]),
    ("普法实效有待进一步增强", ["problems"]),
    ("党政主要负责人履行推进法治建设第一责任人职责情况", ["responsibility"]),
    ("镇党委书记履行第一责任人职责主要做法", ["responsibility"]),
    ("主要领导履职情况", ["responsibility"]),
    ("下一步工作打算", ["plan"]),
    ("下步工作安排", ["plan"]),
    ("下一阶段主要举措", ["plan"]),
    ("2024年工作计划", ["plan"]),
    ("2024年重点工作", ["plan"]),
    ("下一年度推进依法行政的安排", ["plan"]),
    ("今后努力方向", ["plan"]),
    ("工作计划", ["plan"]),
    ("改进措施", ["plan"]),
    ("其他需要报告的情况", ["other"]),
    ("需要说明的事项", ["other"]),
    ("存在问题及下步打算", ["problems", "plan"]),
    ("存在的不足和改进措施", ["problems", "plan"]),
    ("2023年工作总结和2024年工作计划", ["achievements", "plan"]),
    ("着力解决群众身边突出问题", []),
    ("坚持问题导向，补齐治理短板", []),
    ("强化统筹安排，压实责任", []),
    ("其他需要报告的有关情况", ["other"]),
    ("困难与挑战", ["problems"]),
    ("工作不足及整改措施", ["problems", "plan"]),
    ("需要进一步改进的方面", ["problems"]),
    ("党政主要负责人推进法治建设情况", ["responsibility"]),
    ("存 在 问 题", ["problems"]),
    ("集中整治突出问题", []),
    ("统一思想，明确工作思路", []),
    ("加强组织领导", []),
    ("2023年普法宣传", []),
    ("落实计划生育政策", []),
    ("落实《党政主要负责人履行推进法治建设第一责任人职责规定》", []),
    ("学习《法治政府建设工作总结》", []),
    ("推广“枫桥经验”", []),
    ("主要经验", ["achievements"]),
]


@pytest.mark.parametrize(("heading", "expected"), HEADINGS)
def test_roles_a_heading_announces(heading: str, expected: list[str]) -> None:
    assert list(announced(heading, 2023)) == expected


REPORTS = [
    (
        "sections below take over the role",
        "一、主要做法\n（一）抓学习\n人人参加。\n二、存在的问题\n（一）人手少\n忙不过来。\n三、下一步打算\n（一）补人手\n报请上级。",
        ["achievements", "achievements", "problems", "problems", "plan", "plan"],
    ),
    (
        "headings that announce nothing tell what was done",
        "一、抓学习强本领\n人人参加。\n二、抓宣传造氛围\n户户知晓。\n三、存在的不足\n人手少。",
        ["achievements", "achievements", "problems"],
    ),
    (
        "a subsection leaves its parent's role by its own words",
        "一、全年工作\n（一）抓学习\n人人参加。\n（二）存在的主要问题\n人手少。\n（三）下一步工作打算\n补人手。",
        ["achievements", "achievements", "problems", "plan"],
    ),
    (
        "problems the work solved stay work done",
        "一、主要做法\n（一）着力解决突出问题\n逐件销号。\n（二）坚持问题导向\n逐户走访。",
        ["achievements", "achievements", "achievements"],
    ),
    (
        "a mixed heading takes its larger part: plan",
        "一、做法\n人人参加。\n二、存在问题及下步打算\n人手还有不足。下一步，我镇将补齐人手，开好夜校，管好台账，办好群众的每一件事。",
        ["achievements", "plan"],
    ),
    (
        "a mixed heading takes its larger part: problems",
        "一、做法\n人人参加。\n二、存在问题及下步打算\n一是人手不足，忙时顾不过来。二是经费不够，设备陈旧。三是本领不强，老办法多。下一步，逐项改。",
        ["achievements", "problems"],
    ),
    (
        "a mixed heading where stops are half-width",
        "一、做法\n人人参加.\n二、不足与打算\n人手还有不足.2024年,我镇将补齐人手,开好夜校,管好台账,办好群众的每一件事.",
        ["achievements", "plan"],
    ),
    (
        "the halves of a mixed section by their own headings",
        "一、做法\n人人参加。\n二、存在问题及下一步打算\n（一）存在的问题\n人手不足，经费不够，设备陈旧，本领不强。\n（二）下一步打算\n逐项改。",
        ["achievements", "problems", "problems", "plan"],
    ),
    (
        "总体情况 is the main part where nothing else is",
        "一、总体情况\n（一）抓学习\n人人参加。\n二、存在问题\n人手少。",
        ["achievements", "achievements", "problems"],
    ),
    (
        "总体情况 beside the main part is an overview",
        "一、总体情况\n我镇辖八个村。\n二、主要做法\n人人参加。",
        ["overview", "achievements"],
    ),
    (
        "a section that opens with 下一步 is plan",
        "一、抓学习\n人人参加。\n二、强队伍促提升\n下一步，我镇继续补人手。",
        ["achievements", "plan"],
    ),
    (
        "a section after the problems that looks ahead is plan",
        "一、抓学习\n人人参加。\n二、存在问题\n人手少。\n三、强队伍促提升\n继续补人手，进一步开好夜校。",
        ["achievements", "problems", "plan"],
    ),
    (
        "a series that starts again under an unnumbered heading",
        "一、抓学习\n人人参加。\n二、抓宣传\n户户知晓。\n2024年工作计划\n一、补人手\n请人。\n二、添设备\n筹钱。",
        ["achievements", "achievements", "plan", "plan"],
    ),
    (
        "parts give their sections their role",
        "第一部分 2023年工作总结\n一、抓学习\n人人参加。\n第二部分 2024年工作计划\n一、补人手\n请人。",
        ["achievements", "achievements", "plan", "plan"],
    ),
    (
        "a subsection that opens with the first responsible person's duty",
        "一、主要做法\n（一）扛起责任\n切实履行法治建设第一责任人职责，逢会必讲。\n（二）抓学习\n人人参加。",
        ["achievements", "responsibility", "achievements"],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in REPORTS], ids=[case[0] for case in REPORTS]
)
def test_roles_of_the_sections_of_a_report(text: str, expected: list[str]) -> None:
    report = assign_roles(read_items(outline(replace(ParsedReport(text), year=2023))))
    assert [section.role for section in report.sections] == expected


RULE = "《党政主要负责人履行推进法治建设第一责任人职责规定》"
MIXED = [
    (
        "both of a mixed heading, the larger first",
        "二、存在问题及下步打算\n人手少。下一步，我镇将补人手，开夜校。",
        ["plan problems"],
    ),
    ("a mixed heading without any text", "二、存在的不足和2024年计划", ["problems plan"]),
    (
        "work done and what it lacks",
        "一、主要做法和成效、存在问题\n人人参加。仍有不足。",
        ["achievements problems"],
    ),
    (
        "work done and what is planned",
        "一、2023年工作总结和2024年工作计划\n人人参加，户户知晓。",
        ["achievements plan"],
    ),
    (
        "its halves have one each",
        "二、存在问题及下一步打算\n（一）存在的问题\n人手少。\n（二）下一步打算\n补人手，开夜校。",
        ["plan problems", "problems", "plan"],
    ),
    (
        "a mixed subsection",
        "一、全年工作\n（一）抓学习\n人人参加。\n（二）存在的主要问题及下步打算\n人手少。",
        ["achievements", "achievements", "problems plan"],
    ),
    ("one role, one word", "三、下一步打算\n补人手。", ["plan"]),
    (
        "a law's title announces nothing",
        f"二、落实{RULE}\n照办。",
        ["achievements"],
    ),
    ("枫桥经验 is a name", "（三）打造“枫桥式经验”阵地\n照办。", ["achievements"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in MIXED], ids=[case[0] for case in MIXED])
def test_a_heading_that_announces_several_contents_gives_its_section_a_role_for_each(
    text: str, expected: list[str]
) -> None:
    report = assign_roles(read_items(outline(replace(ParsedReport(text), year=2023))))
    assert [" ".join(section.roles) for section in report.sections] == expected
    assert [one["role"] for one in report.to_dict()["sections"]] == [each.split()[0] for each in expected]


def test_the_halves_of_a_mixed_section_are_told_apart_by_their_sentences() -> None:
    text = "人手少，本领不强。法治力量还有差距。下一步，我镇将补人手。继续开夜校。"
    found = sentences_by_role(text, 0, len(text), ("plan", "problems"), 2023)
    assert [(text[start:end], role) for start, end, role in found] == [
        ("人手少，本领不强。", "problems"),
        ("法治力量还有差距。", "problems"),
        ("下一步，我镇将补人手。", "plan"),
        ("继续开夜校。", "plan"),
    ]


def test_a_plans_sections_are_plan_unless_their_headings_say_otherwise() -> None:
    text = "一、规范行政执法\n亮证检查。\n二、存在的问题\n人手少。"
    report = assign_roles(read_items(outline(ParsedReport(text, year=2024, genre="work_plan"))))
    assert [section.role for section in report.sections] == ["plan", "problems"]
