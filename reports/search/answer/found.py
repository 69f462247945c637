"""What an engine answers: ids and counts, which :mod:`reports.search.answer.results` makes a page of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from reports.analysis.words.corpus import Corpus
from reports.text.normalise import WayBack

from ..index.stored import Stored


@dataclass(frozen=True)
class Found:
    """A page of ids. ``page`` may be less than was asked for: the last one there is.

    ``scores`` and ``exact`` stand beside ``pks``. ``facets`` maps the name of a facet to the counts of its values:
    units of a level by code, years as digits, the others by id; values that count nothing are left out.
    ``stored`` stands beside ``pks`` too, empty for a listing. ``complete`` is false when there is no index to answer from,
    ``away`` true when it lies on other machines that do not answer.
    """

    count: int
    exact_count: int
    page: int
    pks: tuple[int, ...]
    scores: tuple[float, ...]
    exact: tuple[bool, ...]
    facets: dict[str, dict[str, int]]
    stored: tuple[Stored, ...] = ()
    complete: bool = True
    away: bool = False


class Resting(Exception):
    """There is no index to answer from."""


NOTHING = Found(0, 0, 1, (), (), (), {}, complete=False)
AWAY = replace(NOTHING, away=True)


@dataclass(frozen=True)
class Reading:
    """The texts of all reports as of one moment.

    ``way`` gives the revision of the one with a number in ``corpus``, and what leads back to its text. ``version`` is the
    same as long as the reports are, and how texts are compared and cut.
    """

    corpus: Corpus
    way: Callable[[int], tuple[int, WayBack]]
    version: str


@dataclass(frozen=True)
class Related:
    """A report that is near another: its pk, how near by BM25 of the other's key terms, and some that both have."""

    pk: int
    score: float
    words: tuple[str, ...]
