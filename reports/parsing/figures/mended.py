"""Numerals as they were meant (受损数字的复原): 98 .5%, 1. 2万, 98·5%, l20户.

Scans, justified lines and careless typing put blanks, look-alike points and letters into numerals. What can only be
one numeral is made one; of what could be two things nothing is read, see :func:`is_torn`: a tail or a tenth of a number
is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BLANK = "[ \xa0\u2000-\u200a\u202f\u3000\t]"
_HAN = "\u4e00-\u9fff"
_NUMERAL = "零〇一二两三四五六七八九十百千万亿廿卅"
_POINT = "[.．·・•‧∙⋅]"

_DAMAGED = re.compile(
    # Sound lines are spared all that follows.
    rf"[0-9](?:{_BLANK}[0-9.．,，·・•‧∙⋅]|[·・•‧∙⋅．。｡]{_BLANK}?[0-9]|[.,，]{_BLANK}[0-9]|[.,，．]?[OoIl〇○])"
    rf"|[{_NUMERAL}点]{_BLANK}点?[{_NUMERAL}]|分之{_BLANK}|[OoIl][0-9,，.．]|(?<![0-9])[-－−﹣–‐‑][0-9]"
)
_LETTERS = str.maketrans("OoIl〇○", "001100")
_LOOK_ALIKE = re.compile(
    rf"(?<![A-Za-z0-9])(?=[0-9,，.．]*[OoIl〇○])(?=[OoIl〇○,，.．]*[0-9])[0-9Il][0-9OoIl〇○]*(?:[,，.．][0-9OoIl〇○]+)*(?=[-－–—~～%％{_HAN}])"
)
_ONE_NUMERAL = re.compile(r"[0-9]+(?:[,，][0-9]{3})*(?:[.．][0-9]+)?")
# 1. 2个村 opens an item of a list, and 3·15 is a day.
_DECIMAL = re.compile(rf"(?<=[0-9])({_BLANK}?)({_POINT})({_BLANK}?)(?=[0-9])")
_STOP = re.compile(r"(?<=[0-9])[。｡](?=[0-9]{1,2}(?:[%％万亿]|个百分点))")
_NUMBERING = re.compile(rf"(?:^|[。；;：:])\s*[0-9]{{1,2}}{_BLANK}?$")
_THOUSANDS = re.compile(
    rf"(?<![0-9,，])[0-9]{{1,3}}(?:{_BLANK}?[,，]{_BLANK}?[0-9]{{3}})+(?![0-9]|{_BLANK}?[,，]{_BLANK}?[0-9])"
)
# 走访1 20户: pieces of one numeral, one of them a single digit; 组1 20户 and 2023 5件 are two.
_PIECES = re.compile(
    rf"(?<=[{_HAN}])(?<![第表图件组号楼路队班届型类级])(?!(?:19|20)[0-9]{{2}}{_BLANK})[1-9][0-9]{{0,3}}(?:{_BLANK}[0-9]{{1,4}}){{1,3}}"
    rf"(?=[.．,，]?[0-9]*{_BLANK}?[%％{_HAN}])"
)
_CHINESE_PIECES = re.compile(
    rf"(?<=[{_HAN}])(?<![第其统唯{_NUMERAL}])(?<![^分]之)[{_NUMERAL}]+(?:点?{_BLANK}点?[{_NUMERAL}]+)+"
)
_PER_CENT = re.compile(rf"(?<=分之){_BLANK}(?=[0-9{_NUMERAL}])")

# A dash before a numeral: minus after words of change and value (同比-8件, 增幅为-0.5%) and before a percentage.
_DASH = re.compile(r"[-－−﹣–‐‑](?=[0-9])")
_CHANGED = re.compile(
    r"(?:同比|环比|较上年|[增涨][长加幅]|变化|下降|降低|减少|[升降增减差率量为是达至到了]|[:：(（|]|\t)\s?$"
)
_RATE_AFTER = re.compile(r"[0-9.]+\s?(?:[%％‰]|个百分点)")
#: What a minus is written as once it is known to be one.
MINUS = "−"


def mend(text: str) -> tuple[str, Sequence[int]]:
    """``text`` with its damaged numerals made whole, and where each character of that stood in ``text``."""
    characters: list[str] = []
    done = 0
    for damage in _DAMAGED.finditer(text):
        if damage.start() < done:
            continue
        start = text.rfind("\n", 0, damage.start()) + 1
        done = end if (end := text.find("\n", damage.end())) >= 0 else len(text)
        characters = characters or list(text)
        for offset, replacement in _replacements(text[start:done]):
            characters[start + offset] = replacement
    if not characters:
        return text, range(len(text))
    kept = [index for index, character in enumerate(characters) if character]
    return "".join([characters[index] for index in kept]), kept


def whole(figure: str) -> str:
    """``figure``, all of which is one numeral, as it was meant."""
    figure = re.sub(rf"{_BLANK}|\n", "", figure)
    if re.search("[0-9]", figure):
        figure = re.sub(r"[OoIl〇○]", lambda letter: letter.group().translate(_LETTERS), figure)
        figure = re.sub(r"(?<=[0-9])[·・•‧∙⋅。｡](?=[0-9])", ".", figure)
    return re.sub(r"^[-－﹣–‐‑](?=[0-9])", MINUS, figure)


def _replacements(text: str) -> Iterator[tuple[int, str]]:
    """For a line, offsets of characters that stand for others, and those; "" for none."""
    for run in _LOOK_ALIKE.finditer(text):
        digits = run.group().translate(_LETTERS)
        if _ONE_NUMERAL.fullmatch(digits):
            yield from zip(range(*run.span()), digits, strict=True)
    for point in _DECIMAL.finditer(text):
        plain = point[2] in ".．" and not point[1] and not point[3]
        if plain or not _NUMBERING.search(text, max(0, point.start() - 8), point.start()):
            yield point.start(2), "."
            yield from _without_blanks(point)
    for stop in _STOP.finditer(text):
        yield stop.start(), "."
    for pattern in (_THOUSANDS, _PER_CENT):
        for match in pattern.finditer(text):
            yield from _without_blanks(match)
    for pieces in _PIECES.finditer(text):
        lengths = [len(piece) for piece in re.split(_BLANK, pieces.group())]
        if min(lengths) == 1 and sum(lengths) < 8:
            yield from _without_blanks(pieces)
    for pieces in _CHINESE_PIECES.finditer(text):
        yield from _without_blanks(pieces)
    for dash in _DASH.finditer(text):
        before = text[max(0, dash.start() - 4) : dash.start()]
        if before[-1:].isdecimal() or before[-1:] in ("%", "％") or not before.strip():
            continue
        if dash.group() in "−﹣" or _CHANGED.search(before) or _RATE_AFTER.match(text, dash.end()):
            yield dash.start(), MINUS


def _without_blanks(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    for index in range(match.start(), match.end()):
        if re.match(_BLANK, match.string[index]):
            yield index, ""


_TORN = re.compile(
    # A digit and what may stand inside a numeral: 98,|5%, 4 |8起, 98。|5个.
    rf"[0-9](?:[.．,，·・。]{{1,2}}{_BLANK}?|{_BLANK}[.．,，·]?|[\ufffd?？*]|[.．,，·・])$"
    rf"|[0-9]{_BLANK}?[-－−﹣–—~～]{{1,3}}{_BLANK}?$"
    # Han and digits end a line, and the next one goes on with digits: no column of figures.
    rf"|[{_HAN}约近][0-9.,，]*[0-9][.．,，]?\n[ \u3000]*$"
    rf"|[0-9]\n[ \u3000]*[-－−~～,，.．至到]$"
    rf"|[百千万亿]{_BLANK}?$|[OoIl〇○][,，.．]?$"
)
_SCALES = frozenset("百千万亿至到")
_TORN_CHINESE = re.compile(rf"[{_NUMERAL}点](?:{_BLANK}|\n[ \u3000]*)$")
_GOES_ON = re.compile(rf"(?:{_BLANK}|\n)[ \u3000]*点?[{_NUMERAL}](?![、是.．])")
_ITEM = re.compile(rf"(?:^|[\n。；;：:])\s*(?:[0-9]{{1,2}}\.)*[0-9]{{1,2}}[.．]{_BLANK}?$")


def is_torn(text: str, start: int, end: int, chinese: bool) -> bool:
    """Whether the numeral of a mended text at ``[start, end)`` may be the tail of one, or one in words the head of one."""
    before = text[start - 1 : start]
    if not before or ("\u4e00" <= before <= "\u9fff" and before not in _SCALES and not chinese):
        return False
    low = max(0, start - 20)
    if chinese:
        return bool(_TORN_CHINESE.search(text, low, start) or _GOES_ON.match(text, end))
    return bool(_TORN.search(text, low, start)) and not _ITEM.search(text, low, start)
