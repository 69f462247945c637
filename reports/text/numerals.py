"""Number words (数字): what they are made of, and numbers as word processors write them before paragraphs.

The forms of word processors are those of ECMA-376 part 1, 17.18.59 ST_NumberFormat.
"""

import re
from collections.abc import Callable

#: The words from one to ten, of which the numbers before headings and items are made.
UP_TO_TEN = "一二三四五六七八九十"
#: A pattern of such a number: 三, 十二, 二十一.
NUMBER_WORD = f"[{UP_TO_TEN}]{{1,3}}"
_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """一, 十, 十二, 二十, 一百零五; 10,000 and more in digits."""
    if not 0 < number < 10_000:
        return str(number)
    text, gap = "", False
    for place, digit in zip(range(3, -1, -1), f"{number:04d}", strict=True):
        if digit == "0":
            gap = bool(text)
            continue
        text += digits[0] if gap else ""
        text += digits[int(digit)] + (units[place - 1] if place else "")
        gap = False
    return text[1:] if text.startswith("一十") else text


def roman(number: int) -> str:
    """I, II, III …; 4,000 and more in digits."""
    if not 0 < number < 4_000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letters(number: int) -> str:
    """A … Z, AA, BB …: as Word goes on after Z."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 500 else str(number)


def _from_table(first: str, count: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else str(number)


def _cyclic(names: str) -> Callable[[int], str]:
    return lambda number: names[(number - 1) % len(names)] if number > 0 else str(number)


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


_CHINESE = (
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "
    "ideographDigital japaneseDigitalTenThousand koreanCounting"
)
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE.split(), chinese),
    "chineseLegalSimplified": lambda number: chinese(number, _FORMAL, "拾佰仟"),
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "decimalEnclosedCircle": _from_table("①", 20),
    "decimalEnclosedCircleChinese": _from_table("①", 20),
    "decimalEnclosedParen": _from_table("⑴", 20),
    "decimalEnclosedFullstop": _from_table("⒈", 20),
    "ideographEnclosedCircle": _from_table("㊀", 10),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": letters,
    "lowerLetter": lambda number: letters(number).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "none": lambda number: "",
}


def numeral(number: int, number_format: str) -> str:
    """``number`` in a format of that name; in plain digits when the name is unknown."""
    return _FORMATS.get(number_format, str)(number)


#: Symbol fonts keep their bullets here; they mean nothing as characters.
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def bullet(text: str) -> str:
    """A bullet as text; "" where only its font knows what it looks like."""
    return _PRIVATE.sub("", text)


def set_apart(marker: str) -> str:
    """``marker`` as it stands before its paragraph: 1. and （一） are parted from it by their form, a bare 1 is not."""
    return f"{marker} " if marker[-1:].isalnum() and marker[-1:].isascii() else marker
