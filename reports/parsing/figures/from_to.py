"""A thing's figure before and after (由45件下降到38件): both count what stands before 由, each at its own time."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WHEN = (
    r"(?:原来|原先|原有|过去|以前|最初|年初|去年|上年|上一年|前年|20\d\d\s?年度?)?(?:同期|年?底|年?末)?的?"
)
_FROM = re.compile(rf"(?:由|从)(?:此前)?({_WHEN})\s*$")
_TO = (
    r"(?:逐[步年]|大幅度?|显著|稳步|进一步|迅速|快速|明显)?地?(?:提升|提高|上升|攀升|跃升|升|下降|降低|降|减少|减|增加|增长|增|"
    r"扩大|扩充|压降|压减|缩减|压缩|缩短|发展)(?:到|至|为|成)了?((?:现在|目前|今年|本年|20\d\d\s?年度?)?)的?\s*$"
)
_BETWEEN = re.compile(rf"\s*[,，]?\s*{_TO}")
_AFTER = re.compile(rf"(?:由|从)(?:此前)?{_WHEN}[^由从，,。；;]{{1,14}}[,，]?\s*{_TO}")
_REACH = 45


@dataclass(frozen=True, slots=True)
class Change:
    """``words_end`` is where the words for what is counted end; ``first`` tells the figure before from the one after.

    ``when`` are the words for the figure's time, "" for none.
    """

    words_end: int
    first: bool
    when: str


def change_at(text: str, start: int, end: int, following: int | None, floor: int) -> Change | None:
    """How the figure at ``start``, whose unit ends at ``end``, belongs to a change; ``following`` begins the next one.

    Nothing before ``floor`` is looked at.
    """
    low = max(floor, start - _REACH)
    before = text[low:start]
    if "由" not in before and "从" not in before:
        return None
    begins = _FROM.search(before)
    if begins:
        turns = following is not None and _BETWEEN.fullmatch(text, end, following)
        return Change(low + begins.start(), True, begins[1]) if turns else None
    ends = _AFTER.search(before)
    return Change(low + ends.start(), False, ends[1]) if ends else None


def year_then(change: Change, named: int | None, year: int | None) -> int | None:
    """The year of a changed figure: of the one before only if it is told, ``year`` being the one reported on.

    ``named`` is the year that the words before 由 give.
    """
    told = re.search(r"20\d\d", change.when)
    if told:
        return int(told.group())
    if not change.first:
        return named
    return year - 1 if year and re.match("去年|上年|上一年", change.when) else None
