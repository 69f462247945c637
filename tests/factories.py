"""Rows for tests: real ones, complete, with as little said as a test needs to say."""

import hashlib
import itertools
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from reports.models import Flag, Furniture, Indicator, Metric, Region, Report, Section, SourceFile, Topic
from reports.models.parsed import metric_of
from reports.parsing import types
from reports.store.saving import in_queue
from reports.text.quotations import figure_ids, section_ids
from reports.text.region_codes import LEVELS, parent_digits
from reports.text.remarks import words

_NUMBERS = itertools.count(1)
#: A place of which a test says nothing.
ANYWHERE = "anywhere"


def make_region(code: str, name: str = "", *, parent: Region | str | None = None) -> Region:
    """The region ``code`` (2, 4, 6 or 9 digits); what it needs above it is made too, without a city under 直辖市."""
    if existing := Region.objects.filter(code=code).first():
        return existing
    if isinstance(parent, str):
        parent = make_region(parent)
    if parent is None and len(code) > 2:
        parent = make_region(code[: parent_digits(code, LEVELS[len(code)])])
    name = name or f"地区{code}"
    full_name = (parent.full_name if parent else "") + name
    return Region.objects.create(
        code=code, name=name, level=LEVELS[len(code)], parent=parent, full_name=full_name
    )


def make_parsed_region(code: str) -> types.Region:
    """A place of which the parser told no more than its code."""
    return types.Region(code, None, None, None, None, None, None, None, None, 1.0)


def make_source(content: bytes, name: str = "报告.txt") -> SourceFile:
    """The row of an original; its bytes are not put into the archive's storage."""
    digest = hashlib.sha256(content).hexdigest()
    source, _ = SourceFile.objects.get_or_create(
        sha256=digest,
        defaults={"name": name, "media_type": "text/plain", "encoding": "utf-8", "size": len(content)},
    )
    return source


def make_report(
    text: str = "一、主要举措\n依法行政扎实推进。\n",
    *,
    region: Region | str | None = ANYWHERE,
    year: int | None = 2023,
    status: str = "published",
    sections: Iterable[Mapping[str, Any]] = (),
    metrics: Iterable[Mapping[str, Any]] = (),
    furniture: Iterable[tuple[int, int]] = (),
    flags: Iterable[Mapping[str, Any] | str] = (),
    **fields: Any,
) -> Report:
    """A report with what is asked for, not yet in the index.

    ``region`` may be a code; without one it is of a town of its own.
    A section is a mapping with any of ``heading``, ``path``, ``level``, ``marker``, ``role`` or
    ``roles``, ``topics`` (slugs), ``start``, ``end``; without a place it is looked for by its heading, and ends where
    the next one of the list begins. A metric may have any field of :class:`Metric`; ``indicator`` is a slug. A flag is
    its kind or a mapping; a piece of furniture ``(start, end)``.
    """
    number = next(_NUMBERS)
    if region == ANYWHERE:
        region = make_region(f"6501{number // 1000 % 100:02d}{number % 1000:03d}", "某镇")
    elif isinstance(region, str):
        region = make_region(region)
    name = region.name if region else "某镇"
    values: dict[str, Any] = {
        "title": f"{name}{year or ''}年法治政府建设年度报告",
        "issuer": f"{name}人民政府",
        "published": date(year + 1, 3, 25) if year else None,
        "region_confidence": 1.0 if region else 0.0,
        "parser_version": "1",
        "released_at": timezone.now() if status == "published" else None,
        "source": fields.get("source") or make_source(f"{number}\n{text}".encode("utf-8", "replace")),
    }
    report = Report.objects.create(text=text, region=region, year=year, status=status, **values | fields)
    _add_sections(report, list(sections))
    for metric in metrics:
        _add_metric(report, dict(metric))
    _give_anchors(report)
    Furniture.objects.bulk_create(
        Furniture(report=report, kind="breadcrumb", start=start, end=end) for start, end in furniture
    )
    for flag in flags:
        held = {"kind": flag} if isinstance(flag, str) else dict(flag)
        Flag.objects.create(report=report, remark=words(held.pop("note", "")).stored(), **held)
    report.doubt = in_queue(report, flagged=report.flags.exists())
    report.save(update_fields=["doubt"])
    return report


def _add_sections(report: Report, sections: list[Mapping[str, Any]]) -> None:
    starts = [
        section.get("start", max(0, report.text.find(section.get("heading", "")))) for section in sections
    ]
    for index, (section, start) in enumerate(zip(sections, starts, strict=True)):
        heading = section.get("heading", "")
        following = starts[index + 1] if index + 1 < len(starts) else len(report.text)
        row = Section.objects.create(
            report=report,
            path=section.get("path", str(index + 1)),
            level=section.get("level", 1),
            marker=section.get("marker", ""),
            heading=heading,
            heading_start=section.get("heading_start", start),
            heading_end=section.get("heading_end", start + len(heading)),
            start=start,
            end=section.get("end", max(following, start)),
            roles=section.get("roles", [section["role"]] if section.get("role") else []),
        )
        row.topics.set(Topic.objects.filter(slug__in=section.get("topics", ())))


def _give_anchors(report: Report) -> None:
    """As they are when a report is stored; a test's own anchors stay."""
    sections, metrics = (list(rows.order_by("start", "pk")) for rows in (report.sections, report.metrics))
    for section, anchor in zip(sections, section_ids(one.heading for one in sections), strict=True):
        section.anchor, section.former_anchor = anchor, f"s-{section.path}"
    for metric, anchor in zip(metrics, figure_ids(report.text, metrics), strict=True):
        metric.anchor, metric.former_anchor = anchor, f"m-{metric_of(metric, {}).underline_start}"
    Section.objects.bulk_update(sections, ["anchor", "former_anchor"])
    Metric.objects.bulk_update(metrics, ["anchor", "former_anchor"])


def _add_metric(report: Report, metric: dict[str, Any]) -> None:
    indicator = metric.pop("indicator", None)
    values: dict[str, Any] = {
        "text": "办理案件10件",
        "subject": "办理案件",
        "figure": "10",
        "figure_start": 0,
        "value": Decimal(10),
        "unit": "件",
        "start": 0,
        "end": 0,
        "year": report.year,
    }
    Metric.objects.create(
        report=report,
        indicator=Indicator.objects.get(slug=indicator) if indicator else None,
        **values | metric,
    )
