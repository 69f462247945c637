"""Lines around a phrase (用例) as the reports write them, and the reports that they stand in."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from django.urls import reverse
from numpy.typing import NDArray

from reports.analysis.words.corpus import CODE_DIGITS, NO_YEAR, Corpus, code_text
from reports.analysis.words.lines import Lines, Spans, spans
from reports.models import Region, Report
from reports.search import Reading
from reports.text.region_codes import short_code

#: Lines that are cut together, and reports that are read together.
_TOGETHER, _READ = 1 << 18, 500
#: Places of lines that are alike, named at most.
MOST_TOWNS = 60
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
    return list(_cut(found, spans(of, of.numbers(start, end)), _reports))


@dataclass(frozen=True)
class Towns:
    """Where a line stands, itself included: ``count`` places in all, the first MOST_TOWNS named with their years."""

    count: int
    named: tuple[tuple[Region, tuple[int, ...]], ...]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.named)


def lines_with_towns(found: Reading, of: Lines, start: int, end: int) -> list[tuple[LineAt[Report], Towns]]:
    """The lines as :func:`lines_at` gives them, each with the places in whose reports one stands that is like it."""
    corpus, numbers = found.corpus, of.numbers(start, end)
    reports, which = of.alike(numbers)
    alike = [_places_of(corpus, one) for one in reports]
    regions = Region.objects.in_bulk({code for _, years in alike for code in years}, field_name="code")
    towns = [
        Towns(count, tuple((regions[code], tuple(years)) for code, years in held.items() if code in regions))
        for count, held in alike
    ]
    shown = _cut(found, spans(of, numbers), _reports)
    # Lines are left out by report: what is left stands in the same order.
    pks = iter(zip(corpus.pks[of.found.reports[numbers]].tolist(), which, strict=True))
    return [(line, next(towns[one] for pk, one in pks if pk == line.report.pk)) for line in shown]


def _places_of(corpus: Corpus, reports: NDArray[np.int64]) -> tuple[int, dict[str, list[int]]]:
    """How many places reports are of, and the years by code of the first MOST_TOWNS; those of no place are left out."""
    reports = reports[corpus.regions[reports] != 0]
    codes, firsts, places = np.unique(corpus.regions[reports], return_index=True, return_inverse=True)
    named = np.sort(firsts)[:MOST_TOWNS]
    held: dict[int, list[int]] = {code: [] for code in corpus.regions[reports[named]].tolist()}
    among = reports[np.isin(places, places[named])]
    for region, year in zip(corpus.regions[among].tolist(), corpus.years[among].tolist(), strict=True):
        if year != NO_YEAR and year not in held[region]:
            held[region].append(year)
    return len(codes), {short_code(code_text(code, CODE_DIGITS)): years for code, years in held.items()}


def every_line(found: Reading, of: Lines) -> Iterator[LineAt[Holder]]:
    """All lines in order, but for those of reports that have changed since; many at a time are held in memory."""
    for start in range(0, len(of), _TOGETHER):
        yield from _cut(found, spans(of, of.numbers(start, start + _TOGETHER)), _holders)


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
    befores, starts, ends = array("q"), array("q"), array("q")
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
                row, spans_here = None, [(0, 0, 0, 0)] * (last - first)
            else:
                spans_here = [
                    (*way.span(line_begin, line_behind), *way.span(line_start, line_end))
                    for line_begin, line_start, line_end, line_behind in rows[first:last].tolist()
                ]
            reports += [row and row.report] * (last - first)
            for before, behind, start, end in spans_here:
                texts.append(row.text[before:behind] if row else "")
                befores.append(before)
                starts.append(start)
                ends.append(end)
    for number, same in zip(np.argsort(order).tolist(), of.same.tolist(), strict=True):
        report = reports[number]
        if report is not None:
            text, start, end = texts[number], starts[number], ends[number]
            before = befores[number]
            sides = text[: start - before], text[start - before : end - before], text[end - before :]
            if "\n" in text:
                sides = _one_line(sides[0]), _one_line(sides[1]), _one_line(sides[2])
            yield LineAt(report, *sides, start, end, same)


def _one_line(text: str) -> str:
    return text.replace("\n", "")
