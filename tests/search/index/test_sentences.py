"""Sentences are kept where they stand, and those of enough bodies are formulas."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.analysis.compared_sentences import Print
from reports.analysis.copied.lineage import formula_from
from reports.search.index.sentences import RECORD, find_in, formulas, pack_sentences, places_of
from reports.text.normalise import of_paragraphs


def kept(text: str, sentences: list[tuple[int, int]], hidden: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """The sentences at offsets of ``text`` as they are found again in its normalised form; filler left out."""
    normalised = of_paragraphs(text, hidden, (), mapped=True)
    prints = [Print(start, end, 7, 7) for start, end in sentences]
    records = np.frombuffer(pack_sentences(prints, normalised), RECORD)
    units = normalised.text.encode("utf-16-le")
    _, starts, ends = places_of(records, np.array([len(records)]), np.arange(len(records)))
    return [
        units[2 * start : 2 * end].decode("utf-16-le")
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        if end > start
    ]


@pytest.mark.parametrize(
    ("text", "sentences", "expected"),
    [
        ("首。甲乙。丙丁。", [(2, 5), (5, 8)], ["甲乙。", "丙丁。"]),
        ("𬇙𬇙。甲 乙。尾", [(3, 7)], ["甲乙。"]),
        ("𬇙甲𬇙。", [(0, 4)], ["𬇙甲𬇙。"]),
        ("甲" * 70_000 + "乙。" + "丙" * 140_000 + "丁。", [(70_000, 70_002), (210_002, 210_004)], ["乙。", "丁。"]),
        # What is longer than a record tells is told by several.
        ("甲" * 70_000, [(0, 70_000)], ["甲" * 65_535, "甲" * 4_465]),
        ("甲乙", [], []),
    ],
    ids=["plain", "pairs", "pair first", "far away", "long", "none"],
)  # fmt: skip
def test_sentences_are_found_where_they_stood(
    text: str, sentences: list[tuple[int, int]], expected: list[str]
) -> None:
    assert kept(text, sentences) == expected


def test_hidden_words_are_no_part_of_a_sentence() -> None:
    assert kept("甲甲首页乙乙。丙", [(0, 7)], hidden=((2, 4),)) == ["甲甲\n乙乙。"]
    assert kept("首页甲", [(0, 2)], hidden=((0, 2),)) == []


def test_texts_are_told_apart() -> None:
    records = np.array([(1, 2, 3), (2, 0, 4), (3, 5, 6)], dtype=RECORD)
    found = places_of(records, np.array([2, 0, 1, 0]), np.array([0, 1, 2]))
    assert [one.tolist() for one in found] == [[0, 0, 2], [2, 5, 5], [5, 9, 11]]
    found = places_of(records, np.array([0, 2, 1]), np.array([1]))
    assert [one.tolist() for one in found] == [[1], [5], [9]]


#: Hashes some of which have their last digits in common.
HASHES = st.sampled_from([1, 2, 1 + (1 << 40), 1 - (1 << 50), 2 + (1 << 21), -7])
STANDING = st.tuples(HASHES, st.integers(-1, 12))


@given(st.lists(st.lists(STANDING, max_size=60), min_size=1, max_size=3))
def test_formulas_are_those_of_a_plain_count_of_bodies(parts: list[list[tuple[int, int]]]) -> None:
    bodies = defaultdict(set)
    for masked, body in (one for part in parts for one in part if one[1] >= 0):
        bodies[masked].add(body)
    enough = formula_from(len(set().union(*bodies.values())))
    arrays = [np.array(part, dtype=np.int64).reshape(-1, 2) for part in parts]
    found = formulas([one[:, 0] for one in arrays], [one[:, 1] for one in arrays])
    assert found.tolist() == sorted(masked for masked, whose in bodies.items() if len(whose) >= enough)
    for one in arrays:
        assert find_in(found, one[:, 0]).tolist() == np.flatnonzero(np.isin(one[:, 0], found)).tolist()
