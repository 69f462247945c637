"""The rows a parsed report becomes: everything that hangs on a Report, written in few statements."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import connection

from reports.models import Flag, Furniture, Metric, Report, Section, SectionTopic
from reports.models.access.database import insert_numbered, insert_raw
from reports.parsing import types
from reports.parsing.anchors import Anchor, anchors_of
from reports.parsing.vocab import load

_SECTION_COLUMNS = (
    "report_id", "path", "level", "marker", "heading", "heading_start", "heading_end", "start", "end", "roles", "anchor",
    "former_anchor",
)  # fmt: skip
_METRIC_COLUMNS = (
    "report_id", "section_id", "indicator_id", "text", "subject", "figure", "figure_start", "value", "value_high",
    "unit", "approx", "bound", "per", "planned", "negated", "year", "start", "end", "anchor",
    "former_anchor",
)  # fmt: skip
_SET_PARENT = f"UPDATE {Section._meta.db_table} SET parent_id = %s WHERE id = %s"  # noqa: S608  # a name of ours


def write_annotations(report: Report, parsed: types.ParsedReport, former: Mapping[str, str]) -> None:
    """Put the sections, topics, metrics, flags and furniture of ``parsed`` in place of those ``report`` has.

    ``former`` are the anchors of before by the ids of today, see :mod:`reports.store.anchors`.
    """
    Metric.objects.filter(report=report).delete()
    Section.objects.filter(report=report).delete()
    Flag.objects.filter(report=report).delete()
    Furniture.objects.filter(report=report).delete()
    add_annotations(report, parsed, former)


def add_annotations(
    report: Report, parsed: types.ParsedReport, former: Mapping[str, str] | None = None
) -> None:
    """Write the annotations of a report that has none yet. ``former`` is None for a report that is new."""
    anchors = anchors_of(parsed)
    if former is not None:
        anchors = anchors.with_former(former)
    sections = _add_sections(report, parsed.sections, anchors.sections)
    _add_topics(parsed.sections, sections)
    _add_metrics(report, parsed.metrics, sections, anchors.figures)
    insert_raw(
        Flag,
        ("report_id", "kind", "start", "end", "remark"),
        [
            (
                report.pk,
                flag.kind[:40],
                flag.start,
                flag.end,
                connection.ops.adapt_json_value(flag.note.stored(), None),
            )
            for flag in parsed.flags
        ],
    )
    insert_raw(
        Furniture,
        ("report_id", "start", "end", "kind"),
        [(report.pk, span.start, span.end, span.kind[:30]) for span in parsed.furniture],
    )


def _add_sections(
    report: Report, sections: tuple[types.Section, ...], anchors: Sequence[Anchor]
) -> dict[str, int]:
    """Write the sections; their ids by path. A path that comes twice (a document numbered wrongly) means the first."""
    ids = insert_numbered(
        Section,
        _SECTION_COLUMNS,
        [
            (
                report.pk,
                section.path[:40],
                section.level,
                section.marker[:20],
                section.heading[:300],
                section.heading_start,
                section.heading_end,
                section.start,
                section.end,
                connection.ops.adapt_json_value(list(section.roles), None),
                anchor.id,
                anchor.former,
            )
            for section, anchor in zip(sections, anchors, strict=True)
        ],
    )
    by_path: dict[str, int] = {}
    for section, pk in zip(sections, ids, strict=True):
        by_path.setdefault(section.path[:40], pk)
    with connection.cursor() as cursor:
        cursor.executemany(
            _SET_PARENT,
            [
                (parent, pk)
                for section, pk in zip(sections, ids, strict=True)
                if (parent := by_path.get(section.path.rpartition(".")[0])) not in (None, pk)
            ],
        )
    return by_path


def _add_topics(sections: tuple[types.Section, ...], ids: dict[str, int]) -> None:
    known = _known("topic")
    evidence: dict[tuple[str, str], list[list[int]]] = {}
    for section in sections:
        for topic in section.topics:
            evidence.setdefault((section.path, topic), [])
        for words in section.topic_evidence:
            evidence.setdefault((section.path, words.topic), []).append([words.start, words.end])
    insert_raw(
        SectionTopic,
        ("section_id", "topic_id", "evidence"),
        [
            (ids[path[:40]], topic, connection.ops.adapt_json_value(spans, None))
            for (path, topic), spans in evidence.items()
            if topic in known
        ],
    )


def _add_metrics(
    report: Report,
    metrics: tuple[types.Metric, ...],
    sections: dict[str, int],
    anchors: Sequence[Anchor],
) -> None:
    known = _known("indicator")
    rows = []
    for metric, anchor in zip(metrics, anchors, strict=True):
        rows.append(
            (
                report.pk,
                sections.get(metric.section),
                metric.indicator if metric.indicator in known else None,
                metric.text[:300],
                metric.subject[:200],
                metric.figure[:40],
                metric.figure_start,
                _number(metric.value),
                _number(metric.value_high),
                (metric.unit or "")[:20],
                metric.approx,
                metric.bound or "",
                (metric.per or "")[:20],
                metric.planned,
                metric.negated,
                metric.year,
                metric.start,
                metric.end,
                anchor.id,
                anchor.former,
            )
        )
    insert_raw(Metric, _METRIC_COLUMNS, rows)


def _number(value: Decimal | None) -> Any:
    """``value`` as the columns of :class:`Metric` hold numbers."""
    return None if value is None else connection.ops.adapt_decimalfield_value(value, 20, 4)


@cache
def _known(vocabulary: str) -> frozenset[str]:
    """The ids of a vocabulary; its table is made equal to it at each migrate."""
    return frozenset(row["id"] for row in load(f"{vocabulary}s")[vocabulary])
