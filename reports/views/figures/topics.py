"""The pages of topics (主题)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports import queries
from reports.models import Section, Topic
from reports.queries.samples import left_out
from reports.search import Criteria, search
from reports.text.sentences import without

from ..charts import share_of
from ..paging import paging
from .topic_charts import Asked, province_chart, province_shares, year_chart


def topic_index(request: HttpRequest) -> HttpResponse:
    """``/topics/``: all topics with the number of reports that write on them and their share of all."""
    found = search(Criteria(samples=left_out(), page_size=1))
    counts = {value.value: value.count for value in found.facets["topic"]}
    topics = [(topic, *share_of(counts.get(topic.slug, 0), found.count)) for topic in Topic.objects.all()]
    return render(request, "reports/topics.html", {"topics": topics, "count": found.count})


@dataclass(frozen=True)
class Opening:
    """A section and how its text begins."""

    section: Section
    text: str


def openings(sections: Sequence[Section], hidden: Sequence[tuple[int, int]]) -> list[Opening]:
    """The sections of one report without those whose subsections are listed too; ``hidden`` text is left out."""
    paths = [section.path for section in sections]
    found = []
    for section in sections:
        if any(path.startswith(f"{section.path}.") for path in paths):
            continue
        raw: str = vars(section)["opening"]
        base, end = section.heading_end, min(section.end, section.heading_end + len(raw))
        own = "".join(raw[a - base : b - base] for a, b in without(hidden, base, end))
        found.append(Opening(section, own.lstrip(" \t\n\u3000。.:：；;，,、")))
    return found


def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """``/topics/<slug>/``: how often, and the reports on a topic, newest year first, each with its sections on it."""
    asked = Asked.of(request, slug)
    found = search(asked.criteria)
    reports = [hit.report for hit in found.hits]
    sections, hidden = queries.sections_on(slug, reports), queries.hidden_spans(reports)
    provinces = province_shares(asked, found)
    context = {
        "topic": asked.topic,
        "found": found,
        "listing": asked.criteria.change(page_size=20, sort="").query_string(),
        "years": found.facets["year"],
        "provinces": provinces,
        "chart": year_chart(asked, found),
        "by_province": province_chart(asked, provinces),
        "rows": [
            (report, openings(sections.get(report.pk, []), hidden.get(report.pk, []))) for report in reports
        ],
        "paging": paging(
            found.criteria.page,
            found.pages,
            lambda number: asked.query(number) or asked.topic.get_absolute_url(),
        ),
    }
    return render(request, "reports/topic.html", context)
