"""Which of the required contents (必备内容) a report has, each with the words that show it.

A machine's reading: “未见” (not found) never means that nothing was done. The words that show a content never stand
inside the title of a law: to name the rule is not to tell how it was followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from reports.parsing.halves import Halves
from reports.parsing.sections.roles import announced
from reports.parsing.types import ParsedReport, Section
from reports.text.folding import simplify
from reports.text.law_titles import without_titles
from reports.text.sentences import sentence_at, sentences

from .rulesets import NATIONAL, RULES, Item, RuleSet, pattern, rule_sets, rules_for
from .timeliness import Timeliness, timeliness


@dataclass(frozen=True)
class Finding:
    """Whether an item was found; ``[start, end)`` is the heading or sentence that shows it, None when 未见.

    ``role`` is the role of sections that meet the item, "" for none.
    """

    item: str
    name: str
    role: str
    start: int | None
    end: int | None

    @property
    def present(self) -> bool:
        return self.start is not None


@dataclass(frozen=True)
class Review:
    """A report held against the rules: what it holds, and whether it came out in time.

    ``binding`` is False for a report on a year before any rule: its contents are then looked for in the list of the
    national rule, for what that is worth, and nothing was due. ``roles`` are those that the report as a whole has,
    in alphabetical order: of the contents found, and of its sections. Filters, counts and comparisons go by them, so
    that they agree with the findings.
    """

    rules: RuleSet
    binding: bool
    findings: tuple[Finding, ...]
    timeliness: Timeliness
    roles: tuple[str, ...]


def review(report: ParsedReport, folder: Path = RULES) -> Review:
    """The one reading that page, API and the check of drafts show."""
    code = report.region.code if report.region else None
    governing = rules_for(report.year, code or "", folder)
    rules = governing or rule_sets(folder)[NATIONAL]
    findings = checklist(report.readable, report.sections, rules, report.year)
    found = {one.role for one in findings if one.present and one.role}
    return Review(
        rules,
        governing is not None,
        findings,
        timeliness(report.year, report.published, governing),
        tuple(sorted(found.union(*(section.roles for section in report.sections)))),
    )


def checklist(
    readable: str, sections: Iterable[Section], rules: RuleSet | None = None, year: int | None = None
) -> tuple[Finding, ...]:
    """A finding for each item of ``rules`` (the national set by default), in its order.

    An item is met by a section of its role, best one whose heading says so, the rule's own words before others; else by
    a heading that names several things, else by a sentence. Titles of laws meet none.
    """
    readable = simplify(readable)
    text = _Text(readable, without_titles(readable), sorted(sections, key=lambda one: one.start), year)
    return tuple(_find(text, item) for item in (rules or rule_sets()[NATIONAL]).items)


@dataclass(frozen=True)
class _Text:
    """A report under review: ``said`` is what is ``readable`` without the titles of laws, at the same offsets."""

    readable: str
    said: str
    sections: Sequence[Section]
    year: int | None

    @cached_property
    def _halves(self) -> list[Halves]:
        return [Halves(self.said, one.heading_end, one.end, one.roles, self.year) for one in self.sections]

    def role_at(self, position: int) -> str:
        """The role of the innermost section around ``position``, of several that of the sentence there."""
        # The innermost is the last of those begun that has not ended.
        for one, halves in zip(reversed(self.sections), reversed(self._halves), strict=True):
            if one.start <= position < one.end:
                return halves.at(position)
        return ""


def _find(text: _Text, item: Item) -> Finding:
    headings = pattern(item.headings, text.year)
    of_role = [one for one in text.sections if item.role and item.role in one.roles]
    announcing = [one for one in text.sections if item.role in announced(simplify(one.heading), text.year)]
    naming = [
        one for one in text.sections if headings and headings.search(without_titles(simplify(one.heading)))
    ]
    section = (
        next((one for one in of_role if one in naming), None)
        or next((one for one in of_role if one in announcing), None)
        or next(iter(of_role or announcing or naming), None)
    )
    span = _shown_by(text, section) if section is not None else _sentence(text, item)
    return Finding(item.id, item.name, item.role, *(span or (None, None)))


def _shown_by(text: _Text, section: Section) -> tuple[int, int]:
    """The heading of a section; of one without a heading its first sentence."""
    if section.heading_end > section.heading_start:
        return section.heading_start, section.heading_end
    first = next(iter(sentences(text.readable, section.start, section.end)), None)
    return (first.start, first.end) if first else (section.start, section.end)


def _sentence(text: _Text, item: Item) -> tuple[int, int] | None:
    wanted, refused = pattern(item.sentences, text.year), pattern(item.refused, text.year)
    if wanted is None:
        return None
    for match in wanted.finditer(text.said):
        if text.role_at(match.start()) in item.not_in:
            continue
        # A match that takes its full stop along would else run into the next sentence.
        sentence = sentence_at(text.readable, match.start(), max(match.start() + 1, match.end() - 1))
        if not (refused and refused.search(text.said, sentence.start, sentence.end)):
            return sentence.start, sentence.end
    return None
