"""The advice 不加引号: the words of a phrase, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.search.query.language import MAX_LENGTH, parse
from reports.search.query.tree import And, Node, Term
from reports.search.query.unquoted import unquoted
from reports.text.normalise import normalise_phrase


@pytest.mark.parametrize(
    ("query", "advised"),
    [
        ('"枫桥经验"', "枫桥经验"),
        ('"法治 OR 不存在的词"', '法治 "OR" 不存在的词'),
        ("“法治 ＯＲ 建设”", '法治 "ＯＲ" 建设'),
        ("“是 非 曲直”", '是 "非" 曲直'),
        ('"法治|建设"', "法治 建设"),
        ('"法治 (建设"', "法治 建设"),
        ('"法治 -建设 2021-2023"', "法治 建设 2021-2023"),
        ('"title:法治 标题：建设"', '"title:法治" "标题：建设"'),
        ('"“枫桥”经验"', "枫桥 经验"),
        ('"a\\"b"', "a b"),
        ('title:"法治 建设"', "title:法治 title:建设"),
        ('title:("法治 OR 建设" 普法)', 'title:法治 title:"OR" title:建设 title:普法'),
        ('甲 OR "乙 丙"', "(甲 OR 乙 丙)"),
        ('"甲 乙" -"丙 丁"', "甲 乙 -(丙 丁)"),
        ('"甲 乙" -"|"', "甲 乙"),
        ('"甲 甲"', "甲"),
        ("甲 乙", None),
        ('"（）"', None),
        ('-"甲"', None),
    ],
)
def test_the_words_of_a_phrase(query: str, advised: str | None) -> None:
    assert unquoted(parse(query).node) == advised


def terms_alone(node: Node) -> list[Term]:
    """The terms of a query that is nothing but terms side by side; fails for any other."""
    children = node.children if isinstance(node, And) else (node,)
    assert all(isinstance(child, Term) and child.field is None for child in children), node
    return [child for child in children if isinstance(child, Term)]


pieces = st.one_of(
    st.sampled_from(
        [
            "OR",
            "ＯＲ",
            "AND",
            "NOT",
            "或",
            "且",
            "非",
            "|",
            "｜",
            "-",
            "－",
            "(",
            "）",
            "title:",
            "标题：",
            "\\",
            "“",
            "」",
        ]
    ),
    st.text(alphabet="法治建设ab1-－:：|()（）“”「」『』\\'＂ 　", max_size=6),
)


@given(st.lists(pieces, max_size=12), st.sampled_from([" ", "", "　"]))
def test_what_is_advised_asks_for_words_of_the_phrase_alone(parts: list[str], between: str) -> None:
    phrase = between.join(parts)
    query = parse(f'"{phrase.replace(chr(92), "")}"').node
    advised = unquoted(query)
    if advised is None:
        return
    assert isinstance(query, Term)
    again = parse(advised)
    assert (again.literal, again.notices) == (False, ())
    words = terms_alone(again.node)
    assert all(word.text in query.text for word in words)
    assert unquoted(again.node) in (None, advised)


def test_no_query_is_advised_that_would_be_cut() -> None:
    words = " ".join(f"字{number:05}" for number in range(MAX_LENGTH // 7))
    assert unquoted(parse(f'"{words}"').node) == words
    assert unquoted(And((Term("甲", "甲" * MAX_LENGTH, True), Term("乙", "乙", True)))) is None


def test_words_are_cut_as_the_language_cuts_them() -> None:
    assert [term.text for term in terms_alone(parse(unquoted(parse('"ＡＢ　枫桥"').node) or "").node)] == [
        normalise_phrase("ＡＢ"),
        "枫桥",
    ]
