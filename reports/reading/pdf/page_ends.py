"""Tables that go on over the page: a head that stands again, and a row that was parted."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .page_lines import PageLine
from .paragraphs import joined
from .tables import TableRow, row_text

#: So many lines, as a page number, may stand between a table and the end of its page.
_BESIDE = 2
#: Points within which the columns of two pages are the same.
_SAME = 3.0
_ENDED = re.compile("[。；;！!？?]$")
_DIGIT = re.compile("[0-9０-９.．,，%％]")


def over_pages(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """``pages`` with each table's head read once, and with the rows whole that a page's end parts."""
    return _with_whole_rows(_without_repeated_heads(pages))


def _with_whole_rows(pages: list[list[PageLine]]) -> list[list[PageLine]]:
    """``pages`` with the first row of each put to the last of the page before, where it only goes on from that."""
    last: tuple[list[PageLine], int] | None = None
    for page in pages:
        first = next((at for at, line in enumerate(page[: _BESIDE + 1]) if isinstance(line, TableRow)), None)
        if last is not None and first is not None:
            lines, at = last
            before, row = lines[at], page[first]
            if isinstance(before, TableRow) and isinstance(row, TableRow) and _goes_on(before, row):
                lines[at] = _together(before, row)
                del page[first]
                if not any(isinstance(line, TableRow) for line in page):
                    continue
        start = max(0, len(page) - 1 - _BESIDE)
        found = [at for at in range(start, len(page)) if isinstance(page[at], TableRow)]
        last = (page, found[-1]) if found else None
    return pages


def _goes_on(before: TableRow, row: TableRow) -> bool:
    """Whether all that ``row`` holds goes on from full cells of the row above, and leaves some other cell empty.

    A figure never does: two that stand below each other are two.
    """
    if len(before.edges) != len(row.edges) or not row.edges:
        return False
    if any(abs(one - other) > _SAME for one, other in zip(before.edges, row.edges, strict=True)):
        return False
    count = max(len(before.cells), len(row.cells))
    above, below = _padded(before.cells, count), _padded(row.cells, count)
    full = [*before.full, *[False] * (count - len(before.full))]
    filled = [at for at in range(count) if below[at]]
    return len(filled) < sum(map(bool, above)) and all(
        full[at] and not _ENDED.search(above[at]) and not _DIGIT.match(below[at]) for at in filled
    )


def _together(before: TableRow, row: TableRow) -> TableRow:
    count = max(len(before.cells), len(row.cells))
    cells = tuple(
        joined(above, below) if above and below else above
        for above, below in zip(_padded(before.cells, count), _padded(row.cells, count), strict=True)
    )
    full = tuple(at < len(row.full) and row.full[at] for at in range(count))
    return replace(before, text=row_text(cells), cells=cells, full=full)


def _padded(cells: Sequence[str], count: int) -> list[str]:
    return [*cells, *[""] * (count - len(cells))]


def _without_repeated_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """``pages`` without the heading row that a table repeats where it goes on over the page."""
    found: list[list[PageLine]] = []
    head: PageLine | None = None
    for page in pages:
        first = next((at for at, line in enumerate(page) if line.begins and line.ends), None)
        going_on = head is not None and first is not None and page[first].text == head.text
        kept = [line for at, line in enumerate(page) if not (going_on and at == first)]
        found.append(kept)
        if not going_on:
            head = _head_of_last_table(page)
        elif not (page and page[-1].begins and page[-1].ends):
            head = None
    return found


def _head_of_last_table(page: Sequence[PageLine]) -> PageLine | None:
    """The first row of the table that a page ends with, but for a line or two such as a page number."""
    last = next((at for at in range(len(page) - 1, -1, -1) if page[at].begins and page[at].ends), None)
    if last is None or last < len(page) - 2:
        return None
    while last and page[last - 1].begins and page[last - 1].ends:
        last -= 1
    return page[last]
