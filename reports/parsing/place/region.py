"""The region step (地区): which place of the gazetteer a report is about, how surely, and what that rests on.

Every place that may be meant is a hypothesis: each township of the name the report goes by, and for each higher
unit that clues point to, a township of that name which the gazetteer does not list. Clues add log odds to the
hypotheses they agree with; the posterior is the confidence. A code is given only as deep as it is likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import exp

from reports.text.region_codes import CITY, COUNTY, LEVELS, city_of, codes_above, county_of, is_township
from reports.text.remarks import Remark

from ..types import Evidence, Flag, ParsedReport, Region
from .clues import Clue, add_up, clues, level_words
from .gazetteer import Unit, gazetteer, is_sample_place
from .mentions import Mention, find_mentions
from .names import township_form
from .own_name import Claim, claims
from .path_steps import township_of_path
from .zones import READ_HEAD, READ_TAIL, zones

#: A code is given when it is at least this likely; a wrong code is worse than none.
_ENOUGH = 0.6

#: Log odds of a township that goes by another form of its name, and of one the gazetteer does not list: when no
#: clue speaks for the place, and when one does.
_OTHER_FORM = -1.2
_UNLISTED_ANYWHERE = -2.0
_UNLISTED_THERE = -3.6

_SPACED = re.compile(r"(?:[一-鿿][ \t　\xa0]+){2,}[一-鿿]")


@dataclass(frozen=True, slots=True)
class _Hypothesis:
    """A place the report may be about; ``listed`` is false for an unlisted township below ``code``."""

    code: str
    odds: float
    listed: bool


def find_region(report: ParsedReport) -> ParsedReport:
    """Fill ``report.region`` and flag what is uncertain about it."""
    text = _in_the_names_characters(report)
    mentions = _mentions(text)
    found_zones = zones(report, text)
    ranked = claims(report, text, mentions, found_zones)
    own = ranked[0] if ranked else None
    stem = own.stem if own and not own.higher else ""
    found = clues(report, text, mentions, found_zones, stem)
    share = _share(ranked)
    if own is None or (share < 0.5 and own.weight < 3):
        return replace(report, region=_of_clues(report, found))
    hypotheses = _higher(own, found) if own.higher else _townships(own, found, mentions, level_words(text))
    region = _decide(report, own, hypotheses, found, share)
    return replace(report, region=region, flags=report.flags + _flags(own, region, hypotheses))


def _in_the_names_characters(report: ParsedReport) -> str:
    """The text in simplified characters, but for those that names are written with: 乾县 would else be 干县."""
    written = report.hints.written
    return report.text if written in (None, report.text) else written.translate(gazetteer().fold)


def _mentions(text: str) -> list[Mention]:
    """The mentions of the parts that are read; in lines of letter-spaced words blanks are passed over."""
    if len(text) > READ_HEAD + READ_TAIL:
        found = find_mentions(text, 0, READ_HEAD) + find_mentions(text, len(text) - READ_TAIL)
    else:
        found = find_mentions(text)
    for start, end in ((0, min(len(text), 3000)), (max(3000, len(text) - 2000), len(text))):
        for match in _SPACED.finditer(text, start, end):
            begin = text.rfind("\n", 0, match.start()) + 1
            stop = text.find("\n", match.end())
            stop = min(len(text) if stop < 0 else stop, begin + 200)
            offsets = [i for i in range(begin, stop) if text[i] not in " \t　\xa0"]
            line = "".join(text[i] for i in offsets)
            spaced = [
                replace(m, start=offsets[m.start], end=offsets[m.end - 1] + 1) for m in find_mentions(line)
            ]
            found = [m for m in found if not begin <= m.start < stop] + spaced
    return sorted(found, key=lambda mention: mention.start)


def _share(ranked: list[Claim]) -> float:
    """The chance that the foremost claim is the report's own: sharpened share of the weights."""
    squares = [claim.weight**2 for claim in ranked[:4]]
    # A name met once in running text is no self-designation.
    return max(squares, default=0.0) / (sum(squares) + 1.5)


def _townships(
    own: Claim, found: list[Clue], mentions: list[Mention], levels: dict[str, int]
) -> list[_Hypothesis]:
    """Townships of the claimed name, and unlisted ones below each unit that clues point to."""
    places = gazetteer()
    weights, weights_apart = add_up(found), add_up(found, apart=True)
    names = {mention.name for _, mention, _ in own.mentions}
    foremost = own.best.name
    siblings = _siblings(mentions, own.stem)
    samples = any(is_sample_place(code) for codes in weights for code in codes)
    result = []
    for unit in places.townships_of_stem(own.stem):
        # A township of 示例省 is meant only where 示例省 or a city or county of it is named.
        if is_sample_place(unit.code) and not samples:
            continue
        same = unit.name == foremost or township_form(unit.name) == township_form(foremost)
        form = 0.0 if same else _OTHER_FORM / 2 if unit.name in names else _OTHER_FORM
        odds = form + _support(unit.code, weights) + _fit(unit, levels)
        odds += min(3.0, 1.5 * siblings.get(county_of(unit.code), 0))
        result.append(_Hypothesis(unit.code, odds, True))
    exact = {county_of(h.code) for h in result if places.townships_named(foremost, h.code)}
    result = [h for h in result if county_of(h.code) not in exact or places.townships_named(foremost, h.code)]
    counties = {county_of(hypothesis.code) for hypothesis in result if hypothesis.odds > _OTHER_FORM - 1}
    units = {code for codes in weights for code in codes}
    for code in units:
        if code not in counties:
            result.append(_Hypothesis(code, _UNLISTED_THERE + _support(code, weights_apart), False))
    result.append(_Hypothesis("", _UNLISTED_ANYWHERE, False))
    return result


def _higher(own: Claim, found: list[Clue]) -> list[_Hypothesis]:
    """The counties, cities or provinces that the claimed name may mean."""
    weights = add_up(found)
    result = [_Hypothesis(code, _support(code, weights), True) for code in own.stem.split("/")]
    return [*result, _Hypothesis("", 0.0, False)]


def _support(code: str, weights: dict[tuple[str, ...], float]) -> float:
    """The weight of all clues that agree with ``code``: those for it or for a unit above it."""
    total = 0.0
    for codes, weight in weights.items():
        if any(code.startswith(above) for above in codes):
            total += weight
        elif any(_is_zone(above) and code.startswith(city_of(above)) for above in codes):
            # Some of a zone's townships are listed under the districts it was carved from.
            total += weight * 0.75
    return total


def _is_zone(code: str) -> bool:
    """Whether a county's code is that of a functional zone (开发区): its last two digits are 71 to 79."""
    return len(code) == COUNTY and code[CITY] == "7"


def _siblings(mentions: list[Mention], own_stem: str) -> dict[str, int]:
    """County → how many other townships of it the text names."""
    counts: dict[str, int] = {}
    places = gazetteer()
    for name in {m.name for m in mentions if m.stem and m.stem != own_stem and m.bounded and m.listed}:
        for county in {county_of(unit.code) for unit in places.townships_named(name)}:
            counts[county] = counts.get(county, 0) + 1
    return counts


def _fit(unit: Unit, levels: dict[str, int]) -> float:
    """How well a township's county and province agree with the 县委, 省委 … the report speaks of."""
    above = gazetteer().ancestors(unit.code)
    odds = 0.0
    ending = above[-1].name[-1]
    spoken = {form: levels.get(form, 0) for form in ("县", "区", "旗")}
    top = max(spoken, key=lambda form: spoken[form])
    if spoken[top]:
        if ending == top:
            odds += 1.0
        else:
            # Counties become districts and cities, hardly ever the other way round.
            odds -= 1.0 if top == "县" else 2.0
    elif levels.get("市", 0) >= 2:
        odds += 0.7 if ending == "市" else -0.7
    province = above[0].name
    if levels.get("省", 0):
        odds += 0.3 if province.endswith("省") else -1.5
    if levels.get("自治区", 0):
        odds += 0.5 if province.endswith("自治区") else -1.5
    if levels.get("州", 0):
        odds += 0.7 if any(unit.name.endswith("州") for unit in above) else -0.7
    if levels.get("盟", 0):
        odds += 0.7 if any(unit.name.endswith("盟") for unit in above) else -0.7
    return odds


def _decide(
    report: ParsedReport, own: Claim, hypotheses: list[_Hypothesis], found: list[Clue], share: float
) -> Region:
    """The deepest unit that is likely enough, with what speaks for it."""
    top = max(hypothesis.odds for hypothesis in hypotheses)
    masses = [(hypothesis, exp(hypothesis.odds - top)) for hypothesis in hypotheses]
    total = sum(mass for _, mass in masses)
    best, mass = max(masses, key=lambda entry: entry[1])
    code, confidence = best.code, mass / total * share
    if best.code == "" or mass / total < _ENOUGH:
        code, confidence = _common(masses, total)
        confidence *= max(share, 0.5)
    elif not best.listed:
        confidence = _mass(masses, best.code) / total * max(share, 0.5)
    return _region(report, own, code or None, round(min(confidence, 0.99), 3), found)


def _common(masses: list[tuple[_Hypothesis, float]], total: float) -> tuple[str, float]:
    """The deepest unit above the township that holds enough of the mass: its code and share; ("", 0) if none."""
    codes = {one for h, _ in masses for one in (*codes_above(h.code), h.code) if len(one) <= COUNTY}
    codes = {code for code in codes if gazetteer().get(code)}
    shares = {code: _mass(masses, code) / total for code in codes}
    likely = [code for code in codes if shares[code] >= 0.8]
    if not likely:
        return "", 0.0
    deepest = max(likely, key=lambda code: (len(code), shares[code]))
    return deepest, shares[deepest]


def _mass(masses: list[tuple[_Hypothesis, float]], code: str) -> float:
    return sum(mass for hypothesis, mass in masses if hypothesis.code.startswith(code))


def _region(
    report: ParsedReport, own: Claim, code: str | None, confidence: float, found: list[Clue]
) -> Region:
    places = gazetteer()
    mention = own.best
    name = _clean(mention.name)
    chain = [*places.ancestors(code), places.get(code)] if code else []
    by_level = {unit.level: unit for unit in chain if unit is not None}
    unit = chain[-1] if chain else None
    township = by_level["township"].name if "township" in by_level else None if own.higher else name
    full_name = places.full_name(code) if code else None
    if code and township and not is_township(code):
        full_name = f"{full_name}{township}"
    return Region(
        code=code,
        name=name,
        gazetteer_name=unit.name if unit and (own.higher or unit.level == "township") else None,
        level=unit.level if unit else None,
        province=_name_of(by_level, "province"),
        city=_name_of(by_level, "city"),
        county=_name_of(by_level, "county"),
        township=township,
        full_name=full_name,
        confidence=confidence,
        evidence=_evidence(report.text, own, code, found),
    )


def _name_of(by_level: dict[str, Unit], level: str) -> str | None:
    return by_level[level].name if level in by_level else None


def _clean(name: str) -> str:
    """A township's name without its office: 人民街街道 of 人民街街道办事处."""
    for form in ("街道", "地区"):
        name = name.removesuffix("办事处") if name.endswith(f"{form}办事处") else name
    return name


def _evidence(text: str, own: Claim, code: str | None, found: list[Clue]) -> tuple[Evidence, ...]:
    """The name's best place and the best clues that agree with ``code``."""
    mention = own.best
    if mention.start >= 0:
        name = (mention.start, mention.end, Remark("place_own"))
    else:
        name = (0, 0, Remark("place_own_meta", name=mention.name))
    return _spans(text, [name, *_agreeing(code, found)])


def _agreeing(code: str | None, found: list[Clue]) -> list[tuple[int, int, Remark]]:
    """Up to six clues that speak for ``code`` or a unit above it, the weightiest first, none twice."""
    spans: list[tuple[int, int, Remark]] = []
    seen: set[object] = set()
    for clue in sorted(found, key=lambda clue: -clue.weight):
        kind, place = (clue.codes, clue.why), (clue.start, clue.end)
        agrees = code is not None and any(code.startswith(above) for above in clue.codes)
        # A bare mention adds nothing to a better clue for the same place.
        idle = clue.bare and clue.codes in seen
        if agrees and not idle and kind not in seen and (place not in seen or clue.end == 0):
            seen |= {kind, place, clue.codes}
            spans.append((clue.start, clue.end, clue.why))
    return spans[:6]


def _spans(text: str, spans: list[tuple[int, int, Remark]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(start, end, text[start:end], why) for start, end, why in spans)


def _of_clues(report: ParsedReport, found: list[Clue]) -> Region | None:
    """The place of a report that names none of its own: as deep as the clues agree, a township by its address alone."""
    weights = add_up(found, apart=True)
    codes = {code for group in weights for code in group}
    masses = [(_Hypothesis(code, 0.0, False), exp(_support(code, weights))) for code in codes]
    # As much again for a place no clue speaks of.
    masses.append((_Hypothesis("", 0.0, False), exp(3.0)))
    code, share = _common(masses, sum(mass for _, mass in masses))
    if not code:
        return None
    places = gazetteer()
    below = township_of_path(report.hints.url, code) if len(code) == COUNTY else None
    if below:
        code = below.code
    chain = [*places.ancestors(code), places.get(code)]
    by_level = {unit.level: unit for unit in chain if unit is not None}
    return Region(
        code=code,
        name=None,
        gazetteer_name=by_level[LEVELS[len(code)]].name,
        level=LEVELS[len(code)],
        province=_name_of(by_level, "province"),
        city=_name_of(by_level, "city"),
        county=_name_of(by_level, "county"),
        township=_name_of(by_level, "township"),
        full_name=places.full_name(code),
        # The county's own report, or that of a township it does not name: unsure even where the address tells which.
        confidence=round(share * 0.5, 3),
        evidence=_spans(report.text, _agreeing(code, found)),
    )


def _flags(own: Claim, region: Region, hypotheses: list[_Hypothesis]) -> tuple[Flag, ...]:
    """``unverified_township``: not in the gazetteer; ``ambiguous_region``: several places bear the name."""
    if own.higher or (region.level == "township"):
        return ()
    mention = own.best
    start, end = (mention.start, mention.end) if mention.start >= 0 else (None, None)
    places = gazetteer()
    listed = sorted((h for h in hypotheses if h.listed), key=lambda h: -h.odds)
    likely = [h for h in listed if region.code is None or h.code.startswith(region.code)]
    if len(likely) > 1:
        names = "、".join(places.full_name(h.code) for h in likely[:4])
        more = "等" if len(likely) > 4 else ""
        note = Remark("place_namesakes", n=len(likely), names=names + more)
        return (Flag("ambiguous_region", start, end, note),)
    if likely:
        note = Remark("place_unsure", place=places.full_name(likely[0].code))
        return (Flag("ambiguous_region", start, end, note),)
    note = Remark("place_unlisted", name=_clean(mention.name))
    if region.code:
        note = Remark("place_unlisted_there", place=places.full_name(region.code), name=_clean(mention.name))
    return (Flag("unverified_township", start, end, note),)
