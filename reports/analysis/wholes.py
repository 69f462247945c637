"""Which of several like figures of a report stands for it beside other reports: the whole, never a part (其中)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import TypeVar

Series = TypeVar("Series", bound=Hashable)
Figure = TypeVar("Figure")

#: What a share or a rate is counted in: of these the first in the text is the report's.
RATES = ("%", "‰")
_SCOPE_END = re.compile(r"[。；;！？!?\n]")
_AMONG = re.compile(r"其中")
_SUM = re.compile(r"共计?$|合计$|总计$")


def wholes(figures: Iterable[tuple[Series, str, Decimal, Figure]]) -> dict[Series, Figure]:
    """By series the figure that stands for it: the largest, for a whole is no less than its parts; of rates the first.

    ``figures`` are (series, unit, value, what is to be given), in the order of the text.
    """
    found: dict[Series, tuple[Decimal, Figure]] = {}
    for series, unit, value, figure in figures:
        if series not in found or (unit not in RATES and value > found[series][0]):
            found[series] = value, figure
    return {series: figure for series, (_, figure) in found.items()}


def is_part(text: str, start: int, number: int) -> bool:
    """Whether a figure is told as one among others: its words begin at ``start``, its number at ``number``.

    其中邻里纠纷20件 is one, the sum behind its parts (其中…，共120件) is none.
    """
    ends = [end.end() for end in _SCOPE_END.finditer(text, max(0, start - 200), start)]
    begins = ends[-1] if ends else max(0, start - 200)
    return bool(_AMONG.search(text, begins, number)) and not _SUM.search(text[begins:number])
