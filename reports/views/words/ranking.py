"""Words ranked by how telling they are: ``/words/keyness/`` (特色词) and ``/words/collocates/`` (搭配)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from reports.analysis.words.collocates import Collocates
from reports.analysis.words.keyness import Keyness
from reports.limits import throttled
from reports.queries import words
from reports.search import Criteria
from reports.search.answer.description import describe
from reports.search.query.tree import Everything
from reports.wording.sentence import Sentence
from reports.wording.translation import said

from ..listing.listing import chips
from .asked import (
    Asked,
    check,
    file_that_may_be_refused,
    page_that_may_rest,
    refuse,
    unless_usual,
    window_of,
)
from .files import described, file_response, files
from .frequency import SUGGESTED
from .places import place_groups

MOST = 100
SORTS = {"g2": "G²", "log_dice": "logDice", "count": Sentence("按次数")}
KEY_SORTS = {"g2": "G²", "log_ratio": Sentence("对数比"), "count": Sentence("按次数")}
WINDOWS = (1, 2, 3, 5, 10)


def _chosen(request: HttpRequest, sorts: dict[str, str]) -> str:
    sort = request.GET.get("sort", "")
    return sort if sort in sorts else "g2"


def _own(sort: str, **more: str) -> dict[str, str]:
    return {"sort": "" if sort == "g2" else sort, **more}


def _orders(asked: Asked, sorts: dict[str, str], sort: str) -> list[tuple[str, str, bool]]:
    return [
        (label, asked.address(sort="" if value == "g2" else value), value == sort)
        for value, label in sorts.items()
    ]


def _phrase(word: str) -> words.Phrase:
    return words.Phrase(word, word)


# Collocates


def _beside(request: HttpRequest) -> tuple[Asked, str, int]:
    sort, window = _chosen(request, SORTS), window_of(request)
    own = _own(sort, window=unless_usual(window))
    return Asked.of(request, "words_collocates", own, 1), sort, window


@page_that_may_rest
def collocates_page(request: HttpRequest) -> HttpResponseBase:
    """``?q=&window=&sort=`` and the filters of the listing; without a phrase an invitation."""
    asked, sort, window = _beside(request)
    form = asked.context()
    context = form | {
        "fields": form["fields"] or [""],
        "orders": _orders(asked, SORTS, sort),
        "windows": [
            (one, asked.address(window=unless_usual(one)), one == window)
            for one in sorted({*WINDOWS, window})
        ],
        "suggested": [
            ([phrase], asked.address(phrases=tuple(words.phrases_of([phrase]))))
            for phrase in dict.fromkeys(one[0] for one in SUGGESTED)
        ],
    }
    if asked.phrases:
        found = words.words_beside(
            asked.counted, asked.phrases[0], window=window, sort=sort, most=MOST, formulas=asked.formulas
        )
        context |= {
            "phrase": asked.phrases[0],
            "found": found,
            "rows": [
                (one, asked.address("words_lines", near=one.word, window=unless_usual(window)))
                for one in found.results
            ],
            "files": files(asked, len(found.results)),
            "lines": asked.lines(asked.phrases[0]),
            "hits": format(found.hits, ","),
        }
    return render(request, "words/collocates.html", context)


@throttled("export")
@file_that_may_be_refused
def collocates_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The table of the page with the same parameters, as one of the files of tables."""
    asked, sort, window = _beside(request)
    check(asked)
    found = words.words_beside(
        asked.counted, asked.phrases[0], window=window, sort=sort, most=MOST, formulas=asked.formulas
    )
    more = (
        (_("左右几个词"), str(window)),
        (_("次序"), said(SORTS[sort])),
        (_("词语出现"), format(found.hits, ",")),
        (_("最多列出"), str(MOST)),
    )
    rows = _beside_rows(found)
    return file_response(request, asked, "collocates", rows, len(found.results), ending, more)


def _beside_rows(found: Collocates) -> Iterator[tuple[Any, ...]]:
    for one in found.results:
        yield one.word, one.count, one.total, round(one.g2, 2), round(one.log_dice, 2)


# Keyness


def against_of(given: QueryDict) -> Criteria | None:
    """The filters of an address that begin with ``against.``; None where there are none."""
    params = QueryDict(mutable=True)
    for name in given:
        if name.startswith("against."):
            params.setlist(name.removeprefix("against."), [one for one in given.getlist(name) if one])
    found = words.filters_of(params)
    return found if found.filtered or found.notices else None


def _telling(request: HttpRequest) -> tuple[Asked, str, bool, Criteria | None]:
    sort, places = _chosen(request, KEY_SORTS), request.GET.get("places") == "1"
    asked = Asked.of(request, "words_keyness", _own(sort, places="1" if places else ""), 0)
    against = against_of(request.GET)
    others = against.change().params() if against else []
    own = (*asked.own, *((f"against.{name}", value) for name, value in others))
    notices = (*asked.filters.notices, *(against.notices if against else ()))
    filters = replace(asked.filters, notices=notices)
    asked = replace(asked, phrases=(), typed=(), trouble="", own=own, filters=filters)
    return asked, sort, places, against


def _found(asked: Asked, against: Criteria | None, sort: str, places: bool) -> Keyness | None:
    """None where neither side is narrowed: then there is nothing to tell apart."""
    if not asked.filters.filtered and against is None:
        return None
    other = words.counting(against.change()) if against else None
    return words.telling_words(
        asked.counted, other, sort=sort, most=MOST, places=places, formulas=asked.formulas
    )


@page_that_may_rest
def keyness_page(request: HttpRequest) -> HttpResponseBase:
    """The filters of the listing, the same with ``against.`` before them, ``?sort=&places=``."""
    asked, sort, places, against = _telling(request)
    form = asked.context()
    groups = place_groups(against.regions if against else ())
    chosen = against.regions[0] if against and len(against.regions) == 1 else ""
    found = _found(asked, against, sort, places)
    shown_own = [pair for pair in asked.own if pair[0] != "against.region" or not chosen]
    context = form | {
        "own": shown_own,
        "against": {"groups": groups, "chosen": chosen},
        "against_chips": chips(against, lambda other: _against_address(asked, other)) if against else [],
        "orders": _orders(asked, KEY_SORTS, sort),
        "places": places,
        "places_address": asked.address(places="" if places else "1"),
        "found": found,
        "reports": described(asked),
    }
    if found is not None:
        context |= {
            "rows": [(one, asked.lines(_phrase(one.word))) for one in found.results],
            "files": files(asked, len(found.results)),
            "sizes": [format(one, ",") for one in (found.words, found.reference_words)],
        }
    return render(request, "words/keyness.html", context)


def _against_address(asked: Asked, against: Criteria) -> str:
    own = tuple(pair for pair in asked.own if not pair[0].startswith("against."))
    others = tuple((f"against.{name}", value) for name, value in against.params())
    return replace(asked, own=(*own, *others)).address()


@throttled("export")
@file_that_may_be_refused
def keyness_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The table of the page with the same parameters, as one of the files of tables."""
    asked, sort, places, against = _telling(request)
    refuse(asked)
    found = _found(asked, against, sort, places)
    if found is None:
        raise words.NotCounted(Sentence("先选一些报告：某省、某年或某个主题。"))
    other = said(describe(Everything(), against)) if against else _("其余全部报告")
    more = (
        (_("相比"), other),
        (_("次序"), said(KEY_SORTS[sort])),
        (_("地名和机关名"), _("列出") if places else _("不列")),
        (_("选出的报告的词数"), format(found.words, ",")),
        (_("对照的报告的词数"), format(found.reference_words, ",")),
        (_("最多列出"), str(MOST)),
    )
    rows = _telling_rows(found)
    return file_response(request, asked, "keyness", rows, len(found.results), ending, more)


def _telling_rows(found: Keyness) -> Iterator[tuple[Any, ...]]:
    for one in found.results:
        yield (
            one.word,
            one.count,
            one.reference_count,
            one.reports,
            round(one.g2, 2),
            round(one.log_ratio, 2),
        )
