"""Every place of a text that could be a numbered heading's marker (层次序数), and what stands around it.

The forms are those of GB/T 9704-2012, 7.3.3 (一、 → (一) → 1. → (1)) with the other forms that township
reports use: 第一部分, 第一、, 1.1, 1), ①, full or half width, and their common misprints (一丶, 一,、).
Nothing is decided here but what a single marker's own surroundings decide; :mod:`.outline` weighs them together.
"""

import re
from typing import NamedTuple

from reports.text.numerals import NUMBER_WORD, UP_TO_TEN
from reports.text.stops import COLONS, STOPS

#: Styles in their usual order of nesting (the standard's order; 第一、 and 1.1 where they are
#: usually put). "plain" are headings without a number.
STYLES = (
    "plain",
    "part",
    "chapter",
    "cn",
    "cn_inner",
    "cn_paren",
    "cn_paren_inner",
    "ordinal",
    "arabic",
    "arabic_inner",
    "decimal",
    "decimal3",
    "arabic_paren",
    "circled",
)
#: Styles of which a series may stand straight below another of the same style, and the inner one's name.
INNER = {"cn": "cn_inner", "cn_paren": "cn_paren_inner", "arabic": "arabic_inner"}
RANK = {style: rank for rank, style in enumerate(STYLES)}

_CN = NUMBER_WORD
#: What closes 一、, as misprints have it too.
_CN_STOP = "(?:[、.．﹑､丶]|[,，.．'’‘`]\\s?、)[,，、.．]?"
_DIGIT = UP_TO_TEN
#: What may stand before a marker at the beginning of a line: blanks, table bars, list bullets, Markdown.
_LEAD = frozenset(" \t\r\v\f\u3000\xa0\u2002\u2003\u2009\u200b\ufeff|#*>•·●◆■□▶★☆")
_BLANK = frozenset(" \t\r\v\f\u3000\xa0\u2002\u2003\u2009\u200b\ufeff")
_STOPS = frozenset(STOPS + COLONS)
_CLOSERS = frozenset("”’」』）)》")

_MARKER = re.compile(
    rf"""
    (?=[第（(〔【﹙㈠-㈩⑴-⒇⒈-⒛①-⑳❶-❿—–－0-9０-９{_DIGIT}])(?:
      (?P<part>第(?P<part_n>{_CN})(?:部分|篇)[、:：]?)
    | (?P<chapter>第(?P<chapter_n>{_CN})[章节](?=[\s、:：])[、:：]?)
    | (?P<ordinal>第(?P<ordinal_n>{_CN})[、.．])
    | (?P<cn_paren>[（(〔【﹙]\s{{0,2}}(?P<cn_paren_n>{_CN})\s{{0,2}}[)）〕】﹚](?:、|[.．](?!\d)|[,，](?=[一-龥]))?)
    | (?P<cn_ring>[㈠-㈩])
    | (?P<arabic_paren>[（(]\s{{0,2}}(?P<arabic_paren_n>[0-9０-９]{{1,2}})\s{{0,2}}[)）](?:、|[.．](?!\d))?)
    | (?P<arabic_ring>[⑴-⒇])
    | (?P<arabic_dot>[⒈-⒛])
    | (?P<circled>[①-⑳❶-❿])
    | (?<![\d.．])(?P<decimal>(?P<decimal_n>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?![\d%％])(?:[.．、](?!\d))?)
    | (?<![\d.．a-zA-Z第])(?P<arabic>(?P<arabic_n>[0-9０-９]{{1,2}})\s?[.．、﹒](?!\d)
        |(?P<arabic_y>\d{{1,2}})(?:[.．、](?=20\d\d年|\d{{1,2}}月\d)|、(?=\d{{4}})))
    | (?<![\d.．第])(?P<arabic_half>(?P<arabic_half_n>\d{{1,2}})[)）][、.．]?)
    | (?<![第{UP_TO_TEN}百千两几每])(?P<cn>(?P<cn_n>{_CN})\s{{0,2}}{_CN_STOP})(?!{_CN}[、是])
    | (?<![第{UP_TO_TEN}百千两几每])(?P<cn_half>(?P<cn_half_n>{_CN})[)）][、.．]?)
    | (?P<dash_paren>[（(](?P<dash_paren_n>[—–－-])[)）][、.．]?)(?=[一-龥])
    | (?P<dash>(?P<dash_n>[—–－])、)(?=[一-龥])
    | (?P<cn_open>[（(](?P<cn_open_n>{_CN})[、.．\ \u3000]?)(?=[一-龥])(?!是)
    | (?<![第{UP_TO_TEN}百千两几每])(?P<cn_weak>(?P<cn_weak_n>{_CN})[，,：:；;·。\ \u3000]\s{{0,4}})(?=[一-龥])
    )
    """,
    re.VERBOSE,
)
_RINGS = {"cn_ring": ("㈠", "cn_paren"), "arabic_ring": ("⑴", "arabic_paren"), "arabic_dot": ("⒈", "arabic")}
#: Written forms that are some style's, and whether they need more proof than the style's own form.
_FORMS = {
    "part": ("part", False),
    "chapter": ("chapter", False),
    "ordinal": ("ordinal", False),
    "cn_paren": ("cn_paren", False),
    "arabic_paren": ("arabic_paren", False),
    "decimal": ("decimal", False),
    "arabic": ("arabic", False),
    "arabic_half": ("arabic_paren", False),
    "cn": ("cn", False),
    "cn_half": ("cn_paren", True),
    "cn_open": ("cn_paren", True),
    # 一 misread as a dash by character recognition.
    "dash_paren": ("cn_paren", True),
    "dash": ("cn", True),
    "cn_weak": ("cn", True),
}
_LINE_ONLY = frozenset(
    {"part", "chapter", "ordinal", "decimal", "arabic_half", "cn_half", "cn_open", "cn_weak"}
)
#: What follows a marker that is no heading's: (一)类, 1.5万 split by a blank, 一、二产业, 1、2号楼, a list of laws.
_NOT_AFTER = re.compile(
    rf"[类型]|项(?!目)|款(?!项)|号楼|标段|期工程|[、，,；;：:）)]|[{UP_TO_TEN}]?(?:产业|季度|级联动)|\s?[\d.]*[%％]|[\d.]+(?:万|亿|元|级|号楼|栋)"
)
#: What makes two numbers running a pair and no heading: 三、四月份, 二、三线.
_NEXT_OF_PAIR = re.compile(r"[月季级线批组期楼类等]|产业")
_NOT_AFTER_DECIMAL = re.compile(
    r"\s?(?:[万亿元]|公里|千米|平方|国家宪法|宪法|国际|消费|晚会|禁毒|全国|全民|宣传|版)|[个件次人名条起处场份册年月日米吨余多倍分度]"
)


class Marker(NamedTuple):
    """A possible marker at ``[start, end)`` of the text.

    ``boundary`` tells what stands before it: "line" (the beginning of a line or table cell), "blank", "stop" (the end
    of a sentence or clause, ``before`` being its last character) or "glued". ``weak`` forms are believed only
    where their number is the one awaited. ``parts`` are the numbers of a decimal marker (1.2 → (1, 2)).
    """

    style: str
    number: int
    start: int
    end: int
    boundary: str
    before: str
    weak: bool = False
    parts: tuple[int, ...] = ()


def _numerals() -> dict[str, int]:
    """一 to 九十九 with their values, 一十 … 一十九 among them."""
    ones = {"": 0} | {digit: value for value, digit in enumerate(_DIGIT[:9], start=1)}
    tens = {"十": 10} | {f"{digit}十": 10 * value for digit, value in ones.items() if digit}
    written = {ten + one: ten_value + value for ten, ten_value in tens.items() for one, value in ones.items()}
    return {digit: value for digit, value in ones.items() if digit} | written


_NUMERALS = _numerals()


def chinese_number(text: str) -> int:
    """The value of 一 to 九十九; 0 for anything else."""
    return _NUMERALS.get(text, 0)


def find_markers(text: str, start: int, end: int) -> list[Marker]:
    """All possible markers of ``text[start:end]`` in order; linear in its length."""
    found = []
    for match in _MARKER.finditer(text, start, end):
        marker = _read(match, text, start)
        if marker is not None:
            found.append(marker)
    return found


def _read(match: re.Match[str], text: str, floor: int) -> Marker | None:
    form = match.lastgroup or ""
    start, end = match.span()
    boundary, before = _boundary(text, start, floor)
    if form in _LINE_ONLY and boundary != "line":
        return None
    if boundary == "glued" and not ("一" <= before <= "龥" or before in _CLOSERS or before in "，,"):
        return None
    parts: tuple[int, ...] = ()
    weak = False
    if form in _RINGS:
        first, style = _RINGS[form]
        number = ord(match.group()) - ord(first) + 1
    elif form == "circled":
        style, character = "circled", match.group()
        number = ord(character) - ord("①" if character < "❶" else "❶") + 1
    else:
        style, weak = _FORMS[form]
        digits = match.group(f"{form}_n") or match.group(f"{form}_y")
        if form == "decimal":
            parts = tuple(int(part) for part in re.split(r"[.．]", digits))
            number, style = parts[-1], "decimal" if len(parts) == 2 else "decimal3"
        else:
            number = (
                1
                if form.startswith("dash")
                else int(digits)
                if digits.isdecimal()
                else chinese_number(digits)
            )
    # A glued marker can only be the (一) that follows a heading directly, or one of a list parted by commas.
    if not number or number > 40 or (boundary == "glued" and number > 1 and before not in "，,"):
        return None
    if (
        style == "cn"
        and text[end : end + 1] in _DIGIT[number : number + 1]
        and _NEXT_OF_PAIR.match(text, end + 1)
    ):
        return None
    refused = _NOT_AFTER_DECIMAL if style.startswith("decimal") else _NOT_AFTER
    if refused.match(text, end):
        return None
    return Marker(style, number, start, end, boundary, before, weak, parts)


def _boundary(text: str, position: int, floor: int) -> tuple[str, str]:
    """How ``position`` is parted from what stands before it, and the last character there ("" at a line's start)."""
    at = position
    blank = bar = False
    while at > floor and text[at - 1] in _LEAD:
        at -= 1
        bar = bar or text[at] == "|"
        blank = blank or text[at] in _BLANK
    if at == floor or text[at - 1] == "\n" or bar:
        return "line", ""
    before = text[at - 1]
    if blank:
        return "blank", before
    if before in _CLOSERS and at - 2 >= floor and text[at - 2] in "。！？；":
        return "stop", text[at - 2]
    if before in _STOPS or (before == "." and at - 2 >= floor and "一" <= text[at - 2] <= "龥"):
        return "stop", before
    return "glued", before
