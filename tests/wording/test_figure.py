"""Figures put into words."""

from decimal import Decimal

import pytest

from reports.wording.figure import figure_wording, number, short_number


@pytest.mark.parametrize(
    ("value", "expected"),
    [("5", "5"), ("18000", "18,000"), ("98.50", "98.5"), ("-3", "-3"), ("0.5", "0.5"), ("-0.5", "-0.5")],
)
def test_numbers_lose_trailing_zeros_and_get_groups(value, expected):
    assert number(Decimal(value)) == expected


@pytest.mark.parametrize(
    ("value", "fields", "expected"),
    [
        ("700", {"unit": "人"}, "700人"),
        ("700", {"unit": "人", "approx": True, "bound": "min"}, "700余人"),
        ("700", {"unit": "人", "approx": True, "bound": "max"}, "近700人"),
        ("700", {"unit": "人", "approx": True}, "约700人"),
        ("2", {"unit": "次", "bound": "min"}, "不少于2次"),
        ("2", {"unit": "次", "bound": "max"}, "不超过2次"),
        ("1", {"unit": "次", "per": "月"}, "每月1次"),
        ("2", {"unit": "次", "per": "季度", "bound": "min"}, "每季度不少于2次"),
        ("5", {"unit": "件", "value_high": Decimal(10)}, "5—10件"),
        ("0", {"unit": "起", "negated": True}, "未发生"),
        ("0", {"unit": "起"}, "0起"),
        ("3", {"unit": None}, "3"),
    ],
)
def test_qualifiers_come_back_in_chinese(value, fields, expected):
    assert str(figure_wording(Decimal(value), **fields)) == expected


@pytest.mark.parametrize(
    ("value", "han", "latin"),
    [
        ("0", "0", "0"),
        ("9999.5", "9,999.5", "9,999.5"),
        ("10000", "1万", "10k"),
        ("12345", "1.23万", "12.3k"),
        ("123456", "12.3万", "123k"),
        ("12345678", "1,235万", "12.3M"),
        ("123456789012", "1,235亿", "123bn"),
    ],
)
def test_a_number_in_little_room_is_cut_to_what_matters(value, han, latin):
    assert (short_number(Decimal(value)), short_number(Decimal(value), han=False)) == (han, latin)
