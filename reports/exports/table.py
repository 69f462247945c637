"""CSV as people open it: with a BOM so that Excel reads Chinese, no cell that a spreadsheet would run, none it changes."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice
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
#: What a formula or such a text begins with; most texts begin with something else.
_OPENING = re.compile(r"[=+\-@\t\r(（\d.jfmasondt]", re.IGNORECASE)
#: Before such a text: spreadsheets then leave it as it is, and show nothing of it.
KEPT = "\t"


def safe_cell(value: Any, *, spreadsheet: bool = True) -> str:
    """``value`` as text; a text that would open a formula gets an apostrophe before it. None is empty.

    For a ``spreadsheet`` a text that it would turn into another number or a date gets a tab before it. Numbers are left as
    they are (``-3`` is a figure, not a formula), without zeros at the end of a fraction.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _safe_text(value, spreadsheet)
    if isinstance(value, Decimal) and value.is_finite():
        return _plain(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _safe_text(value: str, spreadsheet: bool) -> str:
    if not _OPENING.match(value):
        return value
    if value.startswith(FORMULA_OPENINGS):
        return f"'{value}"
    changed = spreadsheet and _CONVERTED.fullmatch(value) and not _UNCHANGED.fullmatch(value)
    return f"{KEPT}{value}" if changed else value


def _plain(value: Decimal) -> str:
    """A finite number without an exponent, and without zeros at the end of a fraction."""
    written = f"{value:f}"
    if "." in written:
        written = written.rstrip("0").removesuffix(".")
    return "0" if written == "-0" else written


class _Openings(dict[str, bool]):
    """Whether a text that begins with this character, or is empty, may have to be changed; told once for each."""

    def __missing__(self, opening: str) -> bool:
        self[opening] = found = _OPENING.match(opening) is not None
        return found


_OPENINGS = _Openings()


class _Line:
    """A file that hands each line back to the one who writes it."""

    def write(self, line: str) -> str:
        return line


def csv_lines(
    header: Iterable[str], rows: Iterable[Iterable[Any]], *, spreadsheet: bool = True
) -> Iterator[str]:
    """The lines of a CSV file (RFC 4180, CRLF), the BOM before the first; made as they are asked for.

    Without ``spreadsheet`` texts stand as they are, for programs that go by the types of a table schema. The header comes
    with the first row: what fails before there is one fails before anything is sent.
    """
    write = csv.writer(_Line()).writerow
    opens = _OPENINGS
    rest = iter(rows)
    first = list(islice(rest, 1))
    yield BOM + write(list(header))
    for row in chain(first, rest):
        # Millions of cells: most are texts that stay as they are, whole numbers or nothing.
        cells = [
            cell
            if (kind := cell.__class__) is str and not opens[cell[:1]]
            else str(cell)
            if kind is int
            else safe_cell(cell, spreadsheet=spreadsheet)
            for cell in row
        ]
        line = ",".join(cells)
        # Most rows have nothing to be quoted: joining takes a third of the writer's time.
        if not line or line.count(",") >= len(cells) or '"' in line or "\n" in line or "\r" in line:
            yield write(cells)
        else:
            yield f"{line}\r\n"


def blocks(lines: Iterable[str], size: int = 64 * 1024) -> Iterator[str]:
    """``lines`` in pieces of about ``size`` characters, the first of them at once: each piece is sent by itself."""
    rest = iter(lines)
    yield from islice(rest, 1)
    waiting: list[str] = []
    held = 0
    for line in rest:
        waiting.append(line)
        held += len(line)
        if held >= size:
            yield "".join(waiting)
            waiting, held = [], 0
    if waiting:
        yield "".join(waiting)
