import csv
import io

import pytest

from reports.exports.table import csv_lines, safe_cell


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


def test_a_table_begins_with_a_bom_and_reads_back_whole():
    rows = [("一,二", '引"号', "两\n行"), ("", None, 5)]
    written = "".join(csv_lines(("甲", "乙", "丙"), rows))
    assert written[0] == "\ufeff"
    assert list(csv.reader(io.StringIO(written[1:], newline=""))) == [
        ["甲", "乙", "丙"],
        ["一,二", '引"号', "两\n行"],
        ["", "", "5"],
    ]


def test_an_empty_table_is_its_header():
    assert "".join(csv_lines(("甲", "乙"), [])) == "\ufeff甲,乙\r\n"
