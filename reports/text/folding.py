"""The one table of what counts as the same character (字符归并), for parsing, search and display alike.

Traditional characters are written as simplified ones (繁体转简体), radicals (部首, as some programs put them into PDFs)
and compatibility forms as the characters they look like, digits of other widths as 0 to 9: all one for one, so that every
offset holds in both. Characters that cannot be seen are left out, with the way back to where the others stood.

The table of traditional characters is OpenCC's, taken a character at a time: a word-by-word conversion would change
lengths.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from opencc import OpenCC

#: Full-width forms (０ Ａ ％) → the characters of ASCII, by code point.
HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
#: All that is read as a blank, a line end excepted.
BLANKS = (
    "\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
    "\u202f\u205f\u2060\u3000\ufeff\t\r\x0b\x0c\x85\u2028\u2029\x1c\x1d\x1e\x1f"
)
#: Brackets, stops and rules in forms for other layouts, and the ones they are read as.
_FORMS = dict(zip("﹝﹞〈〉︰﹕﹐﹒∶丨│┃‖", "〔〕<>::,.:||||", strict=True))
#: Full-width forms, blanks and other forms → plain ones. None of the characters it gives is one that it replaces.
PLAIN = {chr(code): plain for code, plain in HALF_WIDTH.items()} | dict.fromkeys(BLANKS, " ") | _FORMS
#: The numerals of documents that must not be altered (大写数字) → those of running text, by code point.
FORMAL_NUMERALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")

#: The blocks of Han characters that have simplified forms in ordinary use.
_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
#: Blocks of Unicode whose characters stand for one Han character each: Kangxi radicals, compatibility ideographs.
_SAME = ((0x2F00, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))
#: CJK Radicals Supplement, from U+2E80 on (EquivalentUnifiedIdeograph.txt); \u30fb where no character has that form.
_RADICALS = (
    "・厂・乚乙亻冂几・刂卜㔾小小兀尣尢尢巳幺彑彐忄㣺扌攵・旡日月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟罓罒㓁罒罒羊羊羊"
    "耂肀聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
#: What searching takes for one character beside: the zero of years and the dot inside names, however they are set.
_SEARCHED = str.maketrans("○◯・•‧∙⋅･", "〇〇······")
#: Digits of full width and of mathematics.
_DIGITS = (*range(0xFF10, 0xFF1A), *range(0x1D7CE, 0x1D800))
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
#: What cannot be seen: controls (as far as they are no blanks), soft hyphens, joiners, direction marks, variation
#: selectors, tags, byte order marks.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


@cache
def _simplified() -> dict[int, str]:
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
def _table() -> dict[int, str]:
    """Code point of a character → the one it is read as."""
    same = {
        code: unicodedata.normalize("NFKC", chr(code)) for first, end in _SAME for code in range(first, end)
    }
    same = {code: plain for code, plain in same.items() if plain != chr(code)}
    same |= {0x2E80 + place: plain for place, plain in enumerate(_RADICALS) if plain != "・"}
    traditional = _simplified()
    table = traditional | {code: traditional.get(ord(plain), plain) for code, plain in same.items()}
    return table | {code: str(unicodedata.decimal(chr(code))) for code in _DIGITS}


@cache
def _folded() -> re.Pattern[str]:
    """What the table holds of the basic plane: a class that goes beyond it is ten times slower."""
    return re.compile("[" + "".join(chr(code) for code in _table() if code < 0x10000) + "]")


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(chr, _simplified())) + "]")


def simplify(text: str) -> str:
    """``text`` in simplified characters and plain digits: same length, so that offsets hold in both."""
    return text.translate(_table()) if _folded().search(text) or _BEYOND.search(text) else text


def searched(text: str) -> str:
    """``text`` as it is searched: as :func:`simplify` gives it, with zeros and dots as one. Same length."""
    return simplify(text).translate(_SEARCHED)


def simplified_but(kept: Iterable[str]) -> dict[int, str]:
    """The table of :func:`simplify`, for ``str.translate``, without the characters ``kept``."""
    codes = set(map(ord, kept))
    return {old: new for old, new in _table().items() if old not in codes}


def count_traditional(text: str) -> int:
    """How many characters of ``text`` have another, simplified form.

    A few of them are found in simplified text too (乾县, 於潜镇), so only a share of a text tells anything.
    """
    return len(_traditional().findall(text))


def is_unseen(character: str) -> bool:
    """Whether ``character`` leaves no mark on a page."""
    return _UNSEEN.match(character) is not None


def drop_unseen(text: str) -> tuple[str, Sequence[int]]:
    """``text`` without what cannot be seen, and where each of its characters stood in ``text``."""
    if not _UNSEEN.search(text):
        return text, range(len(text))
    kept = [index for index, character in enumerate(text) if not _UNSEEN.match(character)]
    return "".join([text[index] for index in kept]), kept
