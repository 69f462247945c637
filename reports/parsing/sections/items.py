"""Items (分条): the series 一是 … 二是 … 三是 … in a section's text, also 一要 … 二要 …, and series within series.

A series that was typed with a character missing (；三公共服务 for ；三是公共服务) is read, and flagged.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.text.numerals import UP_TO_TEN
from reports.text.remarks import Remark

from ..types import Flag, Item, ParsedReport, Section
from .markers import chinese_number

_TOKEN = re.compile(
    rf"(?<![{UP_TO_TEN}第])(?P<number>[{UP_TO_TEN}]{{1,3}})[ \u3000]?(?P<verb>[是要])(?![否非])"
)
_BEFORE = frozenset("。；;，,：:、！？!?”’）)》】.|\n")
_BLANK = " \t\u3000\xa0\u200b"
#: 统一是, 唯一是, 其二是, 之一是 …: a word's end before 是, no marker.
_WORD = frozenset("统唯之单同专万归划不合如逐其每某任")
_DAMAGED = re.compile(
    rf"[；;]\s?(?P<number>[二三四五六七八九十])(?=[一-龥])(?![是要])(?!.{{0,4}}[{UP_TO_TEN}两])"
    r"(?![个项级类大种方年月日次名人家件起场期支条村镇组站所室务农资重张治社中位届代季等轮线套层维化产下上来者成分千百万省市县区官调会议老员长])"
    r"(?!公(?!共))"
)
_LEAD_IN = 80
_LONGEST_ITEM = 3000
_DEEPEST = 3
_LOOKAHEAD = 12


@dataclass(frozen=True, slots=True)
class _Token:
    number: int
    verb: str
    start: int
    end: int
    at_line: bool
    parted: bool
    damaged: bool = False


@dataclass(slots=True)
class _Open:
    """An open series: the number and place of its last item."""

    number: int
    verb: str
    start: int
    at_line: bool


def read_items(report: ParsedReport) -> ParsedReport:
    """Fill ``items``; adds the flag ``damaged_marker`` for a marker that lost its 是."""
    text = report.readable
    found: list[Item] = []
    flags: list[Flag] = []
    for path, start, end in _stretches(report.sections, report.body_start, _end(report)):
        tokens = _tokens(text, start, end)
        found += _series(text, path, tokens, end)
        flags += [_flag(token) for token in tokens if token.damaged]
    return replace(report, items=tuple(found), flags=report.flags + tuple(flags))


def _end(report: ParsedReport) -> int:
    if report.sections:
        return max(section.end for section in report.sections)
    return len(report.text) if report.body_end is None else report.body_end


def _stretches(sections: Sequence[Section], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The text that is each section's own (before its first subsection), the preamble's first, under path "0"."""
    bounds = [*(section.start for section in sections), end]
    yield "0", start, min(bounds)
    for section, following in zip(sections, bounds[1:], strict=True):
        yield section.path, section.start + len(section.marker), min(following, section.end)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """The markers of a stretch of text, those of words (统一是) and of broken series left out."""
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        number = chinese_number(match["number"])
        at = match.start()
        while at > start and text[at - 1] in _BLANK:
            at -= 1
        at_line = at == start or text[at - 1] in "\n|"
        parted = at_line or at < match.start() or text[at - 1] in _BEFORE
        if number and (parted or text[at - 1] not in _WORD):
            tokens.append(_Token(number, match["verb"], match.start(), match.end(), at_line, parted))
    tokens += _damaged(text, tokens, start, end)
    tokens.sort(key=lambda token: token.start)
    return [token for index, token in enumerate(tokens) if _believed(tokens, index)]


def _believed(tokens: Sequence[_Token], index: int) -> bool:
    """A marker glued to a word, and any 一要, must have its neighbour in the series."""
    token = tokens[index]
    if token.parted and token.verb == "是":
        return True
    around = tokens[max(0, index - _LOOKAHEAD) : index + _LOOKAHEAD]
    wanted = 2 if token.number == 1 else token.number - 1
    return any(
        other.number == wanted
        and other.verb == token.verb
        and (other.start > token.start) == (token.number == 1)
        for other in around
    )


def _damaged(text: str, tokens: Sequence[_Token], start: int, end: int) -> list[_Token]:
    """Markers without 是, where a series parted by ； awaits just that number."""
    found: list[_Token] = []
    if not tokens:
        return found
    index = 0
    for match in _DAMAGED.finditer(text, tokens[0].start, end):
        while index + 1 < len(tokens) and tokens[index + 1].start < match.start():
            index += 1
        before = found[-1] if found and found[-1].start > tokens[index].start else tokens[index]
        number = chinese_number(match["number"])
        follows = tokens[index + 1].number if index + 1 < len(tokens) else 0
        parted = before.number == 1 or text[max(start, before.start - 1)] in "；;"
        if before.number == number - 1 and parted and follows != number:
            place = match.start("number")
            found.append(_Token(number, before.verb, place, match.end("number"), False, True, damaged=True))
    return found


def _flag(token: _Token) -> Flag:
    numeral = UP_TO_TEN[token.number - 1]
    return Flag(
        "damaged_marker", token.start, token.end, Remark("verb_lost", marker=numeral, verb=token.verb)
    )


def _series(text: str, path: str, tokens: Sequence[_Token], end: int) -> list[Item]:
    """The items with depth and end: an item goes on to the next of its own or a lower depth number."""
    depths: list[int] = []
    stack: list[_Open] = []
    for index, token in enumerate(tokens):
        level = _level(text, tokens, index, stack)
        del stack[level:]
        stack.append(_Open(token.number, token.verb, token.start, token.at_line))
        depths.append(len(stack))
    ends = [end] * len(tokens)
    waiting: list[int] = []
    for index, depth in enumerate(depths):
        while waiting and depths[waiting[-1]] >= depth:
            ends[waiting.pop()] = tokens[index].start
        waiting.append(index)
    return [
        Item(path, text[token.start : token.end], token.start, ends[index], depths[index])
        for index, token in enumerate(tokens)
    ]


def _level(text: str, tokens: Sequence[_Token], index: int, stack: Sequence[_Open]) -> int:
    """How many series stay open above the one that ``tokens[index]`` belongs to."""
    token = tokens[index]
    awaited = [
        level
        for level, series in enumerate(stack)
        if series.number + 1 == token.number and series.verb == token.verb
    ]
    if awaited:
        alike = [level for level in awaited if stack[level].at_line == token.at_line]
        return (alike or awaited)[-1]
    if token.number == 1 and stack and len(stack) < _DEEPEST and _nested(text, tokens, index, stack[-1]):
        return len(stack)
    if token.number > 1 and stack and token.number > stack[-1].number:
        return len(stack) - 1
    return 0


def _nested(text: str, tokens: Sequence[_Token], index: int, outer: _Open) -> bool:
    """Whether the 一是 at ``index`` opens a series inside the open item rather than a new one after it."""
    token = tokens[index]
    if token.at_line or token.start - outer.start > _LONGEST_ITEM:
        return False
    between = text[outer.start : token.start]
    if "\n" in between:
        return False
    if outer.at_line or token.verb != outer.verb:
        return True
    if len(between) <= _LEAD_IN and len(re.findall(r"[。；]", between)) <= 1:
        return True
    inner = 1
    for later in tokens[index + 1 : index + _LOOKAHEAD]:
        if later.number == inner + 1:
            inner += 1
        else:
            return later.number == outer.number + 1
    return False
