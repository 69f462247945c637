"""Sentences as they are compared between reports (可比的句): which of a text's count, and two hashes of each.

Wherever the site says how many sentences a report has or shares (雷同, 对比, 历年变化), these are counted, each as often
as it stands there. Titles, headings, announcements (现将有关情况报告如下) and what is too short to be told apart are none.

A sentence has a hash word for word and one with numbers and names masked.

Word for word (``hash``) leaves width, case, blanks and punctuation aside. Masked (``masked``) also puts one sign in
place of every number and of every township, county, city and province of the gazetteer (我镇 and 本镇 are such names
too), and makes no difference between 镇, 乡 and 街道 or between 县, 区, 市 and 旗. Persons' and villages' names are not
known and stay. Both depend on the sentence alone, so what is equal word for word is equal masked.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reports.parsing.place.aliases import bare_name
from reports.parsing.place.gazetteer import gazetteer
from reports.parsing.place.names import township_stem
from reports.parsing.types import ParsedReport
from reports.text.sentences import SAME_FROM, blanked, sentences
from reports.text.soft_ends import unbroken

#: A sentence with fewer characters beside numbers and names is a date or an address.
LETTERS_FROM = 8
#: A numbered heading longer than this is a statement, and is compared like one.
LONGEST_HEADING = 40
#: A title further down than this is not where the report begins.
TITLE_BEFORE = 2000

NUMBER, NAME = "0", "\ue000"
_NOT_LETTERS = re.compile(r"[^\w\n]+|_+")
# 3.5万余 and 十二 are one number each. That 一是 and 两个维护 are masked too does no harm: they are so everywhere.
_NUMBERS = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]+[余多]?")
# What may follow the stem of a place's name: without it 中山 (中山装) and 和平 are words like any other.
_KIND = re.compile(r"街道|地区|苏木|司法所|派出所|[镇乡省市县区旗州盟]")
_LAST_KIND = re.compile(f"(?:{_KIND.pattern})$")
_LONGEST_STEM = 12
#: 我镇, 本县: the issuer's name by another word.
_SELF = frozenset("我本")
_LEVELS = {"街道办事处": "镇人民政府", "街道": "镇", "地区办事处": "镇人民政府", "党工委": "党委"}
_LEVEL = re.compile("|".join(_LEVELS))
_SAME_LEVEL = {"乡": "镇", "区": "县", "市": "县", "旗": "县", "省": "县", "州": "县"}
# 重庆市江津区中山镇 and 中山镇 are one name.
_CHAIN = re.compile(rf"(?:{NAME}[镇县])+(?={NAME})")


#: 现将有关情况报告如下 announces what follows, and a title (of which pages often have several) does no more.
_ANNOUNCES = re.compile(r"现将\w{0,40}如下|\w{0,60}法治\w{0,20}(?:报告|总结)")


@dataclass(frozen=True, slots=True)
class Print:
    """A sentence at ``[start, end)`` of its report's text and its hashes, signed 64-bit integers.

    ``masked`` equals ``hash`` where masking leaves too little to tell sentences apart.
    """

    start: int
    end: int
    hash: int
    masked: int


@dataclass(frozen=True, slots=True)
class Prints:
    """A report's sentences in order, and their masked letters joined by line ends (for near copies)."""

    sentences: tuple[Print, ...]
    masked_text: str


def own_words(
    text: str,
    hidden: Iterable[tuple[int, int]],
    headings: Iterable[tuple[int, int]],
    title: tuple[int, int] | None,
) -> str:
    """``text`` with everything blanked that is no statement of the issuer; offsets stay.

    That is what is ``hidden`` (furniture, injected text), numbered ``headings`` and all up to the end of the title.
    """
    marked = [
        (start, end) for start, end in headings if start < end <= min(start + LONGEST_HEADING, len(text))
    ]
    spans = [*hidden, *marked]
    if title is not None and title[0] < min(TITLE_BEFORE, len(text) / 2):
        spans.append((0, title[1]))
    characters = list(blanked(text, spans))
    # A heading parts sentences even where it stands in the middle of a line.
    for start, _ in marked:
        characters[start] = "\n"
    return "".join(characters)


def prints_of(report: ParsedReport) -> Prints:
    """The sentences of a report that are its issuer's own."""
    headings = [(section.start, section.heading_end) for section in report.sections]
    title = report.title
    place = (title.start, title.end) if title and title.start is not None and title.end is not None else None
    whole = unbroken(report.text)
    return prints(own_words(whole, report.hidden, headings, place))


def prints(text: str) -> Prints:
    """The sentences of ``text`` (see :func:`own_words`) that are long enough to be compared."""
    found = sentences(text)
    if not found:
        return Prints((), "")
    # One pass over all sentences, a line each: a call a sentence would take ten times as long.
    letters = _letters("\n".join(one.text for one in found))
    masked = masked_letters(letters)
    kept, lines = [], []
    for sentence, exact, alike in zip(found, letters.split("\n"), masked.split("\n"), strict=True):
        told = len(alike) - alike.count(NUMBER) - alike.count(NAME)
        if len(exact) < SAME_FROM or told < LETTERS_FROM or _ANNOUNCES.fullmatch(exact):
            continue
        key = _hash(exact)
        kept.append(Print(sentence.start, sentence.end, key, _hash(alike) if told >= SAME_FROM else key))
        lines.append(alike)
    return Prints(tuple(kept), "\n".join(lines))


def _letters(text: str) -> str:
    """``text`` without punctuation and blanks other than line ends, in one width and case."""
    letters = _NOT_LETTERS.sub("", text).lower()
    # Normalising is dear, and hardly needed once the full-width punctuation is gone.
    if unicodedata.is_normalized("NFKC", letters):
        return letters
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", letters)).lower()


def masked_letters(letters: str) -> str:
    """``letters`` (of one or more lines) with numbers, names of places and their kinds made one each."""
    stems, tails = _stems()
    pieces, position = [], 0
    for kind in _KIND.finditer(letters):
        end = kind.start()
        if letters[end - 2 : end] not in tails and letters[end - 1 : end] not in _SELF:
            continue
        for start in range(max(position, end - _LONGEST_STEM), end):
            if letters[start:end] in stems or letters[start:end] in _SELF:
                pieces += [letters[position:start], NAME]
                position = end
                break
    letters = _NUMBERS.sub(NUMBER, "".join([*pieces, letters[position:]]))
    letters = _LEVEL.sub(lambda match: _LEVELS[match.group()], letters)
    for level, same in _SAME_LEVEL.items():
        letters = letters.replace(level, same)
    return _CHAIN.sub("", letters)


@cache
def _stems() -> tuple[frozenset[str], frozenset[str]]:
    """What stands before the kind in any name (中山, 罗子山 and 罗子山瑶族, 恩施), and the last two characters of them."""
    found = set()
    for unit in gazetteer():
        kept = township_stem(unit.name) if unit.level == "township" else bare_name(unit.name)
        kind = _LAST_KIND.search(unit.name)
        found |= {kept, unit.name[: kind.start()] if kind else kept}
    stems = frozenset(stem for stem in found if 1 < len(stem) <= _LONGEST_STEM)
    return stems, frozenset(stem[-2:] for stem in stems)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)
