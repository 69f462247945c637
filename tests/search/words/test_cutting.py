"""Texts as words: every piece has its place, own terms are whole, their parts stand beside them."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.place.gazetteer import gazetteer
from reports.search.index.documents import Document
from reports.search.query.words import query_words, whole_words
from reports.search.words.beside import cut_beside
from reports.search.words.cutting import parts, pieces, plain_words
from reports.search.words.dictionary import dictionary, own_terms
from reports.search.words.tokenizer import JiebaTokenizer
from reports.text.normalise import normalise


@pytest.mark.parametrize(
    "term", ["枫桥经验", "合法性审查", "人民调解委员会", "网格化管理", "第一责任人", "谁执法谁普法"]
)
def test_terms_of_the_field_are_one_word(term: str) -> None:
    assert pieces(f"坚持{term}，落实{term}。") == ("坚持", term, "，", "落实", term, "。")


def test_a_place_is_one_word_with_its_name_inside() -> None:
    assert pieces("洪山殿镇召开会议")[0] == "洪山殿镇"
    assert "洪山殿镇" in dictionary().places


@given(st.text(alphabet="人民调解委员会，。1a \n枫桥经验𬇙的", max_size=60))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@given(st.text(max_size=40))
def test_any_normalised_text_can_be_cut(text: str) -> None:
    normalised = normalise(text).text
    assert "".join(pieces(normalised)) == normalised


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("人民调解员", ("人民", "人民调解", "民调", "调解", "调解员")),
        ("枫桥经验", ("枫桥", "经验")),
        ("调解", ()),
        ("法", ()),
    ],
)
def test_the_words_inside_a_word(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("合法性审查", ("合法性", "审查")), ("枫桥经验", ("枫桥", "经验")), ("经验", ("经验",))],
)
def test_an_own_term_apart(word: str, expected: tuple[str, ...]) -> None:
    assert plain_words(word) == expected


def test_every_own_term_apart_is_the_term() -> None:
    assert [term for term in own_terms() if "".join(plain_words(term)) != term] == []


def test_a_query_is_ranked_by_whole_words_and_finds_by_their_parts() -> None:
    assert whole_words("合法性审查，枫桥经验") == ("合法性审查", "枫桥经验")
    assert query_words("合法性审查，枫桥经验") == ("合法性", "审查", "枫桥", "经验")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("query", [("人民调解员", 0, 0, 5), ("调解", 1, 6, 8)]),
        (
            "index",
            [
                ("人民调解员", 0, 0, 5),
                ("人民", 0, 0, 2),
                ("人民调解", 0, 0, 4),
                ("民调", 0, 1, 3),
                ("调解", 0, 2, 4),
                ("调解员", 0, 2, 5),
                ("调解", 1, 6, 8),
            ],
        ),
    ],
)
def test_the_tokenizer_gives_ordinals_and_offsets(
    mode: str, expected: list[tuple[str, int, int, int]]
) -> None:
    tokens = JiebaTokenizer()("人民调解员，调解。", positions=True, chars=True, mode=mode)
    assert [(one.text, one.pos, one.startchar, one.endchar) for one in tokens] == expected


def _document(number: int, body: str) -> Document:
    return Document(
        pk=number, revision=1, body=body, title="", headings="", shown_title="", region="", year=2020,
        published=date(2021, 3, 1), genre="annual_report", roles=(), topics=(), indicators=(), flags=(), sample=False,
        way=b"", sentences=b"",
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 3, 100])
def test_cutting_beside_gives_the_same_in_the_same_order(count: int) -> None:
    # A run of more letters than a byte counts is one word.
    bodies = [f"{number}人民调解委员会，{'a' * (number * 9)}枫桥经验。" for number in range(count)]
    found = list(cut_beside(_document(number, body) for number, body in enumerate(bodies)))
    assert [(document.pk, words) for document, words in found] == [
        (number, pieces(body)) for number, body in enumerate(bodies)
    ]


def test_names_of_townships_are_one_word_in_a_sentence_so_that_they_can_be_masked() -> None:
    """An issuer is a place and what all have (人民政府); a name longer than a term may be apart."""
    towns = [unit.name for unit in gazetteer() if unit.level == "township" and len(unit.name) <= 10]
    sentences = ("{}人民政府", "在{}开展普法宣传", "组织{}机关干部学习", "截至目前，{}共受理案件")
    chosen = random.Random(3).sample(towns, 200)
    asked = [(town, sentence.format(town)) for town in chosen for sentence in sentences]
    apart = [(town, text) for town, text in asked if town not in pieces(text)]
    assert len(apart) <= len(asked) / 100
