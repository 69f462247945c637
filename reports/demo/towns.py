"""The townships of the demonstration: what is the same of each in all its years, and of which years it has reports."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import ceil

from reports.parsing.place.gazetteer import SAMPLE_PROVINCE, gazetteer
from reports.text.region_codes import CITY, COUNTY

from . import vocabulary

YEARS = range(2016, 2026)
#: A county of the gazetteer has so many reports at most, over all years, for a small demonstration.
_A_COUNTY = 30
#: How many townships are merged into a neighbour, and in which years.
_MERGED, _MERGED_IN = 12, range(2019, 2024)


@dataclass(frozen=True, slots=True)
class Town:
    """A township as its reports speak of it; ``ends`` is the year in which it is merged into ``into``, a code.

    ``size`` is what its figures are taken times; ``habit`` the share of its report it takes over from its last one,
    ``follows`` that from the model report of its county.
    """

    code: str
    name: str
    city: str
    county: str
    size: float
    craft: str
    room: str
    villages: tuple[str, ...]
    habit: float
    follows: float
    ends: int | None = None
    into: str = ""

    @property
    def kind(self) -> str:
        """街道, 镇 or 乡."""
        return "街道" if self.name.endswith("街道") else self.name[-1]

    @property
    def government(self) -> str:
        """What signs its reports."""
        return f"{self.name}办事处" if self.kind == "街道" else f"{self.name}人民政府"

    def facts(self) -> dict[str, str]:
        """What the forms say of it."""
        street = self.kind == "街道"
        return {
            "town": self.name,
            "city": self.city,
            "county": self.county,
            "craft": self.craft,
            "room": f"{self.name.removesuffix(self.kind)}{self.room}",
            "party": "街道党工委、办事处" if street else f"{self.kind}党委、政府",
            "head": "街道党工委书记、办事处主任" if street else f"{self.kind}党委书记、{self.kind}长",
            "villages": str(len(self.villages)),
        }


@cache
def towns(seed: int) -> dict[str, Town]:
    """All townships of 示例省 by code."""
    places = gazetteer()
    codes = [unit.code for unit in places.below(SAMPLE_PROVINCE) if unit.level == "township"]
    dice = random.Random(f"{seed}:towns")
    merged = _merged(codes, dice)
    crafts = {code[:COUNTY]: dice.choice(vocabulary.slots()["craft"]) for code in codes}
    followers = {county: dice.random() < 0.45 for county in sorted(crafts)}
    return {
        code: _town(code, seed, crafts[code[:COUNTY]], followers[code[:COUNTY]], merged) for code in codes
    }


def _merged(codes: list[str], dice: random.Random) -> dict[str, tuple[int, str]]:
    """The townships that end: the year, and the one before them in their county, which goes on."""
    last = [
        (code, before)
        for before, code in pairwise(codes)
        if before[: COUNTY + 1] == code[: COUNTY + 1] and code[-2:] != "00"
    ]
    chosen = dice.sample(last, min(_MERGED * 3, len(last)))
    found: dict[str, tuple[int, str]] = {}
    taken: set[str] = set()
    for code, before in chosen:
        if len(found) < _MERGED and not {code[:COUNTY]} & taken and code[:CITY] > "9902":
            found[code] = (dice.choice(_MERGED_IN), before)
            taken.add(code[:COUNTY])
    return found


def _town(code: str, seed: int, craft: str, followed: bool, merged: dict[str, tuple[int, str]]) -> Town:
    places, words = gazetteer(), vocabulary.slots()
    dice = random.Random(f"{seed}:{code}")
    unit = places.get(code)
    assert unit is not None
    names = {above.level: above.name for above in places.ancestors(code)}
    villages: list[str] = []
    while len(villages) < 8:
        name = f"{dice.choice(words['village_first'])}{dice.choice(words['village_last'])}村"
        if name not in villages:
            villages.append(name)
    ends, into = merged.get(code, (None, ""))
    return Town(
        code,
        unit.name,
        names["city"],
        names["county"],
        size=min(max(dice.lognormvariate(0, 0.4), 0.4), 2.6),
        craft=craft if dice.random() < 0.7 else dice.choice(words["craft"]),
        room=dice.choice(words["room"]),
        villages=tuple(villages[: dice.randint(4, 8)]),
        habit=dice.choices((0.08, 0.4, 0.85), (50, 32, 18))[0],
        follows=dice.choice((0.35, 0.6, 0.9)) if followed and dice.random() < 0.4 else 0.0,
        ends=ends,
        into=into,
    )


def cells(count: int, seed: int) -> list[tuple[str, int]]:
    """The ``count`` (code, year) of which there are reports, by year and code.

    Few stand close together, in as many counties as it takes; of many, counties differ in how much they publish, all
    publish more as years go by, and the gaps are scattered.
    """
    known = towns(seed)
    dice = random.Random(f"{seed}:cells")
    counties = sorted({code[:COUNTY] for code in known})
    dice.shuffle(counties)
    chosen = counties[: max(2, ceil(count / _A_COUNTY))]
    eager = {county: dice.gauss(0, 0.8) for county in sorted(chosen)}
    # A few counties have nothing at all, as anywhere.
    silent = set(sorted(chosen)[5::17]) if len(chosen) > 30 else set()
    scored = []
    for code, town in known.items():
        if code[:COUNTY] not in eager or code[:COUNTY] in silent:
            continue
        own = dice.gauss(0, 0.7)
        for year in YEARS:
            if town.ends is None or year < town.ends:
                score = eager[code[:COUNTY]] + own + (year - 2021) * 0.32 + dice.gauss(0, 0.6)
                scored.append((score, year, code))
    best = sorted(scored, reverse=True)[:count]
    return sorted(((code, year) for _, year, code in best), key=lambda cell: (cell[1], cell[0]))
