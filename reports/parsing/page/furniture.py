"""Page furniture (页面杂项): marks what a web page put around the report.

Breadcrumbs, buttons, info tables, link lists, footers. Whole lines in the page's head and foot; within the
report only lines that can be nothing else, and the bars that tables leave behind.
"""

import re
from dataclasses import replace

from reports.text.view import squeeze

from ..types import Furniture, Line, ParsedReport
from .layout import Layout, read_layout

#: Lines that are furniture even between two paragraphs of the report.
_INSIDE = re.compile(
    r"(?P<table>[|:\-—–]*\|[|:\-—–]*|[-=_*]{4,})|(?P<page_number>[-—–]{1,2}\d{1,3}[-—–]{1,2}|第\d{1,3}页(?:[,/]*共\d{1,3}页)?)"
    r"|(?P<links>扫一扫[^。,]{0,20})|(?P<share>(?:打印|关闭)(?:本页|窗口)?)"
)
#: Longer lines are not any of these.
_LONGEST_INSIDE = 80
_OPENERS = "|｜:：-—–=_*第扫打关"
#: A line that no two reports' parts share by chance, and how many characters a second copy has at least.
_LONG_LINE, _LEAST_COPY = 30, 120
#: Repeated lines looked into, so that the time stays linear.
_COPIES_TRIED = 5
_BARS = "|｜ \t\u3000\u00a0\r"


def mark_furniture(report: ParsedReport) -> ParsedReport:
    """Add the spans of page furniture, in order and without overlaps; metadata lines are among them."""
    layout = read_layout(report.text)
    spans = [*_lines(layout), *_inside(layout), *_second_copy(layout)]
    spans.sort(key=lambda span: (span.start, -span.end))
    kept: list[Furniture] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return replace(report, furniture=tuple(kept))


def _second_copy(layout: Layout) -> list[Furniture]:
    """The lines of a report that stand a second time below the first (a page for print, a careless paste)."""
    lines = [line for line in layout.lines if line.text and not line.text.isspace()]
    words = [line.text.strip() for line in lines]
    seen: dict[str, int] = {}
    tries = _COPIES_TRIED
    for at, text in enumerate(words):
        if len(text) < _LONG_LINE:
            continue
        first = seen.setdefault(text, at)
        if first == at:
            continue
        start, end = at, at
        while start > 0 and words[first - (at - start) - 1] == words[start - 1] and first - (at - start) > 0:
            start -= 1
        while end < len(words) and words[first + end - at] == words[end]:
            end += 1
        # Both copies lie side by side; a sentence said twice is no copy.
        if sum(map(len, words[start:end])) >= _LEAST_COPY and first + end - at <= start:
            return [_whole(line, "second_copy") for line in lines[start:end]]
        tries -= 1
        if not tries:
            break
    return []


def _lines(layout: Layout) -> list[Furniture]:
    found = []
    for number, kind in layout.kinds.items():
        found.append(_whole(layout.lines[number], kind))
    found.extend(Furniture(start, end, kind) for start, end, kind in layout.line_ends)
    return found


def _whole(line: Line, kind: str) -> Furniture:
    blank = len(line.text) - len(line.text.lstrip())
    return Furniture(line.start + blank, line.start + len(line.text.rstrip()), kind)


def _inside(layout: Layout) -> list[Furniture]:
    found = []
    for line in layout.lines:
        words = line.text.strip()
        if not words:
            continue
        if (
            line.end >= layout.body_start
            and words[0] in _OPENERS
            and len(words) <= _LONGEST_INSIDE
            and (match := _INSIDE.fullmatch(squeeze(words).text))
        ):
            start = line.start + line.text.index(words)
            found.append(Furniture(start, start + len(words), match.lastgroup or "table"))
        elif words[-1] in "|｜":
            end = line.start + line.text.index(words) + len(words)
            bars = words[len(words.rstrip(_BARS)) :].lstrip()
            found.append(Furniture(end - len(bars), end, "table"))
    return found
