"""Sentences that a page of print broke over lines (硬换行)."""

import re

from reports.text.numerals import NUMBER_WORD

from .mended import WRAP

_NUMERAL = frozenset("0123456789.．,，%％-－~～零〇两一二三四五六七八九十百千万亿廿卅")
# A line end inside a sentence of a hard-wrapped text: no heading or list marker follows.
_SOFT_END = re.compile(
    rf"(?<=[\u4e00-\u9fff、，,0-9“（])\n(?=[\u4e00-\u9fff0-9（“])(?!{NUMBER_WORD}[、是.．]|（{NUMBER_WORD}）|\d{{1,2}}[.．、](?!\d))"
    r"|(?<=[0-9])\n(?=[.．%％,，\-－~～]|\d{1,2}[.．]\d)|(?<=[0-9][.．\-－~～])\n(?=[0-9])"
)
#: Least and greatest width of a page of print, in Chinese characters.
_NARROWEST, _WIDEST = 22, 60


def _columns(line: str) -> float:
    """How wide ``line`` is set, in Chinese characters: two Latin letters or digits stand in one's place."""
    return sum(0.5 if character < "\u0100" else 1 for character in line)


def join_wrapped(text: str, begin: int, finish: int) -> str:
    """``text`` with the line ends inside hard-wrapped sentences of ``[begin, finish)`` made blanks; offsets stay.

    Those inside numerals become :data:`WRAP`.
    Only lines about as long as the longest, or set about as wide as the widest, are wrapped ones; a short
    line ends on purpose. Lines of the page around the body are of other widths.
    """
    lines = [line.rstrip() for line in text[begin:finish].split("\n")]
    longest = max(map(len, lines))
    if longest > 2 * _WIDEST:
        return text
    width = max(map(_columns, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return text
    characters = list(text)
    for match in _SOFT_END.finditer(text, begin, finish):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if len(line) >= longest - 4 or _columns(line) >= width - 4:
            # Inside a numeral it is not even a blank.
            torn = line[-1] in _NUMERAL and text[match.end()] in _NUMERAL
            characters[match.start()] = WRAP if torn else " "
    return "".join(characters)
