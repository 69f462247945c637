"""What the reviewer typed beside sections and figures, turned into corrections."""

from django.http import QueryDict

from reports.models import Indicator, Report, Section, Topic
from reports.store import reports as store


class UnknownIndicator(Exception):
    """No indicator has the name that was typed; ``str()`` is that name."""


def correct_annotations(report: Report, typed: QueryDict, *, by: str) -> list[str]:
    """Correct the sections and metrics of ``report`` that the form says otherwise of; a phrase for each, for the history.

    Fields are ``role-PK`` (the main role, or blank), ``also-PK`` (any number of roles beside it), ``topics-PK`` (slugs,
    any number) and ``indicator-PK`` (a name or slug, or blank); ``drop`` has the keys of lost corrections that are to be
    kept no longer. What the form does not hold stays as it is. Raises
    :class:`UnknownIndicator` before anything is changed.
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
    names = {slug: name for name, slug in slugs.items()}
    told = []
    for metric, slug in metrics:
        before = metric.indicator.name if metric.indicator else "（空）"
        told.append(f"数值“{metric.figure}”的指标：{before} → {names.get(slug, '（空）')}")
        store.correct_metric(metric, indicator=slug, by=by)
    for key in typed.getlist("drop"):
        if (was := store.drop_lost(report, key)) is not None:
            told.append(f"不再保留{was}的更正")
    return told + _correct_sections(report, typed, by)


def _correct_sections(report: Report, typed: QueryDict, by: str) -> list[str]:
    names = dict(Topic.objects.values_list("slug", "name"))
    told = []
    for section in report.sections.prefetch_related("topics"):
        main = typed.get(f"role-{section.pk}")
        if main is None or main not in ("", *Section.Role.values):
            continue
        also = [role for role in Section.Role.values if role in typed.getlist(f"also-{section.pk}")]
        roles = list(dict.fromkeys(role for role in (main, *also) if role))
        topics = sorted(set(names) & set(typed.getlist(f"topics-{section.pk}")))
        before = section.roles, sorted(topic.pk for topic in section.topics.all())
        if (roles, topics) != before:
            told.append(f"章节“{section.heading}”：{_said(*before, names)} → {_said(roles, topics, names)}")
            store.correct_section(section, roles=roles, topics=topics, by=by)
    return told


def _said(roles: list[str], topics: list[str], names: dict[str, str]) -> str:
    """A section's roles and topics in words."""
    labels = [str(Section.Role(role).label) for role in roles] or ["无职能"]
    return "、".join([*labels, *(names[topic] for topic in topics)])
