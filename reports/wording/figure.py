"""How a figure of a report is put into words: the qualifiers of its sentence come back in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from .sentence import Sentence, joined


@dataclass(frozen=True, slots=True)
class Wording:
    """A figure in four pieces, to be set side by side: 约 | 700 | 余 | 人. Pieces may be empty.

    ``prefix`` and ``suffix`` can be said in another language; ``unit`` is the report's own word.
    """

    prefix: str
    number: str
    suffix: str
    unit: str

    def __str__(self) -> str:
        return "".join((self.prefix, self.number, self.suffix, self.unit))

    @property
    def sentence(self) -> str:
        """The same in one piece that can be said in another language."""
        if not self.number:
            return self.prefix
        after = Sentence(
            "%(number)s%(suffix)s%(unit)s", number=self.number, suffix=self.suffix, unit=self.unit
        )
        return joined([self.prefix, after] if self.prefix else [after], "%(a)s%(b)s")


def number(value: Decimal) -> str:
    """``value`` without trailing zeros, its integer digits in groups of three."""
    plain = format(value.normalize(), "f")
    whole, _, fraction = plain.partition(".")
    grouped = format(int(whole), ",")
    if value < 0 and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    return f"{grouped}.{fraction}" if fraction else grouped


#: From where on a number is cut short, by what it is divided and the unit's name; the largest first.
_HAN = ((10**8, 10**8, "亿"), (10**4, 10**4, "万"))
_LATIN = ((10**9, 10**9, "bn"), (10**6, 10**6, "M"), (10**4, 10**3, "k"))


def short_number(value: Decimal, han: bool = True) -> str:
    """``value`` for a place with little room: from 10,000 on three digits and 万 or 亿, in Latin letters k, M or bn."""
    for least, divisor, name in _HAN if han else _LATIN:
        if value >= least:
            share = value / divisor
            return f"{number(round(share, max(2 - share.adjusted(), 0)))}{name}"
    return number(value)


def figure_wording(
    value: Decimal,
    *,
    value_high: Decimal | None = None,
    unit: str | None = "",
    approx: bool = False,
    bound: str | None = "",
    per: str | None = "",
    negated: bool = False,
) -> Wording:
    """余 is an approximate lower bound, 近 an approximate upper one, 约 approximate without a side.

    A zero that the report states in words (未发生…案件) is 未发生: it has no number and no unit.
    """
    if negated and value == 0:
        return Wording(Sentence("未发生"), "", "", "")
    qualifiers: list[str] = [Sentence("每%(unit)s", unit=Sentence(per))] if per else []
    suffix = ""
    if approx and bound == "min":
        suffix = Sentence("余")
    elif approx and bound == "max":
        qualifiers.append(Sentence("近"))
    elif approx:
        qualifiers.append(Sentence("约"))
    elif bound == "min":
        qualifiers.append(Sentence("不少于"))
    elif bound == "max":
        qualifiers.append(Sentence("不超过"))
    figure = number(value)
    if value_high is not None:
        figure += f"—{number(value_high)}"
    return Wording(joined(qualifiers, "%(a)s%(b)s"), figure, suffix, unit or "")
