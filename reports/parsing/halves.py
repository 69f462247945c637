"""Which part of a section tells which of its contents, where it has several (存在问题及下步打算).

Sections are given their roles by it, and whoever reads one sentence of such a section asks it what that tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reports.text.folding import simplify

_YEAR = re.compile(r"(20\d\d)\s?年")
#: Sentences that own up to something lacking.
_LACK = re.compile(
    r"不足|不够|薄弱|有待|仍需|还需|差距|欠缺|缺乏|不强|不高|不深|不到位|不平衡|不完善|不健全|短板|滞后|偏弱|偏低|困难|存在[^。]{0,20}问题"
)
_SENTENCE = re.compile(r"(?<=[。；！？\n])|(?<=[一-龥])[.;](?=[一-龥\d])")
_PLAN_CUE = re.compile(
    r"下一?步|下一?阶段|今后|明年|来年|下一?年|接下来|新的一年|我[镇乡街办]将|街道将|将(?:继续|进一步|围绕|坚持|持续|重点)"
)


class Halves:
    """What part of a section's text each of its roles has; :meth:`at` tells the role of a place."""

    def __init__(self, text: str, start: int, end: int, roles: Sequence[str], year: int | None) -> None:
        """As for :func:`sentences_by_role`, whose sentences they are."""
        several = len(roles) > 1
        self._sentences = list(sentences_by_role(text, start, end, roles, year)) if several else []
        self._role = roles[0] if roles else ""

    def at(self, position: int) -> str:
        """The role of the sentence at ``position``, "" in a section without a role."""
        place = bisect_right(self._sentences, position, key=lambda one: one[1])
        return self._sentences[place][2] if place < len(self._sentences) else self._role


def sentences_by_role(
    text: str, start: int, end: int, roles: Sequence[str], year: int | None
) -> Iterator[tuple[int, int, str]]:
    """The sentences of ``[start, end)`` of a section's text, each with the one of its ``roles`` that it has.

    Sentences that own up to something are problems, those from the first that looks ahead are plan, the rest goes to
    the first other role, where there is none to what precedes the plan. ``year`` is the year reported on.
    """
    first = next((role for role in roles if role not in ("problems", "plan")), "problems")
    rest = first if first in roles else "plan"
    ahead = False
    for sentence in filter(None, _SENTENCE.split(simplify(text[start:end]))):
        if "plan" in roles and (_PLAN_CUE.search(sentence) or opens_with_later_year(sentence, year)):
            ahead = True
        lacking = "problems" in roles and _LACK.search(sentence)
        yield start, start + len(sentence), "plan" if ahead else "problems" if lacking else rest
        start += len(sentence)


def opens_with_later_year(text: str, year: int | None) -> bool:
    """Whether ``text`` begins with a year after ``year``."""
    match = _YEAR.match(text.lstrip())
    return bool(match and year and int(match[1]) > year)
