"""An id is made of the words at its place: it stays when the place moves, and no two places have the same."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.quotations import (
    Quotation,
    figure_ids,
    figure_quotations,
    heading_quotations,
    place_of,
    section_ids,
)


@dataclass(frozen=True)
class Figure:
    start: int
    end: int
    figure_start: int


def figures(text: str, *words: str) -> list[Figure]:
    """The figures that begin with ``words``, each looked for behind the one before."""
    found = []
    position = 0
    for one in words:
        position = text.index(one, position)
        found.append(Figure(position, position + len(one), position))
        position += len(one)
    return found


TEXT = "一、成效\n全年调解纠纷48起，成功45起。开展普法讲座48场次。\n二、打算\n开展普法讲座60场次。\n"
IDS = figure_ids(TEXT, figures(TEXT, "48", "45", "48", "60"))


def test_ids_are_what_they_were_when_they_were_first_given():
    """They stand in citations: whoever changes how they are made breaks those."""
    assert section_ids(["主要举措和成效", "存在问题"]) == ["s-1d0a31e8", "s-8cad566c"]
    assert IDS == ["m-12acc9c9", "m-01a27636", "m-fee9be79", "m-8f91a274"]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param("首页 > 政府信息公开\n" + TEXT, id="furniture in front"),
        pytest.param("\n\n" + TEXT, id="line ends in front"),
        pytest.param(TEXT + "\n打印本页 48起\n", id="furniture behind"),
        pytest.param(TEXT.replace("48起", "４８ 起").replace("讲座", "讲 座"), id="width and blanks"),
        pytest.param(TEXT.replace("，成功", ",成功"), id="punctuation"),
        pytest.param(TEXT.replace("\n二、", "\n\n　　2."), id="another marker"),
    ],
)
def test_ids_stay_when_what_is_around_changes(changed):
    words = [("４８" if "４８" in changed else "48"), "45", "48", "60"]
    assert figure_ids(changed, figures(changed, *words)) == IDS


def test_ids_stay_when_a_reader_joins_the_lines_of_print():
    wrapped = (
        "镇司法所牵头组织村居法律顾问深入各村组开展法治宣\n传，全年围绕重点人群和重点领域开展普法讲座48\n"
        "场次，发放资料3000份。\n"
    )
    joined = wrapped.replace("宣\n传", "宣传").replace("48\n场", "48场")
    assert figure_ids(wrapped, figures(wrapped, "48", "3000")) == figure_ids(
        joined, figures(joined, "48", "3000")
    )


def test_ids_stay_when_another_parser_finds_more_or_fewer_figures():
    assert figure_ids(TEXT, figures(TEXT, "45", "60")) == [IDS[1], IDS[3]]


def test_equal_words_are_told_apart_by_their_order():
    text = "调解3次。\n调解3次。\n调解3次。\n"
    quotations = figure_quotations(text, [one.start for one in figures(text, "3", "3", "3")])
    assert list(quotations.values()) == [Quotation("3次", "调解", ordinal) for ordinal in range(3)]
    assert heading_quotations(["（一）学习", "（一）学习。"]) == [
        Quotation("一学习"),
        Quotation("一学习", "", 1),
    ]


def test_what_one_numeral_counts_has_ids_that_say_so():
    text = "参考率、合格率均达100%。"
    at = text.index("100")
    first, other = figure_ids(text, [Figure(0, at + 4, at), Figure(4, at + 4, at)])
    assert other == f"{first}-2"


@pytest.mark.parametrize(
    ("figure", "place"),
    [
        (Figure(2, 9, 6), 6),
        (Figure(2, 9, 2), 2),
        (Figure(2, 9, 0), 2),
        (Figure(2, 9, 9), 2),
        (Figure(0, 0, 0), 0),
    ],
)
def test_a_figure_stands_where_its_numeral_does_or_where_its_words_begin(figure, place):
    assert place_of(figure) == place


SOME_TEXT = st.text(alphabet="一二调解纠纷3件\n。； 1", max_size=60)


@given(SOME_TEXT, st.lists(st.integers(0, 60), max_size=12))
def test_no_two_figures_have_the_same_id(text, places):
    ids = figure_ids(text, [Figure(place, place + 1, place) for place in places])
    assert len(set(ids)) == len(ids) == len(places)


@given(st.lists(st.text(alphabet="一二三学习、（） ", max_size=6), max_size=12))
def test_no_two_sections_have_the_same_id(headings):
    ids = section_ids(headings)
    assert len(set(ids)) == len(ids) == len(headings)


@given(SOME_TEXT, st.lists(st.integers(0, 60), max_size=8), st.integers(1, 5))
def test_lines_in_front_change_no_id(text, places, lines):
    moved = "首页。\n" * lines
    here = [Figure(place, place + 1, place) for place in places if place < len(text)]
    there = [
        Figure(one.start + len(moved), one.end + len(moved), one.figure_start + len(moved)) for one in here
    ]
    assert figure_ids(moved + text, there) == figure_ids(text, here)
