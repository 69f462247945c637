"""What search knows of a report: a flat document made from its rows, the same for every engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from reports.analysis.compared_sentences import prints_of
from reports.analysis.review.checklist import review
from reports.models import Report
from reports.models.access.rows import Instances
from reports.models.parsed import parsed_of_many
from reports.parsing.types import ParsedReport
from reports.text.normalise import normalise, of_paragraphs
from reports.text.soft_ends import soft_ends

from .sentences import pack_sentences
from .stored import pack_way

#: Reports whose rows are read together: SQLite takes some hundreds of parameters in a query.
BATCH = 200


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
    #: The sentences of ``body`` that are compared between reports, see :mod:`reports.search.index.sentences`.
    sentences: bytes

    def fields(self) -> dict[str, Any]:
        """The fields of the same names in :mod:`reports.search_indexes`, but for the text."""
        names = ("region", "year", "published", "genre", "roles", "topics", "indicators", "flags", "sample")
        return {"title": self.shown_title, **{name: getattr(self, name) for name in names}}

    @property
    def digest(self) -> int:
        """63 bits that change with anything that is indexed; not with the revision alone."""
        return digest(repr(astuple(self)[2:]))


def digest(text: str, more: bytes = b"") -> int:
    """63 bits of a hash of ``text`` and ``more``."""
    return int.from_bytes(hashlib.blake2b(text.encode() + more, digest_size=8).digest()) >> 1


def indexed_reports() -> QuerySet[Report]:
    """The reports that search must know."""
    return Report.objects.filter(status=Report.Status.PUBLISHED)


def indexed_among(reports: Instances[Report], pks: Sequence[int]) -> dict[int, Report]:
    """Those of ``pks`` that search must know, by pk, as ``reports`` loads them.

    Which are published is seen here: asked for both, SQLite goes through all that are.
    """
    rows = reports.by_key(pks)
    return {pk: report for pk, report in rows.items() if report.status == Report.Status.PUBLISHED}


def documents(pks: Iterable[int]) -> Iterator[Document]:
    """The documents of those of ``pks`` that are published, in order, read a batch at a time."""
    waiting = iter(pks)
    while batch := list(islice(waiting, BATCH)):
        yield from _read(batch)


def _read(pks: Sequence[int]) -> Iterator[Document]:
    rows = indexed_among(_WHOLE, pks)
    parsed = parsed_of_many(rows.values())
    for pk in pks:
        if report := rows.get(pk):
            yield _document(report, parsed[pk])


_WHOLE = Instances(Report, joined=("region",))


def _document(report: Report, parsed: ParsedReport) -> Document:
    ends = soft_ends(parsed.text)
    normalised = of_paragraphs(parsed.text, parsed.hidden, ends, mapped=True)
    return Document(
        pk=report.pk,
        revision=report.revision,
        body=normalised.text,
        way=pack_way(normalised, parsed.hidden, ends),
        sentences=pack_sentences(prints_of(parsed).sentences, normalised),
        title=normalise(report.title).text,
        headings=normalise("\n".join(one.heading for one in parsed.sections)).text,
        shown_title=report.title,
        region=report.region_code,
        year=parsed.year,
        published=parsed.published,
        genre=parsed.genre,
        roles=review(parsed).roles,
        topics=_sorted(topic for one in parsed.sections for topic in one.topics),
        indicators=_sorted(one.indicator for one in parsed.metrics if one.indicator),
        flags=_sorted(one.kind for one in parsed.flags),
        sample=report.sample,
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))
