"""CSV as people open it: with a BOM so that Excel reads Chinese, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

BOM = "\ufeff"
#: Openings that spreadsheets take for a formula (OWASP, CSV injection).
FORMULA_OPENINGS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> str:
    """``value`` as text; a text that would open a formula gets an apostrophe before it. None is empty.

    Numbers are left as they are: ``-3`` is a figure, not a formula.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return f"'{value}" if value.startswith(FORMULA_OPENINGS) else value


def csv_lines(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180, CRLF), the BOM before the first; made as they are asked for."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow(list(header))
    for row in rows:
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([safe_cell(value) for value in row])
    yield buffer.getvalue()
