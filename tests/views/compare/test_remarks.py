"""What is pencilled beside a row of two reports."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from reports.analysis.across.compare import Value, indicator_rows
from reports.views.compare.remarks import of_figures, of_texts


@dataclass(frozen=True)
class Counted:
    value_high: Decimal | None = None
    approx: bool = False


@dataclass(frozen=True)
class Item:
    metric: Counted


def value(number: str, unit: str = "起", *, approx: bool = False, high: str = "", **fields) -> Value[Item]:
    counted = Counted(Decimal(high) if high else None, approx)
    return Value("a", unit, Decimal(number), Item(counted), **fields)


@pytest.mark.parametrize(
    ("one", "other", "remark"),
    [
        ([value("48")], [value("61")], "差 13 起"),
        ([value("61")], [value("48", approx=True)], "约差 13 起"),
        ([value("10")], [value("45")], "4.5 倍"),
        ([value("3")], [value("1000")], "约 333 倍"),
        ([value("18000", approx=True)], [value("4000", approx=True)], "约 4.5 倍"),
        ([value("95", "%")], [value("98", "%")], "差 3 个百分点"),
        ([value("0")], [value("5")], "差 5 起"),
        ([value("5")], [value("5", approx=True)], ""),
        ([value("5")], [value("5", "件")], "单位不同，不画柱"),
        ([value("0", "")], [value("5")], ""),
        ([value("5")], [value("9"), value("2")], ""),
        ([value("5")], [value("9", planned=True)], ""),
        ([value("5")], [value("9", high="12")], ""),
    ],
)
def test_two_figures_are_told_apart(one, other, remark):
    (row,) = indicator_rows([one, other], order=str)
    assert of_figures(row, alike=False) == remark


def test_what_is_alike_is_said_so():
    (row,) = indicator_rows([[value("5")], [value("5")]], order=str)
    assert of_figures(row, alike=True) == "两篇相同"


@pytest.mark.parametrize(
    ("held", "one", "other", "remark"),
    [
        ([True, True], (3, 0), (4, 0), "一字不差 3 / 4 句"),
        ([True, True], (2, 1), (2, 1), "一字不差 2 句，只差数字、地名 1 句"),
        ([True, True], (0, 1), (0, 1), "只差数字、地名 1 句"),
        ([True, True], (0, 0), (0, 0), "没有相同的句子"),
        ([False, True], (0, 0), (2, 0), "只有乙镇 2023写了"),
    ],
)
def test_two_texts_are_told_apart(held, one, other, remark):
    assert of_texts(["甲镇 2023", "乙镇 2023"], held, one, other) == remark
