"""Whether a report came out in time (按时公开).

《法治政府建设与责任落实督察工作规定》 has the report on a year made public before 1 April of the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Timeliness:
    """``due`` is the day before which the report was to be public; ``status`` on_time, late or unknown."""

    due: date | None
    status: str


def timeliness(year: int | None, published: date | None) -> Timeliness:
    """Judge by the date of publication alone: a date of signature says nothing of the public."""
    if year is None or not 1900 <= year < 9999:
        return Timeliness(None, "unknown")
    due = date(year + 1, 4, 1)
    if published is None:
        return Timeliness(due, "unknown")
    return Timeliness(due, "on_time" if published < due else "late")
