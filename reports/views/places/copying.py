"""The list of copying (雷同名单): one for the country, a province, a city, a county or a township."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from reports import queries
from reports.models import CopiedFrom, Region
from reports.queries.copied import SORTS, copied_reports, copied_years, copying
from reports.text.region_codes import short_code
from reports.wording.notices import not_taken
from reports.wording.sentence import Sentence

from ..paging import paging

PAGE_SIZE = 50
KINDS = {
    "": Sentence("全部"),
    "elsewhere": Sentence("外县"),
    "county": Sentence("同县"),
    "own": Sentence("本地往年"),
}
ORDERS = {
    "share": Sentence("占比从高到低"),
    "sentences": Sentence("句数从多到少"),
    "year": Sentence("年度从新到旧"),
    "region": Sentence("地区"),
}


def copying_page(request: HttpRequest) -> HttpResponse:
    """``/copied/?region=&kind=&year=&sort=&page=``; what of it is unknown is left out and said."""
    notices: list[str] = []

    def told(name: str, called: str, known: bool) -> str:
        value = request.GET.get(name, "").strip()
        if value and not known:
            notices.append(not_taken(value, called))
        return value if known else ""

    code = short_code(request.GET.get("region", "").strip())
    region = Region.objects.filter(code=code).first() if code else None
    told("region", Sentence("地区代码"), region is not None)
    kind = told("kind", Sentence("类别"), request.GET.get("kind", "").strip() in KINDS)
    sort = told("sort", Sentence("排序方式"), request.GET.get("sort", "").strip() in SORTS) or "share"
    years = copied_years(region)
    typed = request.GET.get("year", "").strip()
    year = told("year", Sentence("年度"), typed.isascii() and typed.isdigit() and len(typed) == 4)
    rows = copying(region, kind, int(year) if year else None).order_by(*SORTS[sort])
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    state = {"region": region.code if region else "", "kind": kind, "year": year, "sort": sort}

    def address(**changes: str) -> str:
        kept = {name: value for name, value in (state | changes).items() if value and (name, value) != _USUAL}
        return f"{reverse('copying')}?{urlencode(kept)}" if kept else reverse("copying")

    context = {
        "region": region,
        "path": queries.region_path(region)[:-1],
        "notices": notices,
        "count": copied_reports(region),
        "kinds": [(label, address(kind=value), value == kind) for value, label in KINDS.items()],
        "kind_names": CopiedFrom.Kind,
        "years": years,
        "year": year,
        "sort": sort,
        "orders": ORDERS,
        "kept": [(name, value) for name, value in state.items() if value and name in ("region", "kind")],
        "page": page,
        "paging": paging(page.number, page.paginator.num_pages, lambda number: address(page=str(number))),
    }
    return render(request, "reports/copying.html", context)


_USUAL = ("sort", "share")
