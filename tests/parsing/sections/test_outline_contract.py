"""The outline: where sections begin and end, what is flagged, and what holds of any text."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing.sections.markers import chinese_number, find_markers
from reports.parsing.sections.outline import outline
from reports.parsing.types import ParsedReport
from tests.parsing.sections.outlines import BODY, MORE, read_whole


def test_offsets_of_a_section_and_its_heading() -> None:
    text = f"引言。\n　一、 做法\n(一)抓学习。{BODY}\n二、不足：\n{MORE}\n某镇人民政府"
    end = text.index("\n某镇")
    sections = outline(replace(ParsedReport(text), body_start=3, body_end=end)).sections
    assert [text[s.start : s.heading_end] for s in sections] == ["一、 做法", "(一)抓学习", "二、不足"]
    assert [text[s.heading_start : s.heading_end] for s in sections] == ["做法", "抓学习", "不足"]
    assert [s.end for s in sections] == [text.index("二、"), text.index("二、"), end]


WRAPPED = """一、坚持统一领导，把各项任务分解到
每个站所和每名干部
今年以来全镇上下按月对账，逐项验收，
一、二、三类任务分别建档，做到件件有
着落，事事有回音，年底评比时全部达到
要求，群众反映良好，满意度逐年提升。
（一）健全机制，明确分工，形成上下联
动的格局。成立专班，每周调度，每月通
报，对落后的村组及时约谈，督促整改到
位，全年共约谈六次，整改十二个问题，
没有一件拖到下一年。
（二）强化保障。把经费列入预算，专款
专用，年底审计，未发现问题。
二、存在的不足
人手少，任务重，有时顾此失彼，需要在
今后的工作中逐步加以解决。
"""


def test_hard_wrapped_text_is_read_across_its_line_ends() -> None:
    assert read_whole(WRAPPED) == [
        "1 一、|坚持统一领导，把各项任务分解到每个站所和每名干部",
        "1.1 （一）|健全机制，明确分工，形成上下联动的格局",
        "1.2 （二）|强化保障",
        "2 二、|存在的不足",
    ]


def test_what_stands_outside_the_body_is_not_read() -> None:
    text = f"一、目录\n二、附录\n一、做法\n{BODY}\n二、不足\n{MORE}\n三、页脚"
    report = replace(ParsedReport(text), body_start=text.index("一、做法"), body_end=text.index("\n三、"))
    assert [s.heading for s in outline(report).sections] == ["做法", "不足"]


def test_a_list_of_attachments_is_not_a_section() -> None:
    text = f"一、做法\n1.抓学习\n{BODY}\n2.抓培训\n{BODY}\n二、不足\n{MORE}\n附件：1.统计表\n2.台账\n3.名册"
    sections = outline(ParsedReport(text)).sections
    assert [s.path for s in sections] == ["1", "1.1", "1.2", "2"]
    assert sections[-1].end == text.index("附件")


def test_headings_of_one_paragraph_are_flagged() -> None:
    text = f"报告如下： 一、主要举措 {BODY} 二、存在问题 {MORE}"
    flags = [(f.kind, f.start, f.end) for f in outline(ParsedReport(text)).flags]
    assert flags == [("inline_sections", text.index("一、"), len(text))]


def test_a_number_out_of_order_is_flagged() -> None:
    text = f"一、做法\n{BODY}\n三、不足\n{MORE}"
    flags = [(f.kind, f.start, f.end) for f in outline(ParsedReport(text)).flags]
    assert flags == [("numbering", text.index("三、"), text.index("三、") + 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("三十二", 32),
        ("一二", 0),
        ("十十", 0),
        ("一十二十", 0),
    ],
)
def test_chinese_numbers(text: str, expected: int) -> None:
    assert chinese_number(text) == expected


NOISE = st.lists(
    st.sampled_from(
        [
            *"一二三十、.．（）()①1234。；：，\n |　是第类",
            "抓学习",
            "《民法典》",
            "\ufffc",
            "20",
            "年",
            "附件",
        ]
    )
    | st.characters(),
    max_size=80,
).map("".join)


@given(NOISE)
@settings(max_examples=300)
def test_any_text_gives_sections_that_nest(text: str) -> None:
    sections = outline(ParsedReport(text)).sections
    assert len({s.path for s in sections}) == len(sections)
    assert [s.start for s in sections] == sorted({s.start for s in sections})
    open_sections: list[int] = []
    for section in sections:
        assert section.start <= section.heading_start < section.heading_end <= section.end <= len(text)
        assert section.level == section.path.count(".") + 1
        assert text[section.start :].startswith(section.marker)
        while open_sections and section.start >= open_sections[-1]:
            open_sections.pop()
        assert all(section.end <= end for end in open_sections)
        open_sections.append(section.end)


@given(NOISE)
@settings(max_examples=100)
def test_markers_stand_where_they_say(text: str) -> None:
    markers = find_markers(text, 0, len(text))
    assert all(0 <= m.start < m.end <= len(text) and m.number > 0 for m in markers)
