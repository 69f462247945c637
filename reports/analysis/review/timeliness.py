"""Whether a report came out in time (按时公开), by the day its rule set names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .rulesets import RuleSet


@dataclass(frozen=True, slots=True)
class Timeliness:
    """``due`` is the day before which the report was to be public, None where no rule named one.

    ``status`` is on_time, late or unknown.
    """

    due: date | None
    status: str


def timeliness(year: int | None, published: date | None, rules: RuleSet | None) -> Timeliness:
    """Judge by the date of publication alone: a date of signature says nothing of the public."""
    if year is None or rules is None or not rules.governs(year):
        return Timeliness(None, "unknown")
    due = rules.due_date(year)
    if published is None:
        return Timeliness(due, "unknown")
    return Timeliness(due, "on_time" if published < due else "late")
