"""What is left out of texts (formulas) is counted nowhere: all numbers are those of texts that have a line end there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.words import counting
from reports.analysis.words.collocates import collocates
from reports.analysis.words.corpus import Corpus, Stretches
from reports.analysis.words.frequency import frequency
from reports.analysis.words.keyness import keyness
from reports.analysis.words.lines import lines, spans
from reports.analysis.words.occurrences import occurrences
from reports.analysis.words.panel import panel

from .made import corpus

WORDS = st.lists(st.sampled_from(["甲甲", "乙乙", "法治", "，", "。"]), max_size=6).map("".join)
#: Texts some stretches of which are left out; those in angle brackets hold words too.
TEXTS = st.lists(
    st.lists(st.one_of(WORDS, WORDS.map("<{}>".format)), max_size=6).map("".join), min_size=2, max_size=8
)


def of(texts: Sequence[str]) -> Corpus:
    """The texts in two parts, of two places and some years."""
    rows = [(f"9901010{number % 2}1", 2020 + number % 3, text) for number, text in enumerate(texts)]
    return corpus(rows[:3], rows[3:])


def blanked(texts: Sequence[str]) -> list[str]:
    return [re.sub("<[^>]*>", "\n", text) for text in texts]


def counts(some: Corpus) -> dict[str, Any]:
    own = some.looking_at(some.years == 2020)
    return {
        "cells": [one.cells for one in frequency(some, ["法治", "甲", "甲甲乙乙"], "county").phrases],
        "panel": [
            (row.region, row.year, row.occurrences, row.reports)
            for row in panel(some, {"甲乙": ["甲甲", "甲甲乙乙"], "法": ["法"]}, "county")
        ],
        "keyness": keyness(own, own.others, floor=1),
        "collocates": collocates(some, occurrences(some, "法治"), window=2, floor=1),
        "own collocates": collocates(own, occurrences(own, "甲"), window=1, floor=1),
    }  # fmt: skip


@given(TEXTS)
def test_numbers_are_those_of_texts_without_what_is_left_out(texts: list[str]) -> None:
    assert counts(of(texts)) == counts(of(blanked(texts)))


@given(TEXTS)
def test_characters_left_out_are_not_held(texts: list[str]) -> None:
    some, plain = of(texts), of([re.sub("<[^>]*>", "", text) for text in texts])
    assert some.lengths.tolist() == plain.lengths.tolist()
    assert (some.lengths + some.left_out).tolist() == [len(text) for text in texts]


def test_many_pieces_are_counted_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["法治甲甲<乙乙，甲甲>。乙乙法治", "甲甲<法治>乙乙", "<甲甲>", "法治甲甲乙乙法治"] * 3
    whole = counts(of(texts))
    monkeypatch.setattr(counting, "_PORTION", 3)
    monkeypatch.setattr("reports.analysis.words.corpus._STRETCH", 8)
    assert counts(of(texts)) == whole == counts(of(blanked(texts)))


@pytest.mark.parametrize(
    ("start", "width", "touched"),
    [(0, 2, False), (1, 2, True), (4, 1, True), (4, 9, True), (5, 1, False), (1, 9, True), (9, 3, False)],
)
def test_what_runs_into_it_is_left_out(start: int, width: int, touched: bool) -> None:
    spans = Stretches(np.array([2, 4, 12]), np.array([3, 5, 14]))
    assert spans.touched(np.array([start]), width).tolist() == [touched]


def test_a_word_of_which_a_part_is_left_out_is_no_word_beside() -> None:
    some = corpus([("", 2020, "甲甲法治乙乙。法治")])
    (part,) = some.texts.parts
    part.__dict__["left_out"] = Stretches(np.array([5]), np.array([7]))
    assert [one.word for one in collocates(some, occurrences(some, "法治"), floor=1).results] == ["甲甲"]


def test_lines_show_what_is_left_out_around_them() -> None:
    some = corpus([("", 2020, "<法治甲>法治<乙>")])
    whole = lines(some, occurrences(some, "法治"))
    shown = spans(whole, whole.numbers(0, 9))
    assert (shown.begins.tolist(), shown.starts.tolist(), shown.behinds.tolist()) == ([0], [5], [10])
