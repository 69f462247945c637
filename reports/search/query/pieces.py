"""What is typed in one line (2023 浙江 枫桥经验) in its pieces: years, what may name places, words.

Only of plain lines: where a reader uses the search language, they have said what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from .glossary import longest_term
from .language import is_word

#: More is a sentence that was pasted.
_MOST_PIECES, _LONGEST = 8, 100
_PIECE = re.compile(r'"[^"]+"|“[^“”]+”|「[^「」]+」|\S+')
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")
#: A year at the head of a word: 2023年浙江.
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d年度?+)(?=.)")
#: Units one after the other in one word: 江津区中山镇.
_UNIT = re.compile(r".+?(?:自治区|自治州|自治县|街道|省|市|区|县|镇|乡)")
#: Endings of names that readers leave out; those with which provinces are named in full among them.
_ENDINGS = (
    "", "省", "市", "区", "县", "镇", "乡", "街道", "旗", "盟", "地区", "自治州", "自治县", "自治区",
    "壮族自治区", "回族自治区", "维吾尔自治区",
)  # fmt: skip
_SOUNDS = ("", "sheng", "shi", "qu", "xian", "zhen", "xiang", "jiedao", "qi", "zizhiqu")
#: Kinds of places as English has them, and by their sounds.
_KINDS = {sound: sound for sound in _SOUNDS if sound} | {
    "province": "sheng", "city": "shi", "district": "qu", "county": "xian", "town": "zhen", "township": "xiang",
    "subdistrict": "jiedao",
}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """``text`` as typed. ``year`` where it is one; ``names`` the places it may name, the higher first.

    ``chinese`` is what reports call an English term, the most usual first.
    """

    text: str
    year: int | None = None
    names: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()


def pieces(query: str) -> tuple[Piece, ...]:
    """The pieces of a line, English terms of several words as one; () for what is not plain."""
    if len(query) > _LONGEST:
        return ()
    typed = list(chain.from_iterable(map(_parts, _PIECE.findall(query))))
    if not 0 < len(typed) <= _MOST_PIECES or not all(_quoted(one) or is_word(one) for one in typed):
        return ()
    return tuple(_pieces(typed))


def _parts(typed: str) -> Iterator[str]:
    before = _YEAR_BEFORE.match(typed)
    yield from (before[0], typed[before.end() :]) if before else (typed,)


def _quoted(typed: str) -> bool:
    return typed[0] in '"“「' and len(typed) > 1 and typed[-1] in '"”」'


def _pieces(typed: list[str]) -> Iterator[Piece]:
    at = 0
    while at < len(typed):
        one = typed[at]
        if year := _YEAR.fullmatch(one):
            yield Piece(one, year=int(year[1]))
        elif _quoted(one):
            yield Piece(one)
        elif one.isascii():
            length, chinese = longest_term(typed[at:])
            kind = _KINDS.get(typed[at + 1].lower()) if length < 2 and at + 1 < len(typed) else None
            length = max(length, 2 if kind else 1)
            name = _letters(one) + (kind or "")
            yield Piece(
                " ".join(typed[at : at + length]), names=(name,) if len(name) > 2 else (), chinese=chinese
            )
            at += length - 1
        else:
            units = _UNIT.findall(one)
            whole = len(units) > 1 and "".join(units) == one
            yield Piece(one, names=tuple(units) if whole else (one,) if len(one) > 1 else ())
        at += 1


def _letters(typed: str) -> str:
    text = typed.lower().replace("'", "")
    return text if text.isalpha() else ""


def full_names(name: str) -> set[str]:
    """The names, or readings in letters, that ``name`` may stand for."""
    return {name + ending for ending in (_SOUNDS if name.isascii() else _ENDINGS)}
