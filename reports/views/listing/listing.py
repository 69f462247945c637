"""The one page that lists and searches reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from reports.models import Region, Report, Section
from reports.models.access.rows import Instances
from reports.queries.copied import shares_of
from reports.search import Criteria, search
from reports.search.answer.facets import FLAG_LABELS, indicator_names, topic_names
from reports.search.answer.offers import Offers, offers
from reports.search.answer.page import FacetValue, Hit, SearchPage, Snippet
from reports.search.query.criteria import MATCHES, PAGE_SIZES, SAMPLES, SORTS
from reports.wording.letters import full_name
from reports.wording.markup import marked_html
from reports.wording.sentence import Sentence

from ..paging import paging
from .region_tree import found_places, region_tree

#: Facets of the side column: key of SearchPage.facets, name, field of Criteria, values shown before 更多.
FACETS = (
    ("year", Sentence("报告年度"), "years", 8),
    ("topic", Sentence("主题"), "topics", 6),
    ("role", Sentence("职能"), "roles", 6),
    ("indicator", Sentence("指标"), "indicators", 6),
    ("genre", Sentence("文种"), "genres", 4),
    ("flag", Sentence("标记"), "flags", 4),
    ("sample", Sentence("示例"), "samples", 2),
)
#: Copied shares that the listing offers to narrow by, in percent.
COPIED_STEPS = (30, 50, 80)
EXPORTS = (("export_csv", Sentence("导出报告")), ("export_metrics", Sentence("导出数字")))


def listing(request: HttpRequest) -> HttpResponse:
    """``/reports/``: a search without words is the listing of all."""
    page = search(Criteria.from_params(request.GET))
    criteria = page.criteria
    region_q = request.GET.get("region_q", "").strip()
    copied = _copied(page)
    offered = offers(criteria)
    context = {
        "criteria": criteria,
        "found": page,
        "hits": [hit_row(hit, criteria, copied.get(hit.report.pk)) for hit in page.hits],
        "copied_steps": [
            (step, url(criteria.change(copied_min=step)), step == criteria.copied_min)
            for step in COPIED_STEPS
        ],
        "matches": _matches(page),
        "chips": chips(criteria, url),
        "regions": region_tree(page, url, adding(criteria, "regions")),
        "region_q": region_q,
        "places": found_places(criteria, region_q, url) if region_q else [],
        "kept_regions": hidden(criteria, "page"),
        "facets": [facet for row in FACETS if (facet := _facet(page, *row))],
        "year_bars": year_bars(page.facets.get("year", ())),
        "sorts": SORTS,
        "sort": criteria.sort or ("relevance" if criteria.q else "-year"),
        "page_sizes": PAGE_SIZES[:4],
        "kept": hidden(criteria, "sort", "page_size", "page"),
        "kept_years": hidden(criteria, "year", "year_from", "year_to", "page"),
        "kept_search": hidden(criteria, "q", "page"),
        "paging": paging(
            criteria.page,
            page.pages,
            lambda number: url(criteria.change(page=number)),
            kept=hidden(criteria, "page"),
        ),
        "exports": [(label, export(criteria, name)) for name, label in EXPORTS],
        "feed": export(criteria, "feed"),
        "here": url(criteria.change()),
        "advice": [(sentence, url(other)) for sentence, other in page.advice],
        "offers": offered,
        "instead": None if page.hits else _instead(offered),
    }
    return render(request, "reports/listing.html", context)


#: Reports that are shown of a suggested search.
_SHOWN_INSTEAD = 5


def _instead(offered: Offers) -> dict[str, Any] | None:
    """The first reports of the suggested Chinese term, where what was typed gave none."""
    first = next((one.terms[0] for one in offered.chinese), None)
    if first is None:
        return None
    page = search(first.criteria.change(page_size=_SHOWN_INSTEAD))
    return {
        "term": first.label,
        "address": url(first.criteria),
        "count": page.count,
        "hits": [hit_row(hit, page.criteria) for hit in page.hits],
    }


def _copied(page: SearchPage) -> dict[int, float]:
    """The copied shares of the reports on the page, by key, where the reader asks by them."""
    if not page.criteria.copied_min and page.criteria.sort != "-copied":
        return {}
    return shares_of(hit.report.pk for hit in page.hits)


def url(criteria: Criteria) -> str:
    query = criteria.query_string()
    return f"{_page()}?{query}" if query else _page()


def adding(criteria: Criteria, name: str) -> Callable[[object], str]:
    """Makes the addresses with one more value of the filter ``name``: a page has a hundred of them."""
    query = criteria.query_adding(name)
    return lambda value: f"{_page()}?{query(value)}"


@cache
def _page() -> str:
    return reverse("reports")


def hidden(criteria: Criteria, *without: str) -> list[tuple[str, str]]:
    """The state as hidden fields of a form that sets the parameters ``without`` itself."""
    return [(name, value) for name, value in criteria.params() if name not in without]


def export(criteria: Criteria, name: str) -> str:
    """The address ``name`` with exactly this result."""
    query = urlencode([(key, value) for key, value in criteria.params() if key not in ("page", "page_size")])
    return f"{reverse(name)}?{query}" if query else reverse(name)


@dataclass(frozen=True)
class SnippetRow:
    """A snippet as HTML; ``place`` opens the report at the first hit, ``section`` at the section's heading."""

    snippet: Snippet
    html: SafeString
    place: str
    section: str


@dataclass(frozen=True)
class HitRow:
    hit: Hit
    report: Report
    title: SafeString
    address: str
    snippets: list[SnippetRow]
    #: Its copied share, 0 to 1, where the reader asks by it.
    copied: float | None = None


def hit_row(hit: Hit, criteria: Criteria, copied: float | None = None) -> HitRow:
    address = hit.report.get_absolute_url()
    if criteria.q:
        address += f"?{urlencode({'hl': criteria.q})}"
    rows = []
    for snippet in hit.snippets:
        first = snippet.start + snippet.marks[0][0] if snippet.marks else None
        section = f"{address}#{snippet.anchor}" if snippet.anchor else address
        place = f"{address}#h-{first}" if first is not None else section
        rows.append(SnippetRow(snippet, _marked(snippet.text, snippet.marks), place, section))
    return HitRow(hit, hit.report, _marked(hit.report.title, hit.title_marks), address, rows, copied)


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> SafeString:
    return mark_safe(marked_html(text, marks))


@dataclass(frozen=True)
class Choice:
    """A link that changes the state by one value."""

    label: str
    url: str
    count: int | None = None
    active: bool = False


def _matches(page: SearchPage) -> list[Choice]:
    """The switch between all, exact and word-by-word hits, of every query."""
    criteria = page.criteria
    if not criteria.q:
        return []
    counts = {"exact": page.exact_count, "words": page.word_count, "": page.count}
    return [
        Choice(
            label,
            url(criteria.change(match=match)),
            counts[match] if not criteria.match else None,
            match == criteria.match,
        )
        for match, label in MATCHES.items()
    ]


@dataclass(frozen=True)
class Facet:
    """A filter with its values; ``more`` are those folded away at first."""

    key: str
    name: str
    values: list[Choice]
    more: list[Choice]


def _facet(page: SearchPage, key: str, name: str, field: str, shown: int) -> Facet | None:
    choices = []
    added = adding(page.criteria, field)
    for value in page.facets.get(key, ()):
        stored: Any = int(value.value) if field == "years" and value.value.isdigit() else value.value
        active = stored in getattr(page.criteria, field)
        to = url(page.criteria.without_value(field, stored)) if active else added(stored)
        choices.append(Choice(value.label, to, value.count, active))
    if len(choices) == 1 and choices[0].count == page.count and not choices[0].active:
        return None  # it would narrow nothing
    return _folded(key, name, choices, shown)


@dataclass(frozen=True)
class YearBar:
    """``height`` is 0–100 of the tallest."""

    year: int
    height: int

    @property
    def top(self) -> int:
        return 100 - self.height


def year_bars(values: Sequence[FacetValue]) -> list[YearBar]:
    """A bar for each year from the first to the last, also for those with none; empty where two say it all."""
    counts = {int(value.value): value.count for value in values if value.count and value.value.isdigit()}
    if not 2 < len(counts) <= max(counts) - min(counts) + 1 <= 60:
        return []
    most = max(counts.values())
    years = range(min(counts), max(counts) + 1)
    return [YearBar(year, round(counts.get(year, 0) * 100 / most)) for year in years]


def _folded(key: str, name: str, choices: list[Choice], shown: int) -> Facet | None:
    """None for a facet with nothing to choose. What is active is never folded away."""
    if not choices:
        return None
    first = [choice for number, choice in enumerate(choices) if number < shown or choice.active]
    more = [choice for number, choice in enumerate(choices) if number >= shown and not choice.active]
    if len(more) < 3:
        first, more = choices, []
    return Facet(key, name, first, more)


def chips(criteria: Criteria, url: Callable[[Criteria], str]) -> list[Choice]:
    """What is filtered by, each with the address without it; the names of regions in one query."""
    found = []
    regions = _REGIONS.by_key(criteria.regions, "code")
    found += [
        Choice(
            full_name(regions[code]) if code in regions else code,
            url(criteria.without_value("regions", code)),
        )
        for code in criteria.regions
    ]
    found += [
        Choice(Sentence("%(year)s 年度", year=year), url(criteria.without_value("years", year)))
        for year in criteria.years
    ]
    if criteria.year_from or criteria.year_to:
        found.append(Choice(_range(criteria), url(criteria.change(year_from=None, year_to=None))))
    if criteria.copied_min:
        label = Sentence("雷同占比不低于 %(least)s%%", least=criteria.copied_min)
        found.append(Choice(label, url(criteria.change(copied_min=None))))
    for field, labels in _vocabularies(criteria).items():
        found += [
            Choice(labels.get(value, value), url(criteria.without_value(field, value)))
            for value in getattr(criteria, field)
        ]
    found += [
        Choice(FLAG_LABELS.get(flag, flag), url(criteria.without_value("flags", flag)))
        for flag in criteria.flags
    ]
    return found


_REGIONS = Instances(Region)


def _range(criteria: Criteria) -> str:
    first, last = criteria.year_from, criteria.year_to
    if first and last:
        return Sentence("%(first)s—%(last)s 年度", first=first, last=last)
    return Sentence("%(year)s 年度起", year=first) if first else Sentence("%(year)s 年度止", year=last)


def _vocabularies(criteria: Criteria) -> dict[str, dict[str, str]]:
    return {
        "topics": topic_names(),
        "roles": {str(value): str(label) for value, label in Section.Role.choices},
        "indicators": indicator_names(),
        "genres": {str(value): str(label) for value, label in Report.Genre.choices},
        "samples": SAMPLES,
    }
