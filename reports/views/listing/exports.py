"""Downloads of a result: its reports or its figures as CSV, and an Atom feed of it.

A file has no room for a notice: where a parameter is not understood, the answer is 422 with a sentence.
"""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from reports.exports.feed import atom
from reports.exports.table import csv_lines
from reports.exports.tables import METRIC_HEADER, REPORT_HEADER, metric_rows, report_rows
from reports.limits import throttled
from reports.queries.reports import arrivals
from reports.search import Criteria, search_ids
from reports.search.answer.description import describe
from reports.search.answer.known import unknown_values
from reports.search.query.criteria import PARAMETERS
from reports.search.query.language import parse

from ..downloads import csv_response, file_that_may_rest

FEED_LENGTH = 50
#: Figures of a report, about.
_FIGURES = 30


@throttled("export")
@file_that_may_rest
def reports_csv(request: HttpRequest) -> HttpResponseBase:
    """The reports of the result that the same parameters show on the page, all pages of it."""
    criteria = Criteria.from_params(request.GET)
    if wrong := _wrong(criteria):
        return _refused(wrong)
    ids = search_ids(criteria)
    rows = report_rows(ids, request.build_absolute_uri)
    return csv_response("reports", csv_lines(REPORT_HEADER, rows), rows=len(ids))


@throttled("export")
@file_that_may_rest
def metrics_csv(request: HttpRequest) -> HttpResponseBase:
    """The figures of the same reports, each with its sentence and place."""
    criteria = Criteria.from_params(request.GET)
    if wrong := _wrong(criteria):
        return _refused(wrong)
    ids = search_ids(criteria)
    rows = metric_rows(ids, request.build_absolute_uri)
    return csv_response("figures", csv_lines(METRIC_HEADER, rows), rows=len(ids) * _FIGURES)


@file_that_may_rest
def feed(request: HttpRequest) -> HttpResponse:
    """A result as Atom, for following a place, a topic or a word: the latest arrivals, and page by page all the rest."""
    criteria = Criteria.from_params(request.GET)
    unknown = [name for name in request.GET if name not in PARAMETERS]
    if wrong := [*(f"没有叫“{name[:40]}”的参数。" for name in unknown), *_wrong(criteria)]:
        return _refused(wrong)
    following = criteria.change(page_size=FEED_LENGTH, sort="", notices=())
    start = (criteria.page - 1) * FEED_LENGTH
    found = arrivals(search_ids(following), start, FEED_LENGTH + 1)

    def page(number: int) -> str:
        state = following.change(page=number, page_size=Criteria.page_size)
        return request.build_absolute_uri(f"{request.path}?{state.query_string()}")

    pages = {"first": page(1)}
    if criteria.page > 1:
        pages["previous"] = page(criteria.page - 1)
    if len(found) > FEED_LENGTH:
        pages["next"] = page(criteria.page + 1)
    xml = atom(
        title=f"{describe(parse(criteria.q).node, criteria)} · 乡镇法治报告档案馆",
        page=request.build_absolute_uri("/reports/?" + criteria.change().query_string()),
        feed=request.build_absolute_uri(),
        reports=found[:FEED_LENGTH],
        address=request.build_absolute_uri,
        pages=pages,
    )
    return HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")


def _wrong(criteria: Criteria) -> list[str]:
    return [*criteria.notices, *unknown_values(criteria)]


def _refused(wrong: Iterable[str]) -> HttpResponse:
    return HttpResponse("".join(wrong), status=422, content_type="text/plain; charset=utf-8")
