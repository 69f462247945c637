"""Which of the required contents (必备内容) a report has, each with the words that show it.

A machine's reading: “未见” (not found) never means that nothing was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from reports.parsing.sections.roles import announced
from reports.text.sentences import sentence_at

from .rulesets import NATIONAL, RULES, Item, RuleSet, pattern, rule_sets, rules_for
from .timeliness import Timeliness, timeliness


class SectionLike(Protocol):
    """What the check needs of a section; both the parser's sections and the stored rows have it."""

    @property
    def path(self) -> str: ...
    @property
    def role(self) -> str | None: ...
    @property
    def heading(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def heading_start(self) -> int: ...
    @property
    def heading_end(self) -> int: ...


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


@dataclass(frozen=True)
class Review:
    """A report held against the rules: what it holds, and whether it came out in time.

    ``binding`` is False for a report on a year before any rule: its contents are then looked for in the list of the
    national rule, for what that is worth, and nothing was due.
    """

    rules: RuleSet
    binding: bool
    findings: tuple[Finding, ...]
    timeliness: Timeliness


def review(
    readable: str,
    sections: Iterable[SectionLike],
    *,
    year: int | None,
    published: date | None,
    region: str | None,
    folder: Path = RULES,
) -> Review:
    """The one reading that page, API and the check of drafts show.

    ``readable`` is the report's text with furniture and injected text blanked, offsets unchanged; ``region`` the code
    of its body.
    """
    governing = rules_for(year, region or "", folder)
    rules = governing or rule_sets(folder)[NATIONAL]
    return Review(
        rules,
        governing is not None,
        checklist(readable, sections, rules, year),
        timeliness(year, published, governing),
    )


def checklist(
    readable: str, sections: Iterable[SectionLike], rules: RuleSet | None = None, year: int | None = None
) -> tuple[Finding, ...]:
    """A finding for each item of ``rules`` (the national set by default), in its order.

    An item is met by a section of its role, best one whose heading says so, the rule's own words before others; else by
    a heading that names several things, else by a sentence.
    """
    known = sorted(sections, key=lambda section: section.start)
    items = (rules or rule_sets()[NATIONAL]).items
    return tuple(_find(readable, known, item, year) for item in items)


def _find(readable: str, sections: Sequence[SectionLike], item: Item, year: int | None) -> Finding:
    headings = pattern(item.headings, year)
    of_role = [one for one in sections if item.role and one.role == item.role]
    announcing = [one for one in sections if item.role in announced(one.heading, year)]
    naming = [one for one in sections if headings and headings.search(one.heading)]
    section = (
        next((one for one in of_role if one in naming), None)
        or next((one for one in of_role if one in announcing), None)
        or next(iter(of_role or announcing or naming), None)
    )
    if section is not None and section.heading_end > section.heading_start:
        return Finding(item.id, item.name, section.heading_start, section.heading_end)
    span = _sentence(readable, sections, item, year)
    return Finding(item.id, item.name, *(span or (None, None)))


def _sentence(
    readable: str, sections: Sequence[SectionLike], item: Item, year: int | None
) -> tuple[int, int] | None:
    sentences, refused = pattern(item.sentences, year), pattern(item.refused, year)
    if sentences is None:
        return None
    for match in sentences.finditer(readable):
        # The innermost section decides: the last of those begun that has not ended.
        around = [one for one in sections if one.start <= match.start() < one.end]
        if around and around[-1].role in item.not_in:
            continue
        # A match that takes its full stop along would else run into the next sentence.
        sentence = sentence_at(readable, match.start(), max(match.start() + 1, match.end() - 1))
        if not (refused and refused.search(sentence.text)):
            return sentence.start, sentence.end
    return None
