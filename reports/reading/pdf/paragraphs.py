"""Lines of pages joined into paragraphs, without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .page_lines import PageLine

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?[0-9０-９]{1,3}(?:\s*页)?(?:\s*[/,，共]\s*共?\s*[0-9０-９]{1,3}\s*页?)?[-—–·\s]*"
)
_DIGITS = re.compile(r"\d+")
#: Heads and feet stand in this share of the page's height at each end.
_MARGIN = 0.1
#: Begins a paragraph whatever stands before it.
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部]"
)


def join_pages(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """The paragraphs of a document, one text each."""
    bodies = without_running_heads(pages)
    lines = [line for page in bodies for line in page]
    if not lines:
        return []
    edges = {column: _edges([line for line in lines if line.column == column]) for column in {0, 1, 2}}
    leading = _leading(bodies)
    paragraphs: list[str] = []
    before: PageLine | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, edges, leading):
            paragraphs[-1] = _joined(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
        before = line
    return paragraphs


def without_running_heads(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Each page without the page numbers at its ends and the lines that stand there on most pages."""
    repeated = Counter(key for page in pages for key in {_key(line) for line in page if _is_marginal(line)})
    enough = max(3, len(pages) // 2)
    return [
        [
            line
            for line in page
            if not (
                _is_marginal(line) and (_PAGE_NUMBER.fullmatch(line.text) or repeated[_key(line)] >= enough)
            )
        ]
        for page in pages
    ]


def _goes_on(before: PageLine, line: PageLine, edges: dict[int, tuple[float, float]], leading: float) -> bool:
    """Whether ``line`` is the next line of the paragraph ``before`` stands in.

    It is when ``before`` fills its column and ``line`` is not indented, as one sets Chinese.
    """
    size = before.size
    if abs(line.size - size) > 0.12 * size or _HEADING.match(line.text):
        return False
    if line.column == before.column and 1.5 * leading < before.bottom - line.bottom:
        return False
    full = before.right >= edges[before.column][1] - 1.6 * size
    indented = line.left > edges[line.column][0] + 1.2 * size
    return full and not indented


def _joined(text: str, more: str) -> str:
    """Two lines of a paragraph: Latin words are parted by the line end, Chinese characters are not."""
    return (
        f"{text} {more}" if text[-1].isascii() and text[-1].isalpha() and more[0].isascii() else text + more
    )


def _is_marginal(line: PageLine) -> bool:
    return line.bottom > line.page_height * (1 - _MARGIN) or line.top < line.page_height * _MARGIN


def _key(line: PageLine) -> tuple[str, int]:
    """The same for a running head on each page: its words without numbers, and its height."""
    return _DIGITS.sub("", line.text), round(line.bottom / 6)


def _edges(lines: list[PageLine]) -> tuple[float, float]:
    """Where most lines of a column begin and end; a few stick out."""
    if not lines:
        return 0.0, 0.0
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    return lefts[len(lefts) // 10], rights[min(len(rights) - 1, len(rights) * 9 // 10)]


def _leading(pages: Sequence[Sequence[PageLine]]) -> float:
    """The usual distance from line to line."""
    steps = [
        before.bottom - line.bottom
        for page in pages
        for before, line in pairwise(page)
        if before.bottom > line.bottom
    ]
    return median(steps) if steps else 0.0
