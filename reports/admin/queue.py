"""The review queue (待审): the drafts, the most doubtful first; the whole of it, or those with one doubt.

A queue is named in addresses: ``?queue=region``. Its order is that of the index ``report_queue``.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from reports.models import Report
from reports.store.asking.doubt import Doubt

from .names import DOUBT_NAMES

#: Those with nothing doubtful but that nobody has looked at them.
SURE = "none"
#: The doubts that a queue is of; one draft may stand in several queues. The first is what its parts are together.
QUEUES = {
    "region": Doubt.NO_REGION | Doubt.UNSURE_REGION,
    **{doubt.name.lower(): doubt for doubt in DOUBT_NAMES if doubt.name},
}
#: What a queue is called.
QUEUE_NAMES = {
    "": "全部",
    "region": "地区",
    **{doubt.name.lower(): name for doubt, name in DOUBT_NAMES.items() if doubt.name},
    SURE: "没有疑问",
}


@dataclass(frozen=True)
class Standing:
    """Where a draft stands in a queue, from 1, and its neighbours there."""

    number: int
    total: int
    before: int | None
    after: int | None


def with_doubt(reports: QuerySet[Report], queue: str) -> QuerySet[Report]:
    """Those of a queue; all where there is none of that name."""
    if queue == SURE:
        return reports.filter(doubt__in=(0, Doubt.DRAFT.value))
    if queue not in QUEUES:
        return reports
    return reports.alias(asked=F("doubt").bitand(QUEUES[queue].value)).filter(asked__gt=0)


def drafts(queue: str = "") -> QuerySet[Report]:
    """The drafts of a queue in its order."""
    # The number says as much as the status; the index begins with it.
    waiting = Report.objects.filter(status=Report.Status.DRAFT, doubt__gte=Doubt.DRAFT.value)
    return with_doubt(waiting, queue).order_by("-doubt", "-pk")


def by_doubt(reports: QuerySet[Report]) -> list[tuple[int, int]]:
    """``(doubt, how many reports have just this)``; one query."""
    return list(reports.order_by().values_list("doubt").annotate(n=Count("pk")))


def counted(numbers: Iterable[tuple[int, int]]) -> Counter[str]:
    """How many stand in each queue, of numbers by doubt; "" is all of them."""
    found: Counter[str] = Counter()
    for doubt, n in numbers:
        found[""] += n
        found[SURE] += n if doubt in (0, Doubt.DRAFT.value) else 0
        for queue, wanted in QUEUES.items():
            found[queue] += n if doubt & wanted else 0
    return found


def following(queue: str, doubt: int, pk: int) -> int | None:
    """The draft after the place that one had, that one left out; after the last comes the first again."""
    rest = drafts(queue).exclude(pk=pk).values_list("pk", flat=True)
    return rest.filter(Q(doubt__lt=doubt) | Q(doubt=doubt, pk__lt=pk)).first() or rest.first()


def standing(queue: str, report: Report) -> Standing | None:
    """Where a draft stands; None for one that does not wait, or not in this queue."""
    waiting = drafts(queue)
    if not waiting.filter(pk=report.pk).exists():
        return None
    above = Q(doubt__gt=report.doubt) | Q(doubt=report.doubt, pk__gt=report.pk)
    ahead = waiting.filter(above)
    before = ahead.order_by("doubt", "pk").values_list("pk", flat=True).first()
    return Standing(ahead.count() + 1, waiting.count(), before, following(queue, report.doubt, report.pk))
