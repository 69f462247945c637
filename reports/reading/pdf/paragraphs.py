"""Lines of pages joined into paragraphs, without running heads and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from reports.text.numerals import NUMBER_WORD

from .page_lines import PageLine

_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?[0-9０-９]{1,3}(?:\s*页)?(?:\s*[/,，共]\s*共?\s*[0-9０-９]{1,3}\s*页?)?[-—–·\s]*"
)
_DIGITS = re.compile(r"\d+")
#: Heads and feet stand in this share of the page's height at each end.
_MARGIN = 0.1
#: By this share of a character the room at the end of a line may be measured too small.
_TIGHT = 0.1
#: The lines of a title stand no farther apart than this many characters.
_TITLE_LEADING = 2.5
#: What begins with these may be a date or a number below the title.
_BESIDE = frozenset("（(〔[0123456789")
#: A title is no sentence.
_SENTENCE = re.compile(r"[。；！？，：]")
#: Begins a paragraph whatever stands before it.
_HEADING = re.compile(rf"{NUMBER_WORD}、|[（(]{NUMBER_WORD}[）)]|第{NUMBER_WORD}[章节条部]")


def join_pages(pages: Sequence[Sequence[PageLine]]) -> list[str]:
    """The paragraphs of a document, one text each."""
    bodies = without_running_heads(pages)
    lines = [line for page in bodies for line in page]
    if not lines:
        return []
    running = [[line for line in page if not (line.begins and line.ends)] for page in bodies]
    edges = {
        column: _edges([line for page in running for line in page if line.column == column])
        for column in {line.column for line in lines}
    }
    leading = _leading(running)
    paragraphs: list[str] = []
    before: PageLine | None = None
    for line in lines:
        if before is not None and (
            _goes_on(before, line, edges, leading)
            or (not _SENTENCE.search(paragraphs[-1]) and _is_left_over(before, line, edges))
        ):
            paragraphs[-1] = joined(paragraphs[-1], line.text)
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
            if not (_is_marginal(line) and (is_page_number(line.text) or repeated[_key(line)] >= enough))
        ]
        for page in pages
    ]


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def _goes_on(
    before: PageLine, line: PageLine, edges: dict[int, tuple[float, float]], leading: dict[int, float]
) -> bool:
    """Whether ``line`` is the next line of the paragraph ``before`` stands in.

    It is when ``before`` fills its column and ``line`` is not indented, as one sets Chinese. A line is full, too, when
    what the next one begins with found no room in it.
    """
    size = before.size
    if before.ends or line.begins or abs(line.size - size) > 0.12 * size or _HEADING.match(line.text):
        return False
    if line.column == before.column and 1.5 * leading.get(line.column, 0.0) < before.bottom - line.bottom:
        return False
    right = edges[before.column][1]
    full = before.right >= right - 1.6 * size or before.right + line.unit > right + _TIGHT * size
    indented = line.left > edges[line.column][0] + 1.2 * size
    return full and not indented


def _is_left_over(before: PageLine, line: PageLine, edges: dict[int, tuple[float, float]]) -> bool:
    """Whether ``line`` is the end of a centred title whose first line, ``before``, had no room for it."""
    left, right = edges[before.column]
    size = before.size
    if before.ends or line.begins or line.column != before.column or abs(line.size - size) > 0.12 * size:
        return False
    if not 0 < before.bottom - line.bottom < _TITLE_LEADING * size or _SENTENCE.search(line.text):
        return False
    if line.text[0] in _BESIDE:
        return False
    middle = (before.left + before.right) / 2
    return (
        abs((line.left + line.right) / 2 - middle) < 0.6 * size
        and line.left > before.left + 1.2 * size
        and abs(before.left - left - (right - before.right)) < 1.5 * size
        and before.right - before.left + line.unit > right - left - _TIGHT * size
    )


def joined(text: str, more: str) -> str:
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


def _leading(pages: Sequence[Sequence[PageLine]]) -> dict[int, float]:
    """For each column the usual distance from line to line."""
    steps: dict[int, list[float]] = {}
    for page in pages:
        for before, line in pairwise(page):
            if before.column == line.column and before.bottom > line.bottom:
                steps.setdefault(line.column, []).append(before.bottom - line.bottom)
    return {column: median(found) for column, found in steps.items()}
