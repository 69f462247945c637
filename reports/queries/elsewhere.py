"""The same indicator elsewhere (同一指标): what a body reported the year before, what its county and province report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from reports.analysis.distribution import spread
from reports.analysis.wholes import is_part, wholes
from reports.models import Metric, ProvinceMedian, Region, Report
from reports.models.rows import rows_by
from reports.parsing import types
from reports.text.region_codes import COUNTY, PROVINCE

from . import COMPARABLE, PUBLISHED, within
from .once import once
from .samples import counted

#: A median of fewer reports is not shown.
FEWEST = 5

#: An indicator and a unit ("" for none).
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Median:
    """The median of the figures of ``n`` reports of ``region``."""

    region: Region
    median: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Beside a figure: the row of the one of the year before with its address, and the medians of county and province.

    ``place`` is the region whose figures one would look at next: the county, else the smallest there is.
    """

    place: Region
    before: Any | None
    address: str
    medians: tuple[Median, ...]


def elsewhere_of(
    metrics: Iterable[types.Metric], path: Sequence[Region], year: int | None, text: str
) -> Mapping[types.Metric, Elsewhere]:
    """What is to be said beside the figures of an annual report of ``path[-1]``, the last of province down to body.

    Only figures of the year reported on are set beside others, of several like ones the whole; ``text`` is the
    report's. Six queries at most, whatever the report holds.
    """
    own = whole_figures(metrics, year, text)
    if year is None or not own or not path:
        return {}
    counting = counted(path[-1].code)
    report, figures = figures_before(path[-1].code, year, counting)
    before = wholes(((row.indicator_id, row.unit), row.unit, row.value, row) for row in figures)
    page = reverse("report", args=[report]) if report else ""
    around = [_county(region, year, counting) for region in path if len(region.code) == COUNTY] + [
        _province(region, year) for region in path if len(region.code) == PROVINCE
    ]
    place = next((region for region in path if len(region.code) == COUNTY), path[-1])
    found = {}
    for key, metric in own.items():
        last = before.get(key)
        medians = tuple(known[key] for known in around if key in known)
        found[metric] = Elsewhere(place, last, f"{page}#{last.anchor}" if last else "", medians)
    return found


def whole_figures(metrics: Iterable[types.Metric], year: int | None, text: str) -> dict[Key, types.Metric]:
    """Of each indicator and unit the figure that stands for a report on ``year``; parts of a whole are left out."""
    return wholes(
        ((metric.indicator, metric.unit or ""), metric.unit or "", metric.value, metric)
        for metric in metrics
        if metric.indicator
        and not metric.planned
        and not metric.per
        and metric.year == year
        and not is_part(text, metric.start, metric.figure_start)
    )


def figures_before(body: str, year: int, counting: Q) -> tuple[str, list[Any]]:
    """The comparable figures of a body's published annual report on the year before ``year``, in the text's order.

    With the public id of that report, "" where none is held. ``counting`` is :func:`counted` of the body. Figures are
    rows as named values. Two queries.
    """
    return once(("figures before", body, year), lambda: _figures_before(body, year, counting))


def _figures_before(body: str, year: int, counting: Q) -> tuple[str, list[Any]]:
    reports = _annual(year - 1).filter(counting, region_code=body).order_by("pk")
    for pk, public_id in reports.values_list("pk", "public_id")[:1]:
        rows = rows_by(Metric, "report_id", [pk], _FIGURE, ("start", "pk"))[pk]
        comparable = [
            row
            for row in rows
            if row.indicator_id and not row.planned and not row.per and row.year == year - 1
        ]
        return public_id, comparable
    return "", []


_FIGURE = (
    "indicator_id", "unit", "value", "value_high", "approx", "bound", "per", "negated", "planned", "year", "subject",
    "start", "end", "anchor",
)  # fmt: skip


def _county(county: Region, year: int, counting: Q) -> dict[Key, Median]:
    """The medians of a county's published annual reports on a year."""
    reports = list(_annual(year).filter(counting, within(county.code)).values_list("pk", flat=True))
    figures = Metric.objects.filter(COMPARABLE, report__in=reports, indicator__isnull=False)
    rows = figures.order_by("report", "start").values_list("indicator", "unit", "report", "value")
    whole = wholes(((indicator, unit, report), unit, value, value) for indicator, unit, report, value in rows)
    series: defaultdict[Key, list[Decimal]] = defaultdict(list)
    for (indicator, unit, _), value in whole.items():
        series[indicator, unit].append(value)
    return {
        key: Median(county, spread(values).median, len(values))
        for key, values in series.items()
        if len(values) >= FEWEST
    }


def _province(province: Region, year: int) -> dict[Key, Median]:
    rows = ProvinceMedian.objects.filter(province=province, year=year)
    return {
        (indicator, unit): Median(province, median, n)
        for indicator, unit, median, n in rows.values_list("indicator", "unit", "median", "n")
    }


def _annual(year: int) -> QuerySet[Report]:
    return Report.objects.filter(PUBLISHED, genre=Report.Genre.ANNUAL_REPORT, year=year)
