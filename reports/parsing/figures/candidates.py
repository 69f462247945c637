"""Numerals with their units (数字与量词): the candidates among which the figures of a report are found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .not_figures import Names, Standing, standing
from .numbers import AFTER_UNIT, Figure, find_figures, read_figure
from .subjects import squeeze
from .units import ANY, unit_family, unit_pattern

_PERCENT = {"％": "%"}
_AFTER_UNIT = re.compile("|".join(sorted(AFTER_UNIT, key=len, reverse=True)))
_RESPLIT = re.compile(r"[0-9\uff10-\uff19]{1,2}[.．]([1-9\uff11-\uff19][0-9\uff10-\uff19]*)$")
# The unit in brackets before the figure: 调解纠纷（件）：45.
_BRACKETED = re.compile(r"[（(]\s?([^（()）\s\d]{1,5})\s?[）)]\s?[:：为]?\s?$")
_MEAN = re.compile(r"(?:[人户村月日年周队]均|平均)[^，,。；;、\s\d]{0,6}$")
_PAIRS = frozenset({"（）", "()", "【】", "[]", "〔〕", "（)", "(）"})
#: A unit that ends its clause.
_COUNTED = re.compile(r"\s?(?:[人件场批户]次|[\u4e00-\u9fff])(?:以上|左右|以下)?(?=[，,。；;、\n）)]|$)")
_HOTLINES = frozenset({
    "110", "119", "120", "122", "12345", "12348", "12315", "12333", "12309", "12388", "12380", "12389", "12328",
    "12350", "96110", "8890",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A numeral with its unit, before it is known what it counts. ``end`` is the end of unit and 以上."""

    figure: Figure
    unit: str | None
    unit_end: int
    end: int
    standing: Standing
    #: Where the words before the figure end: before the unit in brackets of 调解纠纷（件）：45, else at the figure.
    words_end: int


def find_candidates(text: str, begin: int, finish: int) -> Iterator[Candidate]:
    """The numerals that have a unit, or need none, and are no names."""
    units, names = unit_pattern(), Names(text)
    for figure in find_figures(text):
        if not begin <= figure.start < finish:
            continue
        unit, unit_end = None, figure.end
        if figure.quantity.percent:
            unit = "%"
        else:
            at = _after_bracket(text, figure)
            while at < len(text) and text[at] in " \u3000\xa0\u2060":
                at += 1
            match = units.match(text, at) or _wrapped_unit(text, figure, at)
            if match:
                unit, unit_end = squeeze(match.group()), match.end()
                unit = _PERCENT.get(unit, unit)
        words_end = figure.start - 1 if _after_bracket(text, figure) > figure.end else figure.start
        if unit is None:
            if not _may_stand_alone(text, figure):
                continue
            told = _BRACKETED.search(text, max(0, figure.start - 14), figure.start)
            if told and units.fullmatch(told[1]):
                unit, words_end = told[1], told.start()
        # 人均办案3.5件 is a mean; of things themselves there are whole ones.
        mean = _MEAN.search(text, max(0, figure.start - 8), figure.start)
        resplit = figure if mean else _without_numbering(text, figure, unit)
        if resplit is None:
            continue
        how = standing(text, resplit, unit, unit_end, names)
        if unit is None:
            how = _without_unit(text, resplit, how)
        if how is Standing.NOT:
            continue
        after = _AFTER_UNIT.match(text, unit_end)
        end = after.end() if after else unit_end
        yield Candidate(resplit, unit, unit_end, end, how, min(words_end, resplit.start))


def _after_bracket(text: str, figure: Figure) -> int:
    """Where the figure ends: behind the brackets of 调解（48）起. At a sentence's start they hold a list number."""
    before, after = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 1]
    paired = after and before[1:] + after in _PAIRS and "\u4e00" <= before[0] <= "\u9fff"
    if not paired or figure.chinese or not _COUNTED.match(text, figure.end + 1):
        return figure.end
    return figure.end + 1


def _wrapped_unit(text: str, figure: Figure, at: int) -> re.Match[str] | None:
    """The unit that a hard line end parts from its figure: 专题调度会3↵次，. A figure alone in its line is a cell."""
    if text[at : at + 1] != "\n" or not "\u4e00" <= text[max(0, figure.start - 1)] <= "\u9fff":
        return None
    match = unit_pattern().match(text, at + 1)
    return match if match and text[match.end() : match.end() + 1] in tuple("，,。；;、）)") else None


def _without_numbering(text: str, figure: Figure, unit: str | None) -> Figure | None:
    """``figure``, or what is left of it when a list number runs into it (1.3个村 is 3个村); None for other decimals."""
    value = figure.quantity.value
    if (
        value == value.to_integral_value()
        or unit_family(unit) not in ("count", "people", ANY)
        or unit is None
    ):
        return figure
    before = text[max(0, figure.start - 1) : figure.start]
    match = _RESPLIT.match(figure.text)
    if match is None or (before and before not in "\n。；; \u3000："):
        return None
    if figure.end - figure.start != len(figure.text):
        return None
    start = figure.start + match.start(1)
    quantity = read_figure(match[1])
    return replace(figure, start=start, text=match[1], quantity=quantity) if quantity else None


def _may_stand_alone(text: str, figure: Figure) -> bool:
    """Whether a figure without a unit is worth a second look: at the end of a clause, and no 一 or 三."""
    ended = figure.end == len(text) or text[figure.end] in "，,。；;、！）)\n"
    # 1，2万, 266↵-273件: the head of something.
    ended = ended and not re.match(r".[-~～.,，]?[0-9OoIl〇○]", text[figure.end : figure.end + 3], re.DOTALL)
    return ended and (not figure.chinese or figure.text == "零")


def _without_unit(text: str, figure: Figure, how: Standing) -> Standing:
    """The standing of a figure without a unit: 法治宣传20余，… counts, 率为0 too, a bare number hardly."""
    if how is Standing.NOT and figure.text not in ("零", "0"):
        return how
    quantity = figure.quantity
    before = text[max(0, figure.start - 2) : figure.start].strip()
    if quantity.value == 0 and before[-1:] in ("为", "是"):
        # 复议案件不为零.
        return Standing.NOT if before[:1] == "不" else Standing.COUNTS
    if figure.chinese or figure.text in _HOTLINES or not before or not "\u4e00" <= before[-1] <= "\u9fff":
        return Standing.NOT
    if quantity.bound == "min" and figure.text[0].isdecimal():
        return Standing.COUNTS
    plain = not quantity.approx and quantity.value_high is None and 0 < quantity.value < 1900
    return Standing.DOUBTFUL if plain else Standing.NOT
