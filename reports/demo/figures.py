"""The figures of a township's year: they follow from its size, its county's course and the year, and agree."""

from __future__ import annotations

import random
from collections.abc import Mapping

from reports.text.region_codes import COUNTY

from .towns import Town

#: Name → (least, most, group) of a town of size 1 in 2020. What belongs to one group goes one way in a county.
_COUNTS: Mapping[str, tuple[float, float, str]] = {
    "meetings": (3, 9, "leadership"),
    "studies": (4, 13, "leadership"),
    "lectures": (1, 5, "leadership"),
    "items": (30, 120, "fixed"),
    "columns": (4, 14, "fixed"),
    "findings": (5, 20, "fixed"),
    "services": (900, 7000, "services"),
    "heartbeats": (3, 30, "services"),
    "reviews": (20, 90, "reviews"),
    "advisers": (1, 4, "fixed"),
    "decisions": (1, 7, "fixed"),
    "appearances2": (6, 40, "reviews"),
    "documents": (1, 4, "fixed"),
    "repealed": (1, 12, "fixed"),
    "officers": (4, 18, "enforcement"),
    "penalties": (4, 40, "enforcement"),
    "simple": (5, 60, "enforcement"),
    "inspections": (60, 380, "enforcement"),
    "joint": (3, 18, "enforcement"),
    "filereviews": (1, 6, "fixed"),
    "safety": (50, 260, "safety"),
    "hazards": (20, 160, "safety"),
    "drills": (1, 8, "fixed"),
    "patrols": (24, 110, "safety"),
    "mediated": (35, 210, "disputes"),
    "petitions": (25, 160, "disputes"),
    "hallmeetings": (8, 60, "disputes"),
    "mediators": (12, 60, "fixed"),
    "disclosed": (50, 420, "openness"),
    "requests": (1, 9, "openness"),
    "proposals": (2, 14, "fixed"),
    "platform": (120, 1800, "digital"),
    "events": (8, 46, "publicity"),
    "materials": (1500, 9000, "publicity"),
    "audience": (900, 9000, "publicity"),
    "consultations": (60, 520, "services"),
    "aid": (2, 18, "services"),
    "savvy": (18, 90, "services"),
    "trainings": (2, 9, "training"),
    "trained": (60, 420, "training"),
    "examined": (36, 110, "fixed"),
    "banners": (8, 60, "publicity"),
    "slogans": (4, 30, "publicity"),
    "windows": (2, 12, "fixed"),
    "sms": (300, 4000, "digital"),
    "gifts": (200, 2500, "publicity"),
    "frauds": (3, 24, "publicity"),
    "fraudteam": (8, 40, "fixed"),
    "pledges": (300, 3000, "publicity"),
    "dissuaded": (2, 30, "fixed"),
    "stations": (4, 12, "fixed"),
    "aidpoints": (1, 8, "fixed"),
    "sessions": (12, 60, "services"),
    "registered": (200, 2600, "digital"),
    "model": (1, 4, "fixed"),
    "safevillages": (2, 8, "fixed"),
    "pervillage": (2, 5, "fixed"),
    "committees": (5, 12, "fixed"),
    "pennants": (1, 9, "fixed"),
    "juvenile": (1, 5, "fixed"),
    "exams": (1, 4, "fixed"),
    "staff": (1, 5, "fixed"),
    "attend": (4, 20, "leadership"),
    "legaldocs": (4, 30, "reviews"),
    "aerial": (2, 20, "digital"),
    "maritime": (1, 6, "fixed"),
    "joined": (2, 12, "enforcement"),
    "assisted": (2, 20, "enforcement"),
    "notified": (2, 18, "enforcement"),
    "leads": (3, 40, "enforcement"),
    "legislative": (2, 16, "fixed"),
    "funds": (3, 60, "leadership"),
}
#: What a year did to all: gatherings were few in two years, and safety was looked after more.
_YEARS: Mapping[tuple[str, int], float] = {
    ("publicity", 2020): 0.62,
    ("publicity", 2021): 0.85,
    ("safety", 2020): 1.25,
    ("safety", 2022): 1.35,
    ("disputes", 2023): 1.15,
}
#: In the mean, by year: townships were given powers to enforce, people went online, petitions went down.
_DRIFT: Mapping[str, float] = {
    "enforcement": 0.07,
    "digital": 0.12,
    "services": 0.05,
    "reviews": 0.06,
    "disputes": -0.015,
    "openness": 0.04,
    "leadership": 0.05,
    "training": 0.06,
}


def figures_of(town: Town, year: int, seed: int) -> dict[str, str]:
    """Every figure the forms ask for, as written. What is a part is never more than the whole; rates are right."""
    steady = random.Random(f"{seed}:{town.code}:figures")
    county = random.Random(f"{seed}:{town.code[:COUNTY]}:course")
    yearly = random.Random(f"{seed}:{town.code}:{year}:figures")
    course = {
        group: county.gauss(_DRIFT.get(group, 0), 0.05) for group in sorted({c[2] for c in _COUNTS.values()})
    }
    counts: dict[str, int] = {}
    for name, (least, most, group) in _COUNTS.items():
        base = steady.uniform(least, most) * (town.size if most > 20 else town.size**0.3)
        growth = (1 + course[group]) ** (year - 2020) * _YEARS.get((group, year), 1.0)
        counts[name] = max(1, round(base * growth * yearly.uniform(0.87, 1.13)))
    written = {name: _written(value) for name, value in counts.items()}
    written |= _reviews(counts, yearly) | _disputes(counts, yearly) | _others(counts, year, yearly)
    return written


def _written(value: int) -> str:
    return str(value) if value < 10_000 else f"{value / 10_000:.1f}万".replace(".0万", "万")


def _rate(part: int, whole: int) -> str:
    return f"{part / whole * 100:.1f}".removesuffix(".0")


def _reviews(counts: Mapping[str, int], dice: random.Random) -> dict[str, str]:
    opinions = max(2, round(counts["reviews"] * dice.uniform(0.7, 1.6)))
    adopted = round(opinions * dice.uniform(0.86, 1))
    contracts = max(1, round(counts["reviews"] * dice.uniform(0.55, 0.9)))
    return {
        "contracts": str(min(contracts, counts["reviews"])),
        "opinions": str(opinions),
        "adopted": str(adopted),
        "adoption": _rate(adopted, opinions),
        "fullrate": "100",
    }


def _disputes(counts: Mapping[str, int], dice: random.Random) -> dict[str, str]:
    whole = counts["mediated"]
    bounds = ((0.15, 0.3), (0.4, 0.6), (0.7, 0.9))
    cuts = [round(whole * dice.uniform(low, high)) for low, high in bounds]
    parts = (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], whole - cuts[2])
    resolved = min(whole, round(whole * dice.uniform(0.93, 1)))
    closed = min(counts["petitions"], round(counts["petitions"] * dice.uniform(0.94, 1)))
    return {
        **dict(zip(("marriage", "neighbours", "land", "others"), map(str, parts), strict=True)),
        "resolved": str(resolved),
        "resolution": _rate(resolved, whole),
        "closed": str(closed),
    }


def _others(counts: Mapping[str, int], year: int, dice: random.Random) -> dict[str, str]:
    lawsuits = dice.choices((0, 1, 2, 3), (60, 25, 10, 5))[0]
    fixed = counts["hazards"] if dice.random() < 0.6 else round(counts["hazards"] * dice.uniform(0.9, 1))
    passed = counts["examined"] - dice.choice((0, 0, 0, 1, 2))
    return {
        "fines": f"{max(counts['penalties'] * dice.uniform(0.05, 0.4), 0.2):.1f}",
        "hazardsdone": str(fixed),
        "reconsiderations": str(dice.choices((0, 1, 2, 4), (55, 30, 10, 5))[0]),
        "lawsuits": str(lawsuits),
        "appearances": str(lawsuits),
        "onlineshare": str(min(97, max(20, 48 + (year - 2020) * 7 + dice.randint(-9, 9)))),
        "satisfied": f"{dice.uniform(94, 99.9):.1f}".removesuffix(".0"),
        "certrate": _rate(counts["officers"], counts["officers"] + dice.randint(0, 3)),
        "registerrate": str(dice.randint(20, 85)),
        "entryrate": str(dice.randint(80, 100)),
        "passrate": _rate(passed, counts["examined"]),
    }
