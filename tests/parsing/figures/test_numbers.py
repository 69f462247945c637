"""What figures say: numerals with their qualifiers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.parsing.figures.numbers import find_figures, read_figure

EXACT = [
    ("7", "7"),
    ("0", "0"),
    ("1,090", "1090"),
    ("12,345,678", "12345678"),
    ("1，286", "1286"),
    ("1 286", "1286"),
    ("12 345 678", "12345678"),
    ("叁万贰仟", "32000"),
    ("伍拾", "50"),
    ("３６", "36"),
    ("１，２００", "1200"),
    ("3.5", "3.5"),
    ("98.60", "98.6"),
    ("1.8万", "18000"),
    ("2 万", "20000"),
    ("3千", "3000"),
    ("1.2亿", "120000000"),
    ("1万5千", "15000"),
    ("两", "2"),
    ("十", "10"),
    ("十六", "16"),
    ("二十", "20"),
    ("三十七", "37"),
    ("一百零八", "108"),
    ("二百三十", "230"),
    ("一千二百五十", "1250"),
    ("两万三千", "23000"),
    ("三十二万", "320000"),
    ("零", "0"),
    ("百分之九十八", "98"),
    ("百分之九十九点五", "99.5"),
    ("百分之95", "95"),
    ("百分之百", "100"),
    ("百分百", "100"),
    ("五分之四", "0.8"),
    ("三分之一", "0.3333"),
]
QUALIFIED = [
    ("20余", "20", None, "min"),
    ("20 余", "20", None, "min"),
    ("3.5万余", "35000", None, "min"),
    ("10余万", "100000", None, "min"),
    ("200多", "200", None, "min"),
    ("十余", "10", None, "min"),
    ("二十几", "20", None, "min"),
    ("一百二十余", "120", None, "min"),
    ("近百", "100", None, "max"),
    ("近3000", "3000", None, "max"),
    ("不足50", "50", None, "max"),
    ("约500", "500", None, None),
    ("大约80", "80", None, None),
    ("超过1200", "1200", None, "min"),
    ("逾5万", "50000", None, "min"),
    ("不少于2", "2", None, "min"),
    ("至少一", "1", None, "min"),
    ("不超过30", "30", None, "max"),
    ("上千", "1000", None, "min"),
    ("数百", "100", None, "min"),
    ("几十", "10", None, "min"),
    ("三四", "3", "4", None),
    ("十七八", "17", "18", None),
    ("三四十", "30", "40", None),
]
RANGES = [("12至15", "12", "15"), ("3-5", "3", "5"), ("2至3万", "20000", "30000"), ("三至五", "3", "5")]


@pytest.mark.parametrize(("figure", "value"), EXACT)
def test_exact_figures_are_read(figure: str, value: str) -> None:
    quantity = read_figure(figure)
    assert quantity is not None
    assert (quantity.value, quantity.approx, quantity.bound) == (Decimal(value), False, None)


@pytest.mark.parametrize(("figure", "value", "high", "bound"), QUALIFIED)
def test_qualifiers_make_a_figure_approximate(
    figure: str, value: str, high: str | None, bound: str | None
) -> None:
    quantity = read_figure(figure)
    assert quantity is not None
    assert (quantity.value, quantity.approx, quantity.bound) == (Decimal(value), True, bound)
    assert quantity.value_high == (Decimal(high) if high else None)


@pytest.mark.parametrize(("figure", "low", "high"), RANGES)
def test_ranges_have_two_ends(figure: str, low: str, high: str) -> None:
    quantity = read_figure(figure)
    assert quantity is not None
    assert (quantity.value, quantity.value_high, quantity.approx) == (Decimal(low), Decimal(high), False)


@pytest.mark.parametrize(
    "words",
    ["七五", "八五", "二〇二三", "一四六", "十三五", "百十", "五一", "万千", "9" * 40, "多", "", "余"],
)
def test_strings_of_digits_are_no_numbers(words: str) -> None:
    assert read_figure(words) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("预约3次", ["3"]),
        ("签约20份", ["20"]),
        ("附近5个村", ["5"]),
        ("线上百余场", ["百余"]),
        ("共12至15次、约40场", ["12至15", "约40"]),
        ("1.5 万余份和3,000册", ["1.5 万余", "3,000"]),
    ],
)
def test_figures_are_found_with_their_own_qualifiers(text: str, figures: list[str]) -> None:
    assert [figure.text for figure in find_figures(text)] == figures


@given(
    st.text(
        alphabet="约近超过至少上数几余多0123456789０９,，.·。Ol万千百十亿一二三两零〇廿卅分之点-−－负至≥ 个次\n",
        max_size=60,
    )
)
def test_every_figure_found_reads_back_to_its_value(text: str) -> None:
    for figure in find_figures(text):
        assert read_figure(text[figure.start : figure.end]) == figure.quantity


@given(st.integers(min_value=1, max_value=99_999_999))
def test_grouped_digits_are_the_number(number: int) -> None:
    quantity = read_figure(f"{number:,}")
    assert quantity is not None
    assert quantity.value == number
