"""What else in a report tells where it is (地区线索): weighed clues for provinces, cities and counties.

Weights are natural-log odds: a clue of weight 4 makes the places it names about 55 times as likely beside the others.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from reports.text.region_codes import PROVINCE
from reports.text.remarks import Remark

from ..types import ParsedReport
from ..vocab import load
from .aliases import aliases
from .domains import domain_clues
from .gazetteer import gazetteer, is_sample_place
from .mentions import Mention, find_mentions
from .zones import READ_HEAD, Zone

_ZONE_WEIGHTS = {
    "title": 8.0,
    "issuer": 8.0,
    "mentioned_issuer": 2.0,
    "signature": 7.0,
    "field": 6.0,
    "site": 6.0,
    "trail": 5.0,
    "source": 4.0,
    "head": 3.0,
}
_OF_ZONES = {
    "title": Remark("place_title"),
    "issuer": Remark("place_issuer"),
    "mentioned_issuer": Remark("place_organ"),
    "signature": Remark("place_signature"),
    "field": Remark("place_info"),
    "site": Remark("place_site"),
    "trail": Remark("place_crumbs"),
    "source": Remark("place_origin"),
    "head": Remark("place_head"),
}
_META_WEIGHTS = {
    "sitename": 6.0,
    "contentsource": 6.0,
    "articletitle": 8.0,
    "author": 4.0,
    "description": 3.0,
}

_INSTITUTION = re.compile(
    r"(?:人民)?(?:政府|法院|检察院|公安)|[一-鿿]{0,4}?(?:委(?!托|派|员(?!会))|纪委|人大|政协|局|办公室|委员会)|司法|综合行政执法"
)
_ELSEWHERE = re.compile(
    r"(?:对口|帮扶|协作|结对|考察|赴|前往|借鉴|观摩|邻近|毗邻|相邻|户籍|籍|支援|驰援|打工|流入|先进地区|最高|来自)[^，。；\n]{0,8}$"
)
#: 113309210026412824: an organ's social credit code (统一社会信用代码); digits 3 to 8 are its county's code.
_CREDIT = re.compile(r"(?<![0-9A-Za-z])1[1239](?P<code>\d{6})[0-9A-Z]{9}[0-9A-Z](?![0-9A-Z])")
#: 640521-104/2025-00012, 6107280000/2024-00105: an index number that begins with the county's code.
_INDEX = re.compile(r"索\s*引\s*号[^0-9A-Za-z\n]{0,8}(?P<code>\d{6})(?=0{0,6}[-/A-Z_])")


@dataclass(frozen=True, slots=True)
class Clue:
    """Places a clue speaks for (``codes``, any of them), and where it stands; hints have the span 0–0.

    ``apart`` is its weight for a township there that the gazetteer does not list, None the same: a county named in
    passing that has a township of the right name is hardly chance; one that has none may be any county. ``bare``: the
    place is named and nothing more.
    """

    codes: tuple[str, ...]
    weight: float
    start: int
    end: int
    why: Remark
    apart: float | None = None
    bare: bool = False


def clues(
    report: ParsedReport, text: str, mentions: list[Mention], found_zones: list[Zone], own_stem: str
) -> list[Clue]:
    """All clues; ``own_stem`` is the stem of the township the report speaks for, "" if none."""
    found = _chain_clues(text, mentions, own_stem)
    found += _zone_clues(mentions, found_zones)
    found += _body_clues(text, mentions)
    found += _number_clues(report, text)
    found += _word_clues(text)
    found += [
        Clue(clue.codes, clue.weight, 0, 0, Remark("place_domain", label=clue.label))
        for clue in domain_clues(report.hints.url)
    ]
    for name, weight in _META_WEIGHTS.items():
        for mention in find_mentions(report.hints.get(name) or ""):
            if mention.codes and mention.bounded:
                found.append(
                    Clue(mention.codes, weight, 0, 0, Remark("place_meta", key=name, name=mention.name))
                )
    return found


def _chain_clues(text: str, mentions: list[Mention], own_stem: str) -> list[Clue]:
    """江津区 of 江津区中山镇, and what stands before 江津区 in the same name."""
    found = []
    for index, mention in enumerate(mentions):
        if mention.stem != own_stem or not own_stem:
            continue
        at, position = mention.start, index - 1
        while position >= 0 and mentions[position].codes:
            above = mentions[position]
            if above.end - 1 > at or text[above.end : at].strip() or at - above.end > 4:
                break
            weight = 6.0 if above.loose else 9.0
            found.append(Clue(above.codes, weight, above.start, above.end, Remark("place_before")))
            at, position = above.start, position - 1
    return found


def _zone_clues(mentions: list[Mention], found_zones: list[Zone]) -> list[Clue]:
    found = []
    starts = [mention.start for mention in mentions]
    for zone in found_zones:
        inside = mentions[bisect_left(starts, zone.start) : bisect_left(starts, zone.end)]
        units = [m for m in inside if m.codes and m.bounded and m.end <= zone.end]
        # A list of all counties of a city says nothing of one.
        crowd = len({m.codes for m in units if len(m.codes[0]) == 6}) > 2
        for mention in units:
            if not (crowd and len(mention.codes[0]) == 6):
                weight = _ZONE_WEIGHTS[zone.kind] * (0.7 if mention.loose else 1)
                found.append(
                    Clue(
                        mention.codes,
                        weight,
                        mention.start,
                        mention.end,
                        _OF_ZONES[zone.kind],
                        bare=True,
                    )
                )
    return found


def _body_clues(text: str, mentions: list[Mention]) -> list[Clue]:
    found = []
    for mention in mentions:
        if not mention.codes or not (mention.bounded or len(mention.name) > 2):
            continue
        if _ELSEWHERE.search(text, max(0, mention.start - 14), mention.start):
            continue
        opening = text.rfind("《", max(0, mention.start - 30), mention.start)
        in_law = opening >= 0 and "》" not in text[opening : mention.start]
        if in_law:
            weight, apart, why, bare = 4.5, 3.0, Remark("place_law"), True
        elif _INSTITUTION.match(text, mention.end):
            weight, apart, why, bare = 6.0, 3.5, Remark("place_its_organ"), False
        else:
            weight, apart, why, bare = 4.0, 1.0, Remark("place_text"), True
        share = (0.6 if mention.loose else 1.0) * (1.0 if mention.bounded else 0.5)
        found.append(
            Clue(mention.codes, weight * share, mention.start, mention.end, why, apart * share, bare)
        )
    return found


def _number_clues(report: ParsedReport, text: str) -> list[Clue]:
    found = []
    for pattern, weight, why in (
        (_CREDIT, 8.0, Remark("place_credit_code")),
        (_INDEX, 4.0, Remark("place_index_number")),
    ):
        for match in pattern.finditer(text, 0, min(len(text), 5000)):
            unit = gazetteer().nearest(match["code"].removesuffix("00"))
            # Only its name brings 示例省 in.
            if unit is not None and not is_sample_place(unit.code):
                # A retired code tells no more than the city or the province.
                found.append(
                    Clue(
                        (unit.code,),
                        weight if len(unit.code) > PROVINCE else weight / 2,
                        match.start("code"),
                        match.end("code"),
                        why,
                    )
                )
    return found


@cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    """Words that belong to one province, with its code."""
    codes = {word: aliases().full_names[name] for word, name in load("province_hints")["words"].items()}
    return re.compile("|".join(codes)), codes


#: 平安浙江, 法治白云建设: a good thing and the bare name of the place that is to have it.
_VIRTUE = re.compile(
    r"(?:平安|法治|数字|健康|信用|美丽|诚信)(?P<place>[一-鿿]{2,4}?)"
    r"(?=建设|创建|示范|工作|行动|规划|纲要|系列|[”》、，。])"
)
_PLAIN_WORDS = frozenset({"新城", "和平", "文明", "长寿", "安居", "大通", "共和"})


def _word_clues(text: str) -> list[Clue]:
    pattern, codes = _words()
    found = [
        Clue((codes[match.group()],), 2.5, match.start(), match.end(), Remark("place_province_words"))
        for match in pattern.finditer(text, 0, READ_HEAD)
    ]
    for match in _VIRTUE.finditer(text, 0, READ_HEAD):
        named = aliases().of_stem(match["place"])
        if named and match["place"] not in _PLAIN_WORDS:
            found.append(Clue(named, 3.0, *match.span("place"), Remark("place_slogan"), apart=1.0))
    return found


def add_up(found: list[Clue], *, apart: bool = False) -> dict[tuple[str, ...], float]:
    """The weight for each set of places: the best clue, and a little for each further one; see ``Clue.apart``."""
    groups: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
    for clue in found:
        groups[clue.codes].append(clue.apart if apart and clue.apart is not None else clue.weight)
    return {codes: max(weights) + min(1.5, 0.4 * (len(weights) - 1)) for codes, weights in groups.items()}


_LEVEL_WORDS = re.compile(
    # One look at the first character spares trying each branch everywhere.
    r"(?=[县区旗市州盟省自全])(?:(?P<县>县委|县政府|县人民政府|全县|县司法局|县级(?!以上|市))|"
    r"(?P<区>(?<![治社园小校厂景辖])区(?:委|政府|人民政府|司法局)|全区|区级)|(?P<旗>旗(?:委|政府|人民政府|司法局)|全旗)|"
    r"(?P<市>市(?:委|政府|人民政府|司法局))|(?P<州>州(?:委|政府|人民政府))|(?P<盟>盟(?:委|行署))|"
    r"(?P<省>省(?:委|政府|人民政府|级)|全省)|(?P<自治区>自治区(?:党委|人民政府|政府|级)))"
)


def level_words(text: str) -> dict[str, int]:
    """How often the text speaks of a 县委, 区委, 旗委, 市委, 州委, 盟委, 省委 and 自治区党委 or the like."""
    counts: defaultdict[str, int] = defaultdict(int)
    for match in _LEVEL_WORDS.finditer(text, 0, READ_HEAD):
        counts[match.lastgroup or ""] += 1
    return dict(counts)
