"""Annotations laid over a text give blocks and runs; nothing of the text is lost."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wording.typeset import Annotations, Block, Figure, Heading, ListItem, Shared, typeset


def shape(blocks: list[Block]) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in blocks]


def at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def test_lines_become_paragraphs_and_blank_ones_nothing():
    assert shape(typeset("　　甲。\n\n  乙。 \n", Annotations())) == [
        ("paragraph", "甲。"),
        ("paragraph", "乙。"),
    ]


def test_a_heading_on_a_line_of_its_own_is_a_heading_with_its_marker():
    text = "一、工作成效\n全年平稳。"
    heading = Heading("1", 1, *at(text, "一、工作成效"))
    blocks = typeset(text, Annotations(headings=(heading,)))
    assert shape(blocks) == [("heading", "一、工作成效"), ("paragraph", "全年平稳。")]
    assert blocks[0].headings == (heading,)


def test_a_full_stop_behind_a_heading_does_not_make_it_run_in():
    text = "（一）加强学习。\n每月学法。"
    blocks = typeset(text, Annotations(headings=(Heading("1", 1, *at(text, "（一）加强学习")),)))
    assert shape(blocks) == [("heading", "（一）加强学习。"), ("paragraph", "每月学法。")]


def test_a_run_in_heading_leads_its_paragraph():
    text = "（一）加强学习。每月学法一次。"
    blocks = typeset(text, Annotations(headings=(Heading("1", 2, *at(text, "（一）加强学习")),)))
    assert [(b.kind, "".join(r.text for r in b.lead), "".join(r.text for r in b.runs)) for b in blocks] == [
        ("paragraph", "（一）加强学习。", "每月学法一次。")
    ]


def test_sections_all_in_one_line_are_parted_at_their_markers():
    text = "前言。一、成效 做了很多。二、打算 继续做。"
    headings = (Heading("1", 1, *at(text, "一、成效")), Heading("2", 1, *at(text, "二、打算")))
    assert [block.text for block in typeset(text, Annotations(headings=headings))] == [
        "前言。",
        "一、成效 做了很多。",
        "二、打算 继续做。",
    ]


def test_items_are_set_apart_by_depth_and_take_their_closing_stop_along():
    text = "主要做法：一是抓学习；二是抓执法，（1）查案卷；（2）亮证件。此外无他。"
    items = (
        ListItem(*at(text, "一是抓学习；")),
        ListItem(*at(text, "二是抓执法，（1）查案卷；（2）亮证件")),
        ListItem(*at(text, "（1）查案卷；"), 2),
        ListItem(*at(text, "（2）亮证件"), 2),
    )
    assert [(b.kind, b.depth, b.text) for b in typeset(text, Annotations(items=items))] == [
        ("paragraph", 0, "主要做法："),
        ("item", 1, "一是抓学习；"),
        ("item", 1, "二是抓执法，"),
        ("item", 2, "（1）查案卷；"),
        ("item", 2, "（2）亮证件。"),
        ("paragraph", 0, "此外无他。"),
    ]


def test_furniture_is_a_block_of_its_own_also_within_a_line():
    text = "首页 > 公开 正文一句。打印本页\n页脚"
    furniture = (at(text, "首页 > 公开"), at(text, "打印本页"), at(text, "页脚"))
    assert shape(typeset(text, Annotations(furniture=furniture))) == [
        ("furniture", "首页 > 公开"),
        ("paragraph", "正文一句。"),
        ("furniture", "打印本页"),
        ("furniture", "页脚"),
    ]


def test_table_bars_behind_furniture_belong_to_it():
    text = "索引号\n| ||\n正文。\n* * *"
    assert shape(typeset(text, Annotations(furniture=(at(text, "索引号"),)))) == [
        ("furniture", "索引号"),
        ("furniture", "| ||"),
        ("paragraph", "正文。"),
        ("paragraph", "* * *"),
    ]


def test_a_title_on_several_lines_gives_title_blocks():
    text = "某某镇人民政府\n年度报告\n正文。"
    blocks = typeset(text, Annotations(title=((0, text.index("\n正文")),)))
    assert shape(blocks) == [("title", "某某镇人民政府"), ("title", "年度报告"), ("paragraph", "正文。")]


def test_issuer_and_date_at_the_end_are_a_signature_and_nowhere_else():
    text = "某镇人民政府\n一、成效\n某镇人民政府办公室在2023年12月22日开会研究了一次。\n某镇人民政府\n2023年12月22日"
    heading = Heading("1", 1, *at(text, "一、成效"))
    signature = (
        at(text, "某镇人民政府"),
        (text.rindex("某镇"), text.rindex("\n")),
        (text.rindex("2023"), len(text)),
    )
    blocks = typeset(text, Annotations(headings=(heading,), signature=signature))
    assert [block.kind for block in blocks] == ["paragraph", "heading", "paragraph", "signature", "signature"]


def test_names_right_above_the_date_belong_to_the_signature():
    text = "特此报告。\n中共某镇委员会\n某镇人民政府\n2023年12月22日"
    blocks = typeset(text, Annotations(signature=(at(text, "2023年12月22日"),)))
    assert [block.kind for block in blocks] == ["paragraph", "signature", "signature", "signature"]


def test_a_mark_that_crosses_a_figure_is_cut_at_its_edges_and_anchored_once():
    text = "调解纠纷48起，无上访。"
    figure = Figure("4", *at(text, "48起"))
    mark = at(text, "纠纷48")
    (block,) = typeset(text, Annotations(figures=(figure,), marks=(mark,)))
    assert [
        (r.text, r.figure is not None, r.first_of_figure, r.mark, r.first_of_mark) for r in block.runs
    ] == [
        ("调解", False, False, None, False),
        ("纠纷", False, False, 2, True),
        ("48", True, True, 2, False),
        ("起", True, False, None, False),
        ("，无上访。", False, False, None, False),
    ]


def test_a_figure_within_another_keeps_an_anchor():
    text = "调解48起纠纷"
    outer, inner = Figure("2", 0, 7), Figure("4", *at(text, "48起"))
    (block,) = typeset(text, Annotations(figures=(inner, outer)))
    assert [(run.text, run.figure, run.also) for run in block.runs] == [(text, outer, (inner,))]


def test_figures_that_overlap_in_part_are_parted():
    (block,) = typeset("甲乙丙丁", Annotations(figures=(Figure("a", 0, 3), Figure("b", 2, 4))))
    assert [(run.text, run.figure and run.figure.key) for run in block.runs] == [("甲乙丙", "a"), ("丁", "b")]


def test_injected_text_is_a_run_of_its_own():
    text = "贯彻博彩网依法治国"
    (block,) = typeset(text, Annotations(injected=(at(text, "博彩网"),)))
    assert [(run.text, run.injected) for run in block.runs] == [
        ("贯彻", False),
        ("博彩网", True),
        ("依法治国", False),
    ]


def test_two_sections_at_one_place_share_a_heading():
    text = "一、（一）加强领导\n正文"
    headings = (Heading("1", 1, 0, 2), Heading("1.1", 2, 0, 9))
    blocks = typeset(text, Annotations(headings=headings))
    assert blocks[0].headings == headings


TEXTS = st.text(alphabet="甲乙12 。，\n\u3000a<|", max_size=40)


@st.composite
def annotated(draw):
    text = draw(TEXTS)
    place = st.integers(-2, len(text) + 3)
    span = st.tuples(place, place)
    spans = st.lists(span, max_size=4).map(tuple)
    return text, Annotations(
        title=draw(spans),
        headings=tuple(Heading(str(n), 1 + n % 3, *s) for n, s in enumerate(draw(spans))),
        items=tuple(ListItem(*s, depth=1 + n % 2) for n, s in enumerate(draw(spans))),
        figures=tuple(Figure(str(n), *s) for n, s in enumerate(draw(spans))),
        injected=draw(spans),
        furniture=draw(spans),
        signature=draw(spans),
        marks=draw(spans),
        shared=tuple(Shared(*s, "exact", 1) for s in draw(spans)),
    )


@given(annotated())
def test_no_character_is_lost_added_or_moved(case):
    text, notes = case
    blocks = typeset(text, notes)
    runs = [run for block in blocks for run in (*block.lead, *block.runs)]
    assert all(text[run.start : run.start + len(run.text)] == run.text for run in runs)
    assert all(a.start + len(a.text) <= b.start for a, b in itertools.pairwise(runs))
    assert "".join("".join(run.text for run in runs).split()) == "".join(text.split())


@given(annotated())
def test_every_figure_within_the_text_has_exactly_one_anchor_if_it_holds_more_than_blanks(case):
    text, notes = case
    runs = [run for block in typeset(text, notes) for run in (*block.lead, *block.runs)]
    anchors = [run.figure.key for run in runs if run.figure and run.first_of_figure]
    anchors += [figure.key for run in runs for figure in run.also]
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("情况如下：\n项目 | 数量\n处罚 | 12\n以上为全部。", ["paragraph", "row", "row", "paragraph"]),
        ("项目 | 数量\n处罚 | 12 | 增长", ["paragraph", "paragraph"]),
        ("首页 | 公开 | 目录\n正文。", ["paragraph", "paragraph"]),
        ("甲 | 乙\n丙 | 丁\n一 | 二 | 三\n四 | 五 | 六", ["row"] * 4),
    ],
)
def test_lines_with_as_many_bars_each_are_the_rows_of_a_table(text, kinds):
    assert [block.kind for block in typeset(text, Annotations())] == kinds
