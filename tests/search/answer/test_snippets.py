from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.answer.snippets import Snippet, find, hits_by_section, marks, snippets, title_marks
from reports.search.query.language import parse
from reports.text.normalise import normalise, normalise_phrase, searchable


@dataclass(frozen=True)
class Place:
    path: str
    heading: str
    start: int
    end: int


def found_in(
    text: str, query: str, sections: list[Place] | None = None, limit: int = 3
) -> tuple[Snippet, ...]:
    normalised = normalise(text)
    return snippets(text, normalised, find(normalised, parse(query).node), sections or [], limit)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("坚持“枫桥经验”，枫桥经验好", "枫桥经验", ["枫桥经验", "枫桥经验"]),
        ("坚持楓 橋　經驗", '"枫桥经验"', ["楓 橋　經驗"]),
        ("达到９８％以上", "98%", ["９８％"]),
        ("㈠加强", "一)加", ["㈠加"]),
        ("甲乙丙", "甲乙 乙丙", ["甲乙丙"]),
        ("甲乙丙", "甲 | 丁", ["甲"]),
        ("甲乙丙", "甲 -乙", ["甲"]),
        ("人民群众参与调解", "群众调解", ["群众", "调解"]),
        ("人民群众参与调解", '"人民调解"', []),
        ("人民群众", "群众调解", []),
        ("人民的调解，的的", "调解的人民", ["人民", "调解"]),
        ("人民调解与人民", "人民调解", ["人民调解"]),
        ("甲标题乙", "标题:乙 甲", ["甲"]),
        ("法治\n建设", '"法治建设"', []),
        ("", "甲", []),
        ("甲", "", []),
    ],
)
def test_hits_lie_on_the_characters_of_the_report(text: str, query: str, marked: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in marks(text, [], query)] == marked


def test_words_apart_are_not_marked_when_only_exact_hits_are_wanted() -> None:
    assert marks("人民群众参与调解", [], "群众调解", words=False) == ()


def test_what_is_marked_as_furniture_has_no_hits() -> None:
    assert [(hit.start, hit.end) for hit in marks("法治首页法治", [(0, 4)], "法治")] == [(4, 6)]


@given(
    st.text(st.sampled_from("枫桥经验推進㈠９8％ 　\n,，"), max_size=80),
    st.text(st.sampled_from("枫桥经验推进一(98% "), min_size=1, max_size=4),
)
def test_a_phrase_is_marked_wherever_it_is_found_and_nowhere_else(text: str, phrase: str) -> None:
    spelled = normalise_phrase(phrase)
    found = marks(text, [], f'"{phrase}"')
    assert bool(found) == (spelled != "" and spelled in normalise(text).text)
    for hit in found:
        assert spelled in normalise(text[hit.start : hit.end]).text
    assert list(found) == sorted(found, key=lambda hit: hit.start)


def test_a_title_is_marked_by_terms_of_any_field() -> None:
    assert title_marks("塘栖镇法治建设报告", parse("标题:塘栖 法治 -报告").node) == ((0, 2), (3, 5))


REPORT = (
    "某镇报告\n一、成效\n（一）调解。成立人民调解室。\n（二）审查。审查合同，人民满意。\n二、打算\n继续调解。"
)
SECTIONS = [
    Place("1", "成效", REPORT.index("一、"), REPORT.index("二、打算")),
    Place("1.1", "调解。", REPORT.index("（一）"), REPORT.index("（二）")),
    Place("1.2", "审查。", REPORT.index("（二）"), REPORT.index("二、打算")),
    Place("2", "打算", REPORT.index("二、打算"), len(REPORT)),
]


def test_hits_are_counted_in_the_innermost_section() -> None:
    found = find(normalise(REPORT), parse("人民 | 调解 | 报告").node)
    assert hits_by_section(found, reversed(SECTIONS)) == {"0": 1, "1.1": 3, "1.2": 1, "2": 1}


def test_the_best_section_comes_first_and_each_gives_one_piece_before_a_second() -> None:
    pieces = found_in(REPORT, "人民 | 调解 | 报告", SECTIONS, limit=4)
    assert [(piece.path, piece.heading) for piece in pieces] == [
        ("1.1", "调解。"),
        ("0", ""),
        ("1.2", "审查。"),
        ("2", "打算"),
    ]


LONG = "".join(f"第{number}句讲的是日常工作的开展情况和有关安排。" for number in range(1, 20))


def test_a_snippet_begins_and_ends_with_a_sentence() -> None:
    text = LONG + "这里写到枫桥经验的运用。" + LONG
    (piece,) = found_in(text, "枫桥经验")
    assert piece.text == (
        "第19句讲的是日常工作的开展情况和有关安排。这里写到枫桥经验的运用。"
        "第1句讲的是日常工作的开展情况和有关安排。第2句讲的是日常工作的开展情况和有关安排。"
    )
    assert [piece.text[start:end] for start, end in piece.marks] == ["枫桥经验"]
    assert text[piece.start : piece.end] == piece.text


def test_a_heading_is_shown_with_what_follows_it() -> None:
    (piece,) = found_in("一、枫桥经验\n　　坚持矛盾不上交。\n二、其他", "枫桥经验")
    assert piece.text == "一、枫桥经验\n　　坚持矛盾不上交。"


def test_a_snippet_stays_in_its_section_where_sections_share_a_line() -> None:
    text = "一、成效。进村调解。二、不足。审查不严。三、打算。继续调解。"
    places = [
        Place(str(number), text[start + 2 : start + 4], start, end)
        for number, (start, end) in enumerate(
            pairwise([*(text.index(mark) for mark in "一二三"), len(text)]), 1
        )
    ]
    assert [(piece.path, piece.text) for piece in found_in(text, "审查 | 调解", places, limit=4)] == [
        ("1", "一、成效。进村调解。"),
        ("2", "二、不足。审查不严。"),
        ("3", "三、打算。继续调解。"),
    ]


def test_a_snippet_stops_at_furniture() -> None:
    text = "推进法治【打印】政府建设"
    normalised = searchable(text, [(4, 8)])
    (piece,) = snippets(text, normalised, find(normalised, parse("法治").node), [])
    assert piece.text == "推进法治"


@given(
    st.text(st.sampled_from("甲乙丙丁。，；\n 　"), max_size=400),
    st.sampled_from(["甲乙", "甲 | 丙丁", "甲乙丙丁甲乙丙丁 | 丁。", '"，甲" | 乙乙']),
)
def test_snippets_are_pieces_of_the_report_that_cut_no_hit(text: str, query: str) -> None:
    normalised = normalise(text)
    found = find(normalised, parse(query).node)
    pieces = snippets(text, normalised, found, [])
    assert bool(pieces) == bool(found)
    for piece in pieces:
        assert text[piece.start : piece.end] == piece.text
        assert piece.marks
        cut = [m for m in found if m.start < piece.start < m.end or m.start < piece.end < m.end]
        assert cut == []
    spans = sorted((piece.start, piece.end) for piece in pieces)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
