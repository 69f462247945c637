"""A report's figures as far as they are compared (数据核对), and what is remarked on in them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure as far as it is compared; ``[start, end)`` is its place in the report's text."""

    value: Decimal
    unit: str | None
    subject: str
    indicator: str | None
    start: int
    end: int
    year: int | None = None
    approx: bool = False
    bound: str | None = None
    per: str | None = None
    planned: bool = False

    @classmethod
    def of(cls, metric: Any) -> "Fact":
        """The fact of a parser's metric or a stored one (whose blank fields are empty strings)."""
        indicator = getattr(metric, "indicator_id", None) or getattr(metric, "indicator", None)
        return cls(
            value=metric.value,
            unit=metric.unit or None,
            subject=metric.subject,
            indicator=indicator or None,
            start=metric.start,
            end=metric.end,
            year=metric.year,
            approx=metric.approx,
            bound=metric.bound or None,
            per=metric.per or None,
            planned=metric.planned,
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual range of an indicator in one unit: the 5th and 95th percentile of ``n`` reports."""

    low: Decimal
    high: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at again. ``kind`` is stable; ``sentence`` is shown; ``spans`` are the words it rests on."""

    kind: str
    sentence: str
    spans: tuple[tuple[int, int], ...]


def plain(value: Decimal) -> str:
    """A value without zeros at its end and without an exponent."""
    return format(value.normalize(), "f")


def figure(fact: Fact) -> str:
    """A figure and its unit."""
    return f"{plain(fact.value)}{fact.unit or ''}"
