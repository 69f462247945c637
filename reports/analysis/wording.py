"""How a figure of a report is put into words: the qualifiers of its sentence come back in Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reports.sentence import Sentence, joined


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
