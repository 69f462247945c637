"""What is pencilled beside a row of a comparison of two reports (旁注): how far apart, what only one of them has."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reports.analysis.across.compare import IndicatorRow
from reports.wording.figure import number
from reports.wording.sentence import Sentence

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


def of_texts(names: Sequence[str], held: Sequence[bool], same: Sequence[int]) -> str:
    """Of two cells of text: which of the reports ``held`` such a part, and how many sentences the other has too."""
    if sum(held) == 1:
        return Sentence("只有%(name)s写了", name=names[held.index(True)])
    if not any(same):
        return Sentence("没有相同的句子")
    return Sentence("与另一篇相同：%(one)s 句，%(other)s 句", one=same[0], other=same[1])
