"""A table to take away, whatever the file it goes into: columns with types and definitions, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

#: The types of a Frictionless table schema that tables here have; a ``year`` is a whole number without thousands.
Kind = Literal["string", "integer", "year", "number", "date"]


class Year(int):
    """A year, told apart from a count."""


@dataclass(frozen=True)
class Column:
    """``name`` heads it, ``definition`` says what its values mean, "" where the name says all."""

    name: str
    kind: Kind = "string"
    definition: str = ""


@dataclass(frozen=True)
class Table:
    """``rows`` are read once; ``count`` is how many there will be at most.

    ``about`` are names and values, in order, of what a reader must know of the table: what was asked, of which reports,
    when. ``name`` is the file's, ``title`` the reader's.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]
    count: int
    about: tuple[tuple[str, str], ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def columns_of(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[Column, ...]:
    """The columns of rows that are all there, by what stands in them; one with nothing in it is of texts."""
    values = zip(*rows, strict=True) if rows else [()] * len(header)
    return tuple(Column(name, kind_of(column)) for name, column in zip(header, values, strict=True))


def kind_of(values: Iterable[Any]) -> Kind:
    """What holds all the values, None left out."""
    known = [value for value in values if value is not None]
    ways: tuple[tuple[Kind, Any], ...] = (
        ("year", Year),
        ("integer", int),
        ("number", (int, float, Decimal)),
        ("date", date),
    )
    fitting = (kind for kind, types in ways if known and all(isinstance(one, types) for one in known))
    return next(fitting, "string")
