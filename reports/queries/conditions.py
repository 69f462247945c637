"""Which rows are meant (条件): published ones, those of a place, figures that may be set side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from reports.models import Report
from reports.models.listed import HEAVY

#: Figures that may be set side by side: of the year reported on, not of a plan, not a rate per something.
COMPARABLE = Q(planned=False, per="", year=F("report__year"))


def is_comparable(row: Any, year: int | None) -> bool:
    """The same of a row that is read already, a figure of a report on ``year``; and whether it has an indicator."""
    return bool(row.indicator_id) and not row.planned and not row.per and row.year == year


PUBLISHED = Q(status=Report.Status.PUBLISHED)


def published() -> QuerySet[Report]:
    """The published reports with their regions, without the heavy columns."""
    return Report.objects.filter(PUBLISHED).select_related("region").defer(*HEAVY)


def within(code: str, field: str = "region_code") -> Q:
    """Rows whose region is the one with this code or lies below it.

    A range of codes rather than LIKE: it can use the index on every database.
    """
    return between(code, code, field)


def codes_within(code: str) -> tuple[str, str]:
    """The first and the last code that a place in the region ``code`` may have, for BETWEEN in SQL."""
    return code, code.ljust(12, "9")


def between(first: str, last: str, field: str = "region_code") -> Q:
    """Rows whose region lies in ``first``, in ``last`` or in a place between them, codes of one length."""
    behind = str(int(last) + 1).zfill(len(last))
    # Behind 99 there is no code.
    return Q(**{f"{field}__gte": first}) & (
        Q(**{f"{field}__lt": behind}) if len(behind) == len(last) else Q()
    )


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL on reports, called ``report``, and the values for its ``%s``."""

    sql: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"{self.sql} AND {other.sql}", (*self.values, *other.values))

    def __invert__(self) -> Condition:
        return Condition(f"NOT ({self.sql})", self.values)


#: Published annual reports.
ANNUAL = Condition("report.status = 'published' AND report.genre = 'annual_report'")


def any_of(conditions: Iterable[Condition]) -> Condition:
    """That one of these is true; there must be one."""
    several = list(conditions)
    values = tuple(value for one in several for value in one.values)
    return Condition(f"({' OR '.join(f'({one.sql})' for one in several)})", values)


def lies_in(code: str) -> Condition:
    """The same as :func:`within`."""
    return Condition("report.region_code BETWEEN %s AND %s", codes_within(code))
