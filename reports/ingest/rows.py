"""The rows a parsed report becomes: everything that hangs on a Report, written in few statements."""

from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Model

from reports.models import Flag, Furniture, Metric, Report, Section, SectionTopic
from reports.parsing import types
from reports.parsing.vocab import load

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
    known = _known("topic")
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
    known = _known("indicator")
    rows = []
    for metric in metrics:
        if max(abs(metric.value), abs(metric.value_high or metric.value)) >= _LARGEST:
            continue
        section = sections.get(metric.section)
        rows.append(
            {
                "report_id": report.pk,
                "section_id": section.pk if section else None,
                "indicator_id": metric.indicator if metric.indicator in known else None,
                "text": metric.text[:300],
                "subject": metric.subject[:200],
                "figure": metric.figure[:40],
                "figure_start": metric.figure_start,
                "value": _number(metric.value),
                "value_high": _number(metric.value_high),
                "unit": (metric.unit or "")[:20],
                "approx": metric.approx,
                "bound": metric.bound or "",
                "per": (metric.per or "")[:20],
                "planned": metric.planned,
                "negated": metric.negated,
                "year": metric.year,
                "start": metric.start,
                "end": metric.end,
            }
        )
    _insert(Metric, rows)


def _insert(model: type[Model], rows: list[dict[str, Any]]) -> None:
    """Insert rows given by column, all with the same columns.

    A tenth of the time of ``bulk_create``, which prepares each value of each of a report's dozens of figures; figures
    are half of what is written of a report.
    """
    if not rows:
        return
    quoted = ", ".join(connection.ops.quote_name(name) for name in rows[0])
    places = ", ".join(["%s"] * len(rows[0]))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({places})", [tuple(row.values()) for row in rows]
        )


def _number(value: Decimal | None) -> Any:
    """``value`` as the columns of :class:`Metric` hold numbers."""
    return None if value is None else connection.ops.adapt_decimalfield_value(value, 20, 4)


@cache
def _known(vocabulary: str) -> frozenset[str]:
    """The ids of a vocabulary; its table is made equal to it at each migrate."""
    return frozenset(row["id"] for row in load(f"{vocabulary}s")[vocabulary])
