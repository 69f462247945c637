"""``/words/panel/`` (概念面板): concepts, written as lists of phrases, by year and place; nothing of them is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from reports.analysis.words.panel import Row
from reports.exports.table import csv_lines
from reports.limits import throttled
from reports.models import Region
from reports.queries import words
from reports.wording.letters import full_name, short_name
from reports.wording.sentence import Sentence

from ..charts import cell
from ..downloads import csv_response
from ..paging import paging
from .asked import Asked, file_that_may_be_refused, page_that_may_rest, refuse
from .table import Cell

BY: dict[str, str] = {
    "province": Sentence("按省"),
    "city": Sentence("按市"),
    "county": Sentence("按县"),
    "township": Sentence("按乡镇"),
    "year": Sentence("只按年"),
}
HEADER = (
    Sentence("概念"), Sentence("地区代码"), Sentence("地区"), Sentence("报告年度"), Sentence("出现（处）"),
    Sentence("有它的报告（篇）"), Sentence("馆藏（篇）"), Sentence("占报告（%）"), Sentence("字数"), Sentence("每百万字"),
)  # fmt: skip
PAGE_SIZE = 200
EXAMPLE = ("纠纷化解:枫桥经验,矛盾纠纷,人民调解", "执法:行政执法,综合执法,执法检查")


def _asked(request: HttpRequest) -> tuple[Asked, dict[str, list[str]], str]:
    """What is asked, the phrases of each concept, and what beside years tells the rows apart."""
    by = request.GET.get("by", "")
    by = by if by in BY else "province"
    # A form writes a concept a line.
    typed = [line for one in request.GET.getlist("c") for line in one.splitlines() if line.strip()]
    concepts: dict[str, list[str]] = {}
    trouble = ""
    try:
        concepts = words.concepts_of(typed)
    except words.NotCounted as error:
        trouble = error.args[0]
    asked = Asked.of(request, "words_panel", {"by": "" if by == "province" else by}, 0)
    own = (*asked.own, *(("c", line) for line in typed))
    return replace(asked, phrases=(), own=own, trouble=trouble), concepts, by


def _row(row: Row, regions: Mapping[str, Region], named: Callable[[Region], str]) -> tuple[Any, ...]:
    """A row under HEADER."""
    count = Cell(row.occurrences, row.reports, row.held, row.characters)
    region = regions.get(row.region)
    return (
        row.concept, row.region or None, named(region) if region else None,
        str(row.year) if row.year else None,
        count.occurrences, count.reports, count.held, count.share, count.characters, count.million,
    )  # fmt: skip


def _written(rows: Sequence[Row], named: Callable[[Region], str]) -> Iterator[tuple[Any, ...]]:
    regions = Region.objects.in_bulk({row.region for row in rows if row.region}, field_name="code")
    return (_row(row, regions, named) for row in rows)


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 9


@page_that_may_rest
def panel_page(request: HttpRequest) -> HttpResponseBase:
    """``?c=name:phrase,phrase&by=&page=`` and the filters of the listing; without a concept an invitation."""
    asked, concepts, by = _asked(request)
    trouble, rows = asked.trouble, list[Row]()
    if concepts:
        try:
            rows = list(words.concept_panel(asked.counted, concepts, by))
        except words.NotCounted as error:
            trouble = error.args[0]
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    number = min(max(int(typed), 1), pages) if _is_number(typed := request.GET.get("page", "")) else 1
    start = (number - 1) * PAGE_SIZE
    defined = [value for name, value in asked.own if name == "c"]
    context = asked.context() | {
        "trouble": trouble,
        "own": [pair for pair in asked.own if pair[0] not in ("c", "by")],
        "written": "\n".join(defined),
        "example": "\n".join(EXAMPLE),
        "example_address": f"{reverse('words_panel')}?{urlencode([('c', one) for one in EXAMPLE])}",
        "levels": BY,
        "by": by,
        "asked_for": bool(concepts),
        "concepts": len(concepts),
        "count": len(rows),
        "header": HEADER,
        "cells": [
            [cell(value) for value in row] for row in _written(rows[start : start + PAGE_SIZE], short_name)
        ],
        "file": reverse("words_panel_csv") + "?" + asked.address().partition("?")[2],
        "paging": paging(number, pages, lambda page: asked.address(page=page if page > 1 else "")),
    }
    return render(request, "words/panel.html", context)


@throttled("export")
@file_that_may_be_refused
def panel_csv(request: HttpRequest) -> HttpResponseBase:
    """All rows of the page with the same parameters."""
    asked, concepts, by = _asked(request)
    refuse(asked)
    rows = list(words.concept_panel(asked.counted, concepts, by))
    header = tuple(map(str, HEADER))
    return csv_response("panel", csv_lines(header, _written(rows, full_name)), rows=len(rows))
