"""What search knows of a report: a flat document made from its rows, the same for every engine."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from reports.analysis.review.checklist import review
from reports.models import Flag, Furniture, Metric, Report, Section, SectionTopic
from reports.text.normalise import normalise, searchable
from reports.text.sentences import blanked

from .stored import pack_way

#: Reports whose rows are read together: SQLite takes some hundreds of parameters in a query.
BATCH = 200
#: What of a section its headings and the roles of its report are made of.
_OF_SECTIONS = ("path", "heading", "heading_start", "heading_end", "start", "end", "roles")


@dataclass(frozen=True)
class Document:
    """A published report as it is indexed.

    ``body``, ``title`` and ``headings`` are normalised; furniture and injected text are left out of the body, and
    its paragraphs, like the single headings, are parted by line ends. ``revision`` is the row's when it was read.
    ``roles`` are those of the report as a whole (:attr:`reports.analysis.checklist.Review.roles`): a content that the
    checklist finds is found by its role.
    """

    pk: int
    revision: int
    body: str
    title: str
    headings: str
    shown_title: str
    region: str
    year: int | None
    published: date | None
    genre: str
    roles: tuple[str, ...]
    topics: tuple[str, ...]
    indicators: tuple[str, ...]
    flags: tuple[str, ...]
    sample: bool
    #: Leads from ``body`` back to the report's text, see :mod:`reports.search.index.stored`.
    way: bytes

    def fields(self) -> dict[str, Any]:
        """The fields of the same names in :mod:`reports.search_indexes`, but for the text."""
        names = ("region", "year", "published", "genre", "roles", "topics", "indicators", "flags", "sample")
        return {"title": self.shown_title, **{name: getattr(self, name) for name in names}}

    @property
    def digest(self) -> int:
        """63 bits that change with anything that is indexed; not with the revision alone."""
        return digest(repr(astuple(self)[2:]))


def digest(text: str) -> int:
    """63 bits of a hash of ``text``."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def indexed_reports() -> QuerySet[Report]:
    """The reports that search must know."""
    return Report.objects.filter(status=Report.Status.PUBLISHED)


def indexed_among(reports: QuerySet[Report], pks: Iterable[int]) -> dict[int, Report]:
    """Those of ``pks`` that search must know, by pk, as ``reports`` loads them.

    Which are published is seen here: asked for both, SQLite goes through all that are.
    """
    rows = reports.in_bulk(list(pks))
    return {pk: report for pk, report in rows.items() if report.status == Report.Status.PUBLISHED}


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The documents of those of ``pks`` that are published, in order, read a batch at a time."""
    waiting = iter(pks)
    while batch := list(islice(waiting, BATCH)):
        yield from _read(batch)


def _read(pks: Sequence[int]) -> Iterator[Document]:
    rows = indexed_among(Report.objects.defer("evidence", "items", "corrections"), pks)
    sections: dict[int, list[Any]] = defaultdict(list)
    in_order = Section.objects.filter(report__in=pks).order_by("report", "start", "pk")
    for section in in_order.values_list("report_id", *_OF_SECTIONS, named=True):
        sections[section.report_id].append(section)
    topics = _values(SectionTopic.objects.filter(section__report__in=pks), "section__report_id", "topic_id")
    metrics = Metric.objects.filter(report__in=pks, indicator__isnull=False)
    indicators = _values(metrics, "report_id", "indicator_id")
    flags = _values(Flag.objects.filter(report__in=pks), "report_id", "kind")
    broken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pk, start, end in Furniture.objects.filter(report__in=pks).values_list("report_id", "start", "end"):
        broken[pk].append((start, end))
    injected = Flag.objects.filter(
        report__in=pks, kind="injected_text", start__isnull=False, end__isnull=False
    )
    for pk, first, last in injected.values_list("report_id", "start", "end"):
        broken[pk].append((first or 0, last or 0))
    for pk in pks:
        if report := rows.get(pk):
            normalised = searchable(report.text, broken[pk])
            reviewed = review(
                blanked(report.text, broken[pk]),
                sections[pk],
                year=report.year,
                published=report.published,
                region=report.region_id,
            )
            yield Document(
                pk=pk,
                revision=report.revision,
                body=normalised.text,
                way=pack_way(normalised, broken[pk]),
                title=normalise(report.title).text,
                headings=normalise("\n".join(one.heading for one in sections[pk])).text,
                shown_title=report.title,
                region=report.region_id or "",
                year=report.year,
                published=report.published,
                genre=report.genre,
                roles=reviewed.roles,
                topics=topics.get(pk, ()),
                indicators=indicators.get(pk, ()),
                flags=flags.get(pk, ()),
                sample=report.sample,
            )


def broken_spans(report: Report) -> list[tuple[int, int]]:
    """What of a report's text is not searched: its furniture and injected text (see ``normalise.searchable``)."""
    spans = [(piece.start, piece.end) for piece in report.furniture.all()]
    return spans + [
        (flag.start, flag.end)
        for flag in report.flags.all()
        if flag.kind == "injected_text" and flag.start is not None and flag.end is not None
    ]


def _values(rows: QuerySet[Any], key: str, value: str) -> dict[int, tuple[str, ...]]:
    """The sorted different values that the rows of each report have, by its pk."""
    found: dict[int, set[str]] = defaultdict(set)
    for pk, one in rows.values_list(key, value).order_by().distinct():
        found[pk].add(one)
    return {pk: tuple(sorted(values)) for pk, values in found.items()}
