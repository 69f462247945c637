"""``/words/lines/`` (用例): a line for each place where a phrase stands, and all of them as files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.analysis.words.lines import Lines
from reports.limits import throttled
from reports.queries import words
from reports.queries.lines import Towns, every_line, lines_with_towns
from reports.search import Reading
from reports.wording.sentence import Sentence
from reports.wording.translation import said

from ..downloads import json_lines_response
from ..paging import paging
from .asked import Asked, check, file_that_may_be_refused, page_that_may_rest, unless_usual, window_of
from .files import file_address, file_response, files
from .frequency import SUGGESTED

PAGE_SIZE = 50
SORTS = {
    "right": Sentence("按右文"),
    "left": Sentence("按左文"),
    "year": Sentence("按年"),
    "region": Sentence("按地区"),
}
#: What an object of JSON Lines has of a line, in the order of its columns.
_KEYS = ("report", "url", "year", "region", "place", "left", "hit", "right", "start", "end", "same")


def _asked(request: HttpRequest) -> tuple[Asked, str, bool, words.Beside | None]:
    """What is asked, the order of the lines, whether those that are alike are one, and what stands beside the phrase."""
    sort = request.GET.get("sort", "")
    sort = sort if sort in SORTS else "right"
    grouped = request.GET.get("group") == "1"
    beside = words.Beside.of(request.GET.get("near", ""), window_of(request))
    own = {
        "sort": sort if sort != "right" else "",
        "group": "1" if grouped else "",
        **({"near": beside.word, "window": unless_usual(beside.window)} if beside else {}),
    }
    return Asked.of(request, "words_lines", own, 1), sort, grouped, beside


def _marked(phrase: words.Phrase) -> str:
    """What marks the phrase on a report's page; the place of one follows it."""
    return "?" + urlencode({"hl": f'"{phrase.typed}"'}) + "#h-"


@page_that_may_rest
def lines_page(request: HttpRequest) -> HttpResponseBase:
    """``?q=&near=&window=&sort=&group=&page=`` and the filters of the listing; without a phrase an invitation."""
    asked, sort, grouped, beside = _asked(request)
    context = asked.context() | {
        "sorts": [
            (label, asked.address(sort=value if value != "right" else ""), value == sort)
            for value, label in SORTS.items()
        ],
        "grouped": grouped,
        "group_address": asked.address(group="" if grouped else "1"),
        "suggested": [
            ([phrase], asked.address(phrases=tuple(words.phrases_of([phrase]))))
            for phrase in dict.fromkeys(one[0] for one in SUGGESTED)
        ],
        "fields": asked.context()["fields"] or [""],
    }
    if asked.phrases:
        (phrase,) = asked.phrases
        found, all_lines = words.phrase_lines(
            asked.counted, phrase, sort, beside=beside, grouped=grouped, formulas=asked.formulas
        )
        pages = max(1, -(-len(all_lines) // PAGE_SIZE))
        typed = request.GET.get("page", "")
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 1
        number = min(max(number, 1), pages)
        start = (number - 1) * PAGE_SIZE
        # On a page many lines may be alike.
        alike = cache(partial(_alike, asked))
        context |= {
            "phrase": phrase,
            "beside": beside,
            "every_line": asked.address(near="", window=""),
            "count": len(all_lines),
            "occurrences": all_lines.total,
            "count_shown": format(len(all_lines), ","),
            "occurrences_shown": format(all_lines.total, ","),
            "lines": [
                (line, f"{line.report.get_absolute_url()}{_marked(phrase)}{line.start}", alike(towns))
                for line, towns in lines_with_towns(found, all_lines, start, start + PAGE_SIZE)
            ],
            "paging": paging(
                number,
                pages,
                lambda page: asked.address(page=page if page > 1 else ""),
                kept=asked.all_params,
            ),
            "listing": f"{reverse('reports')}?{asked.filters.change(q=chr(34) + phrase.typed + chr(34)).query_string()}",
            "files": files(asked, len(all_lines)).and_one("JSON Lines", file_address(asked, "jsonl")),
        }
    return render(request, "words/lines.html", context)


def _alike(asked: Asked, towns: Towns) -> dict[str, Any]:
    """The other places where a line stands: how many, and all of them by name with years and the lines there."""
    (phrase,) = asked.phrases
    named = [
        (region, " ".join(map(str, sorted(years))), asked.lines(phrase, region=region.code))
        for region, years in towns.named
    ]
    return {"others": towns.count - 1, "named": named, "more": towns.more}


@throttled("export")
@file_that_may_be_refused
def lines_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """All lines that the page with the same parameters shows on its pages, one of the files of tables or ``jsonl``.

    There each is an object; ``start`` and ``end`` are offsets of the report's text.
    """
    asked, sort, grouped, beside = _asked(request)
    check(asked)
    (phrase,) = asked.phrases
    found, all_lines = words.phrase_lines(
        asked.counted, phrase, sort, beside=beside, grouped=grouped, formulas=asked.formulas
    )
    rows, count = _rows(request, phrase, found, all_lines), len(all_lines)
    if ending == "jsonl":
        lines = (json.dumps(dict(zip(_KEYS, row, strict=True)), ensure_ascii=False) + "\n" for row in rows)
        return json_lines_response("lines", lines, rows=count)
    more = (
        *([(_("旁边的词"), beside.word), (_("左右几个词"), str(beside.window))] if beside else []),
        (_("次序"), said(SORTS[sort])),
        *([(_("合并"), _("左文、右文都相同的并作一行"))] if grouped else []),
    )
    return file_response(request, asked, "lines", rows, count, ending, more)


def _rows(
    request: HttpRequest, phrase: words.Phrase, found: Reading, all_lines: Lines
) -> Iterator[tuple[Any, ...]]:
    site, marked = request.build_absolute_uri("/").removesuffix("/"), _marked(phrase)
    for report, left, hit, right, start, end, same in every_line(found, all_lines):
        yield (
            report.public_id,
            f"{site}{report.address}{marked}{start}",
            report.year,
            report.region_code or None,
            report.place,
            left,
            hit,
            right,
            start,
            end,
            same,
        )
