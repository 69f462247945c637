"""Traditional and simplified characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.folding import count_traditional, simplify


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法治政府建設年度報告", "法治政府建设年度报告"),
        ("鄉鎮人民政府與街道辦事處", "乡镇人民政府与街道办事处"),
        ("後續發展，乾淨臺灣", "后续发展，干净台湾"),
        ("已是简体 abc 123，。", "已是简体 abc 123，。"),
        ("", ""),
    ],
)
def test_traditional_characters_become_simplified(text: str, expected: str) -> None:
    assert simplify(text) == expected


def test_traditional_characters_are_counted() -> None:
    assert count_traditional("法治政府建設報告") == 2
    assert count_traditional("法治政府建设报告") == 0


@given(st.text())
def test_simplifying_keeps_the_length_and_repeats_without_change(text: str) -> None:
    assert len(simplify(text)) == len(text)
    assert simplify(simplify(text)) == simplify(text)
