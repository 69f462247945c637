"""How much of a report asks for a person (疑问): one number, by which the review queue is ordered.

Pure. The number stands in ``Report.doubt``, written in the transaction that changes what it is made of.
"""

from enum import IntFlag

from reports.text.region_codes import is_township

from .questions import SURE_REGION


class Doubt(IntFlag):
    """What is doubtful. The higher bit weighs more than all below it.

    First stands what a person had set and a new reading has no place for, then the drafts.
    """

    DERIVED_TITLE = 1
    FLAGGED = 2
    REVISION = 4
    OTHER_GENRE = 8
    UNSURE_REGION = 16
    NO_YEAR = 32
    NO_REGION = 64
    DRAFT = 128
    LOST_CORRECTION = 256


def doubt_of(
    *,
    status: str,
    region: str | None,
    confidence: float,
    year: int | None,
    genre: str,
    revises: bool,
    title_derived: bool,
    flagged: bool,
    lost: bool = False,
) -> Doubt:
    """What is doubtful of a report; ``region`` is its code. A region that is no township's is unsure.

    ``revises``: it is to take the place of another, which only a draft still has to be asked about. ``lost``: a
    correction by hand is.
    """
    draft = status == "draft"
    held = {
        Doubt.DRAFT: draft,
        Doubt.NO_REGION: region is None,
        Doubt.NO_YEAR: year is None,
        Doubt.UNSURE_REGION: region is not None and (confidence < SURE_REGION or not is_township(region)),
        Doubt.OTHER_GENRE: genre == "other",
        Doubt.REVISION: draft and revises,
        Doubt.FLAGGED: flagged,
        Doubt.DERIVED_TITLE: title_derived,
        Doubt.LOST_CORRECTION: lost,
    }
    found = Doubt(0)
    for kind, is_so in held.items():
        if is_so:
            found |= kind
    return found
