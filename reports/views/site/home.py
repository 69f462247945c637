"""The first page: a phrase over the years, what came in last, what stands out, what is held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now

from reports import queries
from reports.models import Report
from reports.queries.lately import Lead, came_since, leads
from reports.queries.once import once
from reports.queries.samples import left_out
from reports.search import Criteria, search
from reports.search.answer.examples import examples
from reports.search.answer.page import FacetValue

from ..charts import share_of
from ..figures.figures import wording_of
from .held import instrument
from .opening import phrase_of

#: Reports of a list, and how many of the newest are looked through for those that stand out.
ROWS, LOOKED_AT = 4, 24


@dataclass(frozen=True)
class Bar:
    """A year's bar; ``height`` 0–100 of the longest."""

    value: str
    count: int
    height: int

    @property
    def top(self) -> int:
        return 100 - self.height


def bars(values: tuple[FacetValue, ...], most_shown: int = 8) -> list[Bar]:
    """The latest years in order of time, those between without reports too."""
    counts = {int(value.value): value.count for value in values if value.count}
    if not counts:
        return []
    years = range(max(min(counts), max(counts) - most_shown + 1), max(counts) + 1)
    most = max(counts.get(year, 0) for year in years)
    return [
        Bar(str(year), count, max(2, round(count * 100 / most)) if count else 0)
        for year in years
        for count in [counts.get(year, 0)]
    ]


@dataclass(frozen=True)
class Row:
    """A report with the figure that is told of it: ``figure`` and ``before`` in words, both "" for none."""

    report: Report
    indicator: str
    figure: str
    before: str
    others: int

    @property
    def above(self) -> str:
        """The full name of what its place lies in."""
        region = self.report.region
        return region.full_name.removesuffix(region.name) if region else ""


def _row(report: Report, lead: Lead | None) -> Row:
    if lead is None:
        return Row(report, "", "", "", 0)
    before = wording_of(lead.before).sentence if lead.before else ""
    return Row(report, lead.indicator.name, wording_of(lead.figure).sentence, before, lead.others)


def home(request: HttpRequest) -> HttpResponse:
    """``/``, ``?year=`` of the coverage shown."""
    everything = Criteria(samples=left_out())
    found = search(everything.change(page_size=1))
    newest = queries.newest(LOOKED_AT)
    told = leads(newest)
    rows = [_row(report, told.get(report.pk)) for report in newest]
    today = localdate()
    context = {
        "count": found.count,
        "phrase": phrase_of(today, everything),
        "bars": bars(found.facets["year"]),
        "topics": [(topic, *share_of(topic.count, found.count)) for topic in found.facets["topic"][:6]],
        "newest": rows[:ROWS],
        "came": came_since(now() - timedelta(days=7)),
        "first_ones": [row for row in rows if row.others][:ROWS],
        "held": instrument(request.GET.get("year", ""), today),
        "examples": once("examples", lambda: examples(found)),
        "listing": everything.query_string(),
    }
    return render(request, "reports/home.html", context)
