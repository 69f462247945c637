"""What becomes of a file once it is understood: pure, from what was read and what the archive holds."""

from dataclasses import dataclass
from enum import StrEnum

from .questions import Asked, Held, Question, Reading, questions


class Verdict(StrEnum):
    """What to do with a file; the values are those of ``BatchItem.State``."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REVISION = "revision"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Decision:
    """``of`` is the report that this one duplicates or revises, or the sample it takes the place of."""

    verdict: Verdict
    publish: bool = False
    of: Held | None = None
    questions: tuple[Question, ...] = ()


def decide(
    reading: Reading,
    *,
    same_bytes: Held | None = None,
    same_report: Held | None = None,
    withdrawn: Held | None = None,
    publish: bool = False,
    doubtful: bool = False,
    within: str | None = None,
) -> Decision:
    """Decide on one file.

    ``same_bytes`` is the report made from the very same file; the rest as :func:`reports.store.asking.questions.questions`
    has it. ``publish`` is said of what there is nothing to ask about, with ``doubtful`` of the rest too, as far as it has
    a place and a year. A sample never takes another's place.
    """
    if same_bytes is not None:
        return Decision(Verdict.DUPLICATE, of=same_bytes)
    asked = questions(reading, same_report=same_report, withdrawn=withdrawn, within=within)
    if not asked:
        verdict = Verdict.STORED
    elif {question.code for question in asked} == {Asked.HELD}:
        verdict = Verdict.REVISION
    else:
        verdict = Verdict.UNDECIDED
    findable = reading.region is not None and reading.year is not None
    displaces = reading.sample and same_report is not None
    published = publish and (not asked or (doubtful and findable and not displaces))
    return Decision(verdict, published, same_report, asked)
