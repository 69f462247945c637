"""Every place where a phrase stands is found, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.words.occurrences import occurrences, occurrences_of_each

from .made import corpus

LETTERS = st.text(alphabet="枫桥经验法\n1,𬇙", max_size=40)


def _scan(texts: list[str], phrase: str) -> list[tuple[int, str]]:
    found = []
    for number, text in enumerate(texts):
        start = text.find(phrase)
        while start >= 0:
            found.append((number, text[:start]))
            start = text.find(phrase, start + len(phrase))
    return found


def _found(texts: list[str], phrase: str) -> list[tuple[int, str]]:
    some = corpus([("", 2020, text) for text in texts[:2]], [("", 2020, text) for text in texts[2:]])
    found = occurrences(some, phrase)
    return [
        (report, texts[report].encode("utf-16-le")[: 2 * start].decode("utf-16-le"))
        for report, start in zip(found.reports.tolist(), found.starts.tolist(), strict=True)
    ]


@given(st.lists(LETTERS, max_size=6), st.text(alphabet="枫桥经验法1,𬇙", min_size=1, max_size=4))
def test_occurrences_are_those_of_a_plain_scan(texts: list[str], phrase: str) -> None:
    assert _found(texts, phrase) == _scan(texts, phrase)


@pytest.mark.parametrize(
    ("texts", "phrase", "expected"),
    [
        (["枫桥", "经验"], "桥经", []),
        (["天天天天天"], "天天", [(0, ""), (0, "天天")]),
        (["一二一二一", "一"], "一二一", [(0, "")]),
        (["下𬇙镇下𬇙"], "𬇙", [(0, "下"), (0, "下𬇙镇下")]),
        ([""], "法", []),
        ([], "法", []),
    ],
)
def test_a_phrase_stands_within_one_report_and_does_not_overlap_itself(
    texts: list[str], phrase: str, expected: list[tuple[int, str]]
) -> None:
    assert _found(texts, phrase) == expected


def test_several_phrases_are_found_in_one_pass_as_each_alone() -> None:
    some = corpus([("", 2020, "枫桥经验在枫桥"), ("", 2021, "经验")])
    together = occurrences_of_each(some, ["枫桥", "经验", "没有"])
    assert [(one.reports.tolist(), one.starts.tolist()) for one in together] == [
        ([0, 0], [0, 5]),
        ([0, 1], [2, 0]),
        ([], []),
    ]


@given(
    st.lists(LETTERS, max_size=6),
    st.lists(st.text(alphabet="枫桥经验法1,𬇙", min_size=1, max_size=4), min_size=8, max_size=20),
    st.sampled_from((3, 1 << 21)),
)
def test_many_phrases_at_once_stand_where_a_plain_scan_finds_each(
    texts: list[str], phrases: list[str], portion: int
) -> None:
    some = corpus([("", 2020, text) for text in texts[:2]], [("", 2020, text) for text in texts[2:]])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reports.analysis.words.occurrences._PORTION", portion)
        together = occurrences_of_each(some, phrases)
    for phrase, found in zip(phrases, together, strict=True):
        plain = [(report, len(before.encode("utf-16-le")) // 2) for report, before in _scan(texts, phrase)]
        assert list(zip(found.reports.tolist(), found.starts.tolist(), strict=True)) == plain


def test_only_reports_that_are_looked_at_count() -> None:
    some = corpus([("", 2020, "法治"), ("", 2021, "法治法治")])
    assert occurrences(some.looking_at(some.years == 2021), "法治").per_report(2).tolist() == [0, 2]


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        occurrences(corpus([("", 2020, "法")]), "")
