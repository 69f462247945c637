"""Items: series of 一是 … 二是 …, nested ones, damaged ones, and words that only hold such characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.parsing.sections.items import read_items
from reports.parsing.sections.outline import outline
from reports.parsing.types import ParsedReport

TABLE = [
    (
        "a series in a paragraph",
        "一、做法\n一是办夜校。请人来讲。二是用广播。早晚各播。三是建群组。",
        [("1", 1, "一是办夜校。请人来讲。"), ("1", 1, "二是用广播。早晚各播。"), ("1", 1, "三是建群组。")],
    ),
    (
        "a paragraph each",
        "一、做法\n一是办夜校。\n二是用广播。\n二、不足\n人手紧。",
        [("1", 1, "一是办夜校。\n"), ("1", 1, "二是用广播。\n")],
    ),
    (
        "parted by semicolons",
        "一、做法\n抓三件事：一是办夜校；二是用广播；三是建群组。",
        [("1", 1, "一是办夜校；"), ("1", 1, "二是用广播；"), ("1", 1, "三是建群组。")],
    ),
    (
        "in the preamble",
        "今年抓了两件事，一是修路，二是通水。\n一、做法\n人人动手。",
        [("0", 1, "一是修路，"), ("0", 1, "二是通水。\n")],
    ),
    (
        "a series inside an item",
        "一、做法\n一是定目标。\n二是抓两头。一是抓机关。二是抓村组。\n三是严考核。",
        [
            ("1", 1, "一是定目标。\n"),
            ("1", 1, "二是抓两头。一是抓机关。二是抓村组。\n"),
            ("1", 2, "一是抓机关。"),
            ("1", 2, "二是抓村组。\n"),
            ("1", 1, "三是严考核。"),
        ],
    ),
    (
        "a series inside an item of the same paragraph, told by the number that follows",
        "一、做法\n一是定目标，层层签字。二是抓两头，做好衔接。其中：一是抓机关；二是抓村组。三是抓站所。三是严考核。",
        [
            ("1", 1, "一是定目标，层层签字。"),
            ("1", 1, "二是抓两头，做好衔接。其中：一是抓机关；二是抓村组。三是抓站所。"),
            ("1", 2, "一是抓机关；"),
            ("1", 2, "二是抓村组。"),
            ("1", 2, "三是抓站所。"),
            ("1", 1, "三是严考核。"),
        ],
    ),
    (
        "a new series in a new paragraph",
        "一、做法\n学习方面，一是办夜校。二是用广播。\n调解方面，一是建台账。二是勤回访。",
        [
            ("1", 1, "一是办夜校。"),
            ("1", 1, "二是用广播。\n调解方面，"),
            ("1", 1, "一是建台账。"),
            ("1", 1, "二是勤回访。"),
        ],
    ),
    (
        "一要 … 二要 …",
        "一、打算\n一要补人手，二要添设备，三要严考核。",
        [("1", 1, "一要补人手，"), ("1", 1, "二要添设备，"), ("1", 1, "三要严考核。")],
    ),
    (
        "straight after a word",
        "一、做法\n主要做法一是办夜校。二是用广播。",
        [("1", 1, "一是办夜校。"), ("1", 1, "二是用广播。")],
    ),
    (
        "a blank in the marker",
        "一、做法\n一 是办夜校。二 是用广播。",
        [("1", 1, "一 是办夜校。"), ("1", 1, "二 是用广播。")],
    ),
    (
        "a marker without 是 where the series awaits it",
        "一、不足\n一是人手紧；二是底子薄；三保障力度跟不上。",
        [("1", 1, "一是人手紧；"), ("1", 1, "二是底子薄；"), ("1", 1, "三保障力度跟不上。")],
    ),
    (
        "a numeral that opens a set phrase is not a damaged marker",
        "一、做法\n一是抓学习；二是抓调解；三项制度全面落地；三官一律进村。",
        [("1", 1, "一是抓学习；"), ("1", 1, "二是抓调解；三项制度全面落地；三官一律进村。")],
    ),
    (
        "words that hold the characters",
        "一、做法\n统一是前提，唯一是重点，其二是保障。坚持统一要求。第一要务是发展。",
        [],
    ),
    ("一要 without 二要", "一、做法\n大家一要求就照办。", []),
    ("no text", "", []),
]


def read(text: str) -> list[tuple[str, int, str]]:
    report = read_items(outline(ParsedReport(text)))
    return [(item.section, item.depth, text[item.start : item.end]) for item in report.items]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in TABLE], ids=[case[0] for case in TABLE])
def test_items_with_section_depth_and_text(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert read(text) == expected


def test_a_damaged_marker_is_flagged_where_it_stands() -> None:
    text = "一、不足\n一是人手紧；二是底子薄；三保障力度跟不上。"
    flags = read_items(outline(ParsedReport(text))).flags
    place = text.index("三保障")
    assert [(flag.kind, flag.start, flag.end) for flag in flags] == [("damaged_marker", place, place + 1)]


@given(
    st.lists(
        st.sampled_from([*"一二三四是要是是。；，\n 统第", "抓学习", "一、", "一是", "二是", "三是"]),
        max_size=80,
    ).map("".join)
)
@settings(max_examples=200)
def test_items_of_any_text_nest_in_order(text: str) -> None:
    report = read_items(outline(ParsedReport(text)))
    assert [item.start for item in report.items] == sorted({item.start for item in report.items})
    open_ends: list[int] = []
    for item in report.items:
        assert text[item.start :].startswith(item.marker)
        assert item.start < item.end <= len(text)
        del open_ends[item.depth - 1 :]
        assert len(open_ends) == item.depth - 1
        assert all(item.end <= end for end in open_ends)
        open_ends.append(item.end)
