"""What is pencilled beside a row of a comparison of two reports (旁注): how far apart, what only one of them has."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.analysis.across.compare import IndicatorRow
from reports.wording.figure import number
from reports.wording.sentence import Sentence, joined

#: From here on how many times as large says more than the difference.
_TIMES = 2


def of_figures(row: IndicatorRow[Any], *, alike: bool) -> str:
    """Of two cells of figures; "" where one has several, or they are of unlike kinds: nothing is to be reckoned there.

    The items of the row have a ``metric``.
    """
    if alike:
        return Sentence("两篇相同")
    if row.units_differ:
        return Sentence("单位不同，不画柱")
    if any(len(cell) != 1 for cell in row.cells):
        return ""
    (one,), (other,) = row.cells
    metrics = (one.item.metric, other.item.metric)
    if one.series != other.series or any(metric.value_high is not None for metric in metrics):
        return ""
    small, big = sorted((one.value, other.value))
    about = any(metric.approx for metric in metrics)
    if one.unit in ("%", "‰"):
        if one.unit == "‰" or small == big:
            return ""
        apart = number(big - small)
        return Sentence("约差 %(n)s 个百分点", n=apart) if about else Sentence("差 %(n)s 个百分点", n=apart)
    if small > 0 and big / small >= _TIMES:
        times = big / small
        shown = round(times, 1) if times < 10 else round(times)
        told = number(Decimal(shown))
        return Sentence("约 %(n)s 倍", n=told) if about or shown != times else Sentence("%(n)s 倍", n=told)
    if small == big:
        return ""
    apart = number(big - small)
    if about:
        return Sentence("约差 %(n)s %(unit)s", n=apart, unit=one.unit)
    return Sentence("差 %(n)s %(unit)s", n=apart, unit=one.unit)


def of_texts(names: Sequence[str], held: Sequence[bool], one: tuple[int, int], other: tuple[int, int]) -> str:
    """Of two cells of text: which of the reports ``held`` such a part, and how many sentences the other has too.

    ``one`` and ``other`` count them in each: word for word, and but for figures and names of places.
    """
    if sum(held) == 1:
        return Sentence("只有%(name)s写了", name=names[held.index(True)])
    (same, alike), (its_same, its_alike) = one, other
    told = []
    if same or its_same:
        told.append(Sentence("一字不差 %(n)s 句", n=_both(same, its_same)))
    if alike or its_alike:
        told.append(Sentence("只差数字、地名 %(n)s 句", n=_both(alike, its_alike)))
    return joined(told, "%(a)s，%(b)s") if told else Sentence("没有相同的句子")


def _both(one: int, other: int) -> str:
    """The numbers of the left and the right report, which differ where one has a sentence twice."""
    return str(one) if one == other else f"{one} / {other}"
