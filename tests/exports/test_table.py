import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.exports.table import blocks, csv_lines, safe_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("中山镇", "中山镇"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-试点", "'-试点"),
        ("@某人", "'@某人"),
        ("\t缩进", "'\t缩进"),
        ("a=b", "a=b"),
        (-3, "-3"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_cell_never_opens_a_formula(value, cell):
    assert safe_cell(value) == cell


@pytest.mark.parametrize(
    "text",
    [
        "11330921002345678",
        "0012",
        "2.10",
        "5-8",
        "3/4",
        "2024-5",
        "12:30",
        "(1)",
        "（1）",
        "1.",
        "12e456789012",
        "123456789012",
        "12.5%",
        "1,234",
        "5月8日",
        "2023年5月",
        "5-8 ",
        "１２",
        "Mar-5",
        "1 Sept",
        "TRUE",
    ],
)
def test_a_text_that_a_spreadsheet_would_change_keeps_its_form(text):
    assert safe_cell(text) == f"\t{text}"
    assert safe_cell(text).strip() == text.strip()
    assert safe_cell(text, spreadsheet=False) == text


@pytest.mark.parametrize(
    "text",
    [
        "中山镇",
        "11330921/2024-00012号",
        "1.8万",
        "衢政发〔2024〕5号",
        "1a2b3c4d5e6f",
        "一、",
        "5件",
        "e5",
        "09926707e5e7",
        "12e4f5",
        "",
        "330921106",
        "12",
        "0",
        "2.1",
        "0.25",
    ],
)
def test_other_texts_stand_as_they_are(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("12.0"), "12"),
        (Decimal("12000"), "12000"),
        (Decimal("1.8E+4"), "18000"),
        (Decimal("0.50"), "0.5"),
        (Decimal("-3.00"), "-3"),
        (Decimal("0.0"), "0"),
        (Decimal("-0.0"), "0"),
        (Decimal("123456789012345678901234567890.50"), "123456789012345678901234567890.5"),
        (12.0, "12"),
        (0.25, "0.25"),
        (2023, "2023"),
        (date(2024, 3, 1), "2024-03-01"),
    ],
)
def test_numbers_have_no_zeros_at_their_end(value, cell):
    assert safe_cell(value) == cell


def test_a_table_begins_with_a_bom_and_reads_back_whole():
    rows = [("一,二", '引"号', "两\n行"), ("", None, 5)]
    written = "".join(csv_lines(("甲", "乙", "丙"), rows))
    assert written[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(written[1:], newline=""))) == [
        ["甲", "乙", "丙"],
        ["一,二", '引"号', "两\n行"],
        ["", "", "5"],
    ]


CELLS = st.one_of(
    st.text(alphabet=" ,\"'\n\r\t=-@0１1.5（:月MayTrue枫桥𬇙", max_size=8), st.integers(), st.none(), st.booleans(),
    st.decimals(allow_nan=False, places=2), st.floats(allow_nan=False, allow_infinity=False), st.dates(),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, max_size=4), max_size=4), st.booleans())
def test_rows_are_written_as_the_standard_writer_does(rows, spreadsheet):
    plain = io.StringIO(newline="")
    csv.writer(plain).writerows([[safe_cell(cell, spreadsheet=spreadsheet) for cell in row] for row in rows])
    assert "".join(csv_lines(("甲",), rows, spreadsheet=spreadsheet)) == f"\ufeff甲\r\n{plain.getvalue()}"


def test_an_empty_table_is_its_header():
    assert "".join(csv_lines(("甲", "乙"), [])) == "\ufeff甲,乙\r\n"


def test_lines_are_sent_in_pieces_and_the_first_at_once():
    asked: list[int] = []

    def lines():
        for number in range(5):
            asked.append(number)
            yield f"{number}\r\n"

    pieces = blocks(lines(), size=6)
    assert (next(pieces), asked) == ("0\r\n", [0])
    assert list(pieces) == ["1\r\n2\r\n", "3\r\n4\r\n"]
    assert list(blocks([])) == []
