"""What the front page of the keeper's side tells: counts by query, the first of the queue, the last that was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest

from reports.health import Condition, Level, conditions
from reports.ingest.told import BROUGHT
from reports.models import Batch, BatchItem, Report
from reports.queries import HEAVY
from reports.store.asking.asked import questions_of
from reports.store.groups import may_publish, may_review, may_see_drafts
from reports.wording.questions import in_words

from ..names import doubts_in_words
from ..queue import QUEUE_NAMES, SURE, by_doubt, counted, drafts
from ..reviewing.undoing import Last, last
from .log import Done, last_done

#: Drafts of the queue and things done that the desk shows.
_SHOWN, _DONE = 8, 8
#: Told together as "region".
_PARTS = ("no_region", "unsure_region")
#: Parts that are told of whatever their state; the others when something is wrong.
_ALWAYS = ("index", "originals_folder", "tasks", "backup")


@dataclass(frozen=True)
class LastBatch:
    """An upload, how many files it had, and what became of them."""

    batch: Batch
    files: int
    brought: int
    waiting: int
    refused: int


@dataclass(frozen=True)
class Desk:
    """All that the page shows; ``queues`` are names, what they are called and how many drafts stand in them."""

    waiting: int
    regions: int
    queues: tuple[tuple[str, str, int], ...]
    sure: int
    first: tuple[tuple[Report, str], ...]
    published: int
    batches: tuple[LastBatch, ...]
    told: tuple[Condition, ...]
    well: tuple[Condition, ...]
    done: tuple[Done, ...]
    last: Last | None
    reviews: bool
    publishes: bool

    @property
    def more(self) -> int:
        return self.waiting - len(self.first)


def desk(request: HttpRequest) -> Desk:
    """The desk of whoever is signed in; who only uploads sees their own."""
    user: Any = request.user
    reviews = may_see_drafts(user)
    numbers = counted(by_doubt(drafts())) if reviews else Counter[str]()
    found = conditions()
    told = [one for one in found if one.level > Level.OK or one.part in _ALWAYS]
    told.sort(key=lambda one: -one.level)
    return Desk(
        waiting=numbers[""],
        regions=numbers["region"],
        queues=tuple(
            (name, label, numbers[name])
            for name, label in QUEUE_NAMES.items()
            if numbers[name] and name not in _PARTS
        ),
        sure=numbers[SURE],
        first=_first() if reviews else (),
        published=Report.objects.filter(status=Report.Status.PUBLISHED).count(),
        batches=tuple(_last_batches(user, 1 if reviews else _SHOWN)),
        told=tuple(told),
        well=tuple(one for one in found if one not in told),
        done=tuple(last_done(_DONE)) if reviews else (),
        last=last(request) if reviews else None,
        reviews=reviews,
        publishes=may_publish(user),
    )


def _first() -> tuple[tuple[Report, str], ...]:
    """The first drafts, each with what is to be asked about it; where that is nothing, with what is doubtful."""
    reports = list(drafts().select_related("region", "source").defer(*HEAVY)[:_SHOWN])
    asked = questions_of([report.pk for report in reports])
    return tuple((one, in_words(asked[one.pk]) or doubts_in_words(one.doubt)) for one in reports)


def _last_batches(user: Any, number: int) -> list[LastBatch]:
    """The latest batches that the user may see."""
    batches = Batch.objects.all() if may_review(user) else Batch.objects.filter(created_by=user.pk)
    return [
        LastBatch(
            batch,
            **batch.items.aggregate(
                files=Count("pk"),
                brought=Count("pk", filter=Q(state__in=BROUGHT)),
                waiting=Count("pk", filter=Q(state=BatchItem.State.WAITING)),
                refused=Count("pk", filter=Q(state=BatchItem.State.REFUSED)),
            ),
        )
        for batch in batches.order_by("-pk")[:number]
    ]
