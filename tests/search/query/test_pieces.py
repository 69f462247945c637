"""What is typed in one line, taken apart."""

import pytest

from reports.search.query.glossary import in_chinese
from reports.search.query.pieces import Piece, pieces


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "2023 浙江 枫桥经验",
            (
                Piece("2023", year=2023),
                Piece("浙江", names=("浙江",)),
                Piece("枫桥经验", names=("枫桥经验",)),
            ),
        ),
        ("2023年浙江", (Piece("2023年", year=2023), Piece("浙江", names=("浙江",)))),
        ("2023年度", (Piece("2023年度", year=2023),)),
        ("江津区中山镇", (Piece("江津区中山镇", names=("江津区", "中山镇")),)),
        ("“枫桥 经验” 村", (Piece("“枫桥 经验”"), Piece("村"))),
        ("zhongshan zhen", (Piece("zhongshan zhen", names=("zhongshanzhen",)),)),
        ("Zhongshan Town", (Piece("Zhongshan Town", names=("zhongshanzhen",)),)),
        ("Xi'an", (Piece("Xi'an", names=("xian",)),)),
        ("legal aid", (Piece("legal aid", names=("legal",), chinese=("法律援助",)),)),
        ("48", (Piece("48"),)),
    ],
)
def test_a_plain_line_is_taken_apart(typed, expected):
    assert pieces(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "信访 -网格",
        "信访 OR 网格",
        "(信访)",
        "标题:街道",
        "“信访",
        "字" * 101,
        "一 二 三 四 五 六 七 八 九",
    ],
)
def test_a_query_in_the_search_language_or_a_pasted_sentence_is_left_alone(typed):
    assert pieces(typed) == ()


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("mediation", "调解"),
        ("Mediations", "调解"),
        ("petition", "信访"),
        ("petitions", "信访"),
        ("LEGAL  AID", "法律援助"),
        ("penalties", "行政处罚"),
        ("tiaojie", "调解"),
        ("nonsense", None),
        ("", None),
    ],
)
def test_a_term_in_english_or_pinyin_is_known_in_chinese(english, expected):
    assert next(iter(in_chinese(english)), None) == expected
