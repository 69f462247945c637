"""Two years of one body word by word: what went, what came, what stayed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.across import word_diff as difference
from reports.analysis.across.compare import Part
from reports.analysis.across.word_diff import Text, TooLong, character_runs, differences

SIGNS = {"same": "{}", "went": "[-{}-]", "came": "[+{}+]"}


def shown(runs) -> str:
    return "".join(SIGNS[run.kind].format(run.text) for run in runs)


@pytest.mark.parametrize(
    ("earlier", "later", "runs"),
    [
        ("调解纠纷48件。", "调解纠纷102件。", "调解纠纷[-48-][+102+]件。"),
        ("办结率98.5%。", "办结率100%。", "办结率[-98.5%-][+100%+]。"),
        ("开展普法讲座。", "开展专题普法讲座。", "开展[+专题+]普法讲座。"),
        ("召开会议，研究执法。", "召开会议，部署普法。", "召开会议，[-研究执-][+部署普+]法。"),
        ("逐村逐户上门走访。", "逐村上门走访。", "逐村[-逐户-]上门走访。"),
        ("一字不改。", "一字不改。", "一字不改。"),
    ],
)
def test_characters_are_told_apart_and_a_number_changes_as_a_whole(earlier, later, runs):
    assert shown(character_runs(earlier, later)) == runs


@given(st.text("法治村a1。，\n", max_size=40), st.text("法治村a1。，\n", max_size=40))
def test_the_runs_are_both_sentences_whole(earlier, later):
    runs = character_runs(earlier, later)
    assert "".join(run.text for run in runs if run.kind != "came") == earlier
    assert "".join(run.text for run in runs if run.kind != "went") == later


def text(*sections: tuple[str, str, str]) -> Text:
    """Of (heading, role, body)."""
    whole, parts = "", []
    for number, (heading, role, body) in enumerate(sections):
        whole += f"{heading}\n"
        parts.append(
            Part(str(number), 1, heading, ((len(whole), len(whole) + len(body)),), (role,) if role else ())
        )
        whole += f"{body}\n"
    return Text(whole, parts, ())


def lined_up(earlier: Text, later: Text) -> list[tuple[str, str, list[str]]]:
    return [
        (one.earlier, one.later, [shown(paragraph) for paragraph in one.paragraphs])
        for one in differences(earlier, later)
    ]


def test_sections_line_up_by_heading_whatever_their_number_and_place():
    earlier = text(("一、普法宣传", "", "进村宣讲。"), ("二、行政执法", "", "规范办案。"))
    later = text(("一、行政执法", "", "规范办案。"), ("二、普法宣传", "", "进村宣讲。"))
    assert lined_up(earlier, later) == [
        ("二、行政执法", "一、行政执法", ["规范办案。"]),
        ("一、普法宣传", "二、普法宣传", ["进村宣讲。"]),
    ]


def test_sections_of_other_headings_line_up_by_role():
    earlier = text(("一、主要成绩", "achievements", "略有成效。"), ("二、短板", "problems", "人手不足。"))
    later = text(
        ("一、工作开展情况", "achievements", "略有成效。"), ("二、存在困难", "problems", "人手不足。")
    )
    assert [row[:2] for row in lined_up(earlier, later)] == [
        ("一、主要成绩", "一、工作开展情况"),
        ("二、短板", "二、存在困难"),
    ]


def test_a_section_that_went_stands_behind_its_predecessor_and_one_that_came_alone():
    earlier = text(("甲组", "", "第一。"), ("乙类", "", "第二。"), ("丙项", "", "第三。"))
    later = text(("甲组", "", "第一。"), ("丙项", "", "第三。"), ("丁号", "", "第四。"))
    assert lined_up(earlier, later) == [
        ("甲组", "甲组", ["第一。"]),
        ("乙类", "", ["[-第二。-]"]),
        ("丙项", "丙项", ["第三。"]),
        ("", "丁号", ["[+第四。+]"]),
    ]


def test_sentences_alike_are_joined_and_others_go_and_come():
    earlier = text(("甲", "", "全年组织法治培训3期。完成老旧小区改造。\n末段照旧。"))
    later = text(("甲", "", "全年组织法治培训5期。新设公共法律服务站。\n末段照旧。"))
    assert lined_up(earlier, later) == [
        (
            "甲",
            "甲",
            ["全年组织法治培训[-3-][+5+]期。[-完成老旧小区改造。-][+新设公共法律服务站。+]", "末段照旧。"],
        )
    ]


def test_a_section_knows_whether_it_changed():
    earlier = text(("甲", "", "照旧。"), ("乙", "", "旧。"))
    later = text(("甲", "", "照旧。"), ("乙", "", "新。"))
    assert [section.changed for section in differences(earlier, later)] == [False, True]


def test_hidden_text_is_left_out():
    one, other = text(("甲", "", "网页菜单。正文一句。")), text(("甲", "", "正文一句。"))
    hidden = Text(one.text, one.parts, [(one.text.index("网"), one.text.index("正"))])
    assert lined_up(hidden, other) == [("甲", "甲", ["正文一句。"])]


def test_texts_too_long_are_refused(monkeypatch):
    monkeypatch.setattr(difference, "MOST_SENTENCES", 2)
    with pytest.raises(TooLong):
        differences(text(("甲", "", "一。二。")), text(("甲", "", "三。")))
