"""What each section is for (章节职能): one of the five required contents, an overview, or something else.

The words of a heading say it (:file:`vocab/roles.toml`). A heading that announces two contents takes its larger
part's; a section below another takes over its role unless its own heading says otherwise; a section that
announces nothing tells what was done.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..types import ParsedReport, Section
from ..vocab import load

_YEAR = re.compile(r"(20\d\d)\s?年")
_OF_WORK = re.compile(r"度?[一-龥]{0,12}?(?:工作|计划|打算|安排|重点|思路|目标|任务|举措|措施|规划)|度?$")
#: Sentences that own up to something lacking.
_LACK = re.compile(
    r"不足|不够|薄弱|有待|仍需|还需|差距|欠缺|缺乏|不强|不高|不深|不到位|不平衡|不完善|不健全|短板|滞后|偏弱|偏低|困难|存在[^。]{0,20}问题"
)
_SENTENCE = re.compile(r"(?<=[。；！？\n])|(?<=[一-龥])[.;](?=[一-龥\d])")
_PLAN_CUE = re.compile(
    r"下一?步|下一?阶段|今后|明年|来年|下一?年|接下来|新的一年|我[镇乡街办]将|街道将|将(?:继续|进一步|围绕|坚持|持续|重点)"
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
    """Give each section its role."""
    return replace(report, sections=tuple(_Reader(report).read()))


@lru_cache(maxsize=4096)
def announced(heading: str, year: int | None) -> tuple[str, ...]:
    """The roles a heading's words announce, in their order there; ``year`` is the year reported on."""
    heading = "".join(heading.split())  # 存 在 问 题
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
        self.text = report.readable
        self.sections = report.sections
        self.is_plan = report.genre == "work_plan"
        self.year = report.year or _likely_year(self.text)
        #: The role of the last section of level 1.
        self.last_top = ""
        #: The role that an unnumbered heading gives the series below it.
        self.context: str | None = None
        #: path → (role, the roles its heading announces)
        self.known: dict[str, tuple[str, tuple[str, ...]]] = {}

    def read(self) -> list[Section]:
        """The sections with their roles."""
        for index, section in enumerate(self.sections):
            said = announced(section.heading, self.year)
            parent = self.known.get(section.path.rpartition(".")[0])
            role = self._below(section, said, parent) if parent else self._at_top(index, section, said)
            self.known[section.path] = (role, said)
            if section.level == 1:
                self.last_top = role
        self._settle_overviews()
        return [replace(section, role=self.known[section.path][0]) for section in self.sections]

    def _body(self, section: Section, limit: int | None = None) -> str:
        end = section.end if limit is None else min(section.end, section.heading_end + limit)
        return self.text[section.heading_end : end]

    def _at_top(self, index: int, section: Section, said: tuple[str, ...]) -> str:
        if section.marker.strip("（(）)、.．") in ("一", "1", "１"):
            above = self._line_before(section)
            # Above the first of all stands the title as a rule; only a plan for a later year changes what follows.
            self.context = above if index or above == "plan" else None
        if len(said) == 1:
            return said[0]
        if said:
            return self._larger_part(section, said)
        if self.context:
            return self.context
        opening = self._body(section, 60).lstrip("。：:，, \n\t\u3000")
        if _OPENS_WITH_PLAN.match(opening) or self._opens_with_later_year(opening):
            return "plan"
        if self.last_top in ("problems", "plan") and _FUTURE.search(self._body(section, 2000)):
            return "plan"
        return "plan" if self.is_plan else "achievements"

    def _below(self, section: Section, said: tuple[str, ...], parent: tuple[str, tuple[str, ...]]) -> str:
        role, announced_above = parent
        if len(announced_above) > 1 and role in announced_above:
            mine = [one for one in said if one in announced_above]
            return mine[0] if mine else self._larger_part(section, announced_above)
        for one in said:
            if one in _MAY_BECOME[role] and _STRONG[one].search(section.heading):
                return one
        later = role in ("achievements", "overview") and any(
            int(year) > self.year for year in _YEAR.findall(section.heading[:8]) if self.year
        )
        if later and "plan" in said:
            return "plan"
        if role == "achievements" and _OPENS_WITH_DUTY.match(self._body(section, 60)):
            return "responsibility"
        return role

    def _larger_part(self, section: Section, said: tuple[str, ...]) -> str:
        """Of the announced roles the one with most characters of the section's sentences.

        Sentences that own up to something are problems, those from the first that looks ahead are plan, the
        rest goes to the first role announced (or, before a plan, to what precedes it).
        """
        weights = dict.fromkeys(said, 0)
        first = next((role for role in said if role not in ("problems", "plan")), None)
        ahead = "plan" in said and "problems" not in said and first is None
        for sentence in _SENTENCE.split(self._body(section)):
            size = len(sentence.strip())
            lacking = "problems" in weights and _LACK.search(sentence)
            if "plan" in weights and (_PLAN_CUE.search(sentence) or self._opens_with_later_year(sentence)):
                ahead = True
            if lacking and not ahead:
                weights["problems"] += size
            elif ahead or (first is None and "plan" in weights):
                weights["plan"] += size
            else:
                weights[first or said[0]] += size
        return max(said, key=lambda role: weights[role])

    def _opens_with_later_year(self, text: str) -> bool:
        match = _YEAR.match(text.lstrip())
        return bool(match and self.year and int(match[1]) > self.year)

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
        if any(self.known[section.path][0] == "achievements" for section in tops):
            return
        for section in self.sections:
            role, said = self.known[section.path]
            if role == "overview":
                self.known[section.path] = ("achievements", said)


def _likely_year(text: str) -> int | None:
    """The first year named, for a report whose year was not found."""
    match = _YEAR.search(text[:800])
    return int(match[1]) if match else None
