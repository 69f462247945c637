"""The same indicator elsewhere (同一指标): what a body reported the year before, what its county and province report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from reports.analysis.distribution import spread
from reports.analysis.wholes import is_part, wholes
from reports.models import Metric, ProvinceMedian, Region, Report
from reports.models.access.rows import answers, rows_by, rows_where
from reports.parsing import types
from reports.text.region_codes import COUNTY, PROVINCE

from . import codes_within
from .conditions import ANNUAL, is_comparable
from .once import once
from .samples import also_counted

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
    counting = also_counted(path[-1].code)
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


@dataclass(frozen=True, slots=True)
class Held:
    """The figure of a body's report on ``year``, and its place on the page of that report."""

    year: int
    value: Decimal
    address: str


def held_of(body: str, indicator: str, unit: str) -> list[Held]:
    """What a body's published annual reports say of an indicator in a unit, the whole of each year, in order.

    Two queries, of the body's own rows alone.
    """
    held = rows_where(
        Report,
        ("pk", "year", "public_id"),
        f"{ANNUAL.sql} AND report.region_code = %s{also_counted(body)}",
        body,
    )
    years = {pk: (year, public_id) for pk, year, public_id in held}
    figures = rows_by(
        Metric,
        "report_id",
        sorted(years, key=lambda pk: years[pk]),
        ("value", "year", "anchor"),
        ("start", "pk"),
        also="indicator_id = %s AND unit = %s AND NOT planned AND per = ''",
        values=[indicator, unit],
    )
    found = wholes(
        (year, unit, row.value, Held(year, row.value, f"{reverse('report', args=[public_id])}#{row.anchor}"))
        for pk, (year, public_id) in sorted(years.items(), key=lambda one: one[1])
        for row in figures[pk]
        if row.year == year
    )
    return list(found.values())


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


def figures_before(body: str, year: int, counting: str) -> tuple[str, list[Any]]:
    """The comparable figures of a body's published annual report on the year before ``year``, in the text's order.

    With the public id of that report, "" where none is held. ``counting`` is :func:`also_counted` of the body. Figures
    are rows as named values. Two queries.
    """
    return once(("figures before", body, year), lambda: _figures_before(body, year, counting))


def _figures_before(body: str, year: int, counting: str) -> tuple[str, list[Any]]:
    condition = f"report.region_code = %s{counting} ORDER BY report.id LIMIT 1"
    for pk, public_id in _annual(year - 1, condition, body):
        rows = rows_by(Metric, "report_id", [pk], _FIGURE, ("start", "pk"))[pk]
        return public_id, [row for row in rows if is_comparable(row, year - 1)]
    return "", []


_FIGURE = (
    "indicator_id", "unit", "value", "value_high", "approx", "bound", "per", "negated", "planned", "year", "subject",
    "start", "end", "anchor",
)  # fmt: skip


def _county(county: Region, year: int, counting: str) -> dict[Key, Median]:
    """The medians of a county's published annual reports on a year; ``counting`` is :func:`also_counted` there."""
    reports = _annual(year, f"report.region_code BETWEEN %s AND %s{counting}", *codes_within(county.code))
    figures = rows_by(
        Metric,
        "report_id",
        [pk for pk, _ in reports],
        ("indicator_id", "unit", "value"),
        ("report_id", "start"),
        also="indicator_id IS NOT NULL AND NOT planned AND per = '' AND year = %s",
        values=[year],
    )
    whole = wholes(
        ((one.indicator_id, one.unit, report), one.unit, one.value, one.value)
        for report, rows in figures.items()
        for one in rows
    )
    series: defaultdict[Key, list[Decimal]] = defaultdict(list)
    for (indicator, unit, _), value in whole.items():
        series[indicator, unit].append(value)
    return {
        key: Median(county, spread(values).median, len(values))
        for key, values in series.items()
        if len(values) >= FEWEST
    }


def _province(province: Region, year: int) -> dict[Key, Median]:
    names = ("indicator_id", "unit", "median", "n")
    rows = rows_by(ProvinceMedian, "province_id", [province.pk], names, also="year = %s", values=[year])
    return {(one.indicator_id, one.unit): Median(province, one.median, one.n) for one in rows[province.pk]}


def _annual(year: int, condition: str, *values: Any) -> list[tuple[int, str]]:
    """The keys and public ids of the published annual reports on a year of which ``condition`` is true."""
    statement = f"""
        SELECT report.id, report.public_id FROM reports_report report
        WHERE {ANNUAL.sql} AND report.year = %s AND {condition}
    """  # noqa: S608  # conditions of ours
    return answers(statement, year, *values)
