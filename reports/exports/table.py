"""CSV as people open it: with a BOM so that Excel reads Chinese, no cell that a spreadsheet would run, none it changes."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

BOM = "\ufeff"
#: Openings that spreadsheets take for a formula (OWASP, CSV injection).
FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r")


#: Texts that spreadsheets read as something else: long numbers (of which they keep 15 digits), 0012, 2.10, 5-8 and 3/4
#: (days of a month), 12:30, (1) as minus one, 1e5, 5月8日, May 5, TRUE.
_CONVERTED = re.compile(
    r"[(（\d.][\d\s.,:/%()（）年月日时分秒-]*|\d+(?:\.\d*)?e[+-]?\d+|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.-]*\d{1,4}"
    r"|\d{1,4}[\s-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|true|false",
    re.IGNORECASE,
)
#: Numbers that look the same once a spreadsheet has read them: codes of places, counts, 2.1.
_UNCHANGED = re.compile(r"(?:0|[1-9][0-9]{0,10})(?:\.[0-9]{0,3}[1-9])?")
#: Before such a text: spreadsheets then leave it as it is, and show nothing of it.
KEPT = "\t"


def safe_cell(value: Any, *, spreadsheet: bool = True) -> str:
    """``value`` as text; a text that would open a formula gets an apostrophe before it. None is empty.

    For a ``spreadsheet`` a text that it would turn into another number or a date gets a tab before it. Numbers are left as
    they are (``-3`` is a figure, not a formula), without zeros at the end of a fraction.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value.normalize():f}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if not isinstance(value, str):
        return str(value)
    if value.startswith(FORMULA_OPENINGS):
        return f"'{value}"
    changed = _CONVERTED.fullmatch(value) and not _UNCHANGED.fullmatch(value)
    return f"{KEPT}{value}" if spreadsheet and changed else value


def csv_lines(
    header: Iterable[str], rows: Iterable[Iterable[Any]], *, spreadsheet: bool = True
) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180, CRLF), the BOM before the first; made as they are asked for.

    Without ``spreadsheet`` texts stand as they are, for programs that go by the types of a table schema.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow(list(header))
    for row in rows:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([safe_cell(value, spreadsheet=spreadsheet) for value in row])
    yield buffer.getvalue()
