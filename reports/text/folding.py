"""Traditional characters written as simplified ones (繁体转简体), one for one.

The table is OpenCC's, taken a character at a time: a word-by-word conversion would change lengths, and every
offset of the archive indexes the original text.
"""

import re
from functools import cache

from opencc import OpenCC

#: The blocks of Han characters that have simplified forms in ordinary use.
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))


@cache
def _table() -> dict[int, str]:
    """Code point of a traditional character → its simplified character."""
    characters = [chr(code) for first, end in _BLOCKS for code in range(first, end)]
    # A line a character, so that no two of them are converted as a word.
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {
        ord(old): new for old, new in zip(characters, simplified, strict=True) if new != old and len(new) == 1
    }
    # 薴 gives 苧, itself the traditional form of 苎.
    return {old: table.get(ord(new), new) for old, new in table.items()}


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(chr, _table())) + "]")


def simplify(text: str) -> str:
    """``text`` in simplified characters: same length, so that offsets hold in both."""
    return text.translate(_table()) if _traditional().search(text) else text


def count_traditional(text: str) -> int:
    """How many characters of ``text`` have another, simplified form.

    A few of them are found in simplified text too (乾县, 於潜镇), so only a share of a text tells anything.
    """
    return len(_traditional().findall(text))
