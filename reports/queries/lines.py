"""Lines around a phrase (用例) as the reports write them, and the reports that they stand in."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from django.urls import reverse

from reports.analysis.words.lines import Lines, Spans, spans
from reports.models import Report
from reports.search import Reading

#: Lines that are cut together, and reports that are read together.
_TOGETHER, _READ = 1 << 18, 500
_SOME_ID = "0123456789ab"

R = TypeVar("R")


class LineAt(NamedTuple, Generic[R]):
    """A line with the report's own characters; ``start`` and ``end`` are offsets of the report's text."""

    report: R
    left: str
    hit: str
    right: str
    start: int
    end: int
    same: int


class Holder(NamedTuple):
    """What a file of lines says of the report that a line stands in; ``place`` is its region's full name."""

    public_id: str
    year: int | None
    region_code: str
    place: str | None
    address: str


class _Read(NamedTuple, Generic[R]):
    revision: int
    text: str
    report: R


def lines_at(found: Reading, of: Lines, start: int, end: int) -> list[LineAt[Report]]:
    """The lines ``[start, end)``; those of reports that have changed since are left out."""
    return list(_cut(found, spans(found.corpus, of, start, end), _reports))


def every_line(found: Reading, of: Lines) -> Iterator[LineAt[Holder]]:
    """All lines in order, but for those of reports that have changed since; many at a time are held in memory."""
    for start in range(0, len(of), _TOGETHER):
        yield from _cut(found, spans(found.corpus, of, start, start + _TOGETHER), _holders)


def _reports(pks: Sequence[int]) -> dict[int, _Read[Report]]:
    rows = Report.objects.select_related("region").defer("evidence", "items", "corrections").in_bulk(pks)
    return {
        pk: _Read(report.revision, report.text, report)
        for pk, report in rows.items()
        if report.status == Report.Status.PUBLISHED
    }


def _holders(pks: Sequence[int]) -> dict[int, _Read[Holder]]:
    rows = Report.objects.filter(pk__in=pks).values_list(
        "pk", "status", "revision", "text", "public_id", "year", "region_code", "region__full_name"
    )
    # Addresses of reports differ in the id alone.
    before, behind = reverse("report", args=[_SOME_ID]).split(_SOME_ID)
    return {
        pk: _Read(revision, text, Holder(name, year, code, place, f"{before}{name}{behind}"))
        for pk, status, revision, text, name, year, code, place in rows.order_by()
        if status == Report.Status.PUBLISHED
    }


def _cut(
    found: Reading, of: Spans, read: Callable[[Sequence[int]], Mapping[int, _Read[R]]]
) -> Iterator[LineAt[R]]:
    """The lines at ``of``. Each report is read once; what is kept of it are the characters of its lines."""
    order = np.argsort(of.reports, kind="stable")
    numbers, firsts = np.unique(of.reports[order], return_index=True)
    bounds = [*firsts.tolist(), len(order)]
    rows = np.column_stack((of.begins, of.starts, of.ends, of.behinds))[order]
    reports: list[R | None] = []
    texts: list[str] = []
    places = array("q")
    for begin in range(0, len(numbers), _READ):
        some = numbers[begin : begin + _READ]
        pks = found.corpus.pks[some].tolist()
        held = read(pks)
        for pk, number, (first, last) in zip(
            pks, some.tolist(), pairwise(bounds[begin : begin + len(some) + 1]), strict=True
        ):
            row = held.get(pk)
            revision, way = found.way(number)
            if row is None or row.revision != revision:
                reports += [None] * (last - first)
                texts += [""] * (last - first)
                places.extend((0, 0, 0) * (last - first))
                continue
            reports += [row.report] * (last - first)
            for line_begin, line_start, line_end, line_behind in rows[first:last].tolist():
                before, behind = way.span(line_begin, line_behind)
                texts.append(row.text[before:behind])
                places.extend((before, *way.span(line_start, line_end)))
    for number, same in zip(np.argsort(order).tolist(), of.same.tolist(), strict=True):
        report = reports[number]
        if report is not None:
            before, start, end = places[3 * number : 3 * number + 3]
            text = texts[number]
            sides = text[: start - before], text[start - before : end - before], text[end - before :]
            if "\n" in text:
                sides = _one_line(sides[0]), _one_line(sides[1]), _one_line(sides[2])
            yield LineAt(report, *sides, start, end, same)


def _one_line(text: str) -> str:
    return text.replace("\n", "")
