"""Tables as workbooks and as Parquet: what goes in comes out, typed, and is sent while it is made."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.exports import parquet
from reports.exports.typed import Column, Table, Year, columns_of, kind_of
from reports.exports.xlsx import CUT, MOST_CHARACTERS, MOST_ROWS, xlsx_pieces
from tests.exports.workbooks import sheets

COLUMNS = (
    Column("词语", definition="照读者写的"),
    Column("年度", "year"),
    Column("出现", "integer"),
    Column("占", "number"),
    Column("日", "date"),
)
ROWS = [
    ("枫桥经验", Year(2020), 12, Decimal("1.50"), date(2021, 3, 4)),
    ("=1+1", None, 0, 0.25, None),
    ("", Year(1999), -3, float("inf"), date(1999, 12, 31)),
    ("<&>\x01_x0041_\ud800\n 尾 ", Year(2021), 1_000_000, Decimal("-2"), date(2024, 2, 29)),
]
ABOUT = (("网址", "https://example.org/?q=枫桥"), ("行数", "4"))


def table(rows: Any = ROWS, columns: tuple[Column, ...] = COLUMNS, count: int | None = None) -> Table:
    return Table("t", "标题", columns, rows, len(rows) if count is None else count, ABOUT)


def xlsx(one: Table) -> bytes:
    return b"".join(xlsx_pieces(one))


def test_a_workbook_says_what_it_is_and_holds_the_table_with_its_types() -> None:
    explained, rows = sheets(xlsx(table()))
    assert explained == [list(pair) for pair in (*ABOUT, ("", ""), ("栏", "含义"), ("词语", "照读者写的"))]
    assert rows == [
        ["词语", "年度", "出现", "占", "日"],
        ["枫桥经验", 2020, 12, 1.5, (date(2021, 3, 4) - date(1899, 12, 30)).days],
        ["=1+1", None, 0, 0.25],
        [None, 1999, -3, "inf", (date(1999, 12, 31) - date(1899, 12, 30)).days],
        ["<&>\x01_x0041_\ufffd\n 尾 ", 2021, 1_000_000, -2, (date(2024, 2, 29) - date(1899, 12, 30)).days],
    ]


def test_the_head_of_a_sheet_is_frozen_and_filters_all_rows() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(table()))) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
    assert re.findall(r'<pane [^>]*state="frozen"', sheet) == [
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"'
    ]
    assert re.findall(r'<autoFilter ref="([^"]+)"', sheet) == ["A1:E5"]


@given(st.lists(st.text(max_size=30), max_size=20))
@settings(max_examples=50)
def test_any_text_comes_out_as_it_went_in(texts: list[str]) -> None:
    _, (_head, *rows) = sheets(xlsx(table([("a", text) for text in texts], (Column("甲"), Column("乙")))))
    legal = [re.sub("[\ud800-\udfff]", "\ufffd", text) for text in texts]
    assert [row[1] if len(row) > 1 else "" for row in rows] == legal


def test_a_text_too_long_for_a_cell_is_cut_with_a_sign() -> None:
    for text in ("长" * MOST_CHARACTERS, "长" * (MOST_CHARACTERS + 1), "\U00020000" * MOST_CHARACTERS):
        _, (_head, (cell,)) = sheets(xlsx(table([(text,)], (Column("甲"),))))
        assert isinstance(cell, str)
        if len(text.encode("utf-16-le")) <= 2 * MOST_CHARACTERS:
            assert cell == text
        else:
            assert cell.endswith(CUT)
            assert text.startswith(cell.removesuffix(CUT))
            assert MOST_CHARACTERS - 1 <= len(cell.encode("utf-16-le")) // 2 <= MOST_CHARACTERS


def test_a_sheet_takes_no_more_rows_than_excel_has() -> None:
    xlsx_pieces(table((), count=MOST_ROWS))
    with pytest.raises(ValueError, match="1,048,575"):
        xlsx_pieces(table((), count=MOST_ROWS + 1))


@pytest.mark.parametrize("write", [xlsx_pieces, parquet.parquet_pieces], ids=["xlsx", "parquet"])
def test_a_file_goes_out_while_its_rows_come_in(write: Any) -> None:
    asked = 0

    def rows() -> Iterator[tuple[str, int]]:
        nonlocal asked
        for number in range(100_000):
            asked += 1
            yield f"第{number}行", number

    pieces = write(table(rows(), (Column("甲"), Column("乙", "integer")), 100_000))
    sizes = [len(next(pieces))]
    assert asked < 25_000
    sizes += map(len, pieces)
    assert max(sizes) < sum(sizes) / 2


def test_parquet_has_the_types_and_the_metadata() -> None:
    import pyarrow.parquet

    rows = [row for row in ROWS if "\ud800" not in row[0]]
    found = pyarrow.parquet.read_table(io.BytesIO(b"".join(parquet.parquet_pieces(table(rows)))))
    assert [str(one.type) for one in found.schema] == ["string", "int32", "int64", "double", "date32[day]"]
    assert [tuple(row.values()) for row in found.to_pylist()] == rows
    assert json.loads(found.schema.metadata[b"about"]) == dict(ABOUT)
    assert found.schema.field("词语").metadata == {b"description": "照读者写的".encode()}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ((Year(2020), None), "year"),
        ((1, None, 3), "integer"),
        ((Year(2020), 1), "integer"),
        ((1, Decimal("1.5"), None), "number"),
        ((date(2020, 1, 1),), "date"),
        ((1, "不详"), "string"),
        ((None,), "string"),
        ((), "string"),
    ],
)
def test_the_type_of_a_column_holds_all_its_values(values: tuple[Any, ...], kind: str) -> None:
    assert kind_of(values) == kind
    assert columns_of(("甲",), [(value,) for value in values]) == (Column("甲", kind),)  # type: ignore[arg-type]


@pytest.mark.slow
def test_calc_opens_a_workbook_with_its_types(tmp_path: Path) -> None:
    if (office := shutil.which("soffice")) is None:
        pytest.skip("no LibreOffice on this machine")
    (tmp_path / "t.xlsx").write_bytes(xlsx(table(ROWS[:2])))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    # Every sheet as a file, cells as they are shown.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    words = [office, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path), "t.xlsx"]
    subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "t-表.csv").read_text("utf-8").splitlines() == [
        "词语,年度,出现,占,日",
        "枫桥经验,2020,12,1.5,2021-03-04",
        "=1+1,,0,0.25,",
    ]
    assert (tmp_path / "t-说明.csv").read_text("utf-8").splitlines()[1] == "行数,4"
