"""Copied text (雷同): its part of a report's page, and the most similar pairs of a county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reports import queries
from reports.analysis.copied.lineage import Direction, Reading, Reuse, Source, Standing
from reports.models import Region, Report
from reports.parsing.types import ParsedReport
from reports.queries.copied import NearCopy, named, near_copies, reuse_of, similar_pairs
from reports.text.region_codes import COUNTY
from reports.wording.typeset import Shared

DIRECTIONS: tuple[Direction, ...] = ("earlier", "unknown", "later")
#: Other reports that are named: as sources of the whole, and for one sentence.
SOURCES, PLACES = 10, 4


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in another report."""

    report: Report
    start: int
    exact: bool

    @property
    def url(self) -> str:
        return f"{self.report.get_absolute_url()}?copied=1#c-{self.start}"


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence others have too: ``places`` are the first few, ``more`` counts the reports not named.

    ``direction`` is that of the other reports together, see :meth:`.Reuse.direction_of`.
    """

    start: int
    text: str
    kind: str
    reports: int
    bodies: int
    places: tuple[Place, ...]
    more: int
    direction: Direction | None


@dataclass(frozen=True)
class Panel:
    """What the page says of a report's sentences; ``sentences`` are listed, and ``shared`` marked, only on demand."""

    found: Reuse
    sources: tuple[tuple[Source, Report], ...]
    near: tuple[NearCopy, ...]
    sentences: tuple[SharedSentence, ...] = ()
    shared: tuple[Shared, ...] = ()

    @property
    def own_town(self) -> float:
        return self.found.share_from("own_town")

    @property
    def other_town(self) -> float:
        return self.found.share_from("other_town")

    @property
    def alike_share(self) -> float:
        """The sentences that differ in figures and names alone."""
        return self.found.masked_share - self.found.share

    @property
    def copied(self) -> int:
        return self.found.count("exact", "alike")

    @property
    def earlier(self) -> int:
        """The sentences that a report public before this one has."""
        return self.found.count_by("earlier")

    @property
    def unknown(self) -> int:
        return self.found.count_by("unknown")

    @property
    def later(self) -> int:
        """The sentences that only reports public after this one have (他篇在后)."""
        return self.found.count_by("later")

    @property
    def shares(self) -> dict[str, float]:
        """The share of all sentences by direction."""
        return {one: self.found.share_by(one) for one in DIRECTIONS}


def panel(report: Report, parsed: ParsedReport, *, marked: bool) -> Panel:
    """The panel of a report; with every shared sentence if they are to be ``marked``."""
    return laid_out(reuse_of(report, parsed), report.text, near_copies(report), marked=marked)


def laid_out(found: Reuse, text: str, near: Sequence[NearCopy] = (), *, marked: bool) -> Panel:
    """The panel of any text, stored or not."""
    sources = found.sources()[:SOURCES]
    wanted = {source.report for source in sources}
    shown = [reading for reading in found.readings if reading.elsewhere] if marked else []
    wanted |= {place.report for reading in shown for place in _first_places(reading, found)}
    reports = named(wanted)
    return Panel(
        found,
        tuple((source, reports[source.report]) for source in sources if source.report in reports),
        tuple(near),
        tuple(_sentence(reading, found, text, reports) for reading in shown),
        tuple(Shared(one.print.start, one.print.end, one.kind, one.reports) for one in found.readings)
        if marked
        else (),
    )


def _first_places(reading: Reading, found: Reuse) -> Sequence[Standing]:
    """One place a report, of those in the direction that is told, the earliest years first, as many as are named."""
    told = found.direction_of(reading)
    places = {
        place.report: place
        for place in reversed(reading.elsewhere)
        if found.directions.get(place.report, "unknown") == told
    }
    return sorted(places.values(), key=lambda place: (place.year, place.body, place.report))[:PLACES]


def _sentence(reading: Reading, found: Reuse, text: str, reports: dict[int, Report]) -> SharedSentence:
    places = tuple(
        Place(reports[one.report], one.start, one.hash == reading.print.hash)
        for one in _first_places(reading, found)
        if one.report in reports
    )
    return SharedSentence(
        reading.print.start,
        text[reading.print.start : reading.print.end],
        reading.kind,
        reading.reports,
        reading.bodies,
        places,
        reading.reports - len(places),
        found.direction_of(reading),
    )


def similar_page(request: HttpRequest, code: str) -> HttpResponse:
    """``/regions/<code>/similar/?year=``: the most similar pairs of a county; above it, the counties to choose from."""
    region = get_object_or_404(Region.objects.select_related("parent"), code=code)
    is_township = region.level == Region.Level.TOWNSHIP
    county = region.parent if is_township and region.parent else region
    years = [year for year, count in queries.years_of(county) if year is not None and count > 1]
    asked = request.GET.get("year", "")
    if asked and not (asked.isascii() and asked.isdigit() and len(asked) == 4):
        raise Http404("年份要写四位数字，如 2023。")
    year = int(asked) if asked else (years[0] if years else None)
    # 东莞 and three more cities have no counties: their townships are right below them.
    is_county = len(region.code) >= COUNTY or region.children.filter(level=Region.Level.TOWNSHIP).exists()
    context = {
        "region": region,
        "path": queries.region_path(region),
        "years": years,
        "year": year,
        "pairs": similar_pairs(region, year) if is_county and year is not None else [],
        "held": [] if is_county else [one for one in queries.holdings(region) if one.count > 1],
        "is_county": is_county,
    }
    return render(request, "reports/similar.html", context)
