"""How often reports write on a topic (主题), by year and by province: what is drawn, and the page's parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.analysis.distribution import Axis
from reports.charts.rows import Row, share_rows
from reports.charts.years import Column, bars
from reports.models import Region, Topic
from reports.queries.samples import left_out
from reports.search import Criteria, SearchPage, search
from reports.templatetags.shares import percent
from reports.wording.figure import number
from reports.wording.letters import full_name, short_name
from reports.wording.translation import said

from ..charts import Chart, chart_file

_PAGE_SIZE = 10


@dataclass(frozen=True)
class Share:
    """Of ``whole`` reports of a year or province, ``part`` are on the topic; ``value`` is what filters by it."""

    value: str
    label: str
    part: int
    whole: int
    active: bool = False

    @property
    def share(self) -> float:
        """0–1; 0 of none."""
        return self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True)
class Asked:
    """A topic and what of its page's parameters filters: regions and years; samples are left out where they don't count."""

    topic: Topic
    criteria: Criteria

    @classmethod
    def of(cls, request: HttpRequest, slug: str) -> Asked:
        """Raises Http404 for an unknown topic."""
        asked = Criteria.from_params(request.GET)
        criteria = Criteria(
            topics=(slug,), regions=asked.regions, years=asked.years, samples=left_out(asked.regions),
            sort="-year", page=asked.page, page_size=_PAGE_SIZE,
        )  # fmt: skip
        return cls(get_object_or_404(Topic, slug=slug), criteria)

    def query(self, page: int = 1) -> str:
        """The same state as a query string, the question mark included; empty for the page as it opens."""
        held = self.criteria.change(topics=(), samples=(), sort="", page_size=20, page=page)
        words = held.query_string()
        return f"?{words}" if words else ""

    def file(self, name: str, ending: str) -> str:
        return reverse("topic_chart", args=[self.topic.slug, name, ending]) + self.query()


def shares(found: SearchPage, whole: SearchPage, facet: str) -> list[Share]:
    """For each value of a facet how many reports there are in all (``whole``) and of those found."""
    parts = {value.value: value for value in found.facets[facet]}
    return [
        Share(
            one.value,
            one.label,
            parts[one.value].count if one.value in parts else 0,
            one.count,
            one.value in parts and parts[one.value].active,
        )
        for one in whole.facets[facet]
        if one.count
    ]


def year_chart(asked: Asked, found: SearchPage) -> Chart | None:
    """The share of each year's reports that write on the topic, in the regions asked for; None without reports."""
    criteria = asked.criteria
    held = {
        int(one.value): one
        for one in shares(
            found, search(Criteria(regions=criteria.regions, samples=criteria.samples, page_size=1)), "year"
        )
    }
    if not held:
        return None
    rows = [held.get(year) or Share(str(year), str(year), 0, 0) for year in range(min(held), max(held) + 1)]
    columns = [
        Column(
            one.value,
            Decimal(one.part) * 100 / one.whole if one.whole else None,
            percent(one.share),
            (number(Decimal(one.whole)),),
        )
        for one in rows
    ]
    note = _("柱高是当年馆藏报告里有讲这个主题的章节的份额；n 是当年馆藏篇数。主题系机器识别。")
    return Chart(
        name=f"{asked.topic.slug}-years",
        title=_("%(topic)s：各年份额（%(place)s）")
        % {"topic": said(asked.topic.name), "place": _places(criteria.regions)},
        note=note,
        draw=lambda: bars(columns, Axis(Decimal(100), False), ("n =",), _("未收录"), "%"),
        header=(_("报告年度"), _("有此主题（篇）"), _("馆藏（篇）"), _("份额（%）")),
        rows=tuple((one.value, one.part, one.whole, _in_hundred(one)) for one in rows),
        page=asked.topic.get_absolute_url() + asked.query(),
        csv=asked.file("years", "csv"),
        svg=asked.file("years", "svg"),
    )


def province_chart(asked: Asked, provinces: Sequence[Share]) -> Chart | None:
    """The share of each province's reports, of the years asked for; a page sets it as a table."""
    if not provinces:
        return None
    regions = Region.objects.in_bulk([one.value for one in provinces], field_name="code")
    years = _("、").join(str(year) for year in asked.criteria.years) or _("各年")
    return Chart(
        name=f"{asked.topic.slug}-provinces",
        title=_("%(topic)s：各省份额（%(years)s）") % {"topic": said(asked.topic.name), "years": years},
        note=_("份额是馆藏报告里有讲这个主题的章节的篇数占馆藏篇数（n）。主题系机器识别。"),
        draw=lambda: share_rows(
            [
                Row(
                    short_name(regions[one.value]),
                    (("fill", one.share),),
                    f"{percent(one.share)}　n = {number(Decimal(one.whole))}",
                )
                for one in provinces
            ]
        ),
        header=(_("地区代码"), _("省份"), _("有此主题（篇）"), _("馆藏（篇）"), _("份额（%）")),
        rows=tuple((one.value, one.label, one.part, one.whole, _in_hundred(one)) for one in provinces),
        page=asked.topic.get_absolute_url() + asked.query(),
        csv=asked.file("provinces", "csv"),
        svg=asked.file("provinces", "svg"),
    )


def _in_hundred(one: Share) -> Decimal | None:
    """None where there are no reports to take a share of."""
    return round(Decimal(one.part) * 100 / one.whole, 1).normalize() + 0 if one.whole else None


def _places(codes: Sequence[str]) -> str:
    regions = Region.objects.filter(code__in=codes).order_by("code")
    return _("、").join(map(full_name, regions)) or _("全国")


def province_shares(asked: Asked, found: SearchPage) -> list[Share]:
    """By how many reports each province has; those without any are left out."""
    whole = Criteria(years=asked.criteria.years, samples=asked.criteria.samples, page_size=1)
    return shares(found, search(whole), "province")


def topic_chart(request: HttpRequest, slug: str, name: str, ending: str) -> HttpResponseBase:
    """``/topics/<slug>/years`` and ``provinces``, as ``.csv`` and ``.svg``, with the page's parameters."""
    asked = Asked.of(request, slug)
    charts = {
        "years": lambda: year_chart(asked, search(asked.criteria)),
        "provinces": lambda: province_chart(asked, province_shares(asked, search(asked.criteria))),
    }
    return chart_file(request, charts, name, ending)
