"""Sentences that can be said in another language later."""

import pytest

from reports.wording.sentence import Counted, Sentence, joined, say

WORDS = {
    "没有第%(n)s页": "There is no page %(n)s",
    "%(a)s，%(b)s": "%(b)s < %(a)s",
    "重庆": "Chongqing",
    "100%": "all",
    "%(n)s 篇": "%(n)s reports",
    ("%(n)s 篇", 1): "%(n)s report",
}


def english(pattern: str, number: int | None) -> str:
    return WORDS.get((pattern, number), WORDS.get(pattern, pattern))


@pytest.mark.parametrize(
    ("text", "chinese", "said"),
    [
        (Sentence("没有第%(n)s页", n=3), "没有第3页", "There is no page 3"),
        (Sentence("%(a)s，%(b)s", a=Sentence("重庆"), b="100%"), "重庆，100%", "100% < Chongqing"),
        (Sentence("100%"), "100%", "all"),
        (Counted("%(n)s 篇", n=1), "1 篇", "1 report"),
        (Counted("%(n)s 篇", n=2), "2 篇", "2 reports"),
        (joined(["甲", Sentence("重庆"), "%s"], "%(a)s，%(b)s"), "甲，重庆，%s", "%s < Chongqing < 甲"),
        (joined([], "%(a)s，%(b)s"), "", ""),
        ("重庆", "重庆", "Chongqing"),
        ("", "", ""),
    ],
)
def test_a_sentence_is_chinese_and_can_be_said_in_english(text, chinese, said):
    assert (str(text), say(text, english)) == (chinese, said)
