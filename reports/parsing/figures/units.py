"""Measure words of figures (量词) and the families of things they count."""

import re
from functools import cache

from ..vocab import load

#: Units that are no family of their own: 个 counts stations and persons alike, and so may a missing unit.
ANY = "any"

# 人（次）, 件（家）次, 份(册): a second measure word in brackets belongs to the unit as written.
_BRACKETED = r"(?:[（(][次件家个户场起条名人份册期批例处]{1,2}[)）]|/[次件场人])?"


@cache
def unit_pattern() -> re.Pattern[str]:
    """Matches a unit at a place, compounds (场次, 件（家）次) included."""
    parts = []
    for row in load("units")["unit"]:
        refused = "|".join(re.escape(word) for word in row.get("not_before", ()))
        for word in row["words"]:
            tail = f"(?!{refused})" if refused else ""
            compound = rf"{_BRACKETED}(?:次(?![年日序]))?" if row["family"] in ("count", ANY) else _BRACKETED
            parts.append((word, re.escape(word) + (compound if len(word) == 1 else "") + tail))
    parts.sort(key=lambda pair: -len(pair[0]))
    return re.compile("|".join(pattern for _, pattern in parts))


@cache
def _families() -> dict[str, str]:
    return {word: row["family"] for row in load("units")["unit"] for word in row["words"]}


@cache
def unit_family(unit: str | None) -> str:
    """The family a unit counts in: count, people, rate, money, measure, or :data:`ANY`.

    A compound has the family of its parts: 人（次） is people, 件（家）次 count; 户次 is count, 户 is ANY.
    """
    if not unit:
        return ANY
    families = _families()
    if unit in families:
        return families[unit]
    if unit[-1] == "次":
        return "people" if unit[0] in "人名" else "count"
    return families.get(unit[0], ANY)
