"""Lists, searches and single reports."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from reports import queries
from reports.models import Report, Section
from reports.models.public_ids import is_number
from reports.queries.withdrawn import refuse_withdrawn
from reports.search import Criteria, Resting, search
from reports.search.query.criteria import SAMPLES
from reports.views.moved import id_of_number, with_query

from . import present, schemas
from .parameters import RegionCode, known, one_of

router = Router()


class ReportFilter(Schema):
    """The parameters of the listing page; within one the values are joined by OR, across them by AND."""

    q: str = Field("", description='words; "quoted" is exact; OR, -term, parentheses, title:term')
    match: Literal["", "exact", "words"] | str = Field(
        "", description="only exact matches, or only word matches"
    )
    region: Annotated[list[RegionCode], known("regions")] = Field([], description="region codes of any level")
    year: list[str] = Field([], description="years reported on")
    year_from: str = ""
    year_to: str = ""
    topic: Annotated[list[str], known("topics")] = Field([], description="slugs, see /topics")
    role: Annotated[list[str], one_of(*Section.Role.values)] = Field(
        [], description="required contents: those in the report's `checklist`, and `overview`"
    )
    indicator: Annotated[list[str], known("indicators")] = Field([], description="slugs, see /indicators")
    genre: Annotated[list[str], one_of(*Report.Genre.values)] = []
    flag: Annotated[list[str], known("flags")] = Field([], description="kinds of flags")
    sample: Annotated[list[str], one_of(*SAMPLES)] = Field(
        [], description="no: real reports alone; yes: samples alone, which are invented"
    )
    copied_min: str = Field(
        "", description="least share of sentences that stand in reports not known to be later, in percent"
    )
    sort: str = Field("", description="relevance, year, -year, published, -published, region or -copied")
    page: str = "1"
    page_size: str = Field("20", description="at most 200")


@router.get("", response=schemas.ReportList, summary="List and search published reports")
def list_reports(request: HttpRequest, filters: Query[ReportFilter]) -> dict[str, Any]:
    """What of the words cannot be understood is taken literally and said in `notices`; other parameters are 422 then."""
    criteria = Criteria.from_params(request.GET)
    if criteria.notices:
        raise HttpError(422, "".join(criteria.notices))
    found = search(criteria, last_page=False)
    if found.resting:
        raise Resting
    return {
        "count": found.count,
        "exact_count": found.exact_count,
        "page": found.criteria.page,
        "page_size": found.criteria.page_size,
        "description": found.description,
        "results": [
            present.report_summary(request, hit.report)
            | {
                "score": hit.score,
                "exact": hit.exact,
                "hit_count": hit.hit_count,
                "snippets": [
                    {
                        "section": snippet.path,
                        "section_id": snippet.anchor or None,
                        "heading": snippet.heading,
                        "start": snippet.start,
                        "end": snippet.end,
                        "text": snippet.text,
                        "hits": snippet.marks,
                    }
                    for snippet in hit.snippets
                ],
            }
            for hit in found.hits
        ],
        "facets": {
            name: [{"value": one.value, "label": one.label, "count": one.count} for one in values]
            for name, values in found.facets.items()
        },
        "notices": list(found.notices),
    }


def _public(report: Report | None, id: str) -> Report:
    """The report if the public may see it. Raises Http404, and Withdrawn for one that readers had seen before."""
    if report is None or not report.is_public:
        refuse_withdrawn(report)
        raise Http404(f"没有编号为 {id} 的已发布报告。")
    return report


def _moved(request: HttpRequest, id: str) -> HttpResponsePermanentRedirect | None:
    """From an address of before, with a number for the id, to that of today; None for an id. Raises Http404."""
    if not is_number(id):
        return None
    known = id_of_number(request, int(id))
    if known is None:
        raise Http404(f"没有编号为 {id} 的已发布报告。")
    path = request.path.replace(f"/reports/{id}", f"/reports/{known}")
    return HttpResponsePermanentRedirect(with_query(path, request))


@router.get(
    "/{id}",
    response={200: schemas.ReportOut, 404: schemas.Problem, 410: schemas.Gone},
    summary="One report",
)
def report(request: HttpRequest, id: str) -> Any:
    """With its sections, figures and flags. Offsets index the text at `/reports/{id}/text`.

    The number that reports had for an id before leads here (301). One that was withdrawn answers 410 with a trace of
    it, and nothing of its text.
    """
    if moved := _moved(request, id):
        return moved
    return present.report_out(request, _public(queries.report_in_full(id), id))


@router.get("/{id}/text", summary="The canonical text of a report, as plain text in UTF-8")
def text(request: HttpRequest, id: str) -> HttpResponse:
    """Page furniture and injected text are in it: nothing is taken out, so that offsets hold."""
    if moved := _moved(request, id):
        return moved
    found = _public(Report.objects.only("text", "status", "sample").filter(public_id=id).first(), id)
    response = HttpResponse(found.text, content_type="text/plain; charset=utf-8")
    if found.sample:
        response["X-Robots-Tag"] = "noindex"
    return response
