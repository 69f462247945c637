"""What a search gives back, whatever the engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.models import Report

from ..query.criteria import Criteria
from .snippets import Snippet

__all__ = ["FacetValue", "Hit", "SearchPage", "Snippet"]


@dataclass(frozen=True)
class Hit:
    """One report of a result: ``exact`` when every term stands in it as typed, ``hit_count`` all its marks."""

    report: Report
    score: float
    exact: bool
    hit_count: int
    snippets: tuple[Snippet, ...] = ()
    title_marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet and how many reports it would give, this facet's own filter left aside."""

    value: str
    label: str
    count: int
    active: bool = False


@dataclass(frozen=True)
class SearchPage:
    """One page of a result.

    ``count`` is of all reports found; ``exact_count`` of those that hold every term as typed, the rest
    (``word_count``) hold the words apart. ``facets`` has the keys province, city, county, township, year, topic,
    role, genre, indicator, flag, sample; of the regions each level shows those below what is chosen above it.
    ``description`` is the Chinese sentence that says what is shown, ``apart`` that it says of all found that they hold
    the words apart, and how many they are; ``notices`` what the reader should know
    (a query taken literally, a parameter ignored); ``advice`` what to change when nothing was found. ``resting`` says
    that there was no index to search, so that nothing found means nothing.
    """

    criteria: Criteria
    count: int
    exact_count: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    description: str
    notices: tuple[str, ...] = ()
    advice: tuple[tuple[str, Criteria], ...] = field(default=())
    apart: bool = False
    resting: bool = False
    milliseconds: float = 0.0

    @property
    def word_count(self) -> int:
        return self.count - self.exact_count

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.count // self.criteria.page_size))
