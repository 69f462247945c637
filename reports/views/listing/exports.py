"""Downloads of a result: its reports or its figures as CSV, and an Atom feed of it."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from reports.exports.feed import atom
from reports.exports.table import csv_lines
from reports.exports.tables import METRIC_HEADER, REPORT_HEADER, metric_rows, report_rows
from reports.search import Criteria, search, search_ids

from ..downloads import csv_response

FEED_LENGTH = 50


def reports_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The reports of the result that the same parameters show on the page, all pages of it."""
    ids = search_ids(Criteria.from_params(request.GET))
    return csv_response("reports", csv_lines(REPORT_HEADER, report_rows(ids, request.build_absolute_uri)))


def metrics_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The figures of the same reports, each with its sentence and place."""
    ids = search_ids(Criteria.from_params(request.GET))
    return csv_response("figures", csv_lines(METRIC_HEADER, metric_rows(ids, request.build_absolute_uri)))


def feed(request: HttpRequest) -> HttpResponse:
    """The newest reports of a result as Atom, for following a place, a topic or a word."""
    criteria = Criteria.from_params(request.GET).change(sort="-published", page_size=FEED_LENGTH)
    found = search(criteria)
    xml = atom(
        title=f"{found.description} · 乡镇法治报告档案馆",
        page=request.build_absolute_uri("/reports/?" + criteria.query_string()),
        feed=request.build_absolute_uri(),
        reports=[hit.report for hit in found.hits],
        address=request.build_absolute_uri,
    )
    return HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")
