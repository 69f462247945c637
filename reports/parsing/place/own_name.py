"""Which place a report speaks for (报告主体): the names it gives itself, weighed by where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from ..types import ParsedReport
from .mentions import Mention, find_mentions, unlisted_township
from .names import township_form
from .zones import READ_HEAD, Zone

#: What a name is worth in each kind of zone, once for each kind.
_WEIGHTS = {
    "title": 12.0,
    "issuer": 12.0,
    "mentioned_issuer": 3.0,
    "field": 8.0,
    "signature": 8.0,
    "articletitle": 10.0,
    "contentsource": 7.0,
    "source": 5.0,
    "trail": 4.0,
    "head": 4.0,
    "author": 4.0,
    "sitename": 3.0,
    "columnname": 3.0,
    "description": 1.0,
    "site": 1.0,
}
_METAS = ("articletitle", "contentsource", "author", "sitename", "columnname", "description")
#: Zones where a township's name may stand that no gazetteer knows.
_NAMING = {"title", "issuer", "field", "source", "signature", "articletitle", "contentsource"}

#: A township that stands here is another one: 兄弟乡镇, 对口帮扶 …
_ELSEWHERE = re.compile(
    r"(?:兄弟|对口|帮扶|协作|结对|考察|赴|前往|学习借鉴|观摩|邻近|毗邻|相邻|周边|户籍|籍贯|流入地|支援|驰援)[^，。；\n]{0,8}$"
)
_OFFICE = re.compile(
    r"[ \t　]*(?:人民政府|党委|党工委|委员会|政府|人大|纪委|办事处|党政|法治|依法|司法所|\d{4}年|"
    r"全体|辖区|机关|上下|围绕|坚持|高度)"
)
_SELF = re.compile(
    r"(?=[我本全镇乡街])(?:(?P<镇>[我本全]镇|(?<![乡城村])镇(?:党委|政府|人大|级|领导|机关))|(?P<乡>[我本全]乡(?!镇)|(?<!城)乡(?:党委|政府|人大|机关))|"
    r"(?P<街道>[我本全]街道|(?<!乡镇)街道(?:党工委|办事处|办|机关))|(?P<higher>[我本全][县市区旗](?![委级政域])))"
)


@dataclass
class Claim:
    """A place the report may be speaking for.

    ``stem`` is the township's stem or, for a county and higher, the units' codes joined; ``mentions`` are where the
    name stands with the kind of zone (None: running text), best first.
    """

    stem: str
    higher: bool
    weights: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    mentions: list[tuple[float, Mention, str]] = field(default_factory=list)

    @property
    def weight(self) -> float:
        return sum(self.weights.values())

    @property
    def best(self) -> Mention:
        """Where the name stands most plainly."""
        return max(self.mentions, key=lambda entry: (entry[0], -entry[1].start))[1]

    @property
    def listed(self) -> bool:
        return any(mention.listed for _, mention, _ in self.mentions)


def claims(report: ParsedReport, text: str, mentions: list[Mention], found_zones: list[Zone]) -> list[Claim]:
    """The places the report may speak for, the most plausible first; offsets in hints' mentions are -1."""
    result: dict[str, Claim] = {}
    starts = [mention.start for mention in mentions]
    for zone in found_zones:
        inside = [
            m
            for m in mentions[bisect_left(starts, zone.start) : bisect_left(starts, zone.end)]
            if m.end <= zone.end
        ]
        _weigh_zone(result, text, zone.start, zone.end, zone.kind, inside)
    for kind in _METAS:
        if value := report.hints.get(kind):
            _weigh_hint(result, value, kind)
    for given, kind in ((report.title, "title"), (report.issuer, "issuer")):
        if given is not None and given.start is None and not given.derived:
            _weigh_hint(result, given.value, kind)
    _weigh_body(result, text, mentions)
    _weigh_self_words(result, text)
    ranked = sorted(result.values(), key=lambda claim: -claim.weight)
    return [claim for claim in ranked if claim.weight > 0.5]


def _weigh_hint(result: dict[str, Claim], value: str, kind: str) -> None:
    inside = find_mentions(value)
    before = {id(entry[1]) for claim in result.values() for entry in claim.mentions}
    _weigh_zone(result, value, 0, len(value), kind, inside)
    for claim in result.values():
        claim.mentions = [
            entry if id(entry[1]) in before else (entry[0], replace(entry[1], start=-1, end=-1), entry[2])
            for entry in claim.mentions
        ]


def _weigh_zone(
    result: dict[str, Claim], text: str, start: int, end: int, kind: str, inside: list[Mention]
) -> None:
    weight = _WEIGHTS[kind]
    if len({m.stem for m in inside if m.stem}) > 2:
        # A list of townships got above the title, or was taken for the issuer.
        last_line = text.rfind("\n", start, end) + 1
        if last_line == 0 and kind in {"title", "issuer", "mentioned_issuer"}:
            return
        start = max(start, last_line)
        inside = [m for m in inside if m.start >= start]
    townships = [m for m in inside if m.stem and not _ELSEWHERE.search(text, max(0, m.start - 14), m.start)]
    named = [m for m in townships if m.bounded]
    if kind in _NAMING and not named:
        unlisted = unlisted_township(text, start, end, inside)
        if unlisted is not None:
            _add(result, unlisted.stem, False, weight, unlisted, kind)
            named.append(unlisted)
    for mention in townships:
        share = 1.0 if mention.bounded else 0.35
        if kind == "head" and not _OFFICE.match(text, mention.end):
            share *= 0.5
        _add(
            result, mention.stem, False, weight * share / max(1, len({m.stem for m in named})), mention, kind
        )
    if not named and kind in {"title", "issuer", "articletitle", "field", "signature"}:
        higher = [m for m in inside if m.codes and m.bounded]
        if higher:
            last = higher[-1]
            _add(result, "/".join(last.codes), True, weight * 0.8, last, kind)


def _weigh_body(result: dict[str, Claim], text: str, mentions: list[Mention]) -> None:
    counts: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        if not mention.stem or _ELSEWHERE.search(text, max(0, mention.start - 14), mention.start):
            continue
        worth = 1.2 if _OFFICE.match(text, mention.end) else 0.5
        counts[mention.stem] += worth if mention.bounded else worth * 0.3
        claim = result.setdefault(mention.stem, Claim(mention.stem, False))
        claim.mentions.append((worth * 0.1, mention, "body"))
    for stem, worth in counts.items():
        result[stem].weights["body"] = min(worth, 6.0)


def _weigh_self_words(result: dict[str, Claim], text: str) -> None:
    """我镇 favours a 镇, the more when the text names only one; in plenty it speaks against a county's report."""
    words = Counter(match.lastgroup for match in _SELF.finditer(text, 0, READ_HEAD))
    own = {form: words[form] for form in ("镇", "乡", "街道")}
    if not any(own.values()):
        return
    top = max(own, key=lambda form: own[form])
    alone = sum(not claim.higher for claim in result.values()) == 1
    for claim in result.values():
        if claim.higher:
            if own[top] >= 3 and words["higher"] < own[top]:
                _scale(claim, 0.3)
            continue
        forms = {township_form(mention.name) for _, mention, _ in claim.mentions}
        if top in forms:
            claim.weights["self"] += 1.0 if alone else 0.0
        elif own[top] >= 2 and forms & {"镇", "乡", "街道"}:
            _scale(claim, 0.6)


def _scale(claim: Claim, factor: float) -> None:
    for kind in claim.weights:
        claim.weights[kind] *= factor


def _add(
    result: dict[str, Claim], stem: str, higher: bool, weight: float, mention: Mention, kind: str
) -> None:
    claim = result.setdefault(stem, Claim(stem, higher))
    claim.weights[kind] = max(claim.weights[kind], weight)
    claim.mentions.append((weight, mention, kind))
