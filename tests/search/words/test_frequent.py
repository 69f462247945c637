"""Frequent words complete and correct what is typed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from reports.search import Criteria, search
from reports.search.answer.suggest import suggest
from reports.search.query.phrases import _one_slip
from reports.search.words.frequent import FrequentWords
from tests.factories import make_report

SOME = FrequentWords.of(
    {"枫桥经验": 9, "枫桥": 30, "调解": 50, "调节": 4, "人民调解": 20, "人民调解员": 7, "矛盾纠纷": 12, "罕见": 2,
     "abc": 99, "12345": 99, "，": 99, "法": 99, "综合执法": 8, "综合治法": 3, "枫桥式": 9}
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("枫", ["枫桥", "枫桥式", "枫桥经验"]),
        ("枫桥", ["枫桥式", "枫桥经验"]),
        ("人民调", ["人民调解", "人民调解员"]),
        ("rmtj", ["人民调解", "人民调解员"]),
        ("fqj", ["枫桥经验"]),
        ("罕", []),
        ("法", []),
        ("没有", []),
    ],
)
def test_words_are_completed_by_beginning_and_initials(typed: str, found: list[str]) -> None:
    assert SOME.begun(typed, 5) == found


def test_no_more_are_offered_than_asked_for() -> None:
    assert SOME.begun("枫", 2) == ["枫桥", "枫桥式"]
    assert FrequentWords().begun("枫", 2) == FrequentWords().near("枫桥", 2) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("风侨经验", ["枫桥经验"]),
        ("条解", ["调解", "调节"]),
        ("人民调节", ["人民调解"]),
        ("枫桥经历", ["枫桥经验"]),
        ("枫经桥验", ["枫桥经验"]),
        ("枫桥经", ["枫桥经验"]),
        ("枫桥的经验", ["枫桥经验"]),
        ("综合知法", ["综合执法", "综合治法"]),
        ("枫桥", []),
        ("完全不同的话", []),
        ("abd", []),
        ("", []),
    ],
)
def test_words_that_sound_alike_or_are_one_slip_away_are_offered(typed: str, found: list[str]) -> None:
    assert SOME.near(typed, 5) == found


WORD = st.text(alphabet="甲乙丙𬇙", min_size=2, max_size=6)


@given(st.sets(WORD, max_size=12), WORD)
def test_slips_are_those_of_a_comparison_one_by_one(words: set[str], typed: str) -> None:
    found = FrequentWords.of(dict.fromkeys(words, 3)).near(typed, 99)
    slips = {word for word in words if word != typed and len(word) >= 4 and _one_slip(typed, word)}
    assert {word for word in found if len(word) >= 4} >= {
        word for word in slips if len(typed) != len(word) or len(typed) >= 4
    }
    assert set(found) <= {word for word in words if _one_slip(typed, word)}


Index = Callable[[], int]


@pytest.mark.django_db
def test_words_of_the_reports_are_suggested_with_their_reports(indexed: Index) -> None:
    for number in range(4):
        make_report(f"百姓说事点常态运行，说事{'人' if number else '员'}在场。")
    indexed()
    found = {one.text: one.count for one in suggest("常")}
    assert found == {"常态": 4}
    assert [(one.text, one.count) for one in suggest("ct")] == [("常态", 4)]


@pytest.mark.django_db
def test_a_query_without_hits_is_told_what_sounds_like_it_and_is_not_replaced(indexed: Index) -> None:
    for _ in range(3):
        make_report("常态运行。")
    indexed()
    page = search(Criteria(q="常太"))
    assert (page.count, [(str(said), other.q) for said, other in page.advice]) == (
        0,
        [("改为“常态”（3篇）", "常态")],
    )
    assert search(Criteria(q="常太", years=(1999,))).advice == ()
    assert search(Criteria(q="常态")).advice == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "begun", "near"),
    [
        ("调", [("调解", 4), ("调解员", 3)], []),
        ("tj", [("调解", 4), ("调解员", 3)], []),
        ("枫", [("枫桥经验", 3)], []),
        ("枫侨经验", [], [("枫桥经验", 3)]),
        ("条解员", [], [("调解员", 3)]),
        ("调解", [("调解员", 3)], []),
        ("无人写过", [], []),
        ("", [], []),
        ("法" * 30, [], []),
    ],
)
def test_the_api_completes_and_corrects_by_what_reports_have(
    client: Client, indexed: Index, typed: str, begun: list[tuple[str, int]], near: list[tuple[str, int]]
) -> None:
    for number in range(4):
        make_report("参与调解。" + "调解员，枫桥经验。" * (number > 0))
    make_report("调解员，枫桥经验。", region="990101001", sample=True)
    indexed()
    found = json.loads(client.get("/api/v1/words/suggest", {"q": typed}).content)
    assert found == {
        name: [{"word": word, "reports": count} for word, count in several]
        for name, several in (("begun", begun), ("near", near))
    }


def test_forty_thousand_words_are_looked_through_at_once() -> None:
    dice = random.Random(1)
    letters = [chr(0x4E00 + number) for number in range(3000)]
    made = {"".join(dice.choices(letters, k=dice.randint(2, 6))): 3 for _ in range(40_000)}
    words = FrequentWords.of(made)
    target = next(word for word in words.words if len(word) == 5)
    assert target in words.near(target[:4], 5)
    assert target in words.near(target[:2] + "龘" + target[3:], 5)
