"""Years left over from an older report (遗留年份): a sign that its words were taken along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reports.text.numerals import NUMBER_WORD
from reports.text.stops import SENTENCE_END

#: A year further back than this belongs to the history that a report tells.
_BACK = 3
_MARKER = rf"(?:^|[。\n])[^\S\n]*+(?:[（(]?{NUMBER_WORD}[）)]?[、.．]?|\d[.．、])?[^\S\n]*+"
_OPENING = re.compile(_MARKER + r"((?:19|20)\d{2})\s?年度?(?=[，,]|以来|全年|我|期间)")
# 一、2022年工作情况: a heading that names another year for the work told of. What was found wrong then and has been
# mended since is told rightly.
_DONE = re.compile(
    _MARKER + r"((?:19|20)\d{2})\s?年度?(?:法治|工作|主要|重点|推进|开展|依法)[^\n。；;，,]{0,14}"
    r"(?:总结|回顾|情况|成效|做法|举措)[^\S\n]*+$",
    re.M,
)
_PLAN = re.compile(
    r"((?:19|20)\d{2})\s?年度?(?:(?!\d{4}\s?年|明年|来年|下一?年|下一?步|总结|回顾)[^\n。；;，,]){0,12}"
    r"(计划|打算|安排|思路|重点工作)((?:(?!完成|落实|执行|推进|实施|情况)[^\n。；;，,]){0,4})$",
    re.M,
)
_COMPARING = re.compile(r"去年|上年|同期|[较比]|至今|起至")
_MENDED = re.compile(r"问题|整改|督察|反馈|计划|打算")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A year at ``[start, end)`` that does not go with the year reported on; ``planned`` where a plan names it."""

    year: int
    start: int
    end: int
    planned: bool = False


def leftover_years(text: str, year: int) -> Iterator[Leftover]:
    """A passage that opens with an earlier year, and a plan for a year that is over, in a report on ``year``."""
    for match in _OPENING.finditer(text):
        named = int(match[1])
        stop = SENTENCE_END.search(text, match.end())
        sentence = text[match.start(1) : stop.start() if stop else len(text)][:200]
        if year - _BACK <= named < year and str(year) not in sentence and not _COMPARING.search(sentence):
            yield Leftover(named, match.start(1), match.end())
    for match in _DONE.finditer(text):
        named = int(match[1])
        if year - _BACK <= named < year and not _MENDED.search(match[0]):
            yield Leftover(named, match.start(1), match.end())
    for match in _PLAN.finditer(text):
        named = int(match[1])
        # 2023年重点工作 may head what was done in the year itself; a plan for it may not.
        newest = year - 1 if match[2] == "重点工作" else year
        if year - _BACK <= named <= newest:
            yield Leftover(named, match.start(1), match.end(), planned=True)
