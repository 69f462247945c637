from dataclasses import replace
from datetime import date

import pytest

from reports.analysis.review.checklist import checklist, review
from reports.parsing.types import ParsedReport, Section
from tests.factories import make_parsed_region


def sections_of(text: str, *headings: tuple[str, ...]) -> list[Section]:
    found = []
    for heading, *roles in headings:
        start = text.index(heading)
        end = start + len(heading)
        found.append(Section("1", 1, "", heading, start, end, start - 2, 0, tuple(roles)))
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
    sections = sections_of(text, ("工作情况", "achievements"), ("存在问题及下步打算", "plan", "problems"))
    found = shown(text, sections)
    assert (found["problems"], found["plan"]) == ("存在问题及下步打算", "存在问题及下步打算")


@pytest.mark.parametrize(
    ("item", "text", "sentence"),
    [
        ("responsibility", "镇长认真履行第一责任人职责。会议照开。", "镇长认真履行第一责任人职责。"),
        ("problems", "成绩不少。但执法力量仍存在不足。", "但执法力量仍存在不足。"),
        ("plan", "以上为今年情况。下一步，我乡将继续抓好普法。", "下一步，我乡将继续抓好普法。"),
        ("other", "无其他需要报告的情况。", "无其他需要报告的情况。"),
        ("responsibility", "书记履行“第一责任人”职责。", "书记履行“第一责任人”职责。"),
        (
            "responsibility",
            "对重要工作亲自部署、重大问题亲自过问。",
            "对重要工作亲自部署、重大问题亲自过问。",
        ),
        ("responsibility", "书记把法治建设当成“一把手”工程来抓。", "书记把法治建设当成“一把手”工程来抓。"),
        ("problems", "普法方式较为单一。", "普法方式较为单一。"),
        ("problems", "主要不足：人手紧张。", "主要不足：人手紧张。"),
        ("problems", "差距体现在两方面。", "差距体现在两方面。"),
        ("problems", "遇事找关系的现象时有发生。", "遇事找关系的现象时有发生。"),
        ("plan", "下一步：加强培训。", "下一步：加强培训。"),
        ("plan", "在今后的工作中，我们要继续努力。", "在今后的工作中，我们要继续努力。"),
        ("achievements", "现将建立健全制度的情况报告如下。", None),
        ("responsibility", "镇里把环保列为“一把手”工程。", None),
        ("other", "全部做完。", None),
        ("responsibility", "责任到人，层层落实。", None),
        ("problems", "解决群众反映的问题12个。", None),
        ("plan", "制定年度工作计划。", None),
    ],
)
def test_without_a_section_a_sentence_may_show_an_item(item, text, sentence):
    assert shown(text, [])[item] == sentence


RULE = "党政主要负责人履行推进法治建设第一责任人职责规定"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"严格执行《{RULE}》，规范决策。", None),
        (f"严格执行〈{RULE}〉，规范决策。", None),
        (f"严格执行{RULE}，规范决策。", None),
        (f"严格执行《{RULE}，规范决策。", None),
        (f"镇长主持会议，严格执行{RULE}》。", None),
        (f"严格执行《{RULE[:9]}\n{RULE[9:]}》，规范决策。", None),
        (f"镇长带头学习《中共某市委印发〈{RULE}〉的通知》。", None),
        ("书记主持学习《法治建设第一责任人履职办法》。", None),
        (f"按照《{RULE}》，镇长认真履行第一责任人职责。", f"按照《{RULE}》，镇长认真履行第一责任人职责。"),
        (
            "按照《安全生产第一责任人办法》，镇长履行法治建设职责。",
            "按照《安全生产第一责任人办法》，镇长履行法治建设职责。",
        ),
    ],
)
def test_a_law_that_is_named_is_no_account_of_a_duty_fulfilled(text, sentence):
    assert shown(text, [])["responsibility"] == sentence


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("problems", "学习《当前仍存在的突出问题和不足》一文。"),
        ("plan", "印发《下一步将继续推进的工作》。"),
        ("other", "见《其他需要报告的情况》。"),
        ("achievements", "见《某镇开展普法宣传，推进依法治理，方案》。"),
    ],
)
def test_no_content_is_shown_by_words_inside_a_title(item, text):
    assert shown(text, [])[item] is None


def test_a_heading_that_names_a_law_meets_nothing_by_that():
    text = f"一、落实《{RULE}》"
    assert shown(text, sections_of(text, (text[2:],)))["responsibility"] is None


def test_a_section_of_several_roles_meets_an_item_for_each():
    text = "二、需要说明的两点"
    found = shown(text, sections_of(text, ("需要说明的两点", "problems", "plan")))
    assert (found["problems"], found["plan"]) == ("需要说明的两点", "需要说明的两点")


def test_a_section_without_a_heading_shows_its_first_sentence():
    text = "二、人手少。本领弱。"
    assert (
        shown(text, [Section("1", 1, "", "", 2, 2, 0, len(text), ("problems",))])["problems"]
        == "二、人手少。"
    )


def test_a_duty_told_among_the_work_counts_where_the_same_section_has_plans_too():
    text = "一、总结和打算\n镇长认真履行第一责任人职责。\n下一步，书记将履行第一责任人职责。"
    (section,) = sections_of(text, ("总结和打算", "achievements", "plan"))
    section = replace(section, end=len(text))
    assert shown(text, [section])["responsibility"] == "镇长认真履行第一责任人职责。"


def test_the_roles_of_a_report_are_its_sections_and_what_a_sentence_shows():
    text = "一、概况\n镇长认真履行第一责任人职责。"
    sections = sections_of(text, ("概况", "overview"))
    found = review(ParsedReport(text, year=2023, sections=tuple(sections)))
    assert found.roles == ("overview", "responsibility")


def test_nothing_is_present_without_a_span():
    assert {finding.present for finding in checklist("", [])} == {False}


def test_a_heading_that_says_so_is_shown_before_one_that_was_told_by_its_place():
    text = "一、强基础\n二、主要举措"
    sections = sections_of(text, ("强基础", "achievements"), ("主要举措", "achievements"))
    assert shown(text, sections)["achievements"] == "主要举措"


def test_what_is_planned_does_not_count_as_done_nor_as_a_duty_fulfilled():
    text = "三、下一步打算\n开展专项检查，规范案卷。主要负责人要履行法治建设第一责任人职责。"
    sections = sections_of(text, ("下一步打算", "plan"))
    sections[0] = replace(sections[0], end=len(text))
    found = shown(text, sections)
    assert (found["achievements"], found["responsibility"], found["plan"]) == (None, None, "下一步打算")


def test_the_coming_year_named_shows_a_plan_where_将_alone_does_not():
    text = "2023年，我镇将法治建设纳入考核。"
    assert [one.present for one in checklist(text, [], year=2022) if one.item == "plan"] == [True]
    assert [one.present for one in checklist(text, [], year=2023) if one.item == "plan"] == [False]


def test_one_review_tells_contents_and_date():
    township = make_parsed_region("330102001")
    found = review(ParsedReport("四、其他", year=2023, published=date(2024, 4, 2), region=township))
    assert (found.rules.id, found.binding, len(found.findings)) == ("national-2019", True, 5)
    assert (found.timeliness.due, found.timeliness.status) == (date(2024, 4, 1), "late")


def test_before_the_rule_contents_are_looked_for_and_nothing_was_due():
    found = review(ParsedReport("二、存在不足", year=2017, published=date(2018, 5, 1)))
    assert (found.binding, len(found.findings)) == (False, 5)
    assert (found.timeliness.due, found.timeliness.status) == (None, "unknown")
