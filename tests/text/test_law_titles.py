"""Titles of laws and papers: what lies inside one is said by the law and not by the report."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.law_titles import law_titles, without_titles

CASES = [
    ("a pair", "执行《某某规定》，抓实抓细。", ["《某某规定》"]),
    ("two beside each other", "学习《宪法》《民法典》。", ["《宪法》", "《民法典》"]),
    ("single angles", "执行〈某某规定〉，抓实。", ["〈某某规定〉"]),
    ("one inside another", "印发《关于落实〈某某规定〉的通知》后。", ["《关于落实〈某某规定〉的通知》"]),
    ("the same marks inside", "印发《关于落实《某某规定》的通知》后。", ["《关于落实《某某规定》的通知》"]),
    ("the wrong half", "执行《某某规定〉，抓实。", ["《某某规定〉"]),
    ("typed as signs", "执行<某某规定>，抓实。", ["<某某规定>"]),
    ("typed as two signs", "执行<<某某规定>>，抓实。", ["<<某某规定>>"]),
    ("over a line end", "执行《某某\n规定》，抓实。", ["《某某\n规定》"]),
    ("never closed", "执行《某某规定，书记履职。", ["《某某规定"]),
    ("never closed, then words", "执行《某某办法（试行）并抓落实。", ["《某某办法（试行）"]),
    ("never closed, no word of a title", "读《某某，抓实。", ["《某某"]),
    ("never opened", "抓实，执行某某规定》，书记履职。", ["执行某某规定》"]),
    ("never closed before another", "执行《甲规定。学《乙法》。", ["《甲规定", "《乙法》"]),
    (
        "the duty's own rule without marks",
        "落实党政主要负责人履行推进法治建设第一责任人职责规定，书记带头。",
        ["党政主要负责人履行推进法治建设第一责任人职责规定"],
    ),
    (
        "that rule with marks",
        "落实《党政主要负责人履行推进法治建设第一责任人职责规定》。",
        ["《党政主要负责人履行推进法治建设第一责任人职责规定》"],
    ),
    ("none", "书记履行第一责任人职责。", []),
]


@pytest.mark.parametrize(("text", "titles"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_where_titles_stand(text: str, titles: list[str]) -> None:
    assert [text[start:end] for start, end in law_titles(text)] == titles


@given(st.text("《》〈〉<>，。\n法规定年（）a", max_size=300))
def test_any_text_keeps_its_length_and_loses_its_marks(text: str) -> None:
    spans = law_titles(text)
    assert [(start, end) for start, end in spans if not 0 <= start < end <= len(text)] == []
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    blanked = without_titles(text)
    assert len(blanked) == len(text)
    assert set(blanked) & set("《》〈〉<>") == set()
