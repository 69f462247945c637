"""The index: is it there, and does it hold as many reports as the database says it should?

What each report holds is compared by ``check_index``, which takes its time; what it found last counts here too.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from reports.models import Unindexed
from reports.search.engine import engine
from reports.search.index.documents import indexed_reports
from reports.search.index.writer import waiting as waiting_reports

from .conditions import Condition
from .upkeep import last
from .words import minutes

logger = logging.getLogger(__name__)

#: A report that has changed is in the index after some seconds; while many are taken in, after some minutes.
PATIENCE = timedelta(minutes=15)


def index() -> Condition:
    """The state of the index. Raises DatabaseError."""
    wanted, waiting = _wanted()
    held = _held()
    if held is None:
        return Condition("index", "missing")
    checked = last("index")
    wrong = checked.wrong if checked else 0
    # While reports wait, or where some have changed between the two looks, the numbers may well differ.
    if wrong or (held != wanted and waiting == 0 and _wanted() == (wanted, 0)):
        return Condition("index", "drifting", {"held": held, "wanted": wanted, "wrong": wrong})
    if aside := Unindexed.objects.count():
        return Condition("index", "aside", {"aside": aside})
    if waiting and (age := _oldest()) is not None and age > PATIENCE:
        return Condition("index", "behind", {"waiting": waiting, "minutes": minutes(age)})
    return Condition("index", "ok", {"held": held})


def _held() -> int | None:
    """How many reports the index holds; None where it cannot be read."""
    try:
        return engine().size() if engine().ready() else None
    except Exception:  # whatever an engine raises, it does not answer
        logger.exception("the search index does not answer")
        return None


def _wanted() -> tuple[int, int]:
    """How many reports the index should hold, and how many wait to be brought up to date in it."""
    aside = Unindexed.objects.filter(report__in=indexed_reports()).count()
    return indexed_reports().count() - aside, waiting_reports().count()


def _oldest() -> timedelta | None:
    """About how long the report that has waited longest has waited: the first that came of those that wait."""
    waiting = waiting_reports().order_by("pk").values_list("updated_at", flat=True)
    changed = waiting.first()
    return timezone.now() - changed if changed else None
