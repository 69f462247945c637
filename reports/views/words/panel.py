"""``/words/panel/`` (概念面板): concepts, written as lists of phrases, by year and place; nothing of them is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.analysis.words.panel import Row
from reports.exports.typed import Year
from reports.exports.words import columns
from reports.limits import throttled
from reports.models import Region
from reports.queries import words
from reports.wording.letters import full_name, short_name
from reports.wording.sentence import Sentence
from reports.wording.translation import said

from ..charts import cell
from ..paging import paging
from .asked import Asked, file_that_may_be_refused, page_that_may_rest, refuse
from .files import file_response, files
from .table import Cell

BY: dict[str, str] = {
    "province": Sentence("按省"),
    "city": Sentence("按市"),
    "county": Sentence("按县"),
    "township": Sentence("按乡镇"),
    "year": Sentence("只按年"),
}
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
    return replace(asked, phrases=(), typed=(), own=own, trouble=trouble), concepts, by


def _row(row: Row, regions: Mapping[str, Region], named: Callable[[Region], str]) -> tuple[Any, ...]:
    """A row of the table, whose columns are ``panel``."""
    count = Cell(row.occurrences, row.reports, row.held, row.characters)
    region = regions.get(row.region)
    return (
        row.concept, row.region or None, named(region) if region else None,
        Year(row.year) if row.year else None,
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
    trouble = asked.trouble
    rows: Sequence[Row] = ()
    if concepts:
        try:
            rows = words.concept_panel(asked.counted, concepts, by, formulas=asked.formulas)
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
        "names": "、".join(concepts),
        "count": len(rows),
        "header": [column.name for column in columns("panel")],
        "cells": [
            [cell(value) for value in row] for row in _written(rows[start : start + PAGE_SIZE], short_name)
        ],
        "files": files(asked, len(rows)),
        "paging": paging(number, pages, lambda page: asked.address(page=page if page > 1 else "")),
    }
    return render(request, "words/panel.html", context)


@throttled("export")
@file_that_may_be_refused
def panel_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """All rows of the page with the same parameters, as one of the files of tables."""
    asked, concepts, by = _asked(request)
    refuse(asked)
    rows = words.concept_panel(asked.counted, concepts, by, formulas=asked.formulas)
    more = (
        *((_("概念"), f"{name}：{'、'.join(several)}") for name, several in concepts.items()),
        (_("行"), said(BY[by])),
    )
    return file_response(request, asked, "panel", _written(rows, full_name), len(rows), ending, more)
