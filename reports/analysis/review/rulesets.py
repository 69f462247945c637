"""The rules that say what a yearly report must hold and by when it must be public (规定), as data.

Each TOML file under ``rules/`` is one rule set. A file with a ``region`` code holds in that region and below it, in
place of the national one: a province that asks for more adds a file, and nothing else changes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

RULES = Path(__file__).parent / "rules"
NATIONAL = "national-2019"


@dataclass(frozen=True)
class Item:
    """A required item (必备内容) and how it is recognised.

    ``role`` is the role of sections that meet it, "" for none. ``headings`` and ``sentences`` are regular expressions,
    of which ``refused`` takes matches back; ``{next}`` in them stands for the year after the one reported on.
    ``not_in`` are roles of sections whose sentences tell of something else.
    """

    id: str
    name: str
    role: str = ""
    headings: str = ""
    sentences: str = ""
    refused: str = ""
    not_in: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RuleSet:
    """A rule with its source: ``due`` is the month and day of the next year before which a report must be public.

    ``region`` is the code under which it holds, "" for the whole country. ``in_force_until`` is its last day, None
    while it holds.
    """

    id: str
    name: str
    clause: str
    in_force_from: date
    due: tuple[int, int]
    items: tuple[Item, ...]
    region: str = ""
    in_force_until: date | None = None

    def due_date(self, year: int) -> date:
        """The day before which the report on ``year`` must be public."""
        return date(year + 1, *self.due)

    def governs(self, year: int) -> bool:
        """Whether it was in force on the day when the report on ``year`` was due."""
        until = self.in_force_until or date.max
        return 1900 <= year < 9998 and self.in_force_from <= self.due_date(year) <= until


@cache
def rule_sets(folder: Path = RULES) -> dict[str, RuleSet]:
    """The rule sets of a folder by id. A set that ``extends`` another has its items first.

    Raises ValueError, naming file or set, for one that cannot be understood.
    """
    raw = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text("utf-8"))
            raw[data["id"]] = data
        except (KeyError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"{path}: not a rule set: {error}") from error
    found: dict[str, RuleSet] = {}
    for name in raw:
        try:
            found[name] = _built(raw, name)
        except KeyError as error:
            raise ValueError(f"{folder}: rule set {name} lacks {error}") from error
    return found


def _built(raw: dict[str, dict[str, Any]], name: str) -> RuleSet:
    data = raw[name]
    base = data.get("extends")
    if base is not None and base not in raw:
        raise ValueError(f"rule set {name} extends {base}, which is not there")
    own = {item["id"]: _item(item) for item in data.get("item", ())}
    inherited = _built(raw, base).items if base is not None else ()
    items = [own.pop(item.id, item) for item in inherited]
    due = data.get("due") or raw[base or name]["due"]
    return RuleSet(
        id=data["id"],
        name=data["name"],
        clause=data.get("clause", ""),
        in_force_from=data["in_force_from"],
        in_force_until=data.get("in_force_until"),
        region=data.get("region", ""),
        due=(due["month"], due["day"]),
        items=(*items, *own.values()),
    )


def _item(data: dict[str, Any]) -> Item:
    return Item(
        id=data["id"],
        name=data["name"],
        role=data.get("role", ""),
        headings=_either(data.get("headings", ())),
        sentences=_either(data.get("sentences", ())),
        refused=_either(data.get("not", ())),
        not_in=frozenset(data.get("not_in", ())),
    )


def _either(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


@cache
def pattern(source: str, year: int | None) -> re.Pattern[str] | None:
    """``source`` compiled for a report on ``year``; None for no pattern."""
    following = str(year + 1) if year else r"(?!)"
    return re.compile(source.replace("{next}", following)) if source else None


def rules_for(year: int | None, region: str = "", folder: Path = RULES) -> RuleSet | None:
    """The rule set for the report on ``year`` of the body with this code; None when there was none yet.

    Of those in force the one of the smallest region that holds the body, of these the newest. A report whose year
    is not known is held against what is in force now.
    """
    sets = [one for one in rule_sets(folder).values() if region.startswith(one.region)]
    if year is None:
        holding = [one for one in sets if one.in_force_until is None]
    else:
        holding = [one for one in sets if one.governs(year)]
    return max(holding, key=lambda one: (len(one.region), one.in_force_from), default=None)
