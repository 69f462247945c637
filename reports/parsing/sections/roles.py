"""What each section is for (章节职能): one of the five required contents, an overview, or something else.

The words of a heading say it (:file:`vocab/roles.toml`), those of a law's title in it do not. A section whose heading
announces several contents has a role for each, that of its larger part first; a section below another takes over its
role unless its own heading says otherwise; a section that announces nothing tells what was done.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from reports.text.law_titles import without_titles

from ..halves import opens_with_later_year, sentences_by_role
from ..types import ParsedReport, Section
from ..vocab import load

_YEAR = re.compile(r"(20\d\d)\s?年")
_OF_WORK = re.compile(
    r"度?[一-龥]{0,12}?(?:工作|计划|打算|安排|重点|思路|目标|任务|举措|措施|规划)|度?[一-龥]{0,6}$"
)
_FUTURE = re.compile(r"下一?步|今后|明年|将|继续|进一步|持续|打算|计划")
_OPENS_WITH_PLAN = re.compile(r"\s*(?:下一?步|下一?阶段|今后|接下来|明年|来年|新的一年|下一年)")
_OPENS_WITH_DUTY = re.compile(r"\s*(?:切实|认真|严格|全面|始终)?履行[一-龥]{0,14}第一责任人[一-龥]{0,2}职责")
#: What a subsection's heading must say to leave its parent's role.
_STRONG = {
    "problems": re.compile(
        r"^[一-龥]{0,4}(?:存在|面临|突出|工作中)的?[一-龥]{0,8}?(?:问题|不足|困难|短板|差距)|^(?:主要)?(?:问题|不足)"
    ),
    "plan": re.compile(
        r"^(?:下一?步|下一?阶段|下一?年|今后|明年|改进措施|整改措施|对策)|(?:工作打算|工作计划|努力方向)$"
    ),
    "responsibility": re.compile(r"第一责任人|主要负责人"),
    "achievements": re.compile(r"工作总结|开展情况|完成情况|主要成效|主要做法|工作回顾"),
    "other": re.compile(r"^其[他它]"),
}
_MAY_BECOME = {
    "achievements": ("problems", "plan", "responsibility", "other"),
    "overview": ("problems", "plan", "responsibility", "achievements"),
    "problems": ("plan",),
    "plan": ("problems",),
    "responsibility": ("problems", "plan"),
    "other": ("problems", "plan"),
}


@dataclass(frozen=True, slots=True)
class _Role:
    id: str
    heading: re.Pattern[str]
    refused: re.Pattern[str] | None


@cache
def _vocabulary() -> tuple[_Role, ...]:
    return tuple(
        _Role(
            role["id"],
            re.compile("|".join(role["heading"])),
            re.compile("|".join(role["not"])) if role["not"] else None,
        )
        for role in load("roles")["role"]
    )


def assign_roles(report: ParsedReport) -> ParsedReport:
    """Give each section its roles."""
    return replace(report, sections=tuple(_Reader(report).read()))


@lru_cache(maxsize=4096)
def announced(heading: str, year: int | None) -> tuple[str, ...]:
    """The roles a heading's words announce, in their order there; ``year`` is the year reported on."""
    heading = "".join(without_titles(heading).split())  # 存 在 问 题
    places: dict[str, int] = {}
    for role in _vocabulary():
        words = role.refused.sub(lambda found: "\x00" * len(found[0]), heading) if role.refused else heading
        match = role.heading.search(words)
        if match:
            places[role.id] = match.start()
    for match in _YEAR.finditer(heading):
        if year and int(match[1]) > year and _OF_WORK.match(heading, match.end()):
            places["plan"] = min(match.start(), places.get("plan", match.start()))
    if "achievements" in places:
        # 下一步主要做法, 存在问题整改情况: such words announce what was done only where they come first.
        others = [
            place for role, place in places.items() if role in ("problems", "plan", "responsibility", "other")
        ]
        if others and min(others) <= places["achievements"]:
            del places["achievements"]
        elif "overview" in places:
            del places["overview"]
    if "responsibility" in places and places.keys() <= {"responsibility", "achievements", "overview"}:
        return ("responsibility",)
    return tuple(sorted(places, key=lambda role: places[role]))


class _Reader:
    """One pass over a report's sections, from the top down."""

    def __init__(self, report: ParsedReport) -> None:
        self.text = without_titles(report.readable)
        self.sections = report.sections
        self.is_plan = report.genre == "work_plan"
        self.year = report.year or _likely_year(self.text)
        #: The role of the last section of level 1.
        self.last_top = ""
        #: The role that an unnumbered heading gives the series below it.
        self.context: str | None = None
        #: path → (its roles, the roles its heading announces)
        self.known: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def read(self) -> list[Section]:
        """The sections with their roles."""
        for index, section in enumerate(self.sections):
            said = announced(section.heading, self.year)
            parent = self.known.get(section.path.rpartition(".")[0])
            own = self._below(section, said, parent) if parent else self._at_top(index, section, said)
            self.known[section.path] = (own, said)
            if section.level == 1:
                self.last_top = own[0]
        self._settle_overviews()
        return [replace(section, roles=self.known[section.path][0]) for section in self.sections]

    def _body(self, section: Section, limit: int | None = None) -> str:
        end = section.end if limit is None else min(section.end, section.heading_end + limit)
        return self.text[section.heading_end : end]

    def _at_top(self, index: int, section: Section, said: tuple[str, ...]) -> tuple[str, ...]:
        if section.marker.strip("（(）)、.．") in ("一", "1", "１"):
            above = self._line_before(section)
            # Above the first of all stands the title as a rule; only a plan for a later year changes what follows.
            self.context = above if index or above == "plan" else None
        if said:
            return self._larger_first(section, said)
        if self.context:
            return (self.context,)
        opening = self._body(section, 60).lstrip("。：:，, \n\t\u3000")
        if _OPENS_WITH_PLAN.match(opening) or opens_with_later_year(opening, self.year):
            return ("plan",)
        if self.last_top in ("problems", "plan") and _FUTURE.search(self._body(section, 2000)):
            return ("plan",)
        return ("plan",) if self.is_plan else ("achievements",)

    def _below(
        self, section: Section, said: tuple[str, ...], parent: tuple[tuple[str, ...], tuple[str, ...]]
    ) -> tuple[str, ...]:
        (role, *_), announced_above = parent
        if len(announced_above) > 1 and role in announced_above:
            mine = tuple(one for one in said if one in announced_above)
            return mine or self._larger_first(section, announced_above)[:1]
        heading = without_titles(section.heading)
        for one in said:
            if one in _MAY_BECOME[role] and _STRONG[one].search(heading):
                return one, *(other for other in said if other != one and other in _MAY_BECOME[role])
        later = role in ("achievements", "overview") and any(
            int(year) > self.year for year in _YEAR.findall(section.heading[:8]) if self.year
        )
        if later and "plan" in said:
            return ("plan",)
        if role == "achievements" and _OPENS_WITH_DUTY.match(self._body(section, 60)):
            return ("responsibility",)
        return (role,)

    def _larger_first(self, section: Section, said: tuple[str, ...]) -> tuple[str, ...]:
        """The announced roles, first the one with most characters of the section's sentences."""
        weights = dict.fromkeys(said, 0)
        for start, end, role in sentences_by_role(
            self.text, section.heading_end, section.end, said, self.year
        ):
            weights[role] += len(self.text[start:end].strip())
        largest = max(said, key=lambda role: weights[role])
        return largest, *(role for role in said if role != largest)

    def _line_before(self, section: Section) -> str | None:
        """The role of an unnumbered heading (2024年工作计划) in the line before a series that starts again."""
        lines = self.text[max(0, section.start - 60) : section.start].rstrip(" \u3000\t\n|").split("\n")
        line = lines[-1].strip()
        if len(lines) < 2 or not 2 <= len(line) <= 30 or line[-1] in "。；":
            return None
        said = announced(line, self.year)
        return said[0] if said else None

    def _settle_overviews(self) -> None:
        """总体情况 is the name of the main part where no other section tells what was done."""
        tops = [section for section in self.sections if section.level == 1]
        if any("achievements" in self.known[section.path][0] for section in tops):
            return
        for section in self.sections:
            own, said = self.known[section.path]
            named = ("achievements" if role == "overview" else role for role in own)
            self.known[section.path] = (tuple(dict.fromkeys(named)), said)


def _likely_year(text: str) -> int | None:
    """The first year named, for a report whose year was not found."""
    match = _YEAR.search(text[:800])
    return int(match[1]) if match else None
