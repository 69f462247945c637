"""Which comparable series a figure belongs to (指标), by the words around it.

The catalogue is vocab/indicators.toml. A rule's word is a string or several parted by … (审查…合同), to be found
in this order at most :data:`GAP` characters apart. Words are searched where the figure's own noun stands, so
that a word elsewhere in the sentence (its ``context``) can support a reading but never make one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ..vocab import load
from .units import ANY, unit_family

#: How far apart the parts of a word may stand.
GAP = 16


#: The words of a law's title say nothing of what is counted: 学习《某省法治宣传教育条例》5次.
_TITLE = re.compile(r"《[^《》]{6,40}(法典|法|条例|办法|规定|纲要)》")


#: What a thing is done each of.
_TIME = re.compile(r"(?:个|一)?(?:半年|半月|季度?|月|周|年度?|天|日|旬|学期|星期|两个?月|双月)")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a rule, under its last piece; ``before`` are the others, the last of them first."""

    before: tuple[str, ...]
    rule: _Rule
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """When an indicator's words mean it. Empty ``context`` asks for none, empty ``units`` takes all of the family.

    ``bare`` words mean it only as the last before the figure (办结28件, but not 处置群体性事件1起).
    """

    indicator: str
    family: str
    context: tuple[str, ...]
    unless: tuple[str, ...]
    unless_context: tuple[str, ...]
    units: tuple[str, ...]
    bare: bool

    def allows(self, unit: str | None, family: str, wide: str, context: str) -> bool:
        """Whether unit and surroundings permit the reading; unit families are never mixed."""
        if family != self.family and not (family == ANY and self.family in ("count", "people")):
            return False
        # 个 counts things unless the rule says that it counts these persons.
        if family == ANY and unit and self.family == "people" and not self.units:
            return False
        if self.units and unit and not unit.startswith(self.units):
            return False
        if self.context and not any(word in context for word in self.context):
            return False
        if self.unless and any(word in wide for word in self.unless):
            return False
        return not (self.unless_context and any(word in context for word in self.unless_context))


@cache
def _index() -> dict[str, tuple[tuple[str, tuple[_Word, ...]], ...]]:
    """The words of all rules by their last piece, under its first two characters; those of one character also there."""
    found: dict[str, dict[str, list[_Word]]] = {}
    for row in load("indicators")["indicator"]:
        for raw in row["rule"]:
            rule = _Rule(
                row["id"],
                raw.get("family", row["family"]),
                context=tuple(raw.get("context", ())),
                unless=tuple(raw.get("unless", ())),
                unless_context=tuple(raw.get("unless_context", ())),
                units=tuple(raw.get("units", ())),
                bare=raw.get("bare", False),
            )
            for word in raw["words"]:
                pieces = tuple(word.split("…"))
                same = found.setdefault(pieces[-1][:2], {}).setdefault(pieces[-1], [])
                same.append(_Word(pieces[:-1][::-1], rule, sum(map(len, pieces))))
    return {
        key: tuple(
            (last, tuple(same))
            for last, same in {**words, **(found.get(key[0], {}) if len(key) > 1 else {})}.items()
        )
        for key, words in found.items()
    }


def _matches(focus: str) -> Iterable[tuple[int, int, _Word]]:
    """Start and end in ``focus`` of every word of the catalogue."""
    index = _index()
    for position in range(len(focus)):
        for last, words in index.get(focus[position : position + 2]) or index.get(focus[position], ()):
            if not focus.startswith(last, position):
                continue
            for word in words:
                start = position
                for piece in word.before:
                    start = focus.rfind(piece, max(0, start - GAP - len(piece)), start)
                    if start < 0:
                        break
                if start >= 0:
                    yield start, position + len(last), word


def indicator_of(
    focus: str,
    *,
    unit: str | None,
    wide: str,
    context: str,
    head_last: bool,
    per: str | None = None,
    at: int | None = None,
    across: int | None = None,
) -> str | None:
    """The indicator that the words of ``focus`` mean, or None.

    ``focus`` holds the counted noun, blanks removed: the words before a figure (``head_last``: the nearest word,
    the last, decides) or after it (the first decides). ``wide`` is the clause that a rule's ``unless`` looks at,
    ``context`` sentence and headings, in which the figure stands at ``at``: of two rules that the same word
    satisfies, the one whose context stands nearer before the figure means it (受理诉求90件，办结88件). A rate
    (``per``) has the series that the catalogue keeps for it; else one of a time (每季度) is of the thing's own series,
    in which it stands apart by its ``per``, and any other of none. With ``across``, where the figure stood in ``focus``,
    a word counts only if it stands on both sides of it (司法所只有1名工作人员).
    """
    family = unit_family(unit)
    focus, wide = _TITLE.sub(r"《\1》", focus), _TITLE.sub(r"《\1》", wide)
    best: _Rule | None = None
    highest: tuple[int, int, bool] = (-GAP * len(focus) - 1, 0, False)
    for start, end, word in _matches(focus):
        rule = word.rule
        rank = (end if head_last else -start, word.length, bool(rule.context))
        if rank < highest or (rule.bare and not (head_last and end == len(focus))):
            continue
        if across is not None and not start < across < end:
            continue
        if not rule.allows(unit, family, wide, context):
            continue
        if rank > highest or best is None or _nearness(rule, context, at) > _nearness(best, context, at):
            best, highest = rule, rank
    if best is None:
        return None
    if not per:
        return best.indicator
    series = _per_series().get((best.indicator, _per_kind(per)))
    return series or (best.indicator if _TIME.fullmatch(per) else None)


def _nearness(rule: _Rule, context: str, at: int | None) -> int:
    """Where the last of the rule's words of context before ``at`` stands in ``context``, -1 for none."""
    return max((context.rfind(each, 0, at) for each in rule.context), default=-1)


@cache
def _per_series() -> dict[tuple[str, str], str]:
    """(indicator, base) → the indicator of that rate: publicity_events per 月 is publicity_events_per_month."""
    return {
        (row["rate_of"], row["rate_per"]): row["id"]
        for row in load("indicators")["indicator"]
        if "rate_of" in row
    }


@cache
def _denied() -> dict[str, str]:
    return {word: row["id"] for row in load("indicators")["indicator"] for word in row.get("denied", ())}


def denied_indicator(thing: str) -> str | None:
    """The indicator of which a statement that there was no ``thing`` is a zero; blanks and quotation marks left out."""
    return _denied().get(thing)


@cache
def may_be_denied() -> frozenset[str]:
    """The indicators of which the catalogue says what is a zero."""
    return frozenset(_denied().values())


def names_wholly(indicator: str, thing: str) -> bool:
    """Whether ``thing`` says nothing but a word of the catalogue for ``indicator``: 采纳意见, but not 外来人员纠纷."""
    return any(
        start == 0 and end == len(thing) and word.rule.indicator == indicator
        for start, end, word in _matches(thing)
    )


def _per_kind(per: str | None) -> str:
    """村（社区）, 村(社), 行政村 are one base: 村."""
    if per and ("村" in per or "社区" in per or per == "嘎查"):
        return "村"
    return (per or "").removeprefix("个")
