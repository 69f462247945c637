"""Sentences: where they end, and when two are the same."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.sentences import fingerprint, sentence_at, sentences, template, without
from reports.text.soft_ends import joined_part, soft_ends
from tests.text.broken_lines import broken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲事已办。乙事未办！丙？", ["甲事已办。", "乙事未办！", "丙？"]),
        ("他说：“好。”大家都同意；散会。", ["他说：“好。”", "大家都同意；", "散会。"]),
        ("增长3.5%，见www.a.gov.cn网站. 下一句", ["增长3.5%，见www.a.gov.cn网站.", "下一句"]),
        ("一、标题\n正文没有句号\n", ["一、标题", "正文没有句号"]),
        ("。。\n ；", []),
        ("", []),
    ],
)
def test_sentences_end_at_stops_and_line_ends(text, expected):
    assert [one.text for one in sentences(text)] == expected


@given(st.text(alphabet="甲1.。；”\n ", max_size=60))
def test_sentences_stand_where_they_say(text):
    found = sentences(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_the_sentence_around_a_span_is_the_whole_one():
    text = "前一句。全年调解纠纷48起，成功47起。后一句。"
    start = text.index("48起")
    assert sentence_at(text, start, start + 3).text == "全年调解纠纷48起，成功47起。"


PARAGRAPHS = (
    "一年来，全镇坚持把矛盾纠纷化解在基层，全年共调解各类矛盾纠纷48起，调解成功47起，成功率位居全县前列。群众满意。\n"
    "组织干部参加旁听庭审和法律知识考试，开展行政执法专项检查，发放宣传资料2000余份，接受群众现场咨询。\n"
)


@pytest.mark.parametrize("width", [22, 36, 40])
def test_a_sentence_goes_on_over_soft_line_ends(width):
    text, _ = broken(PARAGRAPHS * 3, width, "　　", 0, "characters", random.Random(1))
    start = text.index("48")
    found = sentence_at(text, start, start + 2)
    assert text[found.start : found.end] == found.text
    assert (found.text.replace("\n", ""), "\n" in found.text) == (PARAGRAPHS.split("群众")[0], True)
    shown, marks = joined_part(text, soft_ends(text), found.start, found.end, [(start, start + 2)])
    assert (shown, [shown[first:last] for first, last in marks]) == (PARAGRAPHS.split("群众")[0], ["48"])


def test_a_sentence_without_end_is_cut_at_the_limit():
    text = "甲" * 500
    assert sentence_at(text, 250, 251, limit=100).text == "甲" * 201


@pytest.mark.parametrize(
    ("one", "other", "same", "same_template"),
    [
        ("调解纠纷４８起。", "调解 纠纷48起", True, True),
        ("调解纠纷48起", "调解纠纷102起", False, True),
        ("化解率98.5%", "化解率100%", False, True),
        ("调解纠纷48起", "化解纠纷48起", False, False),
    ],
)
def test_width_blanks_and_punctuation_do_not_part_sentences(one, other, same, same_template):
    assert (fingerprint(one) == fingerprint(other), template(one) == template(other)) == (same, same_template)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [(2, 9)]),
        ([(0, 4), (3, 5)], [(5, 9)]),
        ([(4, 5), (7, 20)], [(2, 4), (5, 7)]),
        ([(0, 30)], []),
        ([(9, 12), (0, 2)], [(2, 9)]),
    ],
)
def test_hidden_spans_are_cut_out(spans, expected):
    assert without(spans, 2, 9) == expected
