"""The pages of topics (主题)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reports import queries
from reports.models import Topic
from reports.search import Criteria, search

from .paging import paging

PAGE_SIZE = 10


def topic_index(request: HttpRequest) -> HttpResponse:
    """``/topics/``: all topics with the number of reports that write on them."""
    counts = {value.value: value.count for value in search(Criteria(page_size=1)).facets["topic"]}
    topics = [(topic, counts.get(topic.slug, 0)) for topic in Topic.objects.all()]
    return render(request, "reports/topics.html", {"topics": topics})


def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """``/topics/<slug>/``: the reports on a topic, newest year first, each with its sections on it."""
    topic = get_object_or_404(Topic, slug=slug)
    asked = Criteria.from_params(request.GET)
    criteria = Criteria(
        topics=(slug,),
        regions=asked.regions,
        years=asked.years,
        sort="-year",
        page=asked.page,
        page_size=PAGE_SIZE,
    )
    found = search(criteria)
    reports = [hit.report for hit in found.hits]
    sections = queries.sections_on(slug, reports)
    context = {
        "topic": topic,
        "found": found,
        "listing": criteria.change(page_size=20, sort="").query_string(),
        "years": found.facets["year"],
        "provinces": found.facets["province"],
        "rows": [(report, sections.get(report.pk, [])) for report in reports],
        "paging": paging(
            found.criteria.page,
            found.pages,
            lambda number: "?" + asked.change(topics=(), page=number).query_string(),
        ),
    }
    return render(request, "reports/topic.html", context)
