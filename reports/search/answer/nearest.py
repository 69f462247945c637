"""Reports on the same matters (相近的报告): a report's key terms, and those that use them most."""

from __future__ import annotations

from dataclasses import dataclass

from reports.models import Report
from reports.models.listed import LISTED

from ..engine import engine
from ..index.documents import indexed_among

#: Key terms that are named, and reports.
_TERMS, _NEAREST = 8, 5
#: Reports that are asked for: of those some may be gone, or samples.
_ASKED = 12


@dataclass(frozen=True)
class Near:
    """A report near to another, and some of the other's key terms that it has too."""

    report: Report
    words: tuple[str, ...]


@dataclass(frozen=True)
class Nearest:
    """A report's key terms, the most telling first, and the reports nearest to it, the nearest first."""

    terms: tuple[str, ...]
    reports: tuple[Near, ...]


def related(report: Report) -> Nearest:
    """Both empty for a report that is not in the index. To a real report no sample is near, nor a real one to a sample."""
    terms, found = engine().related(report.pk, _ASKED)
    rows = indexed_among(LISTED, [one.pk for one in found])
    near = [
        Near(other, one.words)
        for one in found
        if (other := rows.get(one.pk)) is not None and other.sample == report.sample
    ]
    return Nearest(tuple(terms[:_TERMS]), tuple(near[:_NEAREST]))
