"""Which of the required contents (必备内容) a report has, each with the words that show it.

The rule sets are the TOML files under ``rules/``; the national one follows 《法治政府建设与责任落实督察工作规定》 (2019).
A machine's reading: “未见” (not found) never means that nothing was done.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from .sentences import sentence_at

RULES = Path(__file__).parent / "rules"
NATIONAL = "national-2019"


class SectionLike(Protocol):
    """What the check needs of a section; both the parser's sections and the stored rows have it."""

    @property
    def role(self) -> str | None: ...
    @property
    def heading(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def heading_start(self) -> int: ...
    @property
    def heading_end(self) -> int: ...


@dataclass(frozen=True)
class Item:
    """A required item (必备内容) and how it is recognised."""

    id: str
    name: str
    role: str
    headings: re.Pattern[str] | None
    sentences: re.Pattern[str] | None


@dataclass(frozen=True)
class RuleSet:
    """A rule with its source: ``due`` is the month and day of the next year by which a report must be public."""

    id: str
    name: str
    clause: str
    in_force_from: date
    due: tuple[int, int]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Finding:
    """Whether an item was found; ``[start, end)`` is the heading or sentence that shows it, None when 未见."""

    item: str
    name: str
    start: int | None
    end: int | None

    @property
    def present(self) -> bool:
        return self.start is not None


@cache
def rule_set(name: str = NATIONAL) -> RuleSet:
    """The rule set of ``rules/NAME.toml``."""
    data = tomllib.loads((RULES / f"{name}.toml").read_text("utf-8"))
    return RuleSet(
        id=data["id"],
        name=data["name"],
        clause=data["clause"],
        in_force_from=data["in_force_from"],
        due=(data["due"]["month"], data["due"]["day"]),
        items=tuple(
            Item(
                id=item["id"],
                name=item["name"],
                role=item["role"],
                headings=_either(item["headings"]),
                sentences=_either(item["sentences"]),
            )
            for item in data["item"]
        ),
    )


def _either(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None


def checklist(
    readable: str, sections: Iterable[SectionLike], rules: RuleSet | None = None
) -> tuple[Finding, ...]:
    """A finding for each item of ``rules`` (the national set by default), in its order.

    ``readable`` is the report's text with furniture and injected text blanked, offsets unchanged.
    """
    known = sorted(sections, key=lambda section: section.start)
    return tuple(_find(readable, known, item) for item in (rules or rule_set()).items)


def _find(readable: str, sections: Sequence[SectionLike], item: Item) -> Finding:
    by_role = (one for one in sections if one.role == item.role)
    by_heading = (one for one in sections if item.headings and item.headings.search(one.heading))
    section = next(by_role, None) or next(by_heading, None)
    if section is not None:
        return Finding(item.id, item.name, section.heading_start, section.heading_end)
    match = item.sentences.search(readable) if item.sentences else None
    if match is None:
        return Finding(item.id, item.name, None, None)
    sentence = sentence_at(readable, match.start(), match.end())
    return Finding(item.id, item.name, sentence.start, sentence.end)
