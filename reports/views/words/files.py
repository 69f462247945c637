"""Tables of words as files (下载): what was asked, of which reports, when and of which corpus stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.exports.typed import Table
from reports.exports.words import columns
from reports.queries import words
from reports.search.answer.description import describe
from reports.search.query.tree import Everything
from reports.wording.sentence import Sentence
from reports.wording.translation import said

from ..downloads import Files, table_response
from .asked import TITLES, Asked

#: Names and values, in order.
About = tuple[tuple[str, str], ...]
NO_SAMPLE = Sentence("馆藏不是全部报告的抽样，占比的升降可能只是收录的变化。")


def file_address(asked: Asked, ending: str) -> str:
    """Where the file is that has what this page shows."""
    query = asked.address().partition("?")[2]
    return f"{reverse(f'{asked.name}_file', args=[ending])}?{query}"


def files(asked: Asked, rows: int) -> Files:
    """The files that the page offers of its table of that many rows."""
    return Files.of(lambda ending: file_address(asked, ending), rows)


def file_response(
    request: HttpRequest,
    asked: Asked,
    table: str,
    rows: Iterable[Sequence[Any]],
    count: int,
    ending: str,
    more: About = (),
) -> HttpResponseBase:
    """The page's table as a file; ``table`` names its columns, ``more`` is what is said of it beside the usual."""
    about = about_of(asked, request.build_absolute_uri(asked.address()), count, more)
    made = Table(table, about[0][1], columns(table), rows, count, about)
    return table_response(made, ending)


def about_of(asked: Asked, address: str, count: int, more: About = ()) -> About:
    """What a reader must know of a table of ``count`` rows, as names and values."""
    phrases = _("、").join(phrase.typed for phrase in asked.phrases)
    return (
        (_("内容"), said(TITLES[asked.name])),
        *([(_("词语"), phrases)] if phrases else []),
        (_("报告"), described(asked)),
        *([] if asked.formulas else [(_("套话"), _("不计"))]),
        *more,
        (_("网址"), address),
        (_("下载日期"), localdate().isoformat()),
        (_("语料版本"), words.corpus_version()),
        (_("行数"), format(count, ",")),
        (_("留意"), said(NO_SAMPLE)),
        (_("来源"), _("乡镇法治报告档案馆")),
    )


def described(asked: Asked) -> str:
    """The reports that are counted in, in words."""
    return said(describe(Everything(), asked.filters))
