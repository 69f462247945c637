"""What stands beside a figure on its report's page: the same indicator a year before and around (同一指标)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from reports.models import Indicator, Region, Report
from reports.parsing.types import Metric, ParsedReport
from reports.queries.elsewhere import Elsewhere, elsewhere_of
from reports.wording.figure import number

from ..figures.figures import Around, Beside, wording_of


def beside_figures(
    report: ParsedReport, indicators: Mapping[str, Indicator], path: list[Region]
) -> Mapping[Metric, Beside]:
    """By figure; empty for all but annual reports whose region and year are known."""
    if report.genre != Report.Genre.ANNUAL_REPORT:
        return {}
    found = elsewhere_of(report.metrics, path, report.year, report.text)
    return {metric: _beside(metric, indicators[metric.indicator or ""], one) for metric, one in found.items()}


def _beside(metric: Metric, indicator: Indicator, elsewhere: Elsewhere) -> Beside:
    last = elsewhere.before

    def figures(region: Region) -> str:
        """The address of the indicator's figures in this unit and region."""
        asked = {"unit": metric.unit, "region": region.code} if metric.unit else {"region": region.code}
        return f"{indicator.get_absolute_url()}?{urlencode(asked)}"

    return Beside(
        (wording_of(last), elsewhere.address) if last else None,
        tuple(
            Around(one.region, number(round(one.median, 1)), one.n, figures(one.region))
            for one in elsewhere.medians
        ),
        elsewhere.place,
        figures(elsewhere.place),
    )
