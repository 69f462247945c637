"""What the reviewer typed beside sections and figures, turned into corrections."""

from django.http import QueryDict

from reports.ingest import store
from reports.models import Indicator, Report, Section, Topic


class UnknownIndicator(Exception):
    """No indicator has the name that was typed; ``str()`` is that name."""


def correct_annotations(report: Report, typed: QueryDict, *, by: str) -> int:
    """Correct the sections and metrics of ``report`` that the form says otherwise of; gives back how many.

    Fields are ``role-PK``, ``topics-PK`` (slugs, any number) and ``indicator-PK`` (a name or slug, or blank). What
    the form does not hold stays as it is. Raises :class:`UnknownIndicator` before anything is changed.
    """
    metrics = []
    slugs = {name: slug for slug, name in Indicator.objects.values_list("slug", "name")}
    for metric in report.metrics.select_related("indicator"):
        name = typed.get(f"indicator-{metric.pk}")
        if name is None:
            continue
        name = name.strip()
        slug = slugs.get(name, name)
        if slug and slug not in slugs.values():
            raise UnknownIndicator(name)
        if slug != (metric.indicator_id or ""):
            metrics.append((metric, slug))
    for metric, slug in metrics:
        store.correct_metric(metric, indicator=slug, by=by)
    return len(metrics) + _correct_sections(report, typed, by)


def _correct_sections(report: Report, typed: QueryDict, by: str) -> int:
    known = set(Topic.objects.values_list("slug", flat=True))
    corrected = 0
    for section in report.sections.prefetch_related("topics"):
        role = typed.get(f"role-{section.pk}")
        if role is None or role not in ("", *Section.Role.values):
            continue
        topics = sorted(known & set(typed.getlist(f"topics-{section.pk}")))
        if (role, topics) != (section.role, sorted(topic.pk for topic in section.topics.all())):
            store.correct_section(section, role=role, topics=topics, by=by)
            corrected += 1
    return corrected
