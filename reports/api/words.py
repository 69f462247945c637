"""Counts of words over the texts of all reports: frequency, lines, keyness, collocates, panels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from reports import queries
from reports.analysis.words import collocates as beside
from reports.analysis.words import keyness as telling
from reports.analysis.words import lines as in_context
from reports.analysis.words.frequency import GROUPS
from reports.models import Report, Section
from reports.queries import words
from reports.queries.lines import lines_at
from reports.search import Criteria
from reports.search.answer.suggest import words_like
from reports.search.query.criteria import SAMPLES

from . import schemas
from .parameters import RegionCode, known, one_of

router = Router()
#: Lines on one page.
_PAGE = 100

Whole = Annotated[int, Field(ge=1, le=1_000_000)]
Most = Annotated[int, Field(ge=1, le=1000)]
Window = Annotated[int, Field(ge=1, le=beside.WIDEST, description="words on each side")]
Formulas = Annotated[
    str,
    one_of("count", words.OMIT),
    Field(
        description="omit: without the sentences that are formulas, used by half of the bodies or by fifty"
    ),
]


class TextFilter(Schema):
    """Which reports are counted in: the filters of `/reports`."""

    region: Annotated[list[RegionCode], known("regions")] = Field([], description="region codes of any level")
    year: list[str] = Field([], description="years reported on")
    year_from: str = ""
    year_to: str = ""
    topic: Annotated[list[str], known("topics")] = []
    role: Annotated[list[str], one_of(*Section.Role.values)] = []
    indicator: Annotated[list[str], known("indicators")] = []
    genre: Annotated[list[str], one_of(*Report.Genre.values)] = []
    flag: Annotated[list[str], known("flags")] = []
    sample: Annotated[list[str], one_of(*SAMPLES)] = Field(
        [],
        description="no: real reports alone; yes: samples alone; without it real ones, where there are any",
    )
    formulas: Formulas = "count"


class FrequencyFilter(TextFilter):
    q: list[str] = Field(description="1 to 6 phrases, each counted exactly")
    by: Annotated[str, one_of(*GROUPS)] = Field("year", description="year, or year and place of a level")


class LinesFilter(TextFilter):
    q: str = Field(description="one phrase")
    sort: Annotated[str, one_of(*in_context.SORTS)] = "right"
    grouped: bool = Field(False, description="lines that are alike as one")
    near: str = Field(
        "", description="a word as `collocates` spells it: only lines with it in the sentence, `window` away"
    )
    window: Window = beside.WINDOW
    page: Whole = 1


class KeynessFilter(TextFilter):
    sort: Annotated[str, one_of(*telling.SORTS)] = "g2"
    places: bool = Field(False, description="names of places and issuers too")
    most: Most = 100
    against_region: Annotated[list[RegionCode], known("regions")] = Field(
        [], alias="against.region", description="compared with these reports; without any with all others"
    )
    against_year: list[str] = Field([], alias="against.year")
    against_topic: Annotated[list[str], known("topics")] = Field([], alias="against.topic")
    against_genre: Annotated[list[str], one_of(*Report.Genre.values)] = Field([], alias="against.genre")


class CollocatesFilter(TextFilter):
    q: str = Field(description="one phrase")
    window: Window = beside.WINDOW
    sort: Annotated[str, one_of(*beside.SORTS)] = "g2"
    most: Most = 100


class PanelIn(Schema):
    concepts: dict[str, list[str]] = Field(description="the phrases of each concept")
    by: Annotated[str, one_of(*GROUPS)] = "province"
    years: tuple[int, int] | None = Field(None, description="first and last year")
    formulas: Formulas = "count"


def _criteria(given: QueryDict) -> Criteria:
    """The filters of an address. HttpError 422 for what is not understood."""
    found = words.filters_of(given)
    if found.notices:
        raise HttpError(422, "".join(found.notices))
    return words.counting(found)


def _against(given: QueryDict) -> Criteria | None:
    params = QueryDict(mutable=True)
    for name in given:
        if name.startswith("against."):
            params.setlist(name.removeprefix("against."), given.getlist(name))
    return _criteria(params) if params else None


def _phrases(typed: Iterable[str], most: int = words.MOST_PHRASES) -> list[words.Phrase]:
    try:
        return words.phrases_of(typed, most)
    except words.NotCounted as error:
        raise HttpError(422, str(error)) from error


def _url(request: HttpRequest, report: Report) -> str:
    return request.build_absolute_uri(report.get_absolute_url())


@router.get(
    "/frequency",
    response={200: schemas.Frequencies, 422: schemas.Problem},
    summary="How often phrases stand in the reports of each year and place",
)
def frequency(request: HttpRequest, filters: Query[FrequencyFilter]) -> dict[str, Any]:
    """`cells` are those in which a phrase stands; `held` is what they are shares of. Sums over cells are the totals.

    What is held is no sample of what was written: see `reports` in `held` before a share is read as a trend. `bodies`
    are the townships that exist today. With `formulas=omit` the sentences that everybody copies, as the reports of this
    moment tell, are counted nowhere; `left_out` are their characters.
    """
    phrases = _phrases(filters.q)
    found = words.phrase_frequency(
        _criteria(request.GET), phrases, filters.by, formulas=filters.formulas != words.OMIT
    )
    bodies = words.bodies_by(filters.by, localdate())
    first = queries.published().in_bulk([one.first.pk for one in found.phrases if one.first])
    return {
        "phrases": [
            {
                "q": phrase.typed,
                "occurrences": one.occurrences,
                "reports": one.reports,
                "first": _first(request, first.get(one.first.pk)) if one.first else None,
                "cells": [
                    {
                        "year": cell.year,
                        "region": cell.region or None,
                        "occurrences": cell.occurrences,
                        "reports": cell.reports,
                    }
                    for cell in one.cells
                ],
            }
            for phrase, one in zip(phrases, found.phrases, strict=True)
        ],
        "held": [
            {
                "year": held.year,
                "region": held.region or None,
                "reports": held.reports,
                "characters": held.characters,
                "bodies": bodies.get(held.region, 0),
            }
            for held in found.held
        ],
        "left_out": found.left_out,
    }


def _first(request: HttpRequest, report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {"report": report.public_id, "year": report.year, "url": _url(request, report)}


@router.get(
    "/suggest",
    response={200: schemas.LikeWords, 422: schemas.Problem},
    summary="Words of the reports that what is typed may become, or stand for",
)
def suggested(
    request: HttpRequest, q: Annotated[str, Query(description="what was typed, up to 20 characters")] = ""
) -> dict[str, Any]:
    """Only what reports have, each with how many of them; samples count as they do elsewhere. Nothing is replaced."""
    found = words_like(q, words.counting(Criteria()).samples)
    return {
        name: [{"word": word, "reports": count} for word, count in several]
        for name, several in (("begun", found.begun), ("near", found.near))
    }


@router.get(
    "/lines",
    response={200: schemas.PhraseLines, 422: schemas.Problem},
    summary="A line for each place where a phrase stands",
)
def lines(request: HttpRequest, filters: Query[LinesFilter]) -> dict[str, Any]:
    """Twenty characters on each side, within the paragraph. `start` and `end` are offsets of the report's text.

    `same` lines have the same on both sides; they are copied, mostly. `next` is the address of the next page.
    """
    (phrase,) = _phrases([filters.q], 1)
    found, all_lines = words.phrase_lines(
        _criteria(request.GET),
        phrase,
        filters.sort,
        beside=words.Beside.of(filters.near, filters.window),
        grouped=filters.grouped,
        formulas=filters.formulas != words.OMIT,
    )
    start = (filters.page - 1) * _PAGE
    following = request.GET.copy()
    following["page"] = str(filters.page + 1)
    return {
        "count": len(all_lines),
        "occurrences": all_lines.total,
        "results": [
            {
                "report": line.report.public_id,
                "url": _url(request, line.report),
                "year": line.report.year,
                "region": line.report.region_code or None,
                "left": line.left,
                "hit": line.hit,
                "right": line.right,
                "start": line.start,
                "end": line.end,
                "same": line.same,
            }
            for line in lines_at(found, all_lines, start, start + _PAGE)
        ],
        "next": request.build_absolute_uri(f"?{following.urlencode()}")
        if start + _PAGE < len(all_lines)
        else None,
    }


@router.get(
    "/keyness",
    response={200: schemas.KeyWords, 422: schemas.Problem},
    summary="Words and phrases that set reports apart",
)
def keyness(request: HttpRequest, filters: Query[KeynessFilter]) -> dict[str, Any]:
    """What the reports have more often than all others, or than those of the `against.…` filters.

    `g2` is the log-likelihood (Dunning 1993), `log_ratio` the binary logarithm of the ratio of the frequencies.
    """
    found = words.telling_words(
        _criteria(request.GET),
        _against(request.GET),
        sort=filters.sort,
        most=filters.most,
        places=filters.places,
        formulas=filters.formulas != words.OMIT,
    )
    return {
        "results": [asdict(one) for one in found.results],
        "sizes": {"words": found.words, "reference_words": found.reference_words},
    }


@router.get(
    "/collocates",
    response={200: schemas.WordsBeside, 422: schemas.Problem},
    summary="Words that stand beside a phrase",
)
def collocates(request: HttpRequest, filters: Query[CollocatesFilter]) -> dict[str, Any]:
    """Within the phrase's sentence, marks not counted. `log_dice` after Rychlý 2008, at most 14."""
    (phrase,) = _phrases([filters.q], 1)
    found = words.words_beside(
        _criteria(request.GET),
        phrase,
        window=filters.window,
        sort=filters.sort,
        most=filters.most,
        formulas=filters.formulas != words.OMIT,
    )
    return asdict(found)


@router.post(
    "/panel",
    response={200: schemas.ConceptPanel, 422: schemas.Problem},
    summary="Concepts as lists of phrases, by year and place",
)
def panel(request: HttpRequest, asked: PanelIn) -> dict[str, Any]:
    """A row for each concept in each year and place of which reports are held; phrases that overlap count once."""
    years = QueryDict(mutable=True)
    if asked.years:
        years["year_from"], years["year_to"] = map(str, asked.years)
    try:
        rows = words.concept_panel(
            _criteria(years), asked.concepts, asked.by, formulas=asked.formulas != words.OMIT
        )
    except words.NotCounted as error:
        raise HttpError(422, str(error)) from error
    return {"rows": [asdict(row) | {"region": row.region or None} for row in rows]}
