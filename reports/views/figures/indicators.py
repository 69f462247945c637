"""The pages of indicators (指标): definition, spread by year, and every figure in its sentence."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import astuple, dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.analysis.distribution import Axis, axis_for, spread
from reports.charts.years import MOST_POINTS, MOST_YEARS, YearValues, spreads
from reports.exports.table import csv_lines
from reports.exports.tables import METRIC_HEADER, metric_row
from reports.limits import throttled
from reports.models import Indicator, Metric, Region
from reports.models.last_change import last_change
from reports.parsing.place.gazetteer import is_sample_place
from reports.queries import indicators as queries
from reports.queries import listed_regions, metric_of
from reports.queries.samples import left_out
from reports.search import Criteria, search
from reports.search.query.glossary import in_chinese
from reports.text.region_codes import short_code
from reports.wording.figure import number
from reports.wording.letters import full_name
from reports.wording.notices import not_taken
from reports.wording.sentence import Sentence
from reports.wording.translation import said

from ..charts import Chart, brief, chart_file, note, rounded, share_of
from ..downloads import csv_response
from ..paging import paging
from .by_topic import by_topic
from .figures import FigureRow, figure_row

PAGE_SIZE = 20
SORTS = {"": Sentence("年度从新到旧"), "-value": Sentence("数值从大到小"), "value": Sentence("数值从小到大")}


#: Indicators that the catalogue shows at first, those that most reports have.
FIRST = 15


def indicator_index(request: HttpRequest) -> HttpResponse:
    """``/indicators/``: those that most reports have, by topic; ``?all=1`` all; ``?q=`` those so called.

    ``topics``: each indicator with the number of reports that have a figure of it and its share of all reports.
    """
    found = search(Criteria(samples=left_out(), page_size=1))
    counts = {value.value: value.count for value in found.facets["indicator"]}
    catalogue = list(Indicator.objects.order_by("position"))
    typed, every = request.GET.get("q", "").strip()[:_LONGEST], request.GET.get("all") == "1"
    if typed:
        chosen = [one for one in catalogue if _is_called(one, typed)]
    elif every:
        chosen = catalogue
    else:
        most = sorted((one for one in catalogue if counts.get(one.slug)), key=lambda one: -counts[one.slug])
        chosen = [one for one in catalogue if one in most[:FIRST]] or catalogue
    rows = [(one, *share_of(counts.get(one.slug, 0), found.count)) for one in chosen]
    context = {
        "topics": by_topic(rows, lambda row: row[0].slug),
        "count": found.count,
        "typed": typed,
        "every": every,
        "shown": len(rows),
        "all": len(catalogue),
    }
    return render(request, "reports/indicators.html", context)


#: Characters of a name that is looked for.
_LONGEST = 40


def _is_called(indicator: Indicator, typed: str) -> bool:
    """By a part of its name, Chinese or in the reader's language, of its definition, or a term in English (petition)."""
    names = f"{indicator.name}\n{said(indicator.name)}\n{indicator.definition}".lower()
    return any(form.lower() in names for form in (typed, *in_chinese(typed)))


def year_values(values: Iterable[tuple[int, Decimal]], percent: bool) -> tuple[list[YearValues], Axis]:
    """``values`` are (year, value) ordered by year; the years in the same order, all on one axis."""
    rows = list(values)
    axis = axis_for([value for _year, value in rows], percent)
    years = []
    for year, group in groupby(rows, key=lambda row: row[0]):
        own = tuple(value for _year, value in group)
        years.append(YearValues(year, spread(own), own if len(own) <= MOST_POINTS else ()))
    return years, axis


def indicator_page(request: HttpRequest, slug: str) -> HttpResponse:
    """``/indicators/<slug>/?unit=&region=&year=&sort=``: one unit at a time, unlike units are never mixed."""
    asked = Asked.of(request, slug)
    years, _axis = asked.years()
    count = sum(one.spread.n for one in years if asked.year in (None, one.year))
    page = _Counted(asked.figures(), count).get_page(request.GET.get("page"))

    context = {
        "indicator": asked.indicator,
        "notices": asked.notices,
        "units": asked.units,
        "unit": asked.unit,
        "region": asked.region,
        "year": asked.year,
        "sort": asked.sort,
        "download": f"{reverse('indicator_csv', args=[slug])}{asked.query()}",
        "sorts": SORTS,
        "provinces": _places(asked.region),
        "years": [one.year for one in reversed(years)],
        "medians": _medians(years),
        "chart": spread_chart(asked),
        "page": page,
        "figures": [_row(metric) for metric in queries.in_full(page.object_list)],
        "paging": paging(page.number, page.paginator.num_pages, lambda number: asked.query(page=number)),
    }
    return render(request, "reports/indicator.html", context)


#: With fewer reports a year's median is not told in the page's first sentence.
_FEWEST = 5


def _medians(years: Iterable[YearValues]) -> list[tuple[int, str, int]]:
    """(year, median, reports) of the first and the last year with enough of them; one where there is one alone."""
    told = [
        (one.year, number(round(one.spread.median, 1)), one.spread.n)
        for one in years
        if one.spread.n >= _FEWEST
    ]
    return [told[0], told[-1]] if len(told) > 1 else told


def spread_chart(asked: Asked) -> Chart | None:
    """How the figures are spread, a column a year; None without figures."""
    years, axis = asked.years()
    if not years:
        return None
    unit = asked.unit
    place = full_name(asked.region) if asked.region else _("全国")
    title = _("%(indicator)s各年分布（%(place)s）") % {
        "indicator": said(asked.indicator.name),
        "place": place,
    }
    long = years[0].year <= years[-1].year - MOST_YEARS
    slug = asked.indicator.slug
    query = asked.query()
    return Chart(
        name=f"{slug}-spread",
        title=_("%(title)s · %(unit)s") % {"title": title, "unit": unit} if unit else title,
        note=note(
            _(
                "红线是中位数，方块是中间一半，细线从最小到最大；不超过 %(most)s 个数的年份一个数一个点。"
                "n 是报告的篇数：一篇里有几个数的取合计，其中各项不另算。"
            )
            % {"most": MOST_POINTS},
            _("对数刻度。") if axis.logarithmic else "",
            _("图里是最近 %(most)s 年。") % {"most": MOST_YEARS} if long else "",
            _("数字是各发布机关自述，口径不一；机器识别。"),
        ),
        draw=lambda: spreads(years, axis, ("n =", _("中位数")), _("未见"), "%" if unit == "%" else "", brief),
        header=(
            _("报告年度"), "n", _("最小"), _("下四分位"), _("中位数"), _("上四分位"), _("最大"), _("单位"),
        ),
        rows=tuple(
            (str(one.year), one.spread.n, *(rounded(value) for value in astuple(one.spread)[1:]), unit)
            for one in years
        ),
        page=f"{asked.indicator.get_absolute_url()}{query}",
        csv=f"{reverse('indicator_chart', args=[slug, 'spread', 'csv'])}{query}",
        svg=f"{reverse('indicator_chart', args=[slug, 'spread', 'svg'])}{query}",
    )  # fmt: skip


def indicator_chart(request: HttpRequest, slug: str, name: str, ending: str) -> HttpResponseBase:
    """``/indicators/<slug>/spread.csv`` and ``.svg``: the page's chart with the same parameters."""
    asked = Asked.of(request, slug)
    return chart_file(request, {"spread": lambda: spread_chart(asked)}, name, ending)


@throttled("export")
def indicator_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    """``/indicators/<slug>/figures.csv``: all figures that the page with the same parameters pages through."""
    asked = Asked.of(request, slug)
    figures = asked.figures()
    rows = (metric_row(metric, request.build_absolute_uri) for metric in queries.in_chunks(figures))
    return csv_response(slug, csv_lines(METRIC_HEADER, rows), rows=figures.count())


@dataclass(frozen=True)
class Asked:
    """What the parameters of an indicator's page ask for; what is not understood is left out."""

    state: Hashable
    indicator: Indicator
    units: list[tuple[str, int]]
    unit: str
    region: Region | None
    year: int | None
    sort: str
    #: What of the address is none of the values there are, as sentences for the reader.
    notices: tuple[str, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest, slug: str) -> Asked:
        """Raises Http404 for an unknown indicator."""
        indicator = get_object_or_404(Indicator, slug=slug)
        state = last_change()
        code = request.GET.get("region", "")
        region = Region.objects.filter(code=short_code(code) or None).first()
        units = _units(state, indicator, region.code if region and is_sample_place(region.code) else "")
        names = [unit for unit, _count in units]
        unit, year, sort = (request.GET.get(name, "") for name in ("unit", "year", "sort"))
        is_year = year.isascii() and year.isdigit() and len(year) == 4
        told = (
            (code, Sentence("地区代码"), region is not None),
            (unit, Sentence("单位"), unit in names or not names),
            (year, Sentence("年度"), is_year),
            (sort, Sentence("排序方式"), sort in SORTS),
        )
        return cls(
            state=state,
            indicator=indicator,
            units=units,
            unit=unit if unit in names else (names[0] if names else ""),
            region=region,
            year=int(year) if is_year else None,
            sort=sort if sort in SORTS else "",
            notices=tuple(not_taken(value, name) for value, name, known in told if value and not known),
        )

    def years(self) -> tuple[list[YearValues], Axis]:
        return _years(self.state, self.indicator, self.unit, self.region.code if self.region else "")

    def figures(self) -> QuerySet[Metric]:
        return queries.indicator_list(self.indicator, self.unit, self.region, self.year, self.sort)

    def query(self, page: int | None = None) -> str:
        """The same state as a query string, the question mark included; with a page of it."""
        held = {
            "unit": self.unit,
            "region": self.region.code if self.region else "",
            "year": self.year,
            "sort": self.sort,
            "page": page,
        }
        return f"?{urlencode({name: value for name, value in held.items() if value})}"


class _Counted(Paginator):  # type: ignore[type-arg]  # generic in its stubs alone
    """Pages of figures of which it is known how many there are: tens of thousands are not counted again."""

    def __init__(self, figures: QuerySet[Metric], count: int) -> None:
        super().__init__(figures, PAGE_SIZE)
        self._count = count

    @property
    def count(self) -> int:
        return self._count


@lru_cache(maxsize=256)
def _units(state: Hashable, indicator: Indicator, region: str) -> list[tuple[str, int]]:
    """``region`` is "" but for a place in 示例省: of all others the units are the same."""
    return queries.indicator_units(indicator, region)


@lru_cache(maxsize=512)
def _years(state: Hashable, indicator: Indicator, unit: str, region: str) -> tuple[list[YearValues], Axis]:
    """As of one state of the reports: a common indicator has tens of thousands of figures."""
    return year_values(queries.indicator_values(indicator, unit, region), unit == "%")


def _row(metric: Metric) -> FigureRow:
    """``metric`` as queries.in_full gives it."""
    excerpt: str = vars(metric)["excerpt"]
    return figure_row(
        metric_of(metric, {}),
        excerpt,
        anchor=metric.anchor,
        indicator=metric.indicator,
        report=metric.report,
        base=max(metric.start - queries.EXCERPT, 0),
    )


def _places(region: Region | None) -> list[Region]:
    """The provinces, and the region chosen if it is another."""
    places = list(listed_regions(None))
    if region is not None and region not in places:
        places.insert(0, region)
    return places
