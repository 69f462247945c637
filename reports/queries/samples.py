"""Which reports are counted (计入): samples (示例) are marked wherever they are shown, and no number is made of them.

The rule, here and nowhere else: a page of 示例省, or of a place in it, counts what it shows. Any other counts real
reports alone, except while the archive holds nothing but samples: then it counts those, and says so on top. With the
first real report that is published the samples drop out of all numbers; they can still be searched. Coverage
(:mod:`reports.queries.coverage`) never counts them outside 示例省, whose bodies are none of the country's.

In the demonstration (:func:`is_demo`) 示例省 is the country: everything there is a sample, and everything counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from reports.models import Report
from reports.parsing.place.gazetteer import SAMPLE_PROVINCE, is_sample_place

from .once import once

_Rows = TypeVar("_Rows", bound=Model)

#: What a data set holds: the real reports that are published.
EXPORTED = Q(status=Report.Status.PUBLISHED, sample=False)


def is_demo() -> bool:
    """Whether this archive is the demonstration (演示)."""
    return bool(settings.DEMO_ROOT)


def only_samples() -> bool:
    """Whether samples are published and nothing else is; always so in the demonstration."""
    if is_demo():
        return True
    return once("only_samples", lambda: not _are_held(sample=False) and _are_held(sample=True))


def _are_held(*, sample: bool) -> bool:
    return Report.objects.filter(status=Report.Status.PUBLISHED, sample=sample).exists()


def counts_samples(region: str = "") -> bool:
    """Whether samples count on a page of ``region``, a code; "" for the country."""
    return is_sample_place(region) or only_samples()


def counted(region: str = "", report: str = "") -> Q:
    """The rows that count on a page of ``region``.

    ``report`` leads to the report from the rows that are asked: "report__" from figures.
    """
    return Q() if counts_samples(region) else Q(**{f"{report}sample": False})


def also_counted(region: str = "") -> str:
    """The same of a table called ``report``, to stand behind another condition in SQL."""
    return "" if counts_samples(region) else " AND NOT report.sample"


def real_or_sample_place(report: str = "", region: str = "region_code") -> Q:
    """For sums by place: real reports, and in 示例省 its samples. ``region`` is the field that holds the code."""
    if is_demo():
        return Q()
    return Q(**{f"{report}sample": False}) | Q(**{f"{report}{region}__gte": SAMPLE_PROVINCE})


def left_out(regions: Sequence[str] = ()) -> tuple[str, ...]:
    """What ``Criteria.samples`` is of a search whose counts are shown for ``regions``, all of the country if none."""
    if regions and all(map(is_sample_place, regions)):
        return ()
    held = once("samples", lambda: _are_held(sample=True))
    return ("no",) if held and not only_samples() else ()


def sample_keys() -> frozenset[int]:
    """The keys of all samples: a few dozen at most, found by an index of their own."""

    def ask() -> frozenset[int]:
        return frozenset(Report.objects.filter(sample=True).order_by().values_list("pk", flat=True))

    return once("sample_keys", ask)


def without_sample_places(regions: QuerySet[_Rows], code: str = "code") -> QuerySet[_Rows]:
    """``regions`` without 示例省 and what lies in it. No real code begins with a greater digit than those of 示例省.

    The demonstration has no others.
    """
    if is_demo():
        return regions
    kept: QuerySet[_Rows] = regions.filter(**{f"{code}__lt": SAMPLE_PROVINCE})
    return kept
