"""Figures put into words."""

from decimal import Decimal

import pytest

from reports.analysis.wording import figure_wording, number


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
