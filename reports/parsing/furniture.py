"""Page furniture (页面杂项): marks what a web page put around the report.

Breadcrumbs, buttons, info tables, link lists, footers. Whole lines in the page's head and foot; within the
report only lines that can be nothing else, and the bars that tables leave behind.
"""

import re
from dataclasses import replace

from .layout import Layout, read_layout
from .types import Furniture, ParsedReport
from .view import squeeze

#: Lines that are furniture even between two paragraphs of the report.
_INSIDE = re.compile(
    r"(?P<table>[|:\-—–]*\|[|:\-—–]*|[-=_*]{4,})|(?P<page_number>[-—–]{1,2}\d{1,3}[-—–]{1,2}|第\d{1,3}页(?:[,/]*共\d{1,3}页)?)"
    r"|(?P<links>扫一扫[^。,]{0,20})|(?P<share>(?:打印|关闭)(?:本页|窗口)?)"
)
#: Longer lines are not any of these.
_LONGEST_INSIDE = 80
_OPENERS = "|｜:：-—–=_*第扫打关"
_BARS = "|｜ \t\u3000\u00a0\r"


def mark_furniture(report: ParsedReport) -> ParsedReport:
    """Add the spans of page furniture, in order and without overlaps; metadata lines are among them."""
    layout = read_layout(report.text)
    spans = [*_lines(layout), *_inside(layout)]
    spans.sort(key=lambda span: (span.start, -span.end))
    kept: list[Furniture] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return replace(report, furniture=tuple(kept))


def _lines(layout: Layout) -> list[Furniture]:
    found = []
    for number, kind in layout.kinds.items():
        line = layout.lines[number]
        blank = len(line.text) - len(line.text.lstrip())
        found.append(Furniture(line.start + blank, line.start + len(line.text.rstrip()), kind))
    found.extend(Furniture(start, end, kind) for start, end, kind in layout.line_ends)
    return found


def _inside(layout: Layout) -> list[Furniture]:
    found = []
    for line in layout.lines:
        words = line.text.strip()
        if not words or line.end < layout.body_start:
            continue
        if (
            words[0] in _OPENERS
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
