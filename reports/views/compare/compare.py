"""Two to four reports side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from reports import queries
from reports.analysis.review.rulesets import rules_for
from reports.analysis.review.timeliness import timeliness
from reports.exports.table import csv_lines
from reports.exports.tables import METRIC_HEADER, metric_rows
from reports.limits import throttled
from reports.models import Report, Topic
from reports.models.public_ids import is_number, is_public_id
from reports.views.moved import with_ids
from reports.wording.letters import short_name
from reports.wording.notices import not_taken
from reports.wording.sentence import Sentence, joined
from reports.wording.translation import is_chinese

from ..downloads import csv_response
from . import offers as compare_offers
from .changes import WORD_BY_WORD, of_one_body
from .table import table

MOST = 4
WAYS = {"role": Sentence("按职能"), "topic": Sentence("按主题"), "order": Sentence("按次序")}


def compare_page(request: HttpRequest) -> HttpResponse:
    """``/compare/?id=…&id=…&by=role``: the whole state is in the address. Never an error: it says what to mend."""
    if moved := with_ids(request):
        return HttpResponsePermanentRedirect(moved)
    asked, notices = _keys(request.GET.getlist("id"))
    by = request.GET.get("by", "")
    by = by if by in (*WAYS, WORD_BY_WORD) else "role"
    found = queries.reports_to_compare(asked[:MOST])
    if len(asked) > MOST:
        notices.append(Sentence("一次最多对比 %(most)s 篇，只取了前 %(most)s 篇。", most=MOST))
    missing = [one for one in asked[:MOST] if one not in found]
    if missing:
        named = joined(missing, "%(a)s、%(b)s")
        notices.append(Sentence("没有编号为 %(numbers)s 的报告，已略去。", numbers=named))
    reports = [found[one] for one in asked[:MOST] if one in found]
    if by == WORD_BY_WORD and len(reports) > 1 and not of_one_body(reports):
        notices.append(Sentence("逐字对照只用于同一地方的两篇报告，这里改为按职能对齐。"))
        by = "role"
    topics = dict(Topic.objects.values_list("slug", "name"))
    topic = request.GET.get("topic", "")
    if topic and topic not in topics:
        notices.append(not_taken(topic, Sentence("主题")))
        topic = ""
    context: dict[str, Any] = {
        "reports": reports,
        "notices": notices,
        "by": by,
        "ways": _ways(reports, by),
        "topics": topics,
        "topic": topic,
        "years": _differing_years(reports),
        "alike": _alike(reports),
    }
    if len(reports) < MOST:
        words = request.GET.get("add", "").strip()

        def with_other(others: list[Report]) -> str:
            return address(others, by)

        context |= {
            "add": words,
            "found": compare_offers.found_by(words, reports, with_other) if words else [],
            "close_by": compare_offers.close_by(reports, with_other),
        }
    if len(reports) >= 2:
        own = address(reports, by) + (f"&topic={topic}" if topic else "")
        context |= table(reports, labels(reports), by, request.GET, lambda added: own + added, topic)
    context["columns"] = _columns(reports, by)
    return render(request, "reports/compare.html", context)


def _differing_years(reports: Sequence[Report]) -> str:
    """The years that these report on, in words; "" where they are one."""
    years = sorted({report.year for report in reports if report.year})
    return joined([str(year) for year in years], "%(a)s、%(b)s") if len(years) > 1 else ""


def _alike(reports: Sequence[Report]) -> dict[str, bool]:
    """Which facts of the reports' heads are the same in all of them: a narrow page says these once."""
    facts = ("region_id", "year", "published", "issuer")
    return {fact: len({getattr(report, fact) for report in reports}) == 1 for fact in facts}


@throttled("export")
def compare_csv(request: HttpRequest) -> HttpResponsePermanentRedirect | StreamingHttpResponse:
    """``/compare/figures.csv?id=…&id=…``: the figures of the reports compared, in the order of the columns."""
    if moved := with_ids(request):
        return HttpResponsePermanentRedirect(moved)
    asked = _keys(request.GET.getlist("id"))[0][:MOST]
    found = queries.reports_to_compare(asked)
    rows = metric_rows([found[one].pk for one in asked if one in found], request.build_absolute_uri)
    return csv_response("compared", csv_lines(METRIC_HEADER, rows), rows=0)


def _keys(values: Sequence[str]) -> tuple[list[str], list[str]]:
    """Ids of reports in order, each once, and what could not be read."""
    good: list[str] = []
    notices: list[str] = []
    for value in dict.fromkeys(values):
        if is_public_id(value) or is_number(value):
            good.append(value)
        elif value:
            notices.append(Sentence("“%(value)s”不是报告编号，已略去。", value=value[:20]))
    return good, notices


def address(reports: Sequence[Report], by: str) -> str:
    """The page that compares these in this order."""
    query: list[tuple[str, Any]] = [("id", report.public_id) for report in reports]
    if by != "role":
        query.append(("by", by))
    return f"{reverse('compare')}?{urlencode(query)}"


@dataclass(frozen=True)
class Column:
    """A report's head: what is known of it and the addresses that move or remove it (None at the edge).

    ``label`` is its short name, of which no two columns have the same.
    """

    report: Report
    label: str
    timeliness: str
    without: str
    left: str | None
    right: str | None


def _columns(reports: list[Report], by: str) -> list[Column]:
    columns = []
    names = labels(reports)
    for number, report in enumerate(reports):
        others = reports[:number] + reports[number + 1 :]
        columns.append(
            Column(
                report,
                names[number],
                timeliness(report.year, report.published, rules_for(report.year, report.region_code)).status,
                address(others, by),
                address(_swapped(reports, number - 1), by) if number else None,
                address(_swapped(reports, number), by) if number + 1 < len(reports) else None,
            )
        )
    return columns


def labels(reports: Sequence[Report]) -> list[str]:
    """Short names that tell these reports apart: place and year, numbered where that is not enough."""
    names = [f"{short_name(r.region) if r.region else _unplaced(r)} {r.year or ''}".strip() for r in reports]
    return [
        f"{name}（{names[: number + 1].count(name)}）" if names.count(name) > 1 else name
        for number, name in enumerate(names)
    ]


def _unplaced(report: Report) -> str:
    """A report of no known place, in one word of the reader's language."""
    return (
        report.title[:10] if is_chinese() else gettext("第 %(number)s 号报告") % {"number": report.public_id}
    )


def _swapped(reports: list[Report], number: int) -> list[Report]:
    """The list with the one at ``number`` and the one behind it changed over."""
    swapped = list(reports)
    swapped[number : number + 2] = reversed(swapped[number : number + 2])
    return swapped


def _ways(reports: list[Report], by: str) -> list[tuple[str, str, bool]]:
    ways = WAYS | ({WORD_BY_WORD: Sentence("逐字对照")} if of_one_body(reports) else {})
    return [(label, address(reports, way), way == by) for way, label in ways.items()]
