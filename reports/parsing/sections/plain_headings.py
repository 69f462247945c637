"""Headings without a number (无序号标题), where they are a report's first level.

Some reports number only what is below 主要举措和成效, 存在的不足, 下一步打算. Such a line is believed when several of
them announce roles (:mod:`.roles`) and the numbering starts again below them, or there is none at all.
"""

import re
from collections.abc import Iterator

from reports.text.numerals import UP_TO_TEN

from .headings import Heading
from .markers import Marker
from .nesting import Head
from .roles import announced

_LINE = re.compile(
    r"^[ \t\u3000\xa0|*#]*(?P<words>[一-龥\d][一-龥\d、（）() ]{1,28}[一-龥）)])[ \t\u3000\xa0|*：:]*$",
    re.MULTILINE,
)
# A heading of the same make that announces nothing: no stop at its end, a paragraph of sentences below it.
_KIN = re.compile(
    r"(?:^|(?<=[。；！])[ \t\u3000\xa0]*\n)[ \t\u3000\xa0]*(?P<words>[一-龥“](?:[一-龥、，,“”（）]{4,28})[一-龥”）])"
    r"(?=[ \t\u3000\xa0]*\n\s*[^\n]{20,}[。；][ \t\u3000\xa0]*(?:\n|\Z))"
)
_TITLE = re.compile(r"(?:报告|通知|公告|目录|政府|办事处|委员会)$")
_NUMBERED = re.compile(rf"^[（(]?[{UP_TO_TEN}\d]{{1,3}}[)）、.．]")
_SHORTEST_BODY = 20


def with_plain_headings(heads: list[Head], text: str, start: int, end: int) -> list[Head]:
    """``heads`` with unnumbered headings of the first level among them, where the report has such."""
    top = heads[0].marker.style if heads else None
    openers = [head for head in heads if head.marker.style == top and head.marker.number == 1]
    if heads and (len(openers) < 2 or top in ("part", "chapter")):
        return heads
    plain = list(_candidates(text, start, end))
    roles = {role for _, said in plain for role in said}
    if len(plain) < 2 or len(roles) < 2:
        return heads
    if not heads:
        plain = _with_kin(plain, text, start, end)
    if heads:
        # Every series but the first must start again straight below such a line.
        before = {_last_line_start(text, head.marker.start, start) for head in openers[1:]}
        if not before <= {heading.start for heading, _ in plain}:
            return heads
    found = [
        Head(Marker("plain", number, heading.start, heading.start, "line", ""), heading)
        for number, (heading, _) in enumerate(plain, start=1)
    ]
    return sorted([*heads, *found], key=lambda head: head.marker.start)


def _candidates(text: str, start: int, end: int) -> Iterator[tuple[Heading, tuple[str, ...]]]:
    """Short lines that announce a role and have text below them."""
    for match in _LINE.finditer(text, start, end):
        words = match["words"]
        if _TITLE.search(words) or _NUMBERED.match(words):
            continue
        said = announced(words, None)
        if said and len(text[match.end() : match.end() + 200].strip()) >= _SHORTEST_BODY:
            yield Heading(words, match.start("words"), match.end("words")), said


def _with_kin(
    plain: list[tuple[Heading, tuple[str, ...]]], text: str, start: int, end: int
) -> list[tuple[Heading, tuple[str, ...]]]:
    """``plain`` and the lines like them, in a report that numbers nothing."""
    known = {heading.start for heading, _ in plain}
    kin = [
        (Heading(match["words"], match.start("words"), match.end("words")), ())
        for match in _KIN.finditer(text, start, end)
        if match.start("words") not in known and not _TITLE.search(match["words"])
    ]
    return sorted([*plain, *kin], key=lambda found: found[0].start)


def _last_line_start(text: str, position: int, floor: int) -> int:
    """Where the words of the last line before ``position`` start."""
    before = text[max(floor, position - 120) : position].rstrip(" \t\u3000\xa0\n|*#")
    line = before.rpartition("\n")[2]
    return (
        position
        - len(text[max(floor, position - 120) : position])
        + len(before)
        - len(line.lstrip(" \t\u3000\xa0|*#"))
    )
