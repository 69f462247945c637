"""One body's reports year by year (历年变化)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from reports import queries
from reports.analysis.across.over_time import Change, Promise, Repeated, Said, changes, reading_of
from reports.models import Region, Report
from reports.queries.texts import MOST_YEARS, latest_years
from reports.wording.sentence import Sentence

from ..compare.changes import WORD_BY_WORD
from .series import series

KINDS = {
    "new": Sentence("新出现"),
    "gone": Sentence("不再有"),
    "same": Sentence("一字未改"),
    "figures": Sentence("只改数字"),
    "changed": Sentence("改写"),
}
AGAIN = {"same": Sentence("原句未改"), "figures": Sentence("只改数字"), "near": Sentence("相近")}


@dataclass(frozen=True)
class Quote:
    """A sentence with the address of the section it stands in."""

    text: str
    address: str


@dataclass(frozen=True)
class SectionLine:
    """A section by its heading in the later report, else in the earlier; ``before`` is its former heading if another."""

    title: str
    address: str
    before: str
    kept: int
    total: int


@dataclass(frozen=True)
class Step:
    """From one report to the next one held: ``missing`` are the years between them."""

    earlier: Report
    later: Report
    change: Change
    missing: tuple[int, ...]
    word_by_word: str
    sections: list[tuple[str, list[SectionLine]]]
    repeated: list[tuple[str, Quote, Quote]]
    promises: list[tuple[Quote, list[Quote]]] | None

    @property
    def answered(self) -> int:
        return sum(bool(answers) for _, answers in self.promises or ())


def change_page(request: HttpRequest, code: str) -> HttpResponse:
    """``/regions/<code>/change/``. Raises Http404 for anything above a township: its reports have several issuers."""
    region = get_object_or_404(Region.objects.select_related("parent"), code=code)
    if region.level != Region.Level.TOWNSHIP:
        raise Http404("历年变化只按乡镇街道看。")
    found = queries.texts_of(region)
    reports = latest_years(found)
    compared = changes({year: reading_of(queries.parsed_of(report)) for year, report in reports.items()})
    context = {
        "region": region,
        "path": queries.region_path(region),
        "reports": reports,
        "years": {report.year for report in found},
        "most_years": MOST_YEARS,
        "steps": [_step(one, reports[one.earlier], reports[one.later]) for one in compared][::-1],
        "series": series(queries.figures_of(region, plans=True)),
        "neighbours": queries.neighbours(found[-1]) if len(reports) == 1 else [],
    }
    return render(request, "reports/change.html", context)


def _step(change: Change, earlier: Report, later: Report) -> Step:
    pair = urlencode([("id", earlier.public_id), ("id", later.public_id), ("by", WORD_BY_WORD)])
    return Step(
        earlier,
        later,
        change,
        tuple(range(change.earlier + 1, change.later)),
        f"{reverse('compare')}?{pair}",
        _sections(change, earlier, later),
        [_repeated(one, earlier, later) for one in change.repeated],
        None if change.promises is None else [_promise(one, earlier, later) for one in change.promises],
    )


def _address(report: Report, path: str) -> str:
    anchor = next((f"#{one.anchor}" for one in report.sections.all() if one.path == path), "")
    return f"{report.get_absolute_url()}{anchor}"


def _sections(change: Change, earlier: Report, later: Report) -> list[tuple[str, list[SectionLine]]]:
    """Label and sections of each kind there is."""
    found: dict[str, list[SectionLine]] = {kind: [] for kind in KINDS}
    for pair in change.sections:
        former = pair.earlier.title if pair.earlier else ""
        part, report = (pair.later, later) if pair.later else (pair.earlier, earlier)
        if part is not None:
            before = former if former != part.title else ""
            line = SectionLine(part.title, _address(report, part.path), before, pair.kept, pair.total)
            found[pair.kind].append(line)
    return [(KINDS[kind], lines) for kind, lines in found.items() if lines]


def _quote(said: Said, report: Report) -> Quote:
    return Quote(said.text, _address(report, said.path))


def _repeated(one: Repeated, earlier: Report, later: Report) -> tuple[str, Quote, Quote]:
    return AGAIN[one.kind], _quote(one.earlier, earlier), _quote(one.later, later)


def _promise(one: Promise, earlier: Report, later: Report) -> tuple[Quote, list[Quote]]:
    return _quote(one.plan, earlier), [_quote(answer.said, later) for answer in one.answers]
