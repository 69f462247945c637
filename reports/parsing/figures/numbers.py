"""Numerals as Chinese reports write them (数词): 1,090, 3.5万余, 近百, 二十三, 12至15, 百分之九十八.

A *figure* is a numeral with the qualifiers written at it (约, 近, 余, 多 …). Everything a figure says is in its
own characters: :func:`read_figure` gives the value back for any stored figure. What is counted, and whether
a numeral counts anything at all, is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from reports.text.folding import FORMAL_NUMERALS, HALF_WIDTH

from .mended import is_torn, mend, whole

#: Larger numbers than this (in characters of the numeral) are identifiers, not figures.
LONGEST = 16
LARGEST = Decimal(10) ** 15
#: Values are kept to this place, as they are stored.
FINEST = Decimal("0.0001")

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
#: Twenty, thirty and forty in one character: 廿八, 卅余.
_TENS = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
#: Neighbours as in 三四次 (3 or 4): the second is one more than the first.
_NEIGHBOURS = {"一二", "一两", "两三", "二三", "三四", "三五", "四五", "五六", "六七", "七八", "八九"}
#: The numerals of vouchers (大写), as in 叁万贰仟元.
#: 十三五, 十四五 are five-year plans.
_PLANS = {"三五", "四五"}

# Words before a numeral and the side on which they bound it (None: only approximate).
_BEFORE: dict[str, str | None] = {
    "约": None, "大约": None, "大概": None, "约为": None,
    "近": "max", "将近": "max", "接近": "max",
    "超": "min", "超过": "min", "超出": "min", "逾": "min", "突破": "min",
    "不少于": "min", "不低于": "min", "不下": "min", "不下于": "min", "至少": "min", "最少": "min",
    "不小于": "min", "大于": "min", "高于": "min", "多于": "min",
    "≥": "min", "≧": "min", "⩾": "min", ">": "min", "＞": "min",
    "≤": "max", "≦": "max", "⩽": "max", "<": "max", "＜": "max",
    "不大于": "max", "小于": "max", "低于": "max", "少于": "max", "不到": "max",
    "不足": "max", "不超过": "max", "不多于": "max", "不高于": "max", "至多": "max", "最多": "max",
    "上": "min", "过": "min", "数": "min", "好几": "min", "几": "min",
}  # fmt: skip
# Words after the unit (95%以上) and what they make of the figure.
AFTER_UNIT: dict[str, str | None] = {
    "以上": "min", "及以上": "min", "左右": None, "上下": None, "以下": "max", "及以下": "max", "以内": "max", "之内": "max",
}  # fmt: skip

_D = "[0-9\uff10-\uff19]"
_C = "[零〇○一二两三四五六七八九十百千万亿廿卅卌]"
# 1,090, 1，090 and 1 090: a comma or a blank parts thousands only before exactly three digits, a blank only in
# front of what is counted (cells of a table are no thousands).
_ARABIC = (
    rf"(?<!{_D})(?<!{_D}[ \xa0])(?:{_D}{{1,3}}(?:(?:[,，]{_D}{{3}})+(?!{_D})"
    rf"|(?:[ \xa0]{_D}{{3}})+(?!{_D})(?=[^\S\n]?(?:[\u4e00-\u9fff%％]|\Z)))|{_D}+)(?:[.．]{_D}+)?"
)
# 10余万: the qualifier may stand between the digits and the scale.
_SCALED = rf"{_ARABIC}(?:[^\S\n]?[余多几]?[百千万亿]+)?(?:(?<=[亿万千百]){_D}+[万千百十]+)*"
_FRACTION = rf"百分百|(?:百|千|万|{_C}{{1,3}})分之(?:{_C}+(?:点{_C}+)?|{_ARABIC})"
# One voucher numeral alone may be a word's (队伍, 大陆): a scale follows it.
_CHINESE = (
    rf"(?:{_C}+(?:[余多几来]?[万亿])?|[壹贰叁肆伍陆柒捌玖][拾佰仟万亿][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*)"
)
_JOIN = r"[^\S\n]?(?:至|到|[-—–~～－−﹣‐‑―∼〜]|——)[^\S\n]?"
# 村规民约, 预约, 签约, 附近, 最近, 线上, 通过, 户数 end in the same characters and qualify nothing.
_BEFORE_SCALE = r"(?:(?<![线网以])上(?=[百千万])|(?<![通超经])过(?=[百千万])|(?:好?几|(?<![人户件次总份])数)(?=[十百千万]))"
_BEFORE_SMALL = (
    r"约为|大约|大概|(?<![预签节违公民条合履契])约|将近|接近|(?<![附最临邻])近|"
    r"超过|超出|(?<![商高反])超|逾|突破|(?<![在的些要个满])不足(?=\s?[0-9\uff10-\uff19])|至少|最少|至多|最多|"
    r"不\s?(?:少于|低于|下于|下|超过|多于|高于|小于|大于)|(?<![找得做看听想])不到|"
    r"(?<!不)(?<!不\s)(?:大于|小于|高于|低于|多于|少于)|[≥≧⩾>＞≤≦⩽<＜]"
)

FIGURE = re.compile(
    # Most characters begin no figure: one look spares trying every form at them.
    rf"(?=[约大将接近超逾突不至最上过好几数小高低多少≥≧⩾>＞≤≦⩽<＜−负0-9\uff10-\uff19零〇○一二两三四五六七八九十百千万亿廿卅卌壹贰叁肆伍陆柒捌玖])"
    # 减负3项, 担负2项 are words. A minus is told from other dashes before the numerals are read.
    rf"(?P<sign>−|(?<![担肩自胜背抱欺辜减承])负(?=[0-9]))?(?P<before>(?:{_BEFORE_SMALL})[^\S\n]?|{_BEFORE_SCALE})?"
    rf"(?:(?P<fraction>{_FRACTION})"
    # 12.5%-15%, 3万元-5万元: the unit may stand at both ends.
    rf"|(?P<low>{_SCALED})(?:[%％元件次场个人份户](?=\s?[-—–~～－−]))?{_JOIN}(?P<high>{_SCALED})"
    rf"|(?P<clow>{_CHINESE})[至到](?P<chigh>{_CHINESE})"
    rf"|(?P<one>{_SCALED}|{_CHINESE}))"
    r"(?P<after>[^\S\n]?(?:余|多|几|来(?=[个名次件份人])))?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure says, below zero after a minus.

    ``bound`` "min": the truth is ``value`` or more; "max": ``value`` or less.
    ``value_high`` is the upper end of a range (12至15). ``percent`` is set for 百分之九十八, whose unit is in it.
    """

    value: Decimal
    value_high: Decimal | None = None
    approx: bool = False
    bound: str | None = None
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral found at ``[start, end)`` of a text, with its qualifiers; ``text`` is the numeral as it was meant."""

    start: int
    end: int
    text: str
    quantity: Quantity
    #: Written in Chinese numerals (三), which words are full of (三农); Arabic ones count far more often.
    chinese: bool


def find_figures(text: str) -> Iterator[Figure]:
    """Every readable numeral of ``text`` in order, whether or not it counts anything; none that may be a mere tail."""
    mended, offsets = mend(text)
    for match in FIGURE.finditer(mended):
        quantity = _read(match)
        if quantity is not None:
            digits = match["one"] or match["low"] or match["fraction"] or match["clow"]
            chinese = not digits[0].isdecimal()
            if not is_torn(mended, match.start(), match.end(), chinese):
                start, end = offsets[match.start()], offsets[match.end() - 1] + 1
                yield Figure(start, end, match.group(), quantity, chinese)


def read_figure(figure: str) -> Quantity | None:
    """What ``figure`` (a whole stored figure) says, or None when it is no numeral."""
    match = FIGURE.fullmatch(whole(figure))
    return _read(match) if match else None


def _read(match: re.Match[str]) -> Quantity | None:
    """The quantity of a match of FIGURE."""
    before = "".join((match["before"] or "").split())
    if match["fraction"]:
        quantity = _fraction(match["fraction"])
    elif match["low"] or match["clow"]:
        quantity = _range(match["low"] or match["clow"], match["high"] or match["chigh"])
    else:
        one = match["one"]
        quantity = _rough(one) if before in ("数", "几", "好几") else _number(one)
    if quantity is None:
        return None
    if match["after"]:
        quantity = replace(quantity, approx=True, bound="min")
    if before:
        quantity = replace(quantity, approx=True, bound=_BEFORE[before] or quantity.bound)
    if match["sign"]:
        return None if quantity.value_high is not None else replace(quantity, value=-quantity.value)
    return quantity


def _rough(numeral: str) -> Quantity | None:
    """数十, 几百: at least one of that scale; 数 before anything else is no numeral."""
    if any(c not in _SCALES for c in numeral):
        return None
    quantity = _number(numeral)
    return replace(quantity, approx=True, bound="min") if quantity else None


def _range(low: str, high: str) -> Quantity | None:
    """12至15; the scale of the upper end holds for both in 2至3万 (the lower end being smaller)."""
    first, second = _number(low), _number(high)
    if first is None or second is None or first.value_high or second.value_high:
        return None
    value = first.value
    if low[-1].isdecimal() and high[-1] in _SCALES and value < 1000:
        value *= _scale_of(high)
    if second.value <= value:
        return None
    return Quantity(value, second.value, first.approx or second.approx, first.bound or second.bound)


def _scale_of(numeral: str) -> int:
    scale = 1
    for character in reversed(numeral):
        if character not in _SCALES:
            break
        scale *= _SCALES[character]
    return scale


def _fraction(text: str) -> Quantity | None:
    """百分之九十八 → 98 with ``percent``; 五分之四 → 0.8."""
    if text == "百分百":
        return Quantity(Decimal(100), percent=True)
    below, _, above = text.partition("分之")
    whole, _, rest = above.partition("点")
    top = _number(whole)
    if top is None or top.value_high is not None:
        return None
    value = top.value
    if rest:
        if any(c not in _DIGITS for c in rest) or len(rest) > 4:
            return None
        value += Decimal("0." + "".join(str(_DIGITS[c]) for c in rest))
    if below == "百":
        return Quantity(value, percent=True)
    bottom = _number(below)
    if bottom is None or bottom.value_high is not None or not bottom.value or value > bottom.value:
        return None
    return Quantity((value / bottom.value).quantize(FINEST).normalize())


@lru_cache(maxsize=4096)
def _number(numeral: str) -> Quantity | None:
    """A numeral without the qualifiers around it: 1,090 / 3.5万 / 10余万 / 二十三 / 三四十."""
    if len(numeral) > LONGEST:
        return None
    inner = next((c for c in numeral if c in "余多几来"), None)
    bare = re.sub(r"[余多几来\s]", "", numeral)
    plain = bare.translate(HALF_WIDTH).translate(FORMAL_NUMERALS).translate(_TENS)
    quantity = _arabic(plain) if plain[0].isdecimal() else _chinese(plain)
    if quantity is not None and inner:
        return replace(quantity, approx=True, bound="min")
    return quantity


def _arabic(plain: str) -> Quantity | None:
    total = Decimal(0)
    for digits, scales in re.findall(r"([0-9,]+(?:\.[0-9]+)?)([十百千万亿]*)", plain):
        total += Decimal(digits.replace(",", "")) * _scale_of(scales)
    if total >= LARGEST:
        return None
    return Quantity(total if total == round(total, 2) else total.quantize(FINEST))


_SECTION = re.compile(
    r"(?:([一二两三四五六七八九])千)?(?:零?([一二两三四五六七八九])百)?"
    r"(?:零?([一二三四五六七八九])?(十))?(?:([零〇○])?([零〇○一二两三四五六七八九]))?"
)


def _chinese(plain: str) -> Quantity | None:
    """A well-formed Chinese number; strings of digits (七五, 十四五, 二〇二三) are none."""
    if plain in _SCALES:
        return Quantity(Decimal(_SCALES[plain]))
    neighbours = _neighbours(plain)
    if neighbours is not None:
        return neighbours
    total, rest = 0, plain
    for mark, scale in (("亿", 100_000_000), ("万", 10_000)):
        head, found, tail = rest.partition(mark)
        if found:
            section = _section(head)
            if section is None:
                return None
            total, rest = total + section * scale, tail
    if rest:
        section = _section(rest)
        # 一万二: as for 一百二.
        if section is None or (total and len(rest) == 1):
            return None
        total += section
    return Quantity(Decimal(total))


def _section(text: str) -> int | None:
    """A number below 10,000."""
    if text in ("百", "千"):
        return _SCALES[text]
    match = _SECTION.fullmatch(text)
    if match is None or not text:
        return None
    thousands, hundreds, tens, ten, nought, ones = match.groups()
    # 一百二 and 三千五 are 120 and 3500 to some and 102 to others.
    if ones and (thousands or hundreds) and not (ten or nought):
        return None
    value = _DIGITS[thousands] * 1000 if thousands else 0
    value += _DIGITS[hundreds] * 100 if hundreds else 0
    value += (_DIGITS[tens] if tens else 1) * 10 if ten else 0
    return value + (_DIGITS[ones] if ones else 0)


def _neighbours(plain: str) -> Quantity | None:
    """三四 → 3 to 4, 三四十 → 30 to 40, 十七八 → 17 to 18, 二十七八 → 27 to 28; None for any other numeral."""
    tens, ten, ones = plain.partition("十")
    lead = 10 * _DIGITS.get(tens or "一", 0) if ten and len(tens) < 2 and len(ones) == 2 else 0
    pair, scales = (ones, "") if lead else (plain[:2], plain[2:])
    if pair not in _NEIGHBOURS or (lead and pair in _PLANS) or any(c not in _SCALES for c in scales):
        return None
    scale = _scale_of(scales)
    low, high = (Decimal(lead + _DIGITS[c] * scale) for c in pair)
    return Quantity(low, high, approx=True)
