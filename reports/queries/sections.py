"""Sections of reports (章节) for lists."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Substr

from reports.models import Report, Section

#: Characters of a section's text that lists take along.
OPENING = 400


def sections_on(topic: str, reports: Iterable[Report]) -> dict[int, list[Section]]:
    """The sections on a topic in these reports by report; ``opening`` is the text from the end of the heading on."""
    sections = Section.objects.filter(report__in=list(reports), topics=topic)
    opening = Substr("report__text", F("heading_end") + 1, OPENING)
    found: dict[int, list[Section]] = {}
    for section in sections.annotate(opening=opening).order_by("report_id", "start"):
        found.setdefault(section.report_id, []).append(section)
    return found
