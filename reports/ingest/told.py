"""What became of the files of a batch, as it is now: the keeper may have decided on a report meanwhile."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, When

from reports.models import BatchItem, Report
from reports.store.asking.asked import questions_of
from reports.store.asking.questions import Question
from reports.wording.questions import in_words

#: What brought a report of its own into the archive.
BROUGHT = (BatchItem.State.STORED, BatchItem.State.REVISION, BatchItem.State.UNDECIDED)
_DECIDED = (Report.Status.PUBLISHED, Report.Status.SUPERSEDED, Report.Status.WITHDRAWN)
#: Every state a file can be in, with what the keeper reads.
STATES: tuple[tuple[str, str], ...] = (
    *BatchItem.State.choices,
    *((status.value, str(status.label)) for status in _DECIDED),
)
_LABELS = dict(STATES)


@dataclass(frozen=True)
class Told:
    """A file of a batch, with its state and what is to be said of it today."""

    item: BatchItem
    state: str
    reason: str

    @property
    def label(self) -> str:
        return _LABELS[self.state]


def with_state(items: QuerySet[BatchItem]) -> QuerySet[Any]:
    """Items with ``now``: the status of the report a file brought once that is decided, else what became of the file."""
    decided = [
        When(state__in=BROUGHT, report__status=status, then=F("report__status")) for status in _DECIDED
    ]
    return items.annotate(now=Case(*decided, default=F("state"), output_field=CharField()))


def tell(items: Iterable[Any]) -> list[Told]:
    """Items, which :func:`with_state` gave, with what is to be asked of those that wait for a decision."""
    pairs = [(item, str(item.now)) for item in items]
    waiting = [item.report_id for item, state in pairs if item.report_id and state in BROUGHT]
    asked = questions_of(waiting) if waiting else {}
    return [Told(item, state, _reason(item, state, asked)) for item, state in pairs]


def _reason(item: BatchItem, state: str, asked: Mapping[int, tuple[Question, ...]]) -> str:
    if item.report_id is None or state not in BROUGHT:
        return item.reason
    questions = in_words(asked[item.report_id])
    if not questions and state != BatchItem.State.STORED:
        questions = "没有疑问了，可以发布。"
    return questions + item.reason
