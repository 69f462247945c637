import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.admin.reviewing.annotated import Mark, Piece, pieces


@pytest.mark.parametrize(
    ("marks", "cut"),
    [
        ([], [("一二三四五", "")]),
        ([Mark(1, 3, "a", "x")], [("一", ""), ("二三", "a"), ("四五", "")]),
        ([Mark(0, 3, "a"), Mark(2, 5, "b")], [("一二", "a"), ("三", "a b"), ("四五", "b")]),
        ([Mark(1, 4, "a"), Mark(2, 3, "a")], [("一", ""), ("二", "a"), ("三", "a"), ("四", "a"), ("五", "")]),
        ([Mark(3, 99, "a")], [("一二三", ""), ("四五", "a")]),
        ([Mark(2, 2, "a"), Mark(7, 9, "a"), Mark(-1, 2, "a")], [("一二三四五", "")]),
    ],
)
def test_a_text_is_cut_where_marks_begin_and_end(marks: list[Mark], cut: list[tuple[str, str]]) -> None:
    assert [(piece.text, piece.css) for piece in pieces("一二三四五", marks)] == cut


def test_an_anchor_stands_where_its_mark_begins_and_nowhere_else() -> None:
    marks = [Mark(1, 4, "a", "x"), Mark(1, 2, "b", "y"), Mark(3, 4, "c", "z")]
    assert pieces("一二三四", marks) == [
        Piece("一", "", ()),
        Piece("二", "b a", ("y", "x")),
        Piece("三", "a", ()),
        Piece("四", "a c", ("z",)),
    ]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 40), st.integers(-2, 40))))
def test_the_pieces_are_the_whole_text(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"c{number}") for number, (start, end) in enumerate(spans)]
    assert "".join(piece.text for piece in pieces(text, marks)) == text
