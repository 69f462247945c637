"""Place names in running text (地名提及): found from their last characters backwards, in linear time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..vocab import load
from .aliases import GENERIC, aliases
from .gazetteer import gazetteer, is_sample_place
from .names import township_stem

#: Longest township name looked for; the few longer ones are farms and zones that issue no reports.
_LONGEST = 16

_END = re.compile(
    r"街道办事处|地区办事处|街道|街办|街(?![街头面巷坊区景边口上角心市舞邻])|苏木|办事处|管理委员会|管委会|"
    r"[农林牧渔茶种]?场|地区|[省市县区旗州盟镇乡]"
)
#: 乡镇, 乡村, 乡贤, 镇压 … are words, not the end of a name.
_WORD_GOES_ON = {"乡": frozenset("镇村贤土风亲愁音情里间绅邻街"), "镇": frozenset("压静定痛")}
_WORDS = load("place_words")
_NOT_NAMES = frozenset(_WORDS["not_names"])
_COMMON = frozenset(_WORDS["common_words"])
#: 和村镇 is a name, and nearly always 和 and 村镇.
_JOINING = frozenset("和与及或在对")
_NOT_IN_NAMES = tuple(_WORDS["not_in_names"])
_BOUND = frozenset(_WORDS["before_names"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in the text.

    ``codes`` are the units above the township it may mean, () for a township; ``stem`` the township's stem, "" for a
    higher unit. ``bounded`` says that the name seems to begin where the match does. ``listed`` is false for a name of
    a township's shape that the gazetteer does not know.
    """

    start: int
    end: int
    name: str
    codes: tuple[str, ...] = ()
    stem: str = ""
    bounded: bool = True
    listed: bool = True
    loose: bool = False


def find_mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The places named in ``text[start:end]``, in order, none within another; offsets are of ``text``."""
    found: list[Mention] = []
    for match in _END.finditer(text, start, len(text) if end is None else end):
        mention = _mention_at(text, match, start, found[-1] if found else None)
        if mention is None:
            continue
        while found and found[-1].start >= mention.start:
            found.pop()
        if not mention.bounded:
            floor = found[-1].end if found else start
            if above := _unsuffixed(text, mention.start, floor):
                found.append(above)
                mention = replace(mention, bounded=True)
        found.append(mention)
    return found


def _mention_at(text: str, match: re.Match[str], floor: int, before: Mention | None) -> Mention | None:
    """The longest name that ends with ``match``; it does not reach into the unit named before it."""
    suffix = match.group()
    end = match.end()
    if text[end : end + 1] and text[end] in _WORD_GOES_ON.get(suffix, ()):
        return None
    names, places = aliases(), gazetteer()
    base_end = match.start()
    higher_tail = (len(suffix) == 1 or suffix == "地区") and text[end - 2 : end] in names.tails
    organ = suffix in {"管理委员会", "管委会"}
    lower_tail = text[base_end - 2 : base_end] in places.tails or text[end - 2 : end] in places.tails
    if not (higher_tail or lower_tail):
        return None
    left = _left(text, end, max(floor, end - _LONGEST))
    best: Mention | None = None
    for i in range(base_end - 1, left - 1, -1):
        name = text[i:end]
        if higher_tail:
            if codes := names.exact(name):
                best = Mention(i, end, name, codes=codes)
            elif (
                base_end - i > 1
                and name[0] not in _BOUND
                # 句容县 (now 句容市) is not 容县, but 由容县 is.
                and (best is None or not is_bounded(text, best.start, before))
                and (codes := names.loose(name))
            ):
                best = Mention(i, end, name, codes=codes, loose=True)
        if not lower_tail or suffix in "省市县旗州盟" or text[i:base_end] in _NOT_NAMES:
            continue
        # 市西 is no stem in 新乡市西街.
        if base_end - i < (1 if organ else 2) or (before and before.codes and before.start < i < before.end):
            continue
        stem = text[i:base_end] if organ else township_stem(name)
        if len(stem) < 2 or not places.has_stem(stem):
            continue
        if suffix == "镇" and text[base_end - 1] == "乡" and not is_bounded(text, i, before):
            continue
        doubtful = stem in _COMMON or (name[0] in _JOINING and text[i + 1 : base_end] in _NOT_NAMES)
        if doubtful and not _as_issuer(text, i, end, before):
            continue
        if best is None or not best.codes or i < best.start:
            best = Mention(i, end, name, stem=stem)
    if best is None:
        return None
    if best.codes and best.name in GENERIC and not (before and before.codes and before.end == best.start):
        return None
    if is_bounded(text, best.start, before):
        return best
    # 同样州市两级 does not name 样州市.
    return None if best.codes and is_sample_place(best.codes[0]) else replace(best, bounded=False)


#: What may stand before an issuer's name in a title.
_LEAD = re.compile(
    r"^.*(?:关于|中共|年度|年|印发|发布|报送|上报|呈报|公布|现将|在|的|将|市|县|区|旗|州|盟|省)(?=.{2})"
)
_SHAPE = re.compile(
    r"[一-鿿]{1,14}?(?:街道办事处|街道|苏木|镇|乡|地区办事处)"
    r"(?=[人党委政办纪法依0-9０-９、，,：:）)\s|｜关全]|$)"
)


def unlisted_township(text: str, start: int, end: int, inside: list[Mention]) -> Mention | None:
    """A township's name in ``text[start:end]`` that the gazetteer does not have, or has in part (终南山镇).

    ``inside`` are the places found there; the name begins after the last higher unit before it.
    """
    for match in _SHAPE.finditer(text, start, end):
        floor = max((m.end for m in inside if m.codes and m.end < match.end()), default=match.start())
        name = text[max(floor, match.start()) : match.end()]
        begin = match.end() - len(name)
        if floor <= match.start() and (lead := _LEAD.match(name)):
            begin += lead.end()
            name = name[lead.end() :]
        stem = township_stem(name)
        # 托克逊夏镇 is 夏镇 of 托克逊县.
        for cut in range(2, min(6, len(name) - 1)):
            above = aliases().of_stem(name[:cut])
            if any(gazetteer().townships_named(name[cut:], code) for code in above):
                return Mention(begin + cut, match.end(), name[cut:], stem=township_stem(name[cut:]))
        known = bool(gazetteer().townships_named(name))
        if text[match.end() : match.end() + 1] in _WORD_GOES_ON.get(name[-1:], ()):
            continue
        if stem == name or stem in _NOT_NAMES or not (1 if known else 2) <= len(stem) <= 8:
            continue
        if any(word in stem for word in _NOT_IN_NAMES):
            continue
        return Mention(begin, match.end(), name, stem=stem, listed=known)
    return None


_ISSUING = re.compile(
    r"(?:人民政府|党委|党工委|委员会|办事处|人大|政府|在|坚持|认真|深入|围绕|高度|全面|始终|严格|紧|"
    r"\s*(?:19|20)\d\d|[ \t]*$)",
    re.MULTILINE,
)


def _as_issuer(text: str, start: int, end: int, before: Mention | None) -> bool:
    """Whether ``text[start:end]`` stands where an issuer's name would: on its own or after its county, before an office."""
    apart = start == 0 or not "一" <= text[start - 1] <= "鿿" or text[start - 1] == "共"
    below = before is not None and bool(before.codes) and before.end == start
    return (apart or below) and bool(text[end - 2 : end] == "处" or _ISSUING.match(text, end))


def is_bounded(text: str, start: int, before: Mention | None = None) -> bool:
    """Whether a name may well begin at ``start``, judged by what stands before it."""
    if start == 0:
        return True
    # 市南区 begins within 青岛市南区's city.
    if before is not None and before.codes and 0 <= before.end - start <= 1:
        return True
    previous = text[start - 1]
    return previous in _BOUND or not "一" <= previous <= "鿿"


def _unsuffixed(text: str, end: int, floor: int) -> Mention | None:
    """A higher unit without its suffix right before ``end`` (武冈 of 武冈龙溪镇, 大连 of 大连金普新区)."""
    for length in (2, 3, 4):
        start = end - length
        if start >= floor and (codes := aliases().of_stem(text[start:end])) and is_bounded(text, start):
            return Mention(start, end, text[start:end], codes=codes, loose=True)
    return None


def _left(text: str, end: int, floor: int) -> int:
    """Where the run of Chinese characters that ends at ``end`` begins, but not before ``floor``."""
    i = end
    while i > floor and "一" <= text[i - 1] <= "鿿":
        i -= 1
    return i
