"""Traditional and simplified characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.text.folding import count_traditional, drop_unseen, simplify


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法治政府建設年度報告", "法治政府建设年度报告"),
        ("鄉鎮人民政府與街道辦事處", "乡镇人民政府与街道办事处"),
        ("後續發展，乾淨臺灣", "后续发展，干净台湾"),
        ("已是简体 abc 123，。", "已是简体 abc 123，。"),
        ("⼀、⼈⺠⻋⻅⻔⽭盾⻑⻓⼗⼆⽉⻘⻚", "一、人民车见门矛盾长长十二月青页"),
        ("９８.５ 𝟙𝟚 豈", "98.5 12 岂"),
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


def test_what_cannot_be_seen_is_left_out_with_the_way_back() -> None:
    text = "人\u200d民\ufe00调\u00ad解\u202e1\U000e010020\ufeff户"
    seen, offsets = drop_unseen(text)
    assert seen == "人民调解120户"
    assert "".join(text[offset] for offset in offsets) == seen


def test_a_text_without_unseen_characters_stays_as_it_is() -> None:
    assert drop_unseen("人民 调解\n") == ("人民 调解\n", range(6))
