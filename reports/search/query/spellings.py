"""What is written in more than one way depending on its neighbours (写法): asked for in each, never changed in the text.

1234份 and 1,234份; 二零二三年 and 二〇二三年. One for one foldings of characters are no matter of neighbours, see
:mod:`reports.text.folding`.
"""

import re

#: A number of four digits or more, commas in their places or none; not a part of a longer one, of 0012, 3.1415 or gb18030.
_PLAIN = re.compile(r"(?<![0-9a-z.,])[1-9]\d{3,11}(?![0-9a-z,])")
_GROUPED = re.compile(r"(?<![0-9a-z.,])[1-9]\d{0,2}(?:,\d{3}){1,3}(?![0-9a-z,])")
#: 2023年, 2021-2023: years are never grouped.
_YEAR = re.compile(r"(?:19|20)\d\d(?=年|度|[-—–~至到]|$)")
#: Digits in a row, as years are written: 二〇二三, not 一百零三.
_ROW = re.compile("[一二三四五六七八九零〇]{3,}")


def spellings(text: str) -> tuple[str, ...]:
    """``text``, which is normalised, and its other spellings; all numbers and years of it are spelled one way in each."""
    plain = _GROUPED.sub(lambda found: found[0].replace(",", ""), text)
    grouped = _PLAIN.sub(_with_commas, text)
    numbers = (text, plain, grouped)
    zeros = (_with_zeros(one, zero) for one in numbers for zero in "零〇")
    return tuple(dict.fromkeys((*numbers, *zeros)))


def _with_commas(number: re.Match[str]) -> str:
    if _YEAR.match(number.string, number.start()):
        return number[0]
    return f"{int(number[0]):,}"


def _with_zeros(text: str, zero: str) -> str:
    return _ROW.sub(lambda row: row[0].replace("零", zero).replace("〇", zero), text)
