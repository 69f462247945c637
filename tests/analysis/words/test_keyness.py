"""What sets some reports apart: counts are those of a plain count, phrases are whole, masks hold."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.words.corpus import Corpus, Part, Texts, Words
from reports.analysis.words.keyness import Keyness, keyness

from .made import corpus, pieces

WORDS = st.lists(st.sampled_from(["甲甲", "乙乙", "丙丙", "丁丁", "，", "。"]), max_size=12).map("".join)


def _split(some: Corpus, own: int) -> tuple[Corpus, Corpus]:
    """The first ``own`` reports, and the others."""
    first = some.pks <= own
    return some.looking_at(first), some.looking_at(~first)


def _plain(texts: list[str], length: int) -> Counter[str]:
    """How often words follow each other without a mark between them."""
    counts: Counter[str] = Counter()
    for text in texts:
        cut = pieces(text)
        for start in range(len(cut) - length + 1):
            gram = cut[start : start + length]
            if all(word.isalnum() for word in gram):
                counts["".join(gram)] += 1
    return counts


@given(st.lists(WORDS, min_size=2, max_size=6), st.integers(1, 5), st.integers(1, 3))
def test_counts_are_those_of_a_plain_count(texts: list[str], own: int, parts: int) -> None:
    rows = [("", 2020, text) for text in texts]
    some = corpus(*[rows[start::parts] for start in range(parts)])
    texts = [text for start in range(parts) for text in texts[start::parts]]
    found = keyness(*_split(some, own), floor=1, most=1000)
    for row in found.results:
        length = len(row.word) // 2
        assert row.count == _plain(texts[:own], length)[row.word]
        assert row.reference_count == _plain(texts[own:], length)[row.word]
        assert row.reports == sum(1 for text in texts[:own] if _plain([text], length)[row.word])
    assert found.words == sum(_plain(texts[:own], 1).values())
    assert found.reference_words == sum(_plain(texts[own:], 1).values())


def _found(rows: list[str], own: int, **options: object) -> Keyness:
    return keyness(*_split(corpus([("", 2020, row) for row in rows]), own), **options)  # type: ignore[arg-type]


def test_a_phrase_stands_for_the_words_that_only_it_has() -> None:
    rows = ["甲甲乙乙丙丙"] * 3 + ["丁丁" * 20] * 3
    assert [row.word for row in _found(rows, 3).results] == ["甲甲乙乙丙丙"]


def test_words_of_few_reports_and_masked_words_are_left_out() -> None:
    rows = ["甲甲，乙乙"] * 3 + ["丙丙" * 9, "丁丁" * 20]
    own = 4
    assert {row.word for row in _found(rows, own).results} == {"甲甲", "乙乙"}
    assert [row.word for row in _found(rows, own, masked=lambda word: word == "甲甲").results] == ["乙乙"]


def test_words_whose_numbers_are_alike_in_two_bytes_are_told_apart() -> None:
    much = 1 << 16
    # Each report is two words by their numbers; the fourth stands for the others.
    reports = np.array([[0, 1], [0, much + 1], [much, much + 1], [much, 1]], np.uint32)
    words = [f"{number:05x}" for number in range(much + 2)]
    ends = np.arange(2, 10, 2)
    some = Part(np.zeros(0, np.uint16), 0 * ends, reports.ravel(), ends, Words(words), np.arange(len(words)))
    numbers, everything = np.arange(4), np.ones(4, np.bool_)
    whole = Corpus(Texts((some,)), numbers, numbers, numbers, everything, everything)
    found = keyness(whole.looking_at(numbers < 3), whole.looking_at(numbers == 3), floor=1)
    pairs = {row.word: (row.count, row.reference_count) for row in found.results if len(row.word) > 5}
    assert pairs == {"".join(words[word] for word in pair): (1, 0) for pair in reports[:3].tolist()}


def test_what_a_sample_of_many_reports_promises_is_counted_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ["甲甲乙乙，丙丙戊戊"] * 20 + ["丁丁" * 20] * 20
    whole = _found(rows, 20)
    assert [(row.word, row.count, row.reports) for row in whole.results] == [
        ("丙丙戊戊", 20, 20),
        ("甲甲乙乙", 20, 20),
    ]
    monkeypatch.setattr("reports.analysis.words.keyness._OWN_SAMPLE", 20)
    assert _found(rows, 20) == whole


def test_without_others_nothing_stands_out() -> None:
    assert _found(["甲甲"] * 3, 3).results == ()


def test_what_both_have_as_often_stands_out_in_neither() -> None:
    some = corpus(*[[("", 2020, "甲甲，乙乙。丙丙丙丙")] for _ in range(7)])
    assert keyness(some, some).results == ()


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(ValueError, match="beauty"):
        _found(["甲甲"] * 3, 2, sort="beauty")
