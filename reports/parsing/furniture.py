"""Page furniture (页面杂项): marks what a web page put around the report.

Breadcrumbs, buttons, info tables, link lists, footers. Whole lines in the page's head and foot; within the
report only lines that can be nothing else, and the bars that tables leave behind.
"""

import re
from dataclasses import replace

from .layout import Layout, read_layout
from .types import Furniture, ParsedReport

#: Lines that are furniture even between two paragraphs of the report.
_INSIDE = re.compile(
    r"^[ \t\u3000]*(?:[|｜][|｜ \t\u3000]*|[-—–]{1,2} ?\d{1,3} ?[-—–]{1,2}|第 ?\d{1,3} ?页(?:[,，/ ]*共 ?\d{1,3} ?页)?"
    r"|[-=_*]{4,}|扫一扫[^。，\n]{0,20}|(?:打印|关闭)本?页?)[ \t\u3000]*$",
    re.MULTILINE,
)
#: The bars a table's cells leave at the ends of a line.
_TRAILING_BARS = re.compile(r"[ \t\u3000]*[|｜][|｜ \t\u3000]*$", re.MULTILINE)


def mark_furniture(report: ParsedReport) -> ParsedReport:
    """Add the spans of page furniture, in order and without overlaps; metadata lines are among them."""
    layout = read_layout(report.text)
    spans = [*_lines(layout), *_inside(report.text, layout)]
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
    return found


def _inside(text: str, layout: Layout) -> list[Furniture]:
    found = []
    for match in _INSIDE.finditer(text, layout.body_start):
        words = match.group().strip()
        start = match.start() + match.group().index(words)
        kind = "table" if words[0] in "|｜-=_*—–" else "links"
        found.append(Furniture(start, start + len(words), "page_number" if re.search(r"\d", words) else kind))
    if "|" in text or "｜" in text:
        for match in _TRAILING_BARS.finditer(text):
            words = match.group().strip()
            start = match.start() + match.group().index(words)
            found.append(Furniture(start, start + len(words), "table"))
    return found
