"""The rows a parsed report becomes: everything that hangs on a Report, written in few statements."""

from decimal import Decimal
from itertools import groupby

from reports.models import Flag, Furniture, Indicator, Metric, Report, Section, SectionTopic, Topic
from reports.parsing import types

#: Metric.value holds 20 digits, 4 of them after the point.
_LARGEST = Decimal(10) ** 16


def write_annotations(report: Report, parsed: types.ParsedReport) -> None:
    """Put the sections, topics, metrics, flags and furniture of ``parsed`` in place of those ``report`` has."""
    Metric.objects.filter(report=report).delete()
    Section.objects.filter(report=report).delete()
    Flag.objects.filter(report=report).delete()
    Furniture.objects.filter(report=report).delete()
    add_annotations(report, parsed)


def add_annotations(report: Report, parsed: types.ParsedReport) -> None:
    """Write the annotations of a report that has none yet."""
    sections = _add_sections(report, parsed.sections)
    _add_topics(parsed.sections, sections)
    _add_metrics(report, parsed.metrics, sections)
    Flag.objects.bulk_create(
        Flag(report=report, kind=flag.kind[:40], start=flag.start, end=flag.end, note=flag.note[:300])
        for flag in parsed.flags
    )
    Furniture.objects.bulk_create(
        Furniture(report=report, start=span.start, end=span.end, kind=span.kind[:30])
        for span in parsed.furniture
    )


def _add_sections(report: Report, sections: tuple[types.Section, ...]) -> dict[str, Section]:
    """Sections by path. A path that comes twice (a document numbered wrongly) leads to the first."""
    by_path: dict[str, Section] = {}
    for _, rank in groupby(sorted(sections, key=_depth), key=_depth):
        rows = [
            Section(
                report=report,
                parent=by_path.get(section.path.rpartition(".")[0]),
                path=section.path[:40],
                level=section.level,
                marker=section.marker[:20],
                heading=section.heading[:300],
                heading_start=section.heading_start,
                heading_end=section.heading_end,
                start=section.start,
                end=section.end,
                role=section.role or "",
            )
            for section in rank
        ]
        Section.objects.bulk_create(rows)
        for row in rows:
            by_path.setdefault(row.path, row)
    return by_path


def _depth(section: types.Section) -> int:
    return section.path.count(".")


def _add_topics(sections: tuple[types.Section, ...], rows: dict[str, Section]) -> None:
    known = set(Topic.objects.values_list("slug", flat=True)) if sections else set()
    evidence: dict[tuple[str, str], list[list[int]]] = {}
    for section in sections:
        for topic in section.topics:
            evidence.setdefault((section.path, topic), [])
        for words in section.topic_evidence:
            evidence.setdefault((section.path, words.topic), []).append([words.start, words.end])
    SectionTopic.objects.bulk_create(
        SectionTopic(section=rows[path[:40]], topic_id=topic, evidence=spans)
        for (path, topic), spans in evidence.items()
        if topic in known
    )


def _add_metrics(report: Report, metrics: tuple[types.Metric, ...], sections: dict[str, Section]) -> None:
    known = set(Indicator.objects.values_list("slug", flat=True)) if metrics else set()
    Metric.objects.bulk_create(
        Metric(
            report=report,
            section=sections.get(metric.section),
            indicator_id=metric.indicator if metric.indicator in known else None,
            text=metric.text[:300],
            subject=metric.subject[:200],
            figure=metric.figure[:40],
            figure_start=metric.figure_start,
            value=metric.value,
            value_high=metric.value_high,
            unit=(metric.unit or "")[:20],
            approx=metric.approx,
            bound=metric.bound or "",
            per=(metric.per or "")[:20],
            planned=metric.planned,
            negated=metric.negated,
            year=metric.year,
            start=metric.start,
            end=metric.end,
        )
        for metric in metrics
        if max(abs(metric.value), abs(metric.value_high or metric.value)) < _LARGEST
    )
